"""Details that the clauses on a matter do not have."""

from types import SimpleNamespace

import pytest

from app.answer import lacking
from app.answer.answering import ask
from app.base.knowledge import Knowledge
from app.build import publish
from index import details
from index.search import Hit

RULES = """# 病区推床管理制度

## 一、借用

病区推床由护士站保管，借用推床须登记床号。用完后送回原处。

## 二、清洁

推床每周清洁消毒一次。

## 三、送检

标本由运送员送检，急查标本须在30分钟内送达检验科。
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A base of one paper of a hospital."""
    folder = tmp_path_factory.mktemp("lacking")
    (folder / "推床.md").write_text(RULES, "utf-8")
    publish.build(folder / "kb", [folder / "推床.md"])
    return Knowledge.open(folder / "kb")


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("借用推床几天内要送回", "多久、什么时候"),
        ("推床借用登记在哪个系统", "哪个网站、系统"),
        ("病区的推床是什么牌子", "什么牌子、型号"),
        ("推床清洁消毒要多少钱", "多少钱"),
    ],
)
def test_clauses_on_the_matter_without_the_detail_are_no_basis(own, question, missing):
    answer = ask(own, question)
    assert not answer.answered
    assert f"没有写明{missing}" in answer.note
    assert answer.nearest


@pytest.mark.parametrize("question", ["推床多久清洁消毒一次", "急查标本多少分钟送到检验科"])
def test_clauses_with_the_detail_answer(own, question):
    assert ask(own, question).answered


def test_a_target_has_the_figure_in_its_own_name(opened):
    answer = ask(opened, "精神科新收病人怕他自伤或者打人，多长时间内要做评估")
    assert answer.answered
    assert answer.order[0] == "target"


def test_a_core_system_in_which_the_figure_does_not_stand_is_no_basis(opened):
    refusal = ask(opened, "病人没救过来,几天内要开讨论会")
    assert not refusal.answered
    assert "“死亡病例讨论制度”；库中没有它的全文" in refusal.conclusion.text
    assert ask(opened, "病人没救过来,几天内要开讨论会,这是哪项核心制度").answered


def hit(row, score, dense=1.0, coverage=1.0):
    return Hit(row, score, 0.0, dense, coverage, [], ())


@pytest.mark.parametrize(
    ("hits", "rows"),
    [
        ([hit(0, 0.9), hit(1, 0.8), hit(2, 0.75), hit(3, 0.74)], [0, 1, 2]),
        ([hit(0, 0.5), hit(9, 0.5), hit(1, 0.4), hit(2, 0.39)], [0, 1]),
        ([hit(0, 0.5, 0.45, 0.0), hit(1, 0.5, 0.0, 0.6), hit(2, 0.5, 0.44, 0.59)], [0, 1]),
        ([], []),
    ],
)
def test_clauses_on_the_matter_are_the_best_three_that_are_near_and_not_much_worse_than_the_best(hits, rows):
    base = SimpleNamespace(entries=[("clause", str(row)) for row in range(9)] + [("standard", "9")])
    assert [found.row for found in lacking.on_the_matter(base, hits)] == rows


@pytest.mark.parametrize(
    ("question", "name", "has"),
    [
        ("登记在哪个系统", "建设不良事件上报系统", True),
        ("登记在哪个系统", "降低门诊输液比例", False),
        ("多长时间内要做评估", "提高24小时内评估率", True),
        ("多长时间内要做评估", "提高小时评估率", False),
    ],
)
def test_a_thing_has_a_detail_where_its_own_name_has_it(question, name, has):
    base = SimpleNamespace(
        entities={"甲": SimpleNamespace(name=name)},
        graph=SimpleNamespace(neighbours=lambda *_: ()),
        searcher=SimpleNamespace(mentions=lambda _: ()),
    )
    assert lacking.has_own(base, "甲", details.asked(question), ()) is has


def test_a_core_system_that_is_named_holds_no_figure(opened):
    refusal = ask(opened, "会诊制度里要求几分钟内到场")
    assert not refusal.answered
    assert "没有写明多久" in refusal.note
    assert ask(opened, "会诊制度").answered


def test_a_figure_is_answered_by_what_states_one(originals):
    answer = ask(originals, "片子上看到危急值，几分钟内要报")
    assert answer.conclusion.kind in ("target", "clause")
    assert "PIT-2026-31" in answer.conclusion.ids[0]


def test_a_thing_without_the_figure_asked_for_is_not_cited_for_it(opened):
    answer = ask(opened, "危急值报告几分钟内")
    assert answer.conclusion.kind != "indicator"
    assert "10分钟" in answer.conclusion.text.replace(" ", "") or "没有写明" in answer.conclusion.text


def test_an_amount_for_another_purpose_is_lacking(tmp_path):
    (tmp_path / "轮椅.md").write_text(
        "# 轮椅借用规定\n\n## 一、借用\n\n借用轮椅交押金二百元，归还时退回。\n\n损坏轮椅的应当赔偿。\n", "utf-8"
    )
    publish.build(tmp_path / "kb", [tmp_path / "轮椅.md"])
    kb = Knowledge.open(tmp_path / "kb")
    assert "没有写明赔多少钱" in ask(kb, "轮椅坏了赔多少").note
