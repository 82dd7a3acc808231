"""What a person may write beside the words of a question, and how it is explained."""

import pytest

from app.answer.answering import ask, offered, search
from app.answer.understanding import offers, understand
from app.present import answers
from app.present.schema.answers import Correction
from index.query import read
from ingest.errors import QuestionError


@pytest.mark.parametrize(
    ("text", "left", "phrases", "without", "filters"),
    [
        ("VTE 类型:标准 层级：国家 年份:2024", "VTE", (), (), (("kind", ("标准",)), ("level", ("国家",)), ("year", ("2024",)))),
        ("类型：标准、目标 VTE", "VTE", (), (), (("kind", ("标准", "目标")),)),
        ("不良事件类型：跌倒", "不良事件类型：跌倒", (), (), ()),
        ("“规范预防”和「会诊」", "规范预防 和 会诊", ("规范预防", "会诊"), (), ()),
        ("“规范预防”", "规范预防", ("规范预防",), (), ()),
        ("原文:“规范预防” 会诊", "规范预防 会诊", ("规范预防",), (), ()),
        ("护士长问“口头医嘱”能不能执行", "护士长问 口头医嘱 能不能执行", (), (), ()),
        ("什么叫「首诊负责」", "什么叫 首诊负责", (), (), ()),
        ('领导说的"织网"到底指什么', "领导说的 织网 到底指什么", (), (), ()),
        ('"WS/T 433-2023" 是什么', "WS/T 433-2023 是什么", (), (), ()),
        ("静脉输液 -儿童", "静脉输液", (), ("儿童",), ()),
        ("静脉输液 不含：儿童", "静脉输液", (), ("儿童",), ()),
        ("静脉输液 排除“儿童 病区”", "静脉输液", (), ("儿童 病区",), ()),
        ("T/CHAS 10-2-24", "T/CHAS 10-2-24", (), (), ()),
        ("T/CHAS 10 -2-24", "T/CHAS 10 -2-24", (), (), ()),
        ("非-计划再次手术", "非-计划再次手术", (), (), ()),
        ("CURB-65 - 评分", "CURB-65 - 评分", (), (), ()),
        ("不含酒精的手消毒剂", "不含酒精的手消毒剂", (), (), ()),
        ("手消毒剂 不含酒精", "手消毒剂 不含酒精", (), (), ()),
        ("怎样排除故障", "怎样排除故障", (), (), ()),
    ],
)
def test_a_question_is_taken_apart(text, left, phrases, without, filters):
    query = read(text)
    assert (query.text, query.phrases, query.without, query.filters) == (left, phrases, without, filters)


def shown(answer):
    return {kind: [r.id for r in results] for kind, results in answer.results.items() if results}


def test_a_filter_by_kind_leaves_the_others_out(opened):
    assert set(shown(ask(opened, "VTE预防 类型:标准"))) == {"standard"}
    assert set(shown(ask(opened, "VTE预防 类型:目标"))) == {"target"}
    notices = shown(ask(opened, "病历质量 类型:行动计划"))
    assert set(notices) == {"clause"}
    assert {opened.documents[i.partition("#")[0]].doctype for i in notices["clause"]} == {"plan"}
    tasks = shown(ask(opened, "加强病历质量管理 类型:任务"))["clause"]
    assert set(tasks) & {e.id for e in opened.of_kind("task")}


def test_filters_by_level_and_year_hold_for_standards_too(opened):
    assert all(i.startswith("T/") for i in shown(ask(opened, "静脉输液 层级:协会"))["standard"])
    assert not any(i.startswith("T/") for i in shown(ask(opened, "静脉输液 层级：国家"))["standard"])
    found = shown(ask(opened, "静脉输液 年份:2020-2021"))["standard"]
    assert found == [i for i in found if opened.entities[i].published[:4] in ("2020", "2021")]


@pytest.mark.parametrize(
    ("filter_", "offered"), [("类型:天气", "核心制度"), ("层级:银河", "市级"), ("年份:去年", "2024"), ("文件:没有", "长治市")]
)
def test_a_value_that_does_not_exist_is_one_line_with_those_that_do(opened, filter_, offered):
    with pytest.raises(QuestionError, match=offered) as caught:
        ask(opened, f"VTE {filter_}")
    assert "\n" not in str(caught.value)


def test_filters_alone_are_no_question(opened):
    with pytest.raises(QuestionError, match="没有写要查的内容"):
        ask(opened, "类型:标准 年份:2024")


def test_a_phrase_stands_verbatim_in_every_clause_shown(opened):
    clauses = shown(ask(opened, "原文:“不良事件” 报告"))["clause"]
    assert clauses
    assert all("不良事件" in opened.clause(i).text for i in clauses)
    missed = answers.answer(opened, ask(opened, "原文：“不良事件报告要敲锣” 报告"))
    assert not missed.answered
    assert "不良事件报告要敲锣" in missed.note
    assert missed.suggestions


@pytest.mark.parametrize("question", ["借轮椅要交多少钱", "食堂早饭要交多少钱", "要不要吃早饭"])
def test_after_a_refusal_only_questions_that_the_base_answers_are_offered(opened, question):
    refused = ask(opened, question)
    assert not refused.answered
    for offer in answers.answer(opened, refused).suggestions:
        assert ask(opened, offer.query).answered


def test_what_is_excluded_is_not_shown(opened):
    word = "识别"
    assert any(word in opened.clause(i).text for i in shown(ask(opened, "不良事件报告"))["clause"])
    assert not any(word in opened.clause(i).text for i in shown(ask(opened, f"不良事件报告 -{word}"))["clause"])


def steps(opened, text):
    return {step.name: step.text for step in understand(opened, text).steps}


def test_each_step_is_said_in_words(opened):
    told = steps(opened, "ｗｓ／ｔ 661 會診 手述安全核查 年份:2020 -儿童 原文“会议” 怎么做")
    assert told["width"].startswith("全角")
    assert "會→会" in told["simplified"]
    assert told["slip"] == "“手述安全核查”按“手术安全核查”查（同音字）"
    assert "WS/T 661-2020" in told["name"]
    assert "手术安全核查制度" in told["concept"]
    assert "2020 年" in told["filter"]
    assert "“会议”" in told["phrase"]
    assert "“儿童”" in told["without"]
    assert told["wanted"].startswith("问的是措施")


def test_a_wrong_spelling_that_the_thesaurus_lists_is_said_to_be_one(opened):
    assert "常见错写" in steps(opened, "病厉")["concept"]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("哪些标准适用于提高VTE规范预防率", "standards"),
        ("不良事件上报的指标是多少", "indicators"),
        ("危急值报告属于哪项核心制度", "core_systems"),
        ("案例最晚什么时候报送", "clauses"),
        ("VTE预防是今年国家的哪个目标", "targets"),
    ],
)
def test_what_is_asked_for_comes_first(opened, question, first):
    assert answers.answer(opened, ask(opened, question)).order[0] == first


def test_a_correction_can_be_declined(opened):
    corrected = answers.answer(opened, ask(opened, "手述安全核查"))
    assert corrected.corrections == (Correction(written="手述安全核查", label="手术安全核查", how="同音字"),)
    assert corrected.core_systems[0].id == "手术安全核查制度"
    assert answers.answer(opened, ask(opened, "手述安全核查", correct=False)).corrections == ()


def test_search_explains_too(opened):
    body = answers.search(opened, "手述安全核查", search(opened, "手述安全核查"))
    assert (body.query, body.corrections[0].label) == ("手述安全核查", "手术安全核查")
    assert body.hits and body.explain


def test_punctuation_of_full_width_is_no_way_of_writing_to_explain(opened):
    assert "width" not in steps(opened, "静脉输液，怎么做？（预防）")
    assert "，" not in steps(opened, "ｗｓ，怎么做？")["width"]


def test_words_beside_the_terms_are_named_and_the_terms_are_not_named_again(opened):
    told = [step.text for step in understand(opened, "静脉输液怎么预防").steps if step.name == "word"]
    assert told == ["还要查“预防”"]


@pytest.mark.parametrize(
    ("filter_", "said"),
    [
        ("类型:目标", "只看类型为目标的内容"),
        ("类型:行动计划", "只看行动计划类文件的条款"),
        ("年份:2023", "只看 2023 年发布的文件和标准"),
        ("年份:2022-2023", "只看 2022 年到 2023 年发布的文件和标准"),
    ],
)
def test_a_filter_is_said_in_words(opened, filter_, said):
    assert steps(opened, f"静脉输液 {filter_}")["filter"] == said


def test_a_search_says_of_what_kind_the_thing_named_is(opened):
    assert search(opened, "WS/T 433").hits[0] == ("standard", "WS/T 433-2023", 1.0)
    assert search(opened, "NIT-2026-V").hits[0] == ("target", "NIT-2026-V", 1.0)


def test_a_term_after_the_word_for_leaving_out_is_left_out(opened):
    assert understand(opened, "静脉输液 排除跌倒").query.without == ("跌倒",)
    assert understand(opened, "静脉输液 排除跌倒的").query.without == ()
    assert understand(opened, "静脉输液 排除儿童").query.without == ()
    assert understand(opened, "静脉输液 排除新跌倒后").query.without == ()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("vte怎么预防", ["字母不分大小写"]),
        ("深静脉血栓怎么预防", []),
        ("ＶＴＥ", ["全角、特殊写法“ＶＴＥ”按普通写法“VTE”查", "字母不分大小写"]),
        ("靜脈血栓", ["繁体按简体查：靜→静、脈→脉"]),
    ],
)
def test_ways_of_writing_that_are_read_as_the_usual_one_are_said(opened, question, said):
    steps = understand(opened, question).steps
    assert [one.text for one in steps if one.name in ("width", "simplified", "case")] == said


def test_slips_are_put_right_unless_it_is_declined(opened):
    assert understand(opened, "手述安全核查").slips and not understand(opened, "手述安全核查", correct=False).slips
    assert ask(opened, "手述安全核查").understood.slips and not ask(opened, "手述安全核查", correct=False).understood.slips


@pytest.mark.parametrize(
    ("question", "said"),
    [("手卫生", "术语“手卫生”"), ("打点滴", "“打点滴”即术语“静脉输液”"), ("会诊怎么做", "“会诊”即术语“会诊制度”")],
)
def test_a_term_is_told_by_its_label_or_as_another_word_for_it(opened, question, said):
    assert said in [one.text for one in understand(opened, question).steps if one.name == "concept"]


@pytest.mark.parametrize(("kind", "level", "said"), [("章程", "", "文件类型"), ("", "宇宙", "层级")])
def test_a_type_or_level_chosen_that_does_not_exist_is_refused(opened, kind, level, said):
    with pytest.raises(QuestionError, match=said):
        ask(opened, "手卫生", kind=kind, level=level)


def test_what_a_question_may_have_meant_is_offered_beside_an_answer_and_after_a_refusal(opened):
    asked = understand(opened, "VET预防")
    assert [one.query for one in offered(opened, asked, answered=False)] == ["VTE预防"]
    slip = understand(opened, "“高速公路限速” VET预防")
    assert offered(opened, slip, answered=True) == offers(slip, answered=True)
    assert len(offered(opened, slip, answered=False)) < len(offers(slip, answered=False))
