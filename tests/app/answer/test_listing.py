"""Whole lists: of things of the base by conditions, and of the items that a document lists."""

import re
import shutil
from types import SimpleNamespace

import pytest

from app.answer.answering import ask
from app.answer.listing import _besides, _in_name, number_asked
from app.answer.members import Listing
from app.base.knowledge import Knowledge
from app.build import publish
from ingest.model import Standard

ROUNDS = """清河区人民医院陪护管理制度

第一条　为了规范住院患者的陪护，制定本制度。
第二条　陪护人员须持陪护证进入病区，每位患者限一名陪护。
第三条　陪护家属不得有下列行为：
（一）在病区内吸烟、饮酒；
（二）擅自调节输液速度；
（三）翻阅其他患者的病历；
（四）在病床上留宿；
（五）向护士站拿取药品。
第四条　护士长应当做好下列工作：
（一）每日核对陪护证；
（二）每周对陪护家属宣教一次；
（三）登记陪护人员的更换。
第五条　违反本制度的，由科室劝离，并收回陪护证。
"""
WHEELCHAIRS = """清河区人民医院轮椅借用流程

一、借用条件
（一）凭就诊卡登记。
（二）押金二百元。
（三）当日归还。
二、借用步骤
（一）到一楼服务台填单。
（二）核对轮椅编号。
（三）签字领取。
（四）归还时验车退押金。
"""


@pytest.fixture(scope="module")
def own(kb, tmp_path_factory):
    """The shipped base with two documents of a hospital."""
    folder = tmp_path_factory.mktemp("own")
    shutil.copytree(kb, folder / "kb")
    for name, text in (("陪护.md", ROUNDS), ("轮椅.md", WHEELCHAIRS)):
        (folder / name).write_text(text, "utf-8")
    publish.add(folder / "kb", [folder / "陪护.md", folder / "轮椅.md"])
    return Knowledge.open(folder / "kb")


def listed(kb, question):
    """Kind and ids of the whole list that answers; the conclusion says that it is whole, and how long."""
    answer = ask(kb, question)
    if answer.listing is None:
        return None, []
    told = answer.conclusion
    assert (told.kind, told.complete, told.count, told.ids) == ("list", True, len(told.ids), answer.listing.ids)
    return answer.listing.kind, list(told.ids)


def of(kb, kind, holds):
    return [thing.id for thing in kb.of_kind(kind) if holds(thing)]


@pytest.mark.parametrize("question", ["十八项核心制度分别是什么", "核心制度一共几项，都列出来", "医疗质量安全核心制度"])
def test_all_of_a_kind(opened, question):
    assert listed(opened, question) == ("core_system", of(opened, "core_system", lambda _: True))


@pytest.mark.parametrize("question", ["2026年国家目标一共多少个", "国家的改进目标有哪些", "列出全部国家级质量安全改进目标"])
def test_the_national_targets_are_not_those_of_specialties(opened, question):
    assert listed(opened, question) == ("target", of(opened, "target", lambda t: t.id.startswith("NIT")))


@pytest.mark.parametrize(
    ("question", "specialty"),
    [
        ("骨科今年的目标有哪些", "骨科专业"),
        ("眼科专业目标", "眼科专业"),
        ("妇科的质控目标有几个", "妇科专业"),
        ("神经系统疾病的目标列一下", "神经系统疾病"),
    ],
)
def test_the_targets_of_a_specialty(opened, question, specialty):
    assert listed(opened, question) == ("target", of(opened, "target", lambda t: t.specialty == specialty))


@pytest.mark.parametrize("question", ["放射卫生类的标准", "放射卫生方面的标准有几项", "哪些标准属于放射卫生"])
def test_the_standards_of_a_category(opened, question):
    assert listed(opened, question) == ("standard", of(opened, "standard", lambda s: s.category == "放射卫生"))


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("2019年发布的标准有哪些", lambda s: s.published.startswith("2019")),
        ("2020年以后实施的标准有几个", lambda s: s.effective >= "2020"),
        ("自2024年3月1日起实施的标准有哪些", lambda s: s.effective == "2024-03-01"),
        ("2018到2019年出台的团体标准", lambda s: s.id.startswith("T/") and "2018" <= s.published < "2020"),
        ("2019年以前发布的行业标准有哪些", lambda s: not s.id.startswith("T/") and s.published < "2019"),
        ("2024年发布的临床检验类标准", lambda s: s.published.startswith("2024") and s.category == "临床检验"),
        ("医疗管理类和医疗保障类的标准一共几个", lambda s: s.category in ("医疗管理", "医疗保障")),
        ("有哪些标准代替了旧版", lambda s: bool(s.replaces)),
        ("T/CHAS 开头的标准有几项", lambda s: s.id.startswith("T/CHAS")),
        ("附件1的标准有哪些", lambda s: "附件1/" in s.clause),
        ("名称里带“服务”的标准", lambda s: "服务" in s.name),
        ("名字收尾是“安全”的标准帮我找全", lambda s: s.name.endswith("安全")),
        ("编号末尾是2018的标准有几份", lambda s: s.id.endswith("2018")),
        ("协会团标刨去患者服务类的，剩下都有谁", lambda s: s.id.startswith("T/") and s.category != "患者服务"),
        ("患者服务类的不算，团体标准还有几个", lambda s: s.id.startswith("T/") and s.category != "患者服务"),
        ("做资料柜标签用：2024年出过的标准全给我", lambda s: s.published.startswith("2024")),
        ("哪些标准是替换了旧版的，科里那几本老的好收走", lambda s: bool(s.replaces)),
        ("2019年发布的标准有哪些？科里2012年买的麻醉机没人管", lambda s: s.published.startswith("2019")),
    ],
)
def test_standards_by_several_conditions_at_once(opened, question, holds):
    assert listed(opened, question) == ("standard", of(opened, "standard", holds))


@pytest.mark.parametrize(
    ("question", "word"),
    [("名称里有“病例”的核心制度", "病例"), ("哪些核心制度名字里含“分级”", "分级"), ("带“安全”二字的核心制度有几项", "安全")],
)
def test_things_by_a_word_in_their_names(opened, question, word):
    assert listed(opened, question) == ("core_system", of(opened, "core_system", lambda s: word in s.id))


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("长治方案一共多少项任务", lambda t: t.document.startswith("长卫")),
        ("国家行动计划的全部任务", lambda t: t.document.startswith("全面")),
        ("国家行动计划和长治方案的任务总共多少项", lambda _: True),
        ("长治方案第一部分的任务列一下", lambda t: t.id.startswith("长卫医政发-2023-9#四/（一）")),
        ("市里那份方案里“过程质量”部分有哪些任务", lambda t: t.id.startswith("长卫医政发-2023-9#四/（二）")),
    ],
)
def test_the_tasks_of_a_plan_or_of_its_chapter(opened, question, holds):
    assert listed(opened, question) == ("task", of(opened, "task", holds))


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("病历质量方面的指标有哪些", lambda i: i.dimension == "病历质量"),
        ("要求逐步降低的指标有几项", lambda i: "降" in i.direction),
        ("定了具体数值的指标有哪些", lambda i: any(ch.isdigit() for ch in i.threshold)),
    ],
)
def test_indicators_by_what_is_wanted_of_them(opened, question, holds):
    assert listed(opened, question) == ("indicator", of(opened, "indicator", holds))


@pytest.mark.parametrize(
    "question",
    [
        "病历质量的指标，除了逐步升高的都有哪些",
        "病历质量那一维里，不是逐步升高的指标列一下",
        "病历质量方面，除去升高的，指标汇总一下",
    ],
)
def test_an_exclusion_is_a_condition(opened, question):
    assert listed(opened, question) == (
        "indicator",
        of(opened, "indicator", lambda i: i.dimension == "病历质量" and "升" not in i.direction),
    )


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("协会出的，名字里带“服务”的都给我", lambda s: s.id.startswith("T/") and "服务" in s.name),
        ("2018年发布的，又属于患者服务的，列一下", lambda s: s.published.startswith("2018") and s.category == "患者服务"),
        ("T/CHAS 10-2 打头的一共几个", lambda s: s.id.startswith("T/CHAS 10-2")),
    ],
)
def test_conditions_that_standards_alone_fulfil_need_no_noun(opened, question, holds):
    assert listed(opened, question) == ("standard", of(opened, "standard", holds))


@pytest.mark.parametrize("question", ["目标五的核心策略有哪些", "NIT-2026-V 的策略一共几条", "目标五要医院做的事逐条列出来"])
def test_the_strategies_of_a_target(opened, question):
    assert listed(opened, question) == ("clause", list(opened.entities["NIT-2026-V"].strategies))


@pytest.mark.parametrize(
    "question",
    [
        "陪护制度里家属不能做哪些事",
        "按陪护管理制度，哪些行为家属不得有",
        "家属陪护时有哪些行为是不允许的",
    ],
)
def test_the_items_under_a_sentence_of_a_hospitals_own_document(own, question):
    base = "清河区人民医院陪护管理制度#第三条"
    kind, ids = listed(own, question)
    assert (kind, ids) == ("clause", [f"{base}/（{n}）" for n in "一二三四五"])
    assert [r.id for r in ask(own, question).results["clause"]] == [base, *ids]


@pytest.mark.parametrize("question", ["借轮椅要几个步骤", "轮椅借用流程里有哪些步骤", "全部列出轮椅的借用步骤"])
def test_the_items_under_a_heading_of_a_hospitals_own_document(own, question):
    assert listed(own, question)[1] == [f"清河区人民医院轮椅借用流程#二/（{n}）" for n in "一二三四"]


@pytest.mark.parametrize("question", ["本院的文件有哪些", "我院有几份文件", "我们医院自己有哪些制度"])
def test_the_documents_of_the_hospital_itself(own, question):
    assert listed(own, question) == ("document", [d.id for d in own.documents.values() if "清河" in d.title])


@pytest.mark.parametrize(
    "question",
    [
        "跌倒的标准有哪些",
        "静脉输液可以引用哪些标准",
        "标准在哪些科室适用",
        "标准有哪些内容",
        "今年第九个国家目标",
        "一个案例能用好几个标准吗",
        "单病种花多少钱的指标",
        "哪些科室算院感要重点盯的地方",
        "术中保温可以对照什么标准",
        "有没有加速康复的团体标准",
        "护士长一共要带几个实习生",
        "输血反应为什么要单列一个指标",
        "CT 的新规程替换的是哪一版",
        "团体标准 10-4-7",
        "质控部里得有哪几个科的头儿？市里文件好像写了",
    ],
)
def test_a_question_with_a_subject_is_searched_and_no_list(opened, question):
    assert listed(opened, question)[0] is None


def test_an_empty_list_says_what_there_is_without_its_date(opened):
    answer = ask(opened, "2024年以后发布的护理标准")
    assert not answer.answered
    assert "没有" in answer.conclusion.text and "WS/T 433-2023" in answer.conclusion.text


@pytest.mark.parametrize(
    ("question", "without"),
    [
        ("关于护理的强制性标准有哪些", "不限“护理”有 1 项：GBZ 131-2017"),
        ("国家的2023年目标有哪些", "改进目标是 2026 年的，没有 2023 年的"),
    ],
)
def test_where_there_is_none_the_refusal_says_what_there_is_without_one_condition(opened, question, without):
    answer = ask(opened, question)
    assert not answer.answered and without in answer.conclusion.text


def test_where_there_are_some_nothing_is_said_of_others(opened):
    assert "不限" not in ask(opened, "推荐性的护理标准有哪些").conclusion.text


@pytest.mark.parametrize(
    ("kind", "names", "sentence"),
    [
        ("standard", ("甲", "乙"), "标准共 2 项：甲；乙。"),
        ("document", ("甲",), "标准共 1 份：甲。"),
        ("standard", ("甲" * 240,), f"标准共 1 项：{'甲' * 240}。"),
        ("standard", ("甲" * 241,), "标准共 1 项，全部列在下面。"),
        ("standard", (), "知识库里没有标准；不限“甲”有 1 项。"),
    ],
)
def test_the_conclusion_counts_the_list_and_names_what_is_short_enough_to_read(kind, names, sentence):
    instead = "" if names else "；不限“甲”有 1 项"
    assert Listing(kind, names, names, "标准", instead).sentence == sentence


@pytest.mark.parametrize(("text", "number"), [("哪三个目标", 3), ("哪一个目标", 0), ("哪些目标", 0), ("哪两项制度", 2)])
def test_how_many_a_question_says_there_are(text, number):
    assert number_asked(text) == number


def test_a_list_is_shown_as_its_kind_and_one_of_documents_in_words_alone(opened):
    targets = ask(opened, "改进目标有哪些")
    assert [r.id for r in targets.results["target"]] == list(targets.listing.ids) and targets.note == ""
    assert targets.order[0] == "target" and sorted(targets.order) == sorted(ask(opened, "手卫生").order)
    documents = ask(opened, "知识库里有哪些文件")
    assert documents.results == {} and documents.note == documents.listing.sentence and documents.answered


@pytest.mark.parametrize(
    ("rest", "left"),
    [
        ("    有哪些，考试要背，     发布的；下周就考", "有哪些     发布的"),
        ("贴墙上用：    有哪些", "有哪些"),
        ("静脉输液方面，2024年的    有哪些", "静脉输液方面2024年的    有哪些"),
        ("有哪些标准", "有哪些标准"),
    ],
)
def test_parts_of_a_question_that_say_nothing_of_the_list_are_left_out(opened, rest, left):
    """Conditions that were read, and the noun, are blanks already."""
    assert "".join(re.findall(r"\w", _besides(opened, rest))) == "".join(left.split())


def test_a_count_that_is_right_says_that_a_list_is_meant(opened):
    ids = of(opened, "target", lambda t: t.id.startswith("NIT"))
    assert listed(opened, "国家目标十个，晨会要念，标题整个给我") == ("target", ids)


def test_targets_of_either_scheme(opened):
    said = "名称里带“手术”的目标，国家的也好、专业的也好，全部要"
    assert listed(opened, said) == ("target", of(opened, "target", lambda t: "手术" in t.name))


def test_what_is_known_already_is_but_a_part_of_the_list(opened):
    rows = of(opened, "indicator", lambda i: i.dimension == "病历质量")
    assert listed(opened, "病历质量这组指标，甲级率我晓得，其余是哪些")[1] == rows


def test_what_the_things_are_to_speak_of_is_not_left_out(opened):
    kind, ids = listed(opened, "有哪些核心制度讲讨论的")
    assert kind != "core_system" or all("讨论" in i for i in ids)


def test_what_is_left_out_by_its_name_is_not_listed(opened):
    others = of(opened, "core_system", lambda s: "手术" in s.id and "安全核查" not in s.id)
    assert listed(opened, "除了手术安全核查，手术相关的核心制度还有哪些") == ("core_system", others)


def test_a_list_of_something_else_within_a_target_is_no_list_of_targets(originals):
    kind, ids = listed(originals, "国家目标里关于VTE的策略有哪些")
    assert kind == "clause" and ids == list(originals.entities["NIT-2026-III"].strategies)


def test_items_that_are_called_alike(own):
    answer = ask(own, "交案例讲究哪几个“性”")
    assert [*answer.listing.names] == [name for name in answer.listing.names if "性" in name] and len(answer.listing.ids) > 2


@pytest.mark.parametrize(
    ("subjects", "text", "has"),
    [
        (["输液", "安全"], "输液安全", True),
        (["输液", "护理"], "输液护理", False),
        (["输液", "护理"], "输液和护理", True),
        (["手术", "护理"], "手术和护理", False),
    ],
)
def test_a_name_has_every_subject_or_one_of_those_that_are_joined(subjects, text, has):
    base = SimpleNamespace(searcher=SimpleNamespace(mentions=lambda _: ()), thesaurus=SimpleNamespace(ancestors=lambda _: ()))
    assert _in_name(base, Standard("T/CHAS 10-2-34-2020", "", "输液安全"), subjects, text) is has
