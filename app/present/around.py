"""A clause id comes in; the clause goes out with those before and after it in its document."""

from dataclasses import dataclass

from app.base.knowledge import Knowledge
from ingest.model import Clause

BESIDE = 3
"""Clauses told on either side."""


@dataclass(frozen=True, slots=True)
class Around:
    """A clause in its document."""

    clause: Clause
    before: tuple[Clause, ...]
    """At most ``BESIDE``, in order of reading; the last one stands right before the clause."""
    after: tuple[Clause, ...]
    """At most ``BESIDE``, in order of reading."""


def around(kb: Knowledge, identity: str) -> Around | None:
    """The clause with its neighbours in order of reading; None where the base has no such clause."""
    found = kb.clause(kb.current(identity))
    if found is None:
        return None
    clauses = list(kb.store.clauses(found.document))
    here = next(row for row, clause in enumerate(clauses) if clause.id == found.id)
    return Around(found, tuple(clauses[max(0, here - BESIDE) : here]), tuple(clauses[here + 1 : here + 1 + BESIDE]))
