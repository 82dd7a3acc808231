"""Applies what librarians put right to the documents of a store.

A correction holds for the text that it was made of: where a file that came later says something else in that place, it is
not applied, and the publisher is told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from app.base.store import Store
from app.people.corrections import Correction, cell, tidied
from ingest.model import Clause, CoreSystem, Document, Entity, Parsed, SpecialAction, Standard, Target, Task

_OF_STANDARD = {"title": ("name",), "number": ("id", "written"), "issuer": ("issuer",), "date": ("published",)}
"""Field of a document that is a standard → fields of that standard."""


def apply(store: Store, standing: Sequence[Correction]) -> list[Correction]:
    """Put the serving documents of ``store`` right by the ``standing`` corrections, and by no others; those without a place."""
    serving = {d.id: d.rendition for d in store.documents()}
    lost = [one for one in standing if one.document not in serving]
    put_right = {(one.document, serving[one.document]) for one in standing if one.document in serving}
    for document, rendition in sorted({*put_right, *store.ledger.renditions()}):
        before = store.parsed(document, rendition)
        as_read = plain(before, store.ledger.corrected(document, rendition))
        due = [one for one in standing if one.document == document] if (document, rendition) in put_right else []
        after, applied, without_place = corrected(as_read, due)
        if after != before:
            store.amend(after)
        store.ledger.set_corrected(document, rendition, applied)
        lost += without_place
    return lost


def corrected(parsed: Parsed, corrections: Iterable[Correction]) -> tuple[Parsed, list[Correction], list[Correction]]:
    """A document put right; the corrections that changed something, and those whose place is gone or says something else."""
    document, entities = parsed.document, list(parsed.entities)
    clauses = {clause.id: clause for clause in parsed.clauses}
    applied, lost = [], []
    for one in corrections:
        clause = clauses.get(one.clause)
        found = _value(document, clause, one)
        if found == one.before != one.after:
            if clause:
                clauses[one.clause] = _with(clause, one)
                entities = [_following(entity, clause, clauses[one.clause]) for entity in entities]
            else:
                entities = [_of_standard(entity, document, one) for entity in entities]
                document = replace(document, **{one.field: one.after})
            applied.append(one)
        elif found != one.after:
            lost.append(one)
    return replace(parsed, document=document, clauses=tuple(clauses.values()), entities=tuple(entities)), applied, lost


def plain(parsed: Parsed, applied: Iterable[Correction]) -> Parsed:
    """A document as it was read, when its text holds the corrections ``applied``."""
    return corrected(parsed, map(_inverse, applied))[0]


def value(parsed: Parsed, clause_id: str, field: str) -> str | None:
    """What stands in a field that can be put right; None where there is no such place."""
    clause = next((clause for clause in parsed.clauses if clause.id == clause_id), None)
    return _value(parsed.document, clause, Correction("", "", parsed.document.id, clause_id, field, "", ""))


def _value(document: Document, clause: Clause | None, one: Correction) -> str | None:
    number = cell(one.field)
    if not one.clause:
        return tidied(getattr(document, one.field))
    if clause is None:
        return None
    if number is None:
        return tidied(clause.text)
    return tidied(clause.cells[number]) if 0 <= number < len(clause.cells) else None


def _with(clause: Clause, one: Correction) -> Clause:
    number = cell(one.field)
    if number is None:
        return replace(clause, text=one.after)
    cells = tuple(one.after if at == number else text for at, text in enumerate(clause.cells))
    return replace(clause, cells=cells, text=clause.text.replace(clause.cells[number], one.after, 1))


def _following(entity: Entity, before: Clause, after: Clause) -> Entity:
    """An entity whose words are those of a clause, after the clause was put right."""
    match entity:
        case Target() if entity.clause == before.id and entity.summary == before.text:
            return replace(entity, summary=after.text)
        case Task() | SpecialAction() if entity.id == before.id and entity.text == before.text:
            return replace(entity, text=after.text)
        case CoreSystem() if entity.clause == before.id and entity.id == before.text:
            return replace(entity, id=after.text)
    return entity


def _of_standard(entity: Entity, document: Document, one: Correction) -> Entity:
    """The standard that a document is, put right as the document is."""
    if isinstance(entity, Standard) and document.doctype == "standard" and entity.id == document.number:
        fields: dict[str, Any] = dict.fromkeys(_OF_STANDARD.get(one.field, ()), one.after)
        return replace(entity, **fields)
    return entity


def _inverse(one: Correction) -> Correction:
    return replace(one, before=one.after, after=one.before)
