"""Lists of things by what they say, by what else than they is called so, and counts by sort."""

import re

import pytest

from app.answer.answering import ask
from app.answer.conclusion import _quoted
from app.answer.members import things
from app.answer.understanding import understand
from app.present import answers
from app.present.terminal import answers as terminal

PLAN = """清河区医疗质量提升行动计划（2024-2026年）

一、夯实基础
（一）完善制度。各科室应当建立质量台账，每月由科主任审核。
（二）配齐设备。急救设备由设备科按季度检查。
二、强化过程
（三）规范查房。由医务科按月抽查三级查房记录。
"""


def listed(kb, question):
    answer = ask(kb, question)
    return list(answer.listing.ids) if answer.listing else None


def say(kb, *words):
    """Ids of the targets of which one sentence has all these words."""
    found = []
    for target in kb.of_kind("target"):
        clauses = [kb.clause(i) for i in (target.clause, *target.strategies)]
        sentences = [s for c in clauses if c for s in re.split("[。；;！？]", c.text)]
        if any(all(word in one for word in words) for one in sentences):
            found.append(target.id)
    return found


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("哪些目标提到了病案管理部门", ["病案管理部门"]),
        ("核心策略里写到“专项工作小组”的目标有几个", ["专项工作小组"]),
        ("涉及牵头部门的目标有哪些", ["牵头部门"]),
    ],
)
def test_targets_by_what_they_say(originals, question, words):
    expected = say(originals, *words)
    assert 0 < len(expected) < len(things(originals, "target"))
    assert listed(originals, question) == expected


def test_what_no_target_says_makes_no_list_of_all_targets(originals):
    assert listed(originals, "哪些目标提到了直升机转运平台") in (None, [])


def test_a_sort_with_the_most(opened):
    by = {}
    for one in opened.of_kind("indicator"):
        by.setdefault(one.dimension, []).append(one.id)
    most = max(by.values(), key=len)
    told = ask(opened, "监测指标哪个维度的最多").conclusion
    assert list(told.ids) == most
    assert f"共 {len(by)} 个维度" in told.text
    assert f"（{len(most)} 项）" in told.text


@pytest.mark.parametrize("question", ["有多少个专业定了改进目标", "各专业分别有几个改进目标"])
def test_how_many_sorts_there_are(opened, question):
    specialties = {t.specialty for t in opened.of_kind("target") if t.specialty}
    assert f"共 {len(specialties)} 个专业、" in ask(opened, question).conclusion.text


def test_sorts_with_so_many(opened):
    by = {}
    for target in opened.of_kind("target"):
        if target.specialty:
            by.setdefault(target.specialty, []).append(target.id)
    assert listed(opened, "只有2个改进目标的专业有哪些") == [i for ids in by.values() if len(ids) == 2 for i in ids]


def test_one_sort_is_no_sort(opened):
    assert "共 1 " not in ask(opened, "协会团标里归在患者服务那一类的有几个").conclusion.text


def test_strategies_are_counted_and_not_their_targets(opened):
    national = [t for t in opened.of_kind("target") if not t.specialty and t.strategies]
    assert listed(opened, "国家目标的核心策略一共多少条") == [i for t in national for i in t.strategies]


def test_a_word_in_the_name_of_the_specialty_is_not_looked_for_in_that_of_the_target(opened):
    expected = [t.id for t in opened.of_kind("target") if "内科" in t.specialty]
    assert expected
    assert listed(opened, "专业名称里带“内科”的改进目标有哪些") == expected


@pytest.mark.parametrize("question", ["2019年发布的标准（协会的不算）", "2019年发布的标准有哪些，团标除外"])
def test_what_is_left_out_behind_is_no_alternative(opened, question):
    of_the_year = [s for s in opened.of_kind("standard") if s.published.startswith("2019")]
    assert listed(opened, question) == [s.id for s in of_the_year if not s.id.startswith("T/")]


def test_either_of_two_directions(opened):
    found = listed(opened, "要求逐步降低的指标有几个，要求逐步升高的又有几个")
    assert sorted(found) == sorted(i.id for i in opened.of_kind("indicator") if re.search("降|升", i.direction))


def test_a_total_that_a_clause_tells_comes_before_what_the_base_holds(originals):
    answer = ask(originals, "中国医院协会已经发布了多少项团体标准")
    assert answer.listing is None
    assert "共计" in originals.clause(answer.conclusion.ids[0]).text


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("WS/T 655 和 656 有什么不同", ("WS/T 655-2019", "WS/T 656-2019")),
        ("麻醉机安全管理跟呼吸机安全管理对比一下", ("WS/T 656-2019", "WS/T 655-2019")),
        ("目标三和目标九有何区别", ("NIT-2026-III", "NIT-2026-IX")),
        ("查对制度与会诊制度是一回事吗", ("查对制度", "会诊制度")),
    ],
)
def test_two_things_side_by_side(opened, question, ids):
    told = ask(opened, question).conclusion
    assert (told.kind, set(told.ids)) == ("comparison", set(ids))
    assert all(i in told.text for i in ids)


def test_two_standards_without_text_say_so(opened):
    assert "只有题录" in ask(opened, "WS/T 655 和 656 有什么不同").conclusion.text


def test_of_a_long_clause_the_figure_asked_for_is_quoted(opened):
    asked = understand(opened, "镇痛泵多久巡视一次")
    text = f"{'麻醉科应当建立术后镇痛的管理制度，明确岗位职责和操作流程，' * 3}术后镇痛泵每四小时巡视一次，并做好记录。"
    assert "每四小时巡视一次" in _quoted(asked, text)
    assert _quoted(asked, text).startswith("…")
    assert _quoted(asked, text[:40]) == text[:40]
    assert _quoted(asked, "。" * 80) == "。" * 60 + "…"


def test_a_line_that_only_opens_what_follows_is_read_on(originals):
    told = ask(originals, "三讨三分用新交 是哪几个").conclusion
    assert "疑难病例讨论制度" in told.text and not told.text.rstrip("（原文写明）。”").endswith("：")


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("专业目标里要搞“病例讨论”的是哪些", "病例讨论"),
        ("带“有条件的”字样的专业改进目标有哪几个", "有条件的"),
        ("核心策略出现“多学科”三个字的专业目标有多少", "多学科"),
    ],
)
def test_what_is_quoted_is_never_left_out(originals, question, word):
    assert listed(originals, question) == [i for i in say(originals, word) if i.startswith("PIT")]


def test_a_title_that_is_cited(originals):
    title = "国家医疗服务与质量安全报告"
    question = f"国家改进目标里有哪几个在目标简述中援引了《{title}》"
    assert listed(originals, question) == [i for i in say(originals, title) if i.startswith("NIT")]


def test_a_list_by_words_says_that_it_goes_by_them(originals):
    assert "按原文用词" in ask(originals, "哪些国家目标提到了建立激励约束机制").conclusion.text


@pytest.mark.parametrize(
    ("question", "parts"),
    [("行标和团标各有多少项", ("行业（", "团体（")), ("国家目标几个、专业目标几个", ("国家（10 项）", "专业质控工作（"))],
)
def test_of_alternatives_each_is_counted(opened, question, parts):
    assert all(part in ask(opened, question).conclusion.text for part in parts)


def test_either_of_two_words_in_a_name(opened):
    expected = [t.id for t in opened.of_kind("target") if t.specialty and re.search("癌|肿瘤", t.name)]
    assert listed(opened, "专业改进目标，名字里有癌或者肿瘤的挑出来") == expected


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("发布年份早于2019年的标准有哪些", lambda s: s.published < "2019"),
        ("实施晚于2024年的标准有哪几个", lambda s: s.effective >= "2025"),
        ("团标里2019那年出的有哪些，发布日期带上", lambda s: s.id.startswith("T/") and s.published.startswith("2019")),
    ],
)
def test_before_and_after_a_year(opened, question, holds):
    assert listed(opened, question) == [s.id for s in opened.of_kind("standard") if holds(s)]


def test_the_target_with_the_most_strategies(opened):
    targets = [t for t in opened.of_kind("target") if t.specialty]
    most = max(len(t.strategies) for t in targets)
    expected = [i for t in targets if len(t.strategies) == most for i in t.strategies]
    assert listed(opened, "哪个专业目标的策略条数最多") == expected


def test_codes_without_their_year(opened):
    assert ask(opened, "PIT-55和PIT-56有什么区别").conclusion.ids == ("PIT-2026-55", "PIT-2026-56")


def test_none_is_told_only_where_every_word_was_read(opened):
    """Who asks says of which specialty: that there are no indicators of a year is no answer."""
    answer = ask(opened, "我是血液科主任，今年我们专业要盯哪几个指标")
    assert answer.listing is None or answer.listing.ids


def test_a_word_stands_in_a_name_in_two_pieces(opened):
    expected = [t.id for t in opened.of_kind("target") if "抗菌药物" in t.name and "使用率" in t.name]
    assert len(expected) > 1
    assert listed(opened, "跟抗菌药物使用率有关的专业目标") == expected


@pytest.mark.parametrize(
    "question",
    [
        "监测指标哪个维度的最多",
        "国家目标的核心策略一共多少条",
        "有多少个专业定了改进目标",
        "要求逐步降低的指标有几个，要求逐步升高的又有几个",
    ],
)
def test_under_each_heading_stands_what_belongs_to_it(opened, question):
    found = answers.answer(opened, ask(opened, question))
    listing = found.listing
    assert sum(part.count for part in listing.parts) == len(listing.members) > 0
    assert all(member.name for member in listing.members)
    assert terminal.answer(found)


def test_members_stand_below_their_own_alternative(opened):
    listing = ask(opened, "要求逐步降低的指标有几个，要求逐步升高的又有几个").listing
    (said, first), _ = listing.parts
    up = [("升" in opened.entities[i].direction) == ("升" in said) for i in listing.ids]
    assert all(up[:first]) and not any(up[first:])
