"""Answers to a quiz: which are right, which are asked again."""

import pytest

from app.training.quiz import taking
from app.training.quiz.model import Form, Question


def question(form, key, options=()):
    return Question(form, "题", key, None, "", options)


SINGLE = question(Form.SINGLE, ("每周",), ("每日", "每周", "每月", "每年"))
MULTIPLE = question(Form.MULTIPLE, ("甲", "丙"), ("甲", "乙", "丙", "丁"))
TRUE = question(Form.TRUE_FALSE, ("正确",))
WORDS = question(Form.FILL_IN, ("24小时", "二十四小时"))


@pytest.mark.parametrize(
    ("asked", "given", "right"),
    [
        (SINGLE, "B", True),
        (SINGLE, "b", True),
        (SINGLE, "A", False),
        (SINGLE, "", False),
        (MULTIPLE, "CA", True),
        (MULTIPLE, "A", False),
        (MULTIPLE, "ABC", False),
        (MULTIPLE, "ACX", True),
        (TRUE, "正确", True),
        (TRUE, "错误", False),
        (WORDS, " 24 小时。", True),
        (WORDS, "２４小时", True),
        (WORDS, "二十四小时", True),
        (WORDS, "2.4小时", False),
        (WORDS, "4小时", False),
        (WORDS, "。", False),
    ],
)
def test_what_counts_as_right(asked, given, right):
    assert taking.is_right(asked, given) is right


def test_which_are_asked_again():
    asked = (SINGLE, MULTIPLE, TRUE, WORDS)
    assert taking.wrong(asked, ("B", "A", "错误")) == [1, 2], "the last one is not answered yet"


def test_only_options_that_there_are_are_kept():
    assert taking.tidy(MULTIPLE, "dXa") == "AD" and taking.tidy(WORDS, " 甲 ") == "甲"
