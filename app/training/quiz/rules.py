"""Core systems come in; what the regulation that lays them down wants goes out: its text or, where the base has none, its gist.

The gist stands in ``corpus/training/core_rules.csv``: an editor's sentences, not the words of the regulation.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.base.cited import text_of
from app.base.things import Things
from app.training.quiz.model import Source
from app.training.quiz.statements import Statement, statements
from corpus import CORPUS
from ingest.errors import DataError
from ingest.model import CoreSystem, Regulation
from ingest.shipped.datafiles import lines

COLUMNS = ("core_system", "rule")


@dataclass(frozen=True, slots=True)
class Rule:
    """One sentence of what a core system wants."""

    system: str
    text: str


@cache
def rules(path: Path = CORPUS / "training" / "core_rules.csv") -> tuple[Rule, ...]:
    """All of them, in the order of the file; DataError for the first line that cannot be read."""
    problems: list[DataError] = []
    found = [Rule(r["core_system"], r["rule"]) for _, r in lines(path, COLUMNS, problems)]
    if problems:
        raise problems[0]
    return tuple(found)


def of_systems(things: Things, systems: Iterable[CoreSystem]) -> Iterator[Statement]:
    """What is wanted of each system, as sentences."""
    for system in systems:
        for near in things.graph.neighbours(system.id, "laid_down_in"):
            regulation = things.entities.get(near.id)
            text = (
                near.id
                if near.id in things.documents
                else text_of(things, regulation)
                if isinstance(regulation, Regulation)
                else ""
            )
            if text:
                yield from statements(things, (c for c in things.store.clauses(text) if system.id in c.titles))
            elif isinstance(regulation, Regulation):
                yield from _told(things, system, regulation)


def _told(things: Things, system: CoreSystem, regulation: Regulation) -> Iterator[Statement]:
    clause = things.clause(system.clause)
    for rule in rules() if clause else ():
        if clause and rule.system == system.id:
            number = f"（{regulation.number}）" if regulation.number else ""
            yield Statement(Source(clause, f"《{regulation.title}》{number}“{system.id}”", True, words=rule.text), rule.text)
