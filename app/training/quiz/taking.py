"""A quiz being taken: questions and what was answered come in; what was right, the score, and which to ask again go out."""

import re
from collections.abc import Sequence

from app.training.quiz.forms import FALSE, TRUE
from app.training.quiz.model import LETTERS, Form, Question
from index.words.normal import squeezed

_UNMINDED = re.compile(r"[^\w%‰.]")
"""Characters of a word written in that make no difference."""
TRUTHS = (TRUE, FALSE)
"""What is answered to a statement."""


def is_right(question: Question, given: str) -> bool:
    """Whether an answer is right: letters of options in any order, 正确 or 错误, or words, punctuation and width aside."""
    if question.options:
        return tidy(question, given) == question.answer
    return bool(_plain(given)) and _plain(given) in map(_plain, question.key)


def _plain(text: str) -> str:
    return _UNMINDED.sub("", squeezed(text))


def tidy(question: Question, given: str) -> str:
    """An answer as it is kept: the letters of options that there are, in order; else the words."""
    if not question.options:
        return given.strip()
    return "".join(letter for letter, _ in zip(LETTERS, question.options, strict=False) if letter in given.upper())


def wrong(questions: Sequence[Question], given: Sequence[str]) -> list[int]:
    """Numbers, from 0, of the answered questions that were answered wrongly."""
    return [n for n, (question, one) in enumerate(zip(questions, given, strict=False)) if not is_right(question, one)]


def multiple(question: Question) -> bool:
    """Whether several options may be right."""
    return question.form is Form.MULTIPLE
