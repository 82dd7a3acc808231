"""Answers and entities as the JSON of the command line; the only place that knows its field names."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from app.answer.answering import Answer, Found
from app.answer.ranking import Reason, Result
from app.answer.understanding import Understood, offers
from app.base.citation import cite_clause, cite_standard, status
from app.base.knowledge import Knowledge
from app.people.decisions import link_id
from app.people.questions import SavedQuestion
from app.relations.compare import Comparison
from ingest.kinds import KINDS, listed
from ingest.model import (
    Clause,
    Concept,
    CoreSystem,
    Document,
    Entity,
    Finding,
    Indicator,
    Link,
    Standard,
    Target,
)
from kg.queries import Step

Json = dict[str, Any]


def answer(kb: Knowledge, result: Answer, on: date | None = None) -> Json:
    """``ask --json``; standards with their status on a day (default today)."""
    groups = {kind: [_result(kb, r, on) for r in results] for kind, results in result.results.items()}
    return {
        "query": result.query,
        "answered": result.answered,
        "note": result.note,
        "concepts": [{"id": c.id, "label": c.label, "matched": matched} for c, matched in result.understood.concepts],
        "targets": groups.get("target", []),
        "standards": groups.get("standard", []),
        "clauses": groups.get("clause", []),
        "core_systems": groups.get("core_system", []),
        "indicators": groups.get("indicator", []),
        "nearest": [clause(kb, c) for i in result.nearest if (c := kb.clause(i))],
        "order": [KINDS[kind].plural for kind in result.understood.order],
    } | understood(result.understood, answered=result.answered)


def understood(asked: Understood, *, answered: bool) -> Json:
    """How a question was understood: part of ``ask --json`` and ``search --json``."""
    return {
        "corrections": [{"written": s.written, "label": s.label, "how": s.how} for s in asked.slips],
        "suggestions": [asdict(offer) for offer in offers(asked, answered=answered)],
        "explain": [{"step": step.name, "text": step.text} for step in asked.steps],
    }


def _result(kb: Knowledge, result: Result, on: date | None) -> Json:
    if result.kind == "clause":
        found = kb.clause(result.id)
        body: Json = clause(kb, found) if found else {"id": result.id}
        body |= {"also": [_place(kb, twin) for i in result.also if (twin := kb.clause(i))]}
    else:
        body = entity(kb, kb.entities[result.id], on)
    reasons = list({r.path: r for r in result.because}.values())
    because = [_reason(kb, reason) for reason in reasons]
    return body | {"score": round(result.score, 3), "basis": result.basis, "because": because}


def _place(kb: Knowledge, found: Clause) -> Json:
    """Where a clause stands."""
    return {"id": found.id, "document_title": kb.documents[found.document].title, "locator": found.locator}


def _reason(kb: Knowledge, reason: Reason) -> Json:
    evidence = [c for i in reason.evidence if (c := kb.clause(i))]
    rendition = "digest" if any(c.rendition == "digest" for c in evidence) else "original"
    return {
        "path": [p for p in reason.path if p],
        "evidence": list(reason.evidence),
        "basis": reason.basis,
        "rendition": rendition,
    }


def clause(kb: Knowledge, found: Clause) -> Json:
    """A clause with its place and citation."""
    document = kb.documents[found.document]
    return {
        "id": found.id,
        "document": found.document,
        "document_title": document.title,
        "level": document.level,
        "doctype": document.doctype,
        "path": list(found.path),
        "titles": list(found.titles),
        "locator": found.locator,
        "text": found.text,
        "kind": found.kind,
        "page": found.page,
        "rendition": found.rendition,
        "spans": [list(s) for s in found.spans],
        "citation": cite_clause(found, document),
    }


def found(kb: Knowledge, query: str, result: Found) -> Json:
    """``search --json``: hits with their text and place."""
    rows = hits(kb, result.hits)
    return {"query": query, "hits": rows} | understood(result.understood, answered=bool(rows))


def hits(kb: Knowledge, found: list[tuple[str, str, float]]) -> list[Json]:
    """Hits with their text and place."""
    return [_hit(kb, kind, identity, score) for kind, identity, score in found]


def _hit(kb: Knowledge, kind: str, identity: str, score: float) -> Json:
    body: Json = {"kind": kind, "id": identity, "score": round(score, 3)}
    if kind == "clause" and (found := kb.clause(identity)):
        return body | {"text": found.text, "document": found.document, "locator": found.locator, "rendition": found.rendition}
    if kind == "document":
        return body | {"text": kb.documents[identity].title, "document": identity, "locator": ""}
    place = getattr(kb.entities[identity], "clause", "") or (identity if "#" in identity else "")
    document, _, path = place.partition("#")
    return body | {"text": kb.graph.label(identity), "document": document, "locator": path.replace("/", "")}


def entity(kb: Knowledge, found: Entity, on: date | None = None) -> Json:
    """An entity as ``list`` shows it; a standard's status is that of the day ``on`` (default today)."""
    return _standard(kb, found, on) if isinstance(found, Standard) else ENTITIES.get(type(found), _plain)(kb, found)


def _standard(kb: Knowledge, found: Standard, on: date | None = None) -> Json:
    others = [s for s in kb.of_kind("standard") if isinstance(s, Standard) and s.replaces]
    superseded = {s.replaces for s in others if on is None or status(s, set(), on) == "in_force"}
    return {
        "id": found.id,
        "written": found.written,
        "name": found.name,
        "category": found.category,
        "issuer": found.issuer,
        "published": found.published,
        "effective": found.effective,
        "replaces": found.replaces,
        "english": found.english,
        "ics": found.ics,
        "ccs": found.ccs,
        "status": status(found, superseded, on),
        "citation": cite_standard(found),
        "clause": found.clause,
    }


def _target(kb: Knowledge, found: Target) -> Json:
    strategies = [c for i in found.strategies if (c := kb.clause(i))]
    summary = kb.clause(found.clause)
    return {
        "id": found.id,
        "name": found.name,
        "specialty": found.specialty,
        "summary": found.summary,
        "strategies": [{"clause_id": c.id, "text": c.text} for c in strategies],
        "refers_to": found.refers_to,
        "document": found.document,
        "clause": found.clause,
        "rendition": summary.rendition if summary else "",
        "citation": _cite_place(kb, found.clause, 1),
    }


def _indicator(kb: Knowledge, found: Indicator) -> Json:
    return asdict(found) | {"citation": _cite_place(kb, found.id)}


def _cite_place(kb: Knowledge, clause_id: str, depth: int | None = None) -> str:
    """Citation of a clause, or of the heading ``depth`` levels down that it stands under."""
    found = kb.clause(clause_id)
    if found is None or found.document not in kb.documents:
        return ""
    return cite_clause(replace(found, path=found.path[:depth]), kb.documents[found.document])


def _core_system(kb: Knowledge, found: CoreSystem) -> Json:
    return {
        "id": found.id,
        "number": found.number,
        "definition": found.definition,
        "clause": found.clause,
        "citation": _cite_place(kb, found.clause),
    }


def _plain(_kb: Knowledge, found: Entity) -> Json:
    return asdict(found)


def _concept(_kb: Knowledge, found: Concept) -> Json:
    return {
        "id": found.id,
        "prefLabel": found.label,
        "altLabel": list(found.alt),
        "hiddenLabel": list(found.hidden),
        "english": list(found.english),
        "broader": list(found.broader),
        "related": list(found.related),
        "exactMatch": found.match,
    }


ENTITIES: dict[type[Entity], Callable[[Knowledge, Any], Json]] = {
    Target: _target,
    Indicator: _indicator,
    CoreSystem: _core_system,
    Concept: _concept,
}


def steps(kb: Knowledge, found: Sequence[Step]) -> list[Json]:
    """``graph --json``: links in the direction they are walked, with labels and reason."""
    return [
        {
            "start": step.start,
            "end": step.end,
            "subject": {"id": step.link.subject, "label": kb.graph.label(step.link.subject)},
            "predicate": step.link.predicate,
            "object": {"id": step.link.object, "label": kb.graph.label(step.link.object)},
            "comment": step.link.comment,
            "basis": step.link.basis,
            "confidence": step.link.confidence,
            "evidence": list(step.link.evidence),
        }
        for step in found
    ]


def comparison(found: Comparison) -> Json:
    """``crosswalk --json``."""
    return {
        "a": found.a.id,
        "b": found.b.id,
        "kind": found.kind,
        "rows": [
            {
                "a": [t.number for t in row.a],
                "b": [t.number for t in row.b],
                "relation": row.relation,
                "changes": list(row.changes),
                "titles_a": [t.title for t in row.a],
                "titles_b": [t.title for t in row.b],
                "basis": row.basis,
                "score": round(row.score, 3),
                "figures": [{"indicator": name, "a": a, "b": b} for name, a, b in row.figures],
                "differences": [{"a": a, "b": b} for a, b in row.differences],
            }
            for row in found.rows
        ],
        "contradictions": [
            {"indicator": one.name, "values": [one.value, other.value], "clauses": [one.clause, other.clause]}
            for one, other in found.contradictions
        ],
    }


def document(found: Document) -> Json:
    """A document as ``list documents`` shows it."""
    return asdict(found)


def link(found: Link) -> Json:
    """A link with its SSSOM fields, and the id by which a reviewer names it."""
    return asdict(found) | {"evidence": list(found.evidence), "id": link_id(found)}


def review(kb: Knowledge, found: Sequence[Link]) -> list[Json]:
    """``links review --json``: suggestions with what they rest on, and decisions with who made them."""
    return [
        {"id": link_id(x), "by": x.author, "date": x.date, "state": x.review}
        | steps(kb, [Step(x.subject, x, x.object)])[0]
        | {
            "texts": [
                {"id": c.id, "locator": c.locator, "text": c.text, "rendition": c.rendition}
                for i in x.evidence
                if (c := kb.clause(i))
            ]
        }
        for x in found
    ]


def question(found: SavedQuestion) -> Json:
    """``questions --json``: a saved question with its filters, called by its name or by itself."""
    return {
        "id": found.id,
        "name": found.label,
        "query": found.query,
        "type": found.kind,
        "level": found.level,
        "saved": found.saved,
    }


def finding(found: Finding) -> Json:
    """A finding."""
    return asdict(found)


def listing(kb: Knowledge, kind: str, on: date | None = None) -> list[Json]:
    """``list KIND --json``; standards with their status on a day."""
    one = listed()[kind]
    return [entity(kb, found, on) for found in kb.of_kind(one.name)] if one.entity else _LISTINGS[one.name](kb)


_LISTINGS: dict[str, Callable[[Knowledge], list[Json]]] = {
    "document": lambda kb: [document(d) for d in kb.documents.values()],
    "clause": lambda kb: [clause(kb, c) for c in kb.store.clauses()],
    "link": lambda kb: [link(x) for x in kb.links],
    "finding": lambda kb: [finding(f) for f in kb.store.findings()],
}
"""How kinds that are no entities are listed."""


def shown(kb: Knowledge, identity: str, on: date | None = None) -> Json:
    """``show ID --json``: the thing with its neighbours, a standard with its status on a day."""
    if found := kb.entities.get(identity):
        body = entity(kb, found, on)
    elif identity in kb.documents:
        return document(kb.documents[identity]) | {"clauses": [clause(kb, c) for c in kb.store.clauses(identity)]}
    elif place := kb.clause(identity):
        body = clause(kb, place)
    else:
        return {}
    near = [
        {
            "id": n.id,
            "kind": n.kind,
            "label": kb.graph.label(n.id),
            "predicate": n.link.predicate,
            "forward": n.forward,
            "basis": n.link.basis,
            "comment": n.link.comment,
        }
        for n in kb.graph.neighbours(identity)
    ]
    return body | {"neighbours": near}
