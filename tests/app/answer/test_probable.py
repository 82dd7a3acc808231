"""How probable results are: which group leads, what is folded, what is left out."""

from types import SimpleNamespace

import numpy as np
import pytest

from app.answer.answering import ask
from app.answer.logistic import logistic
from app.answer.probable import FEATURES, features, judge, order, shown
from app.answer.ranking import Result
from app.answer.weights import KINDS, WEIGHTS
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


@pytest.mark.parametrize(
    ("told", "system"),
    [
        ("骨科进修回来的医生头一回做这种翻修，谁也没批就上台了，该对照哪项制度", "新技术和新项目准入制度"),
        ("外科学了个新术式，院里没人批，回来就给病人做了", "新技术和新项目准入制度"),
        ("监护室的报告单出来钾六点五，没人接电话", "危急值报告制度"),
        ("血色素九十多也给挂血，没谁审", "临床用血审核制度"),
        ("第一个看的医生嫌不归自己科，让病人自己去找别的科", "首诊负责制度"),
    ],
)
def test_a_told_case_leads_to_the_core_system_that_it_is_most_like(opened, told, system):
    assert ask(opened, told).results["core_system"][0].id == system


TYPICAL = {
    "named": {"named": 1, "own": 0.9, "dense": 0.7, "coverage": 0.8, "share": 1, "of_hits": 1, "about": 0.4, "wanted": -0.5},
    "by example": {
        "own": 0.6,
        "dense": 0.6,
        "coverage": 0.5,
        "example": 0.8,
        "share": 1,
        "gap": 0.05,
        "nearest": 1,
        "alike": 1,
        "about": 1,
        "wanted": -0.3,
    },
    "by a link": {
        "own": 0.3,
        "dense": 0.5,
        "carried": 0.7,
        "certain": 1,
        "share": 0.9,
        "of_hits": 0.6,
        "gap": 0.1,
        "wanted": -0.3,
    },
    "with the figure": {
        "own": 0.8,
        "dense": 0.7,
        "coverage": 0.6,
        "share": 1,
        "of_hits": 1,
        "figure": 1,
        "about": 0.4,
        "wanted": -0.2,
    },
    "weak": {"own": 0.3, "dense": 0.5, "coverage": 0.3, "share": 0.5, "gap": 0.15, "of_hits": 0.5, "wanted": -1.5},
}
"""What is known of a result that was found in a usual way."""


@pytest.mark.parametrize(
    ("found", "probabilities"),
    [
        ("named", [0.956, 0.829, 0.231, 0.434, 0.496, 0.757]),
        ("by example", [0.827, 0.653, 0.266, 0.863, 0.85, 0.049]),
        ("by a link", [0.043, 0.027, 0.01, 0.019, 0.09, 0.122]),
        ("with the figure", [0.643, 0.312, 0.46, 0.232, 0.848, 0.762]),
        ("weak", [0.008, 0.004, 0.002, 0.002, 0.032, 0.016]),
    ],
)
def test_how_sure_is_said_to_be_what_is_found_in_a_usual_way(found, probabilities):
    """In the order standard, target, clause, core system, indicator, clause without examples: what is shown, folded or left out follows from it."""
    values = [TYPICAL[found].get(name, 0.0) for name in FEATURES]
    told = [logistic(WEIGHTS[kind][1:], values, WEIGHTS[kind][0]) for kind in KINDS]
    assert told == pytest.approx(probabilities, abs=0.005)


def test_how_probably_a_question_is_about_a_thing_is_told_beside_others_of_its_kind():
    """A strategy that is nearer than the target does not make the target, or its standard, improbable."""
    found = {
        "standard": [Result("甲", "standard", about=0.06)],
        "target": [Result("乙", "target", about=0.05), Result("丙", "target", about=0.01), Result("丁", "target")],
        "clause": [Result("戊", "clause", about=1.0), Result("己", "clause", about=0.3)],
    }
    asked = SimpleNamespace(compact="静脉血栓")
    about = {r.id: dict(zip(FEATURES, values, strict=True))["about"] for r, values in features(asked, found)}
    assert about == pytest.approx({"甲": 1.0, "乙": 1.0, "丙": 0.2, "丁": 0.4, "戊": 1.0, "己": 0.3})


def test_what_is_known_of_a_result_is_told_beside_the_best_of_its_kind_and_of_all():
    near, far = Hit(0, 0.8, 0.6, 0.5, 0.3, [], ()), Hit(1, 0.4, 0.2, 0.1, 0.3, [], ())
    first = Result("甲", "standard", hit=near, own=0.8, example=0.5)
    second = Result("乙", "target", hit=far, own=0.4, named=True)
    linked = Result("丙", "target", own=0.2, carried=0.2, certain=True)
    asked = SimpleNamespace(compact="哪个目标")
    found = {"standard": [first], "target": [second, linked]}
    told = {r.id: dict(zip(FEATURES, values, strict=True)) for r, values in features(asked, found)}
    assert told["甲"]["example"] == 0.5**4 and told["甲"]["share"] == told["甲"]["of_hits"] == 1 and told["甲"]["gap"] == 0
    assert (told["乙"]["named"], told["乙"]["of_hits"], told["乙"]["gap"]) == (1, 0.5, pytest.approx(0.4))
    assert (told["丙"]["carried"], told["丙"]["certain"], told["丙"]["share"]) == (0.2, 1, pytest.approx(0.9))
    assert all(told["丙"][name] == 0 for name in ("own", "dense", "coverage", "of_hits", "gap", "named", "figure"))


def test_how_near_a_clause_is_tells_how_sure_it_is_where_nobody_wrote_examples():
    """Of two clauses that come first and alike, the one nearer in meaning is surer; with examples these decide."""

    def sure(dense, alike):
        hit = Hit(0, 0.5, 0.1, dense, 0.3, [], ())
        asked = SimpleNamespace(compact="静脉血栓", question=SimpleNamespace(vector=np.ones(2)), intents=())
        results = {"clause": [Result("甲#一", "clause", hit=hit, own=0.5, alike=alike)]}
        judge(SimpleNamespace(documents={"甲": None}), asked, results)
        return results["clause"][0].probability

    assert sure(0.8, None) > 1.5 * sure(0.5, None)
    assert sure(0.8, 0.7) == pytest.approx(sure(0.5, 0.7), rel=0.2)
