"""What happened on a ward, and which core system it broke."""

import re
from collections import Counter

import pytest

from app.training.quiz.cases import cases
from app.training.quiz.model import Form, Kind, Source
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


def test_each_case_is_asked_once_among_the_systems_that_come_to_mind(questions):
    own = {case.text: case for case in cases() if case.system == "查对制度"}
    asked = [text for q in questions for text in own if f"：{text}。" in q.stem]
    which = [q for q in questions if q.kind is Kind.SYSTEM]
    assert 20 < len(asked) == len(set(asked)) == len(which) < len(own)
    for text, q in zip(asked, which, strict=True):
        assert q.form is Form.SINGLE and q.kind is Kind.SYSTEM and q.key == ("查对制度",)
        assert set(q.options) == {"查对制度", *own[text].wrong}


def test_after_every_third_case_one_or_two_of_four_are_asked_for(questions):
    told = {case.text: case for case in cases()}
    kinds = [q.kind for q in questions]
    assert kinds[:8] == [*[Kind.SYSTEM] * 3, Kind.CASE] * 2
    asked = [q for q in questions if q.kind is Kind.CASE]
    assert [len(q.key) for q in asked[:4]] == [1, 2, 1, 2] and len({q.key for q in asked}) == len(asked)
    for q in asked:
        assert q.form is (Form.SINGLE if len(q.key) == 1 else Form.MULTIPLE) and set(q.key) < set(q.options)
        assert all(told[o].system == "查对制度" for o in q.key)
        assert all("查对制度" in told[o].wrong for o in q.options if o not in q.key)
        assert all(f"{letter} {told[o].system}" in q.explanation for letter, o in zip("ABCD", q.options, strict=True))


def test_what_tells_its_system_is_not_asked(scenarios):
    every = {system.id: system for system in scenarios.all}
    source = Source(None, "《目录》", digest=True)
    told = [q.stem for system in every.values() for q in scenarios.questions(system, source, "因为")]
    assert len(told) > 300
    assert not any(re.search("核对患者身份|手术分档|限制使用级", stem) for stem in told)


def test_a_base_without_the_other_core_systems_asks_nothing(opened):
    assert Scenarios(opened.of_kind("core_system")[:3]).cases == []
