"""What a person asks, and what must come first, be explained, or be refused."""

import re

import pytest

from app.answer.answering import ask, like, search
from app.base.knowledge import Knowledge
from app.build import publish
from app.present import answers, entities
from app.present.terminal import answers as terminal
from corpus import CORPUS
from index.details import asked
from index.query import MAX_QUESTION
from ingest.errors import QuestionError


def best(opened, question, kind):
    results = ask(opened, question).results.get(kind, [])
    return results[0].id if results else None


def test_the_main_job(opened):
    answer = answers.answer(opened, ask(opened, "哪些标准适用于提高 VTE 规范预防率"))
    assert answer.answered
    assert answer.standards[0].id == "T/CHAS 10-2-24-2018"
    target = answer.targets[0]
    assert (target.id, len(target.strategies)) == ("NIT-2026-III", 5)
    strategies = {s.clause_id for s in target.strategies}
    assert strategies <= {c.id for c in answer.clauses}
    assert {s.id for s in answer.core_systems} >= {"会诊制度"}


def test_every_result_says_why_and_where(opened):
    answer = answers.answer(opened, ask(opened, "减少不必要的打点滴可以对照什么"))
    ids = {c.id for c in opened.store.clauses()}
    assert set(answer.groups) == {"standards", "targets", "clauses", "core_systems", "indicators"}
    for results in answer.groups.values():
        for item in results:
            assert item.because, item.id
            assert all(reason.path for reason in item.because)
            assert {e for reason in item.because for e in reason.evidence} <= ids
    for clause in answer.clauses:
        assert clause.text == opened.clause(clause.id).text
        assert clause.path[0] in clause.citation


@pytest.mark.parametrize(
    ("question", "kind", "expected"),
    [
        ("血管里打针输液的护理操作标准", "standard", "WS/T 433-2023"),
        ("WS/T 433-2013", "standard", "WS/T 433-2023"),
        ("ws／t 661", "standard", "WS/T 661-2020"),
        ("T/CHAS 10-2-9-201", "standard", "T/CHAS 10-2-9-2018"),
        ("T/CHAS 10-2-9-2018", "standard", "T/CHAS 10-2-9-2018"),
        ("《呼吸机安全管理》", "standard", "WS/T 655-2019"),
        ("NIT-2026-Ⅸ", "target", "NIT-2026-IX"),
        ("目标九", "target", "NIT-2026-IX"),
        ("目標三", "target", "NIT-2026-III"),
        ("請會診", "core_system", "会诊制度"),
        ("三查七对", "core_system", "查对制度"),
        ("目标三（二）2", "clause", "2026年国家医疗质量安全改进目标#目标三/（二）/2"),
        ("专项行动之四", "clause", "长卫医政发-2023-9#专项行动之四"),
    ],
)
def test_what_is_named_comes_first(opened, question, kind, expected):
    assert best(opened, question, kind) == expected


def test_an_old_number_leads_to_its_successor_with_a_note(opened):
    answer = ask(opened, "WS/T 391-2012 还能引用吗")
    assert answer.results["standard"][0].id == "WS/T 391-2024"
    assert "代替" in answer.note


@pytest.mark.parametrize("question", ["北京到上海的高铁几点发车", "红烧肉怎么做", "WS/T 9999-2020", "住宅小区停车位收费"])
def test_what_the_base_does_not_know_is_refused(opened, question):
    answer = ask(opened, question)
    assert not answer.answered
    assert "没有找到这个问题的依据" in answer.note
    assert answer.results == {}
    assert search(opened, question).hits == []


@pytest.mark.parametrize(
    "question",
    [
        "",
        "  \n",
        "问" * (MAX_QUESTION + 1),
        "😀😀",
        "SELECT * FROM clauses",
        "'; DROP TABLE clauses; --",
        "<script>alert(1)</script>",
        "？！",
    ],
)
def test_what_is_no_question(opened, question):
    with pytest.raises(QuestionError) as caught:
        ask(opened, question)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("odd", ["\x00", "\x1b", "\u202e"])
@pytest.mark.parametrize("way", [ask, search])
def test_a_character_that_nobody_sees_is_told_by_its_number(opened, way, odd):
    with pytest.raises(QuestionError, match=re.escape(f"问题里有看不见的字符（U+{ord(odd):04X}）")) as caught:
        way(opened, f"手卫生{odd}依从性")
    assert str(caught.value).isprintable()
    assert ask(opened, "手卫生\r\n\t依从性").answered


def test_markup_around_a_question_does_no_harm(opened):
    assert best(opened, "<b>VTE</b>预防'; DROP TABLE clauses; --", "target") == "NIT-2026-III"
    assert ask(opened, "危急值报告").answered


def test_filters_keep_the_clauses_of_one_level_or_type(opened):
    city = ask(opened, "加强病历质量管理", level="city").results["clause"]
    assert {opened.documents[r.id.partition("#")[0]].level for r in city} == {"city"}
    plans = ask(opened, "加强病历质量管理", kind="plan").results["clause"]
    assert {opened.documents[r.id.partition("#")[0]].doctype for r in plans} == {"plan"}


def test_contact_details_come_only_when_asked_for(originals):
    def kinds(question):
        return {originals.clause(r.id).kind for r in ask(originals, question).results["clause"]}

    assert "contact" not in kinds("医院标准化专委会做什么")
    assert "contact" in kinds("医院标准化专委会的联系电话")


def test_a_digest_is_never_cited_as_an_original(opened, originals):
    digest = entities.clause(opened, opened.clause("长卫医政发-2023-9#四/（一）/8"))
    original = entities.clause(originals, originals.clause("长卫医政发-2023-9#四/（一）/8"))
    assert "据摘要" in digest.citation
    assert "据摘要" not in original.citation


def test_search_finds_one_kind(opened):
    assert {kind for kind, _, _ in search(opened, "静脉输液", kind="standard").hits} == {"standard"}
    assert len(search(opened, "静脉输液", k=3).hits) == 3


def test_search_keeps_to_the_kind_and_the_filters_though_another_thing_is_named(opened):
    question = "WS/T 433-2023 和 NIT-2026-V"
    assert {identity for _, identity, _ in search(opened, question).hits} >= {"WS/T 433-2023", "NIT-2026-V"}
    assert {kind for kind, _, _ in search(opened, question, kind="target").hits} == {"target"}
    assert {kind for kind, _, _ in search(opened, f"{question} 类型:目标").hits} == {"target"}


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("手卫生不到位怎么整改", {"WS/T 391-2024", "WS/T 389-2024", "GBZ 131-2017"}),
        ("尿标本怎么送检", {"WS/T 661-2020"}),
        ("病人跌倒了引用哪个标准", {"T/CHAS 10-2-24-2018", "T/CHAS 10-2-34-2020"}),
        ("T/CHAS 10-4-9 现在有效吗", {"GBZ 131-2017", "T/CHAS 10-2-24-2018"}),
    ],
)
def test_a_shared_fragment_of_a_word_is_no_reason(opened, question, wrong):
    found = {r.id for r in ask(opened, question).results["standard"]}
    assert found
    assert not found & wrong


def test_a_reason_names_a_concept_only_where_the_text_does(opened):
    for question in ("手卫生不到位怎么整改", "病案首页编码错误怎么改进", "术后镇痛泵的管理"):
        for results in ask(opened, question).results.values():
            for result in results:
                assert result.because, result.id


@pytest.mark.parametrize(
    "question", ["医患目标一致怎么评价", "今年哪些目标十分重要", "国卫医发〔2023〕9号", "会诊室装修用什么油漆", "食堂卫生标准"]
)
def test_what_only_looks_like_a_name(opened, question):
    answer = ask(opened, question)
    assert not answer.understood.names.found
    assert not any(r.named for results in answer.results.values() for r in results)


def test_a_document_number_leads_to_its_clauses(opened):
    clauses = ask(opened, "长卫医政发〔2023〕9号").results["clause"]
    assert {c.id.partition("#")[0] for c in clauses} == {"长卫医政发-2023-9"}


def test_a_filter_also_holds_for_what_links_bring_in(opened):
    shown = ask(opened, "提高VTE规范预防率", level="city").results.get("clause", [])
    assert {opened.documents[r.id.partition("#")[0]].level for r in shown} <= {"city"}


@pytest.mark.parametrize("wrong", [{"level": "无"}, {"kind": "无"}])
def test_a_filter_that_does_not_exist(opened, wrong):
    with pytest.raises(QuestionError, match="可用"):
        ask(opened, "VTE", **wrong)


def test_a_question_of_broken_characters(opened):
    assert ask(opened, "VTE\udcff预防").answered


def test_stated_links_of_a_digest_do_not_pass_for_the_original(opened):
    answer = answers.answer(opened, ask(opened, "提高VTE规范预防率"))
    stated = [r for c in answer.clauses for r in c.because if r.basis == "stated"]
    assert stated
    assert {r.rendition for r in stated} == {"digest"}
    assert "文件原文" not in terminal.answer(answer)


def test_catalogues_alone_can_be_asked(tmp_path):
    publish.build(tmp_path / "kb", [CORPUS / "catalogues"])
    opened = Knowledge.open(tmp_path / "kb")
    assert terminal.answer(answers.answer(opened, ask(opened, "不良事件主动报告例次")))


def test_clauses_like_one(opened):
    clause = "2026年国家医疗质量安全改进目标#目标三/（二）/2"
    found = like(opened, clause, 5)
    assert 0 < len(found) <= 5
    assert clause not in [i for _, i, _ in found]
    assert {kind for kind, _, _ in found} == {"clause"}
    assert any("监测" in opened.clause(i).text for _, i, _ in found)
    assert 1 > found[0][2] > found[-1][2] > 0
    assert len(like(opened, clause)) == 10
    with pytest.raises(QuestionError, match="没有条款"):
        like(opened, "没有#一")


def test_clauses_like_a_row_are_clauses_and_no_standards(opened):
    row = next(
        c.id for c in opened.store.clauses() if c.kind == "row" and c.id in {s.clause for s in opened.of_kind("standard")}
    )
    assert {kind for kind, _, _ in like(opened, row)} == {"clause"}


def test_a_number_in_the_base_is_found_without_a_note_and_a_document_as_what_it_is(opened):
    assert ask(opened, "WS/T 433-2023").note == ""
    assert search(opened, "长卫医政发〔2023〕9号").hits == [("document", "长卫医政发-2023-9", 1.0)]


def test_what_rules_only_suggest_stands_below_and_is_marked(opened):
    """Ask for every target by name: results that rest on suggestions alone come last and say so."""
    suggested = [x for x in opened.store.links() if x.basis == "suggested"]
    seen = 0
    for target in opened.of_kind("target"):
        for results in ask(opened, target.id).results.values():
            alone = [
                bool(r.because) and all(why.basis == "suggested" and len(why.path) > 1 for why in r.because) for r in results
            ]
            assert alone == sorted(alone)
            seen += sum(alone)
    assert suggested
    assert seen


@pytest.mark.parametrize(
    ("question", "kind", "identity"),
    [
        ("漏斗胸鸡胸术后又住回来", "target", "PIT-2026-47"),
        ("D2B老是超过90分钟", "target", "PIT-2026-23"),
        ("内瘘护理改进想找个团标", "standard", "T/CHAS 10-2-20-2019"),
        ("三分指的是哪三个制度", "core_system", "手术分级管理制度"),
    ],
)
def test_a_term_that_the_base_does_not_name_leads_to_what_it_names(opened, question, kind, identity):
    """By a term that the name of something is about, by a related one, by the group it belongs to."""
    assert identity in {r.id for r in ask(opened, question).results[kind]}


@pytest.mark.parametrize(
    "question", ["护士产假有多少天", "种牙一颗多少钱", "透析病人能不能吃海鲜", "手术室温度几度", "专项行动之十二"]
)
def test_a_subject_that_the_base_names_nowhere_is_refused_beside_one_that_it_has(opened, question):
    assert not ask(opened, question).answered


def test_words_that_say_nothing_change_nothing(opened):
    plain, wordy = ask(opened, "门诊输液"), ask(opened, "请问各位老师,门诊输液的病人要不要限制来着")
    words = [[u.text for u in answer.understood.question.units if u.weight] for answer in (plain, wordy)]
    assert words[1] == [*words[0], "限制"]


def test_a_clause_with_the_figure_asked_for_stands_before_one_without(opened):
    question = "四级手术病历抽查比例要达到多少"
    first, *_ = ask(opened, question).results["clause"]
    assert asked(question).stands_in(opened.clause(first.id).text)


OWN = """关于轮椅管理的通知

一、清洁

轮椅每周清洁消毒一次，由后勤部门负责。

二、维修

损坏的轮椅挂牌停用，由设备科修理或报废。

三、陪护

ICU不设陪护，家属每天下午探视半小时。
"""


@pytest.mark.parametrize(
    ("question", "held"), [("轮椅多久清洁消毒一次", "每周"), ("损坏的轮椅怎么处理", "停用"), ("ICU能陪护吗", "探视")]
)
def test_a_base_of_own_documents_answers_what_they_say(tmp_path, write, question, held):
    folder = tmp_path / "自己的库"
    publish.build(folder, [write("轮椅.txt", OWN)])
    clause = ask(Knowledge.open(folder), question).results["clause"][0]
    assert held in Knowledge.open(folder).clause(clause.id).text


@pytest.mark.parametrize("question", ["职工食堂几点开门", "怎么申请年休假", "高速公路限速标准"])
def test_a_base_of_own_documents_refuses_what_they_do_not_say(tmp_path, write, question):
    folder = tmp_path / "自己的库"
    publish.build(folder, [write("轮椅.txt", OWN)])
    assert not ask(Knowledge.open(folder), question).answered


def test_what_is_found_by_examples_says_so(opened):
    found = [r for results in ask(opened, "夜里没人管").results.values() for r in results]
    told = [reason for result in found for reason in result.because if "常见问法" in reason.text]
    assert told
    assert all("本系统编写的" in reason.text for reason in told)
    assert all("不是原文" in reason.text and reason.evidence == () for reason in told)


def test_what_only_examples_lead_to_says_so(opened):
    for results in ask(opened, "接班的没听清楚，病危的那床没人管").results.values():
        for result in results:
            if all("常见问法" in r.path[0] or "由相近的问法推得" in r.path[-1] for r in result.because):
                assert result.basis == "suggested"


@pytest.mark.parametrize("question", ["非计划再次手术 类型:指标", "导管血流感染 类型:指标"])
def test_indicators_alone_are_found_by_examples_too(opened, question):
    answer = ask(opened, question)
    assert answer.results["indicator"]
    assert not answer.results["standard"]


def test_a_search_says_where_what_is_nearest_may_be_no_basis(opened):
    sure, doubtful, none = (search(opened, words) for words in ("手卫生", "心电监护报警音量多大", "红烧肉怎么做"))
    assert sure.hits and not sure.note
    assert doubtful.hits and "没有找到" in doubtful.note and "核对" in doubtful.note
    assert not none.hits and none.note
