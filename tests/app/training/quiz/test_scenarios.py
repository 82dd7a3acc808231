"""What happened on a ward, and which core system it broke."""

from collections import Counter

import pytest

from app.training.quiz.cases import cases
from app.training.quiz.model import Form, Source
from app.training.quiz.scenarios import Scenarios


@pytest.fixture(scope="module")
def scenarios(opened):
    return Scenarios(opened.of_kind("core_system"))


@pytest.fixture(scope="module")
def questions(scenarios, opened):
    system = next(s for s in scenarios.all if s.id == "查对制度")
    clause = opened.clause(system.clause)
    return list(scenarios.questions(system, Source(clause, "《目录》", digest=True), "因为"))


def test_every_case_is_about_core_systems_that_ship(scenarios):
    assert scenarios.cases == list(cases())
    assert min(Counter(case.system for case in cases()).values()) >= 15


def test_a_case_is_a_sentence_that_names_nobody_s_system_and_stands_there_once():
    assert len({case.text for case in cases()}) == len(cases())
    for case in cases():
        assert 12 <= len(case.text) <= 70 and not set("？?。") & set(case.text), case.text
        assert case.system.removesuffix("制度") not in case.text, case.text
        assert len({case.system, *case.wrong}) == 4, case.text


def test_each_case_is_asked_once_and_the_key_is_its_system(questions):
    own = {case.text for case in cases() if case.system == "查对制度"}
    asked = [text for q in questions for text in own if text in q.stem or text in q.options]
    assert Counter(asked) == dict.fromkeys(own, 1)
    for q in questions:
        if q.form is Form.MULTIPLE:
            assert set(q.key) == own & set(q.options) and 2 <= len(q.key) <= 3
        elif q.form is Form.SINGLE:
            assert q.key == ("查对制度",)
        else:
            assert q.key == ("正确" if "中的“查对制度”" in q.stem else "错误",)
    assert {q.form for q in questions} == {Form.SINGLE, Form.MULTIPLE, Form.TRUE_FALSE}


def test_what_stands_beside_a_system_s_own_cases_surely_does_not_break_it(questions):
    told = {case.text: case for case in cases()}
    wrong = [told[option] for q in questions if q.form is Form.MULTIPLE for option in q.options if option not in q.key]
    assert wrong and all("查对制度" in case.wrong for case in wrong)


def test_a_base_without_the_other_core_systems_asks_nothing(opened):
    assert Scenarios(opened.of_kind("core_system")[:3]).cases == []
