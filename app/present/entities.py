"""Domain values come in; what is shown of each thing of a base goes out."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import zip_longest
from typing import Any

from app.base import citation
from app.base import cited as cited_things
from app.base.citation import status
from app.base.knowledge import Knowledge
from app.base.outlines import Outline, lead_sentence
from app.people.decisions import link_id
from app.present.schema import entities as schema
from ingest.model import (
    Clause,
    Concept,
    CoreSystem,
    Entity,
    Indicator,
    Link,
    Regulation,
    SpecialAction,
    Standard,
    Target,
    Task,
)

ShownEntity = (
    schema.Standard
    | schema.Target
    | schema.Indicator
    | schema.CoreSystem
    | schema.Task
    | schema.SpecialAction
    | schema.Regulation
    | schema.Concept
)


def entity(kb: Knowledge, found: Entity, on: date | None = None) -> ShownEntity:
    """Any entity; a standard's status is that of the day ``on`` (default today)."""
    return standard(kb, found, on) if isinstance(found, Standard) else ENTITIES[type(found)](kb, found)


def clause(kb: Knowledge, found: Clause) -> schema.Clause:
    """A clause with its place, its citation, the sentences that it hangs on and the items that hang on it."""
    document, hanging = kb.documents[found.document], kb.outline(found.document)
    leads = hanging.leads(found)
    cited = citation.of_clause(found, document, leads)
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
        leads=tuple(_line(c, lead_sentence(c.text), depth) for depth, c in enumerate(leads, 1)),
        items=tuple(_items(hanging, found)),
        item_count=len(hanging.items(found)),
        cells=tuple(_cells(found)),
        citation=cited.full,
        citation_short=cited.short,
    )


def _line(found: Clause, text: str, depth: int) -> schema.Line:
    return schema.Line(id=found.id, locator=found.locator, text=text, depth=depth)


def _items(hanging: Outline, opening: Clause, depth: int = 1) -> Iterator[schema.Line]:
    """The items of the list that a clause opens, each followed by its own."""
    for item in hanging.items(opening):
        yield _line(item, item.text, depth)
        yield from _items(hanging, item, depth + 1)


def _cells(found: Clause) -> Iterator[schema.Cell]:
    """The cells of a row that hold something, under their column heads."""
    for column, text in zip_longest(found.columns, found.cells, fillvalue=""):
        if text:
            yield schema.Cell(column=column, text=text)


def standard(kb: Knowledge, found: Standard, on: date | None = None) -> schema.Standard:
    """A standard with its status on a day (default today) and citation."""
    cited = citation.of_standard(found)
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
        status=status(found, cited_things.superseded(kb, on), on),
        citation=cited.full,
        citation_short=cited.short,
        clause=found.clause,
    )


def target(kb: Knowledge, found: Target) -> schema.Target:
    """A target with the texts of its strategies."""
    strategies = [c for i in found.strategies if (c := kb.clause(i))]
    summary, cited = kb.clause(found.clause), cited_things.place(kb, found.clause, 1)
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
        citation=cited.full,
        citation_short=cited.short,
    )


def indicator(kb: Knowledge, found: Indicator) -> schema.Indicator:
    """An indicator with the citation of its clause."""
    cited = cited_things.place(kb, found.id)
    return schema.Indicator(
        id=found.id,
        number=found.number,
        name=found.name,
        dimension=found.dimension,
        direction=found.direction,
        threshold=found.threshold,
        document=found.document,
        citation=cited.full,
        citation_short=cited.short,
    )


def core_system(kb: Knowledge, found: CoreSystem) -> schema.CoreSystem:
    """A core system with the citation of what lays it down."""
    cited = cited_things.core_system(kb, found)
    return schema.CoreSystem(
        id=found.id,
        number=found.number,
        definition=found.definition,
        clause=found.clause,
        citation=cited.full,
        citation_short=cited.short,
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
    Regulation: lambda _kb, found: schema.Regulation.of(found),
    Concept: concept,
}
"""Entity → what is shown of it; a new kind has a row here, in ``listings.WIDER``, and in ``LINES`` of
``terminal.listings`` and ``terminal.shown``."""
