"""How probable results are: which group leads, what is folded, what is left out."""

import pytest

from app.answer.answering import ask
from app.answer.probable import order, shown
from app.answer.ranking import Result
from index.search import Hit

HIT = Hit(0, 0.0, 0.0, 0.0, 0.0, [], ())


def result(kind, probability, **more):
    return Result(f"{kind} {probability}", kind, hit=HIT, probability=probability, **more)


def test_the_group_whose_first_result_is_most_probable_leads():
    results = {"standard": [result("standard", 0.3)], "target": [], "clause": [result("clause", 0.7), result("clause", 0.9)]}
    assert order(results) == ["clause", "standard", "target"]


def test_what_is_doubtful_is_folded_and_what_is_improbable_left_out():
    found = [result("clause", p) for p in (0.8, 0.1, 0.7, 0.001)]
    assert [(r.probability, r.maybe) for r in shown({"clause": found})["clause"]] == [(0.8, False), (0.7, False), (0.1, True)]


def test_of_results_that_are_all_doubtful_the_best_is_shown():
    found = [result("clause", p) for p in (0.1, 0.06, 0.02)]
    assert [r.maybe for r in shown({"clause": found})["clause"]] == [False, True, True]


def test_what_is_named_is_shown_and_what_is_linked_is_kept():
    found = [result("target", 0.9), result("target", 0.001, named=True), result("target", 0.002, certain=True)]
    assert [(r.named, r.maybe) for r in shown({"target": found})["target"]] == [(True, False), (False, False), (False, True)]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("目标三（二）2", "clause"),
        ("PIT-2026-06", "target"),
        ("WS/T 433-2023", "standard"),
        ("提高手卫生该引用哪个行业标准", "standard"),
        ("病人没人接收被推来推去，违反哪项核心制度", "core_system"),
        ("降低门诊输液比例是今年国家的哪个目标", "target"),
    ],
)
def test_what_is_asked_for_leads(opened, question, kind):
    assert ask(opened, question).conclusion.kind == kind
