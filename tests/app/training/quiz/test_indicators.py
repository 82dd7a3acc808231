"""What is to be reached."""

from app.training.quiz.indicators import values
from ingest.model import Indicator


def test_the_value_of_an_indicator_is_asked_for_with_its_sign(opened):
    asked = {q.key[0]: q.stem for q in values(opened, opened.all_of(Indicator))}
    assert "“室间质评项目合格率”的指标值是≥" in asked["98%"]
    assert not any("/" in key for key in asked)


def test_what_everybody_guesses_is_not_asked_for(opened):
    assert any(i.threshold == "100%" for i in opened.all_of(Indicator))
    assert all(q.key != ("100%",) for q in values(opened, opened.all_of(Indicator)))
