"""A question comes in; what the search page shows for it goes out."""

from dataclasses import dataclass

from app.answer import answering
from app.answer.conclusion import has_text
from app.base.knowledge import Knowledge
from app.present import answers, listings
from app.present.marking import Spans, spans
from app.present.schema.answers import Answer, Hit
from app.present.schema.shown import Neighbour

_ALIKE = 5
"""Clauses like one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer, and what a page shows beside it."""

    answer: Answer
    marks: dict[str, Spans]
    """Id of a clause → where in its text the words of the question stand."""
    title_only: frozenset[str]
    """Ids of the standards among the results of which the base holds the title alone."""


@dataclass(frozen=True, slots=True)
class Near:
    """What stands near one thing."""

    alike: tuple[Hit, ...]
    """Of a clause: the clauses most like it, the likest first."""
    neighbours: tuple[Neighbour, ...]
    """What a link leads to, or comes from."""


def asked(kb: Knowledge, question: str, *, kind: str = "", level: str = "", correct: bool = True) -> Asked:
    """The answer to ``question``; QuestionError where it cannot be asked. The rest as in ``answering.ask``."""
    found = answering.ask(kb, question, kind=kind, level=level, correct=correct)
    answer, units = answers.answer(kb, found), found.understood.question.units
    marks = {clause.id: spans(kb, units, clause.text) for clause in (*answer.clauses, *answer.nearest)}
    return Asked(answer, marks, frozenset(one.id for one in answer.standards if not has_text(kb, one.id)))


def near(kb: Knowledge, identity: str) -> Near:
    """What stands near a thing of the base; nothing where the base does not hold it."""
    shown = listings.shown(kb, identity)
    alike = answers.hits(kb, answering.like(kb, identity, _ALIKE)) if kb.clause(identity) else ()
    return Near(alike, getattr(shown, "neighbours", ()))
