"""An answer or what a search found comes in; what is shown of it goes out."""

from collections.abc import Sequence
from datetime import date

from app.answer.answering import Answer, Found, offered
from app.answer.members import Listing
from app.answer.ranking import Result
from app.answer.reasons import Reason
from app.answer.understanding import Understood
from app.base.knowledge import Knowledge
from app.present import entities
from app.present.schema import answers as schema
from app.present.schema.base import M, Model
from ingest.kinds import KINDS
from ingest.model import Clause
from kg.predicates import BASES


def answer(kb: Knowledge, found: Answer, on: date | None = None) -> schema.Answer:
    """``ask --json``; standards with their status on a day (default today)."""

    def group(kind: str, form: type[M]) -> tuple[M, ...]:
        return _results(kb, found.results.get(kind, []), form, on)

    asked = found.understood
    return understood(kb, asked, answered=found.answered).extended(
        schema.Answer,
        query=found.query,
        answered=found.answered,
        conclusion=schema.Conclusion.of(found.conclusion),
        note=found.note,
        concepts=tuple(schema.NamedConcept(id=c.id, label=c.label, matched=words) for c, words in asked.concepts),
        targets=group("target", schema.TargetResult),
        standards=group("standard", schema.StandardResult),
        clauses=group("clause", schema.ClauseResult),
        core_systems=group("core_system", schema.CoreSystemResult),
        indicators=group("indicator", schema.IndicatorResult),
        nearest=tuple(entities.clause(kb, c) for i in found.nearest if (c := kb.clause(i))),
        listing=_listing(found.listing),
        order=tuple(KINDS[kind].plural for kind in found.order),
    )


def _listing(found: Listing | None) -> schema.Listing | None:
    """A whole list with what its members are called."""
    if found is None:
        return None
    members = (schema.Member(id=identity, name=name) for identity, name in zip(found.ids, found.names, strict=True))
    parts = (schema.Part(heading=heading, count=count) for heading, count in found.parts)
    return schema.Listing(kind=found.kind, title=found.said, members=tuple(members), parts=tuple(parts))


def understood(kb: Knowledge, asked: Understood, *, answered: bool) -> schema.Understood:
    """How a question was understood."""
    return schema.Understood(
        corrections=tuple(schema.Correction(written=s.written, label=s.label, how=s.how) for s in asked.slips),
        suggestions=tuple(
            schema.Suggestion(written=offer.written, label=offer.label, query=offer.query)
            for offer in offered(kb, asked, answered=answered)
        ),
        explain=tuple(schema.Step(step=step.name, text=step.text) for step in asked.steps),
    )


def _results(kb: Knowledge, found: Sequence[Result], form: type[M], on: date | None) -> tuple[M, ...]:
    """Results of one kind in ``form``, that kind's class with score and reasons."""
    return tuple(
        thing.extended(
            form,
            score=round(result.score, 3),
            probability=round(result.probability, 3),
            maybe=result.maybe,
            basis=result.basis,
            because=tuple(_reason(kb, reason) for reason in result.because),
        )
        for result in found
        if (thing := _thing(kb, result, on))
    )


def _thing(kb: Knowledge, result: Result, on: date | None) -> Model | None:
    """What a result is a result for; None for a clause that the base does not hold."""
    if result.kind != "clause":
        return entities.entity(kb, kb.entities[result.id], on)
    if (found := kb.clause(result.id)) is None:
        return None
    also = tuple(_twin(kb, twin) for i in result.also if (twin := kb.clause(i)))
    return entities.clause(kb, found).extended(schema.ClauseWithTwins, also=also)


def _twin(kb: Knowledge, found: Clause) -> schema.Twin:
    """Where a clause stands that says the same."""
    return schema.Twin(id=found.id, document_title=kb.documents[found.document].title, locator=found.locator)


def _reason(kb: Knowledge, reason: Reason) -> schema.Reason:
    evidence = [c for i in reason.evidence if (c := kb.clause(i))]
    digest = any(c.rendition == "digest" for c in evidence)
    basis = "文件摘要" if digest and reason.basis == "stated" else BASES.get(reason.basis, "")
    return schema.Reason(
        text=f"{reason.text}（{basis}）" if basis else reason.text,
        path=tuple(part for part in reason.path if part),
        evidence=reason.evidence,
        basis=reason.basis,
        rendition="digest" if digest else "original",
    )


def search(kb: Knowledge, query: str, found: Found) -> schema.Search:
    """``search --json``: hits with their text and place."""
    rows, written = hits(kb, found.hits), query.encode("utf-8", "ignore").decode("utf-8")
    parts = understood(kb, found.understood, answered=not found.note)
    return parts.extended(schema.Search, query=written, hits=rows, founded=not found.note and bool(rows), note=found.note)


def alike(kb: Knowledge, clause_id: str, found: Sequence[tuple[str, str, float]]) -> schema.Alike:
    """``search --like --json``: clauses like one."""
    return schema.Alike(like=clause_id, hits=hits(kb, found))


def hits(kb: Knowledge, found: Sequence[tuple[str, str, float]]) -> tuple[schema.Hit, ...]:
    """(kind, id, score) of each hit → hits with their text and place."""
    return tuple(_hit(kb, kind, identity, round(score, 3)) for kind, identity, score in found)


def _hit(kb: Knowledge, kind: str, identity: str, score: float) -> schema.Hit:
    if kind == "clause" and (found := kb.clause(identity)):
        text, document, locator, rendition = found.text, found.document, found.locator, found.rendition
        return schema.Hit(
            kind=kind, id=identity, score=score, text=text, document=document, locator=locator, rendition=rendition
        )
    if kind == "document":
        title = kb.documents[identity].title
        return schema.Hit(kind=kind, id=identity, score=score, text=title, document=identity, locator="")
    place = getattr(kb.entities[identity], "clause", "") or (identity if "#" in identity else "")
    document, _, path = place.partition("#")
    label, locator = kb.graph.label(identity), path.replace("/", "")
    return schema.Hit(kind=kind, id=identity, score=score, text=label, document=document, locator=locator)
