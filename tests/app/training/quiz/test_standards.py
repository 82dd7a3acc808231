"""Whether a number that a rule cites is in force."""

import pytest

from app.training.quiz.standards import Standards
from ingest.model import Standard


@pytest.fixture(scope="module")
def questions(opened):
    return list(Standards(opened).questions(opened.all_of(Standard)))


def test_each_that_replaces_an_edition_is_asked_once_with_its_title(questions, opened):
    replacing = [s for s in opened.all_of(Standard) if s.replaces]
    assert len(questions) == len(replacing) > 0
    assert all(f"《{s.name}》（" in q.stem for q, s in zip(questions, replacing, strict=True))


def test_the_number_in_force_is_right_and_the_old_one_wrong(questions, opened):
    for q in questions:
        number = q.stem.rpartition("（")[2].partition("）")[0]
        assert (q.key == ("正确",)) == (opened.entities.get(number) is not None), q.stem


def test_the_explanation_says_what_is_in_force(questions):
    told = next(q.explanation for q in questions if "WS/T 433" in q.stem)
    assert "WS/T 433-2023" in told and "代替 WS/T 433-2013" in told
