"""Which questions can stand on one paper."""

from dataclasses import replace

import pytest

from app.training.quiz.beside import Beside
from app.training.quiz.model import BLANK, Form, Question, Source


def kept(questions: list[Question]) -> list[Question]:
    """Of each few that do not go together the first."""
    beside = Beside()
    return [question for question in questions if beside.take(question)]


@pytest.fixture
def source(sentences):
    return sentences[0].source


def _asked(source: Source, stem: str, *options: str, fact: str = "") -> Question:
    return Question(Form.SINGLE, stem, options[:1], source, "因为", options, (fact or stem,))


def test_no_fact_is_asked_twice(source):
    one, other = (_asked(source, f"问{n}：{BLANK}", f"{n}日", "9日", "8日", "7日", fact="同一件事") for n in (1, 2))
    assert kept([one, other]) == [one]


def test_what_one_prints_another_does_not_ask_for(source):
    one = _asked(source, f"标本应当在{BLANK}内送达，登记后保存24小时。", "2小时", "4小时", "6小时", "8小时")
    other = _asked(source, f"标本应当在2小时内送达，登记后保存{BLANK}。", "24小时", "12小时", "36小时", "48小时")
    assert kept([one, other]) == [one] and kept([other, one]) == [other]


def test_what_another_work_says_in_the_same_words_is_asked_for_once(source):
    elsewhere = replace(source, words="另一份文件")
    one = _asked(source, f"抢救记录应当在抢救结束后{BLANK}内据实补记。", "6小时", "8小时", "12小时", "24小时")
    other = Question(Form.TRUE_FALSE, "抢救记录应当在抢救结束后6小时内据实补记。", ("正确",), elsewhere, "因为", facts=("另",))
    assert kept([one, other]) == [one]


def test_no_two_share_three_options_that_are_no_figures(source):
    words = ("护士长签字", "医务科备案", "输血科留样")
    one, other = _asked(source, "甲", *words, "患者同意"), _asked(replace(source, words="别处"), "乙", "家属陪同", *words)
    assert kept([one, other]) == [one]
    figures = ("2小时", "4小时", "6小时")
    one, other = _asked(source, "甲", *figures, "8小时"), _asked(replace(source, words="别处"), "乙", "1小时", *figures)
    assert kept([one, other]) == [one, other]
