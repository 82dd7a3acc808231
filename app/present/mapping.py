"""The mapping of a draft comes in; what is shown of it goes out."""

from app.base.knowledge import Knowledge
from app.mapping.model import Citations, Gap, Mapping, Match, Practice, Quote, Reference
from app.present.schema import mapping as schema
from ingest.model import Standard


def mapping(kb: Knowledge, found: Mapping) -> schema.Mapping:
    """``map --json``."""
    return schema.Mapping(
        file=found.draft.file,
        title=found.draft.title,
        standards=tuple(map(schema.Proposal.of, found.standards)),
        targets=tuple(map(schema.Proposal.of, found.targets)),
        core_systems=tuple(map(schema.Proposal.of, found.core_systems)),
        practices=tuple(_practice(kb, practice) for practice in found.practices),
        gaps=tuple(_gap(kb, gap) for gap in found.gaps),
        references=tuple(map(_reference, found.references)),
        quotes=tuple(map(_quote, found.quotes)),
        unchecked=tuple(map(schema.Unchecked.of, found.unchecked)),
    )


def citations(found: Citations) -> schema.Citations:
    """What ``check_citations`` answers."""
    return schema.Citations(
        references=tuple(map(_reference, found.references)),
        quotes=tuple(map(_quote, found.quotes)),
        unchecked=tuple(map(schema.Unchecked.of, found.unchecked)),
    )


def _practice(kb: Knowledge, practice: Practice) -> schema.Practice:
    matches = tuple(_match(kb, match) for match in practice.matches)
    return schema.Practice(text=practice.text, place=practice.place, matches=matches)


def _match(kb: Knowledge, match: Match) -> schema.Match:
    text, place = shown(kb, match)
    return schema.Match(kind=match.kind, id=match.id, text=text, place=place, score=match.score, because=match.because)


def shown(kb: Knowledge, match: Match) -> tuple[str, str]:
    """Text and place of what a practice answers to."""
    if clause := kb.clause(match.id):
        return clause.text, f"《{kb.documents[clause.document].title}》{clause.locator}"
    entity = kb.entities[match.id]
    return (entity.name, entity.written) if isinstance(entity, Standard) else (entity.id, "医疗质量安全核心制度")


def _gap(kb: Knowledge, gap: Gap) -> schema.Gap:
    strategies = []
    for strategy in gap.strategies:
        clause = kb.clause(strategy.clause)
        text = clause.text if clause else ""
        strategies.append(
            schema.Strategy(clause=strategy.clause, text=text, cover=strategy.cover, practices=strategy.practices)
        )
    return schema.Gap(target=gap.target, strategies=tuple(strategies))


def _reference(found: Reference) -> schema.Reference:
    return schema.Reference(
        written=found.written,
        name=found.name,
        place=found.place,
        id=found.id or None,
        expected_id=found.expected_id or None,
        state=found.state,
        advice=found.advice,
    )


def _quote(found: Quote) -> schema.Quote:
    return schema.Quote(
        text=found.text,
        place=found.place,
        attributed_to=found.attributed_to,
        state=found.state,
        clause=found.clause or None,
        source_text=found.source_text,
        difference=found.difference,
    )
