"""Questions come in one by one; whether each can stand on one paper with those before, none telling an answer, goes out."""

import re
from itertools import combinations

from app.training.quiz import quantities
from app.training.quiz.likeness import overlap
from app.training.quiz.model import BLANK, LINE, Form, Kind, Question

_HINT = re.compile(f"{LINE}（填[^）]*）")
_TELLING = 6
"""Characters of what is asked for, in a row, from which on another question prints it."""
_SAME = 0.8
"""Share of their pairs of characters that two ways to write one thing have in common."""
_AFTER = 6
"""Characters behind a blank that belong to what is asked for."""
_SHARED = 3
"""Options that two questions must not have in common."""


class Beside:
    """Those taken so far."""

    def __init__(self) -> None:
        self._facts: set[str] = set()
        self._parts: list[str] = []
        self._printed = ""
        self._of_clause: dict[str, list[Question]] = {}
        self._options: set[tuple[str, ...]] = set()

    def take(self, question: Question) -> bool:
        """Whether it can stand beside those taken before; if so it is taken."""
        printed, parts = _printed(question), _parts(question)
        told = any(part in self._printed for part in parts) or any(part in printed for part in self._parts)
        told = told or any(overlap(part, other) >= _SAME for part in parts for other in self._parts)
        same = self._of_clause.setdefault(question.source.identity, [])
        told = told or any(_tells(a, b) for one in same for a, b in ((one, question), (question, one)))
        threes = _threes(question)
        if told or not self._facts.isdisjoint(question.facts) or not self._options.isdisjoint(threes):
            return False
        self._facts.update(question.facts)
        self._parts += parts
        self._options.update(threes)
        self._printed += f"\0{printed}"
        same.append(question)
        return True


def _printed(question: Question) -> str:
    return "\0".join((question.stem, *question.options)).replace(" ", "")


def _parts(question: Question) -> list[str]:
    """What is asked for, as the clause writes it."""
    written = [fact.rpartition("|")[2] for fact in question.facts]
    before, blank, after = _HINT.sub(BLANK, question.stem).rpartition(BLANK)
    if blank and question.key:
        written.append(re.split("[，。；：]", before)[-1] + question.key[0] + after[:_AFTER])
    return [part for part in written if len(part) >= _TELLING]


def _tells(one: Question, other: Question) -> bool:
    """Whether a question on the same words prints the key of another, and not as an option alone."""
    printed = [one.stem, *(option for option in one.options if option not in other.key)]
    return other.form is not Form.TRUE_FALSE and any(word in text for word in other.key for text in printed)


def _threes(question: Question) -> set[tuple[str, ...]]:
    """Every three options together; figures are of few kinds and stand beside each other anywhere.

    Of core systems there are few too: two questions must not offer the same ones for the same key.
    """
    words = sorted(o for o in question.options if [q.written for q in quantities.quantities(o)] != [o])
    threes = combinations(words, _SHARED)
    return {(*question.key, *three) for three in threes} if question.kind is Kind.SYSTEM else set(threes)
