"""Domain values come in; what is shown of each thing of a base goes out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from app.base.citation import cite_clause, cite_standard, status
from app.base.knowledge import Knowledge
from app.people.decisions import link_id
from app.present.schema import entities as schema
from ingest.model import (
    Clause,
    Concept,
    CoreSystem,
    Entity,
    Indicator,
    Link,
    SpecialAction,
    Standard,
    Target,
    Task,
)

ShownEntity = (
    schema.Standard | schema.Target | schema.Indicator | schema.CoreSystem | schema.Task | schema.SpecialAction | schema.Concept
)


def entity(kb: Knowledge, found: Entity, on: date | None = None) -> ShownEntity:
    """Any entity; a standard's status is that of the day ``on`` (default today)."""
    return standard(kb, found, on) if isinstance(found, Standard) else ENTITIES[type(found)](kb, found)


def clause(kb: Knowledge, found: Clause) -> schema.Clause:
    """A clause with its place and citation."""
    document = kb.documents[found.document]
    return schema.Clause(
        id=found.id,
        document=found.document,
        document_title=document.title,
        level=document.level,
        doctype=document.doctype,
        path=found.path,
        titles=found.titles,
        locator=found.locator,
        text=found.text,
        kind=found.kind,
        page=found.page,
        rendition=found.rendition,
        spans=found.spans,
        places=tuple(map(schema.Place.of, found.places)),
        citation=cite_clause(found, document),
    )


def standard(kb: Knowledge, found: Standard, on: date | None = None) -> schema.Standard:
    """A standard with its status on a day (default today) and citation."""
    others = [s for s in kb.of_kind("standard") if isinstance(s, Standard) and s.replaces]
    superseded = {s.replaces for s in others if on is None or status(s, set(), on) == "in_force"}
    return schema.Standard(
        id=found.id,
        written=found.written,
        name=found.name,
        category=found.category,
        issuer=found.issuer,
        published=found.published,
        effective=found.effective,
        replaces=found.replaces,
        english=found.english,
        ics=found.ics,
        ccs=found.ccs,
        status=status(found, superseded, on),
        citation=cite_standard(found),
        clause=found.clause,
    )


def target(kb: Knowledge, found: Target) -> schema.Target:
    """A target with the texts of its strategies."""
    strategies = [c for i in found.strategies if (c := kb.clause(i))]
    summary = kb.clause(found.clause)
    return schema.Target(
        id=found.id,
        name=found.name,
        specialty=found.specialty,
        summary=found.summary,
        strategies=tuple(schema.Strategy(clause_id=c.id, text=c.text) for c in strategies),
        refers_to=found.refers_to,
        document=found.document,
        clause=found.clause,
        rendition=summary.rendition if summary else "",
        citation=_cite_place(kb, found.clause, 1),
    )


def indicator(kb: Knowledge, found: Indicator) -> schema.Indicator:
    """An indicator with the citation of its clause."""
    return schema.Indicator(
        id=found.id,
        number=found.number,
        name=found.name,
        dimension=found.dimension,
        direction=found.direction,
        threshold=found.threshold,
        document=found.document,
        citation=_cite_place(kb, found.id),
    )


def core_system(kb: Knowledge, found: CoreSystem) -> schema.CoreSystem:
    """A core system with the citation of the clause that lists it."""
    return schema.CoreSystem(
        id=found.id,
        number=found.number,
        definition=found.definition,
        clause=found.clause,
        citation=_cite_place(kb, found.clause),
    )


def concept(_kb: Knowledge, found: Concept) -> schema.Concept:
    """A thesaurus entry."""
    return schema.Concept(
        id=found.id,
        prefLabel=found.label,
        altLabel=found.alt,
        hiddenLabel=found.hidden,
        english=found.english,
        broader=found.broader,
        related=found.related,
        exactMatch=found.match,
    )


def link(found: Link) -> schema.Link:
    """A link with the id by which a reviewer names it."""
    return schema.Link(
        subject=found.subject,
        predicate=found.predicate,
        object=found.object,
        basis=found.basis,
        justification=found.justification,
        confidence=found.confidence,
        comment=found.comment,
        evidence=found.evidence,
        author=found.author,
        date=found.date,
        review=found.review,
        id=link_id(found),
    )


ENTITIES: dict[type[Entity], Callable[[Knowledge, Any], ShownEntity]] = {
    Target: target,
    Indicator: indicator,
    CoreSystem: core_system,
    Task: lambda _kb, found: schema.Task.of(found),
    SpecialAction: lambda _kb, found: schema.SpecialAction.of(found),
    Concept: concept,
}
"""Entity → what is shown of it; a new kind has a row here, in ``listings.WIDER``, and in ``LINES`` of
``terminal.listings`` and ``terminal.shown``."""


def _cite_place(kb: Knowledge, clause_id: str, depth: int | None = None) -> str:
    """Citation of a clause, or of the heading ``depth`` levels down that it stands under."""
    found = kb.clause(clause_id)
    if found is None or found.document not in kb.documents:
        return ""
    return cite_clause(replace(found, path=found.path[:depth]), kb.documents[found.document])
