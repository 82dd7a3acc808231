"""What happened on a ward, and which core system rules it."""

import pytest

from app.training.quiz.model import Form, Source
from app.training.quiz.scenarios import Scenario, Scenarios


@pytest.fixture(scope="module")
def scenarios(opened):
    return Scenarios(opened, opened.of_kind("core_system"))


@pytest.fixture(scope="module")
def questions(scenarios, opened):
    system = next(s for s in scenarios.all if s.id == "查对制度")
    clause = opened.clause(system.clause)
    return list(scenarios.questions(system, Source(clause, "《目录》", digest=True), "因为"))


def test_one_whose_neighbours_are_about_another_system_too_is_not_set_beside_it(scenarios):
    near = Scenario("甲", "忘了核对", (("乙", 0.01), ("丙", 0.04), ("丁", 0.05), ("戊", 0.09)))
    assert near.wrong == ("丙", "丁", "戊") and not near.far_from("丁") and near.far_from("戊")
    assert all(distance >= 0.03 for s in scenarios.found for name, distance in s.apart if name in s.wrong)


def test_what_is_told_happened_and_does_not_name_its_system(scenarios):
    assert len(scenarios.found) >= 150
    for scenario in scenarios.found:
        assert not set("？?：“”") & set(scenario.text) and scenario.system not in scenario.text
        assert not any(word in scenario.text for word in ("要不要", "够不够", "怎么", "培训"))
    assert not any(
        "输血" in s.text or "血" in s.text for s in scenarios.found if s.system == "临床用血审核制度" and "用血" in s.text
    )


def test_it_is_asked_for_in_all_forms_and_the_key_is_its_system(questions, scenarios):
    assert {q.form for q in questions} == set(Form)
    own = {s.text for s in scenarios.found if s.system == "查对制度"}
    for q in questions:
        if q.form is Form.MULTIPLE:
            assert set(q.key) == own & set(q.options) and 2 <= len(q.key) <= 3
        elif "不归" in q.stem:
            assert set(q.options) - set(q.key) <= own and not set(q.key) & own
        elif q.form in (Form.SINGLE, Form.FILL_IN):
            assert q.key == ("查对制度",)
        else:
            assert q.key == ("正确" if "归“查对制度”管" in q.stem else "错误",)


def test_a_base_without_examples_asks_nothing(opened):
    assert Scenarios(opened, opened.of_kind("core_system")[:3]).found == []
