"""Links, paths and what covers what come in; what is shown of them goes out."""

from collections.abc import Sequence

from app.base.knowledge import Knowledge
from app.people.decisions import link_id
from app.present.schema import graphs as schema
from app.relations.links import Coverage
from ingest.model import Link
from kg.queries import Step


def steps(kb: Knowledge, found: Sequence[Step]) -> tuple[schema.PathStep, ...]:
    """``graph --json``: links in the direction in which they are walked, with labels."""
    return tuple(_step(kb, step) for step in found)


def _step(kb: Knowledge, step: Step) -> schema.PathStep:
    link = step.link
    return schema.PathStep(
        start=step.start,
        end=step.end,
        subject=schema.Node(id=link.subject, label=kb.graph.label(link.subject)),
        predicate=link.predicate,
        object=schema.Node(id=link.object, label=kb.graph.label(link.object)),
        comment=link.comment,
        basis=link.basis,
        confidence=link.confidence,
        evidence=link.evidence,
    )


def review(kb: Knowledge, found: Sequence[Link]) -> tuple[schema.ReviewedLink, ...]:
    """``links review --json``: suggestions with what they rest on, and decisions with who made them."""
    return tuple(_reviewed(kb, link) for link in found)


def _reviewed(kb: Knowledge, link: Link) -> schema.ReviewedLink:
    clauses = [c for i in link.evidence if (c := kb.clause(i))]
    return _step(kb, Step(link.subject, link, link.object)).extended(
        schema.ReviewedLink,
        id=link_id(link),
        by=link.author,
        date=link.date,
        state=link.review,
        texts=tuple(schema.Evidence(id=c.id, locator=c.locator, text=c.text, rendition=c.rendition) for c in clauses),
    )


def coverage(found: Coverage) -> schema.Coverage:
    """``coverage --json``."""
    return schema.Coverage(
        targets={
            target: tuple(schema.Serving(standard=standard, predicate=predicate) for standard, predicate in serving)
            for target, serving in found.targets.items()
        },
        targets_without_standard=tuple(target for target, serving in found.targets.items() if not serving),
        standards_without_target=tuple(found.unused),
        core_systems=tuple(schema.SystemCount(id=system, targets=count) for system, count in found.core_systems),
        most_cited=tuple(schema.CitedCount(id=cited, places=count) for cited, count in found.most_cited),
    )
