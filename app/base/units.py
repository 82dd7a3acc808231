"""The units by which two documents are compared, and the figures that a document sets."""

from collections.abc import Callable
from dataclasses import dataclass

from app.base.knowledge import Knowledge
from app.base.progress import Tell, quiet
from ingest.model import Clause, Document, Entity, Indicator, Target, Task
from kg.crosswalk import Part, Row, Unit, crosswalk, versions
from kg.figures import Figure, figures


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two documents, with all that stands in it."""

    document: Document
    clauses: tuple[Clause, ...]
    entities: tuple[Entity, ...] = ()


def side(kb: Knowledge, one: Document) -> Side:
    """A document as the base has it now."""
    own = (e for kind in ("task", "target", "indicator") for e in kb.of_kind(kind))
    return Side(one, tuple(kb.store.clauses(one.id)), tuple(e for e in own if getattr(e, "document", "") == one.id))


def rows(kb: Knowledge, a: Side, b: Side, tell: Tell = quiet) -> tuple[str, list[Row]]:
    """What the rows compare, and the rows; where the units are of different kinds, the clauses are compared.

    ``tell`` is told how many of all units were compared.
    """
    kind = kind_of(a)
    units_a, units_b = (_UNITS[kind](one) if kind in _UNITS else _clauses(one) for one in (a, b))
    if kind != kind_of(b):
        kind, units_a, units_b = CLAUSES, _clauses(a), _clauses(b)
    count = len(units_a) + len(units_b)

    def done(share: float) -> None:
        tell("正在逐条对照", int(share * count), count)

    if kind == "tasks":
        return kind, crosswalk(units_a, units_b, kb.searcher.cut, figures_of(a), figures_of(b), done)
    return kind, versions(units_a, units_b, kb.searcher.cut, kb.searcher.in_words, done)


def kind_of(one: Side) -> str:
    """What a document is compared by: its tasks, or else its targets, its articles, its clauses, by its type."""
    return next((kind for kind, units in _UNITS.items() if units(one)), one.document.doctype)


def _tasks(one: Side) -> list[Unit]:
    return [entity for entity in one.entities if isinstance(entity, Task)]


def _targets(one: Side) -> list[Unit]:
    texts = {c.id: c.text for c in one.clauses}
    return [
        Part(t.id, t.id, t.name, "\n".join(texts.get(c, "") for c in (t.clause, *t.strategies)))
        for t in one.entities
        if isinstance(t, Target)
    ]


def _articles(one: Side) -> list[Unit]:
    """The articles (第…条) of a statute, each with the text of all its paragraphs, and what stands outside of them."""
    texts: dict[str, list[Clause]] = {}
    for clause in one.clauses:
        article = next((label for label in clause.path if label.startswith("第") and label.endswith("条")), "")
        texts.setdefault(article or clause.id, []).append(clause)
    if texts.keys() <= {clause.id for clause in one.clauses}:
        return []
    return [of_clause(of[0]) if label == of[0].id else _article(label, of) for label, of in texts.items()]


def _article(label: str, paragraphs: list[Clause]) -> Part:
    return Part(paragraphs[0].id, label, "", "\n".join(c.text for c in paragraphs))


def _clauses(one: Side) -> list[Unit]:
    return list(map(of_clause, one.clauses))


def of_clause(clause: Clause) -> Part:
    """A clause as a unit."""
    return Part(clause.id, clause.locator, clause.titles[-1], clause.text)


_UNITS: dict[str, Callable[[Side], list[Unit]]] = {"tasks": _tasks, "targets": _targets, "articles": _articles}
"""Kinds of units that are better compared than clauses, the best first."""
CLAUSES = "clauses"
"""Kind of the units of two documents that have no better ones in common."""


def figures_of(one: Side) -> list[Figure]:
    """All figures that a document sets, in its clauses and its indicators."""
    return figures(one.clauses, [e for e in one.entities if isinstance(e, Indicator)])
