"""Questions that compare two documents."""

import shutil

import pytest

from app.answer.answering import ask
from app.answer.comparing import Side, _paired
from app.base.knowledge import Knowledge
from app.build import publish

EAST = "东院区手卫生提升方案\n一、目标\n（一）医务人员手卫生依从率达到≥95%。\n（二）每月抽查一次洗手池。\n二、培训\n（一）新职工上岗前培训手卫生。\n"
WEST = "西院区手卫生提升方案\n一、目标\n（一）医务人员手卫生依从率达到≥90%。\n（二）每季度抽查一次洗手池。\n二、培训\n（一）全体职工每年培训手卫生。\n"


@pytest.fixture(scope="module")
def own(kb, tmp_path_factory):
    """The shipped base with the plans of two houses."""
    folder = tmp_path_factory.mktemp("compared")
    shutil.copytree(kb, folder / "kb")
    for name, text in (("东.md", EAST), ("西.md", WEST)):
        (folder / name).write_text(text, "utf-8")
    publish.add(folder / "kb", [folder / "东.md", folder / "西.md"])
    return Knowledge.open(folder / "kb")


@pytest.mark.parametrize(
    "question",
    [
        "国家计划和长治方案对日间手术的要求有什么不同",
        "日间医疗这一块，国家行动计划跟长治方案的规定有何区别",
        "比较国家和长治方案关于日间手术的规定",
        "两份行动方案对日间手术的要求哪里不一样",
    ],
)
def test_both_sides_stand_in_turn_those_that_correspond_beside_each_other(opened, question):
    answer = ask(opened, question)
    assert answer.conclusion.kind == "comparison"
    ids = answer.conclusion.ids
    assert ("全面提升医疗质量行动计划-2023-2025年#四/（一）/9", "长卫医政发-2023-9#四/（一）/8") in (ids[:2], ids[1::-1])
    assert [r.id for r in answer.results["clause"]] == list(ids)
    assert len({i.partition("#")[0] for i in ids[::2]}) == len({i.partition("#")[0] for i in ids[1::2]}) == 1


@pytest.mark.parametrize(
    "question",
    [
        "东院区手卫生提升方案和西院区手卫生提升方案的手卫生依从率有什么不同",
        "手卫生依从率，《东院区手卫生提升方案》与《西院区手卫生提升方案》一样吗",
    ],
)
def test_figures_that_differ_are_named(own, question):
    answer = ask(own, question)
    assert answer.conclusion.kind == "comparison"
    assert "≥95%" in answer.conclusion.text and "≥90%" in answer.conclusion.text


@pytest.mark.parametrize(
    "question", ["国家和长治的行动计划有什么不同", "国家计划跟长治方案的内容有哪些区别", "两份行动方案哪里不一样"]
)
def test_whole_documents_are_compared_by_what_only_one_has(opened, question):
    conclusion = ask(opened, question).conclusion
    assert conclusion.kind == "comparison"
    assert "28 项任务" in conclusion.text and "30 项任务" in conclusion.text
    assert "只有后一份写了：10 提高医院感染预防与控制、23 全面落实行政监督责任" in conclusion.text
    assert {"长卫医政发-2023-9#四/（一）/10", "长卫医政发-2023-9#四/（三）/23"} < {*conclusion.ids[:3]}


def test_whole_documents_of_different_kinds_are_not_compared(own):
    assert ask(own, "东院区手卫生提升方案和长治方案有什么不同").conclusion.kind != "comparison"


@pytest.mark.parametrize(
    "question",
    [
        "急诊和门诊有什么不同",
        "方案里日间手术的数和指标表里的有什么不同",
        "长治方案对急诊有哪些要求",
        "国家计划和长治方案",
        "行动方案对日间手术的要求哪里不一样",
    ],
)
def test_what_compares_no_two_documents_is_no_comparison(opened, question):
    assert ask(opened, question).conclusion.kind != "comparison"


def test_a_pair_of_which_one_side_says_much_less_than_the_first_is_left_out(own):
    def side(name, *worth):
        document = next(d for d in own.documents.values() if d.title.startswith(name))
        clauses = [c for c in own.store.clauses(document.id) if c.kind == "item" and c.text]
        assert len(clauses) == len(worth)
        return Side(document, {c.id: c for c in clauses}, dict(zip((c.id for c in clauses), worth, strict=True)))

    def shown(a, b):
        return [
            identity.partition("#")[2] for identity in _paired(own, side("东院", 0.9, a, 0.1), side("西院", 0.9, b, 0.1)).ids
        ]

    assert shown(0.85, 0.85) == ["一/（一）", "一/（一）", "一/（二）", "一/（二）"]
    assert shown(0.88, 0.6) == ["一/（一）", "一/（一）"]


def test_digests_that_are_compared_are_called_so(opened, own):
    assert "摘要如下，引用前请核对原文" in ask(opened, "国家计划和长治方案对会诊管理的要求有什么不同").conclusion.text
    assert "原文如下" in ask(own, "东院区方案和西院区方案对新职工培训手卫生的要求有什么不同").conclusion.text
