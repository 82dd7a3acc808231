"""Which number rules a matter, and which is no longer in force."""

import pytest

from app.training.quiz.standards import Standards
from ingest.model import Standard


@pytest.fixture(scope="module")
def questions(opened):
    every = opened.all_of(Standard)
    return list(Standards(opened, every).questions(every))


def test_the_edition_that_was_replaced_stands_beside_the_one_in_force(questions, opened):
    replaced = {s.id: s.replaces for s in opened.all_of(Standard) if s.replaces}
    asked = {q.key[0]: q.options for q in questions if "应当写哪个标准号" in q.stem}
    assert asked.keys() == replaced.keys()
    assert all(replaced[number] in options for number, options in asked.items())


def test_only_one_of_four_numbers_is_no_longer_in_force(questions, opened):
    old = {s.replaces for s in opened.all_of(Standard) if s.replaces}
    asked = [q for q in questions if "被新版代替" in q.stem]
    assert {q.key[0] for q in asked} == old
    assert all(set(q.options) & old == set(q.key) for q in asked)


def test_the_explanation_says_what_is_in_force(questions):
    told = next(q.explanation for q in questions if q.key == ("WS/T 433-2013",))
    assert "WS/T 433-2023" in told and "代替 WS/T 433-2013" in told
