"""Questions come in; Moodle's GIFT text goes out."""

import re
from collections.abc import Sequence

from app.training.quiz.forms import TRUE
from app.training.quiz.model import LINE, Form, Question


def gift(questions: Sequence[Question], category: str) -> str:
    """A category and its questions; explanations as feedback, the place at their end."""
    return (
        f"$CATEGORY: {_line(category)}\n\n"
        + "\n\n".join(f"::{n:04d}::{_question(q)}" for n, q in enumerate(questions, 1))
        + "\n"
    )


def _question(question: Question) -> str:
    why = f"####{_text(question.explanation)} 出处：{_text(question.source.place)}"
    stem = _text(question.stem)
    if question.form is Form.TRUE_FALSE:
        return f"{stem} {{{'TRUE' if question.answer == TRUE else 'FALSE'}\n{why}}}"
    if question.form is Form.FILL_IN:
        before, _, after = question.stem.partition(LINE)
        return f"{_text(before)}{{={'='.join(map(_text, question.key))}\n{why}}}{_text(after)}"
    return f"{stem} {{\n{_options(question)}\n{why}}}"


def _options(question: Question) -> str:
    """One right answer, or the right ones shared out to 100 % with every wrong one costing as much."""
    if question.form is Form.SINGLE:
        return "\n".join(f"{'=' if o in question.key else '~'}{_text(o)}" for o in question.options)
    share = _SHARES[len(question.key)]
    wrong = _SHARES[len(question.options) - len(question.key)]
    return "\n".join(f"~%{share if o in question.key else '-' + wrong}%{_text(o)}" for o in question.options)


_SHARES = {1: "100", 2: "50", 3: "33.33333", 4: "25"}
"""Parts of 100 % as Moodle accepts them."""


def _text(text: str) -> str:
    """With GIFT's own signs escaped, on one line."""
    return re.sub(r"([~=#{}:\\])", r"\\\1", _line(text))


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
