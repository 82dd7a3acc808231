"""What is to be reached, which way it goes, and what is divided by what."""

from dataclasses import replace

from app.training.quiz.indicators import directions, formulas, values
from ingest.model import Indicator


def test_the_value_of_an_indicator_is_asked_for_with_its_sign(opened):
    asked = {q.key[0]: q.stem for q in values(opened, opened.all_of(Indicator))}
    assert "“室间质评项目合格率”的指标值是≥" in asked["98%"]
    assert "100%" in asked and not any("/" in key for key in asked)


def test_two_of_four_go_down_and_no_name_says_it(opened):
    by_name = {i.name: i for i in opened.all_of(Indicator)}
    asked = list(directions(opened, by_name.values()))
    assert asked
    for q in asked:
        assert {"降低" in by_name[o].direction for o in q.key} == {True}
        assert {"降低" in by_name[o].direction for o in set(q.options) - set(q.key)} == {False}
        assert not any("死亡" in o or "并发症" in o for o in q.options)


def test_numerator_and_denominator_are_as_written_or_the_one_for_the_other(sentences):
    text = "床旁核对执行率＝抽查中做到核对的次数÷同期抽查的总次数"
    (asked,) = formulas(replace(sentences[0], text=text))
    straight = "分子是“抽查中做到核对的次数”" in asked.stem
    assert asked.key == ("正确" if straight else "错误",)
    assert "同期抽查的总次数" in asked.stem
