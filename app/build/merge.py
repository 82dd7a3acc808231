"""What all documents amount to together: one entity an id, the links that rules and people draw, what is wrong in them."""

from dataclasses import dataclass, fields, replace
from functools import cache

from app.base.store import Store
from corpus import CORPUS
from index.words.concepts import ConceptFinder
from index.words.tokenize import Tokenizer
from ingest.formats.registry import PARSERS
from ingest.identifiers import TargetId
from ingest.kinds import kind_of
from ingest.model import Clause, CoreSystem, Entity, Finding, Link, Standard, Target
from ingest.pipeline import ingest
from ingest.shipped import curated, examples, thesaurus
from ingest.shipped.examples import Example
from kg import checks, rules


@dataclass(frozen=True, slots=True)
class Settled:
    """What serves: entities, clauses, examples of questions, and what cuts their words; what is wrong in the shipped data."""

    entities: list[Entity]
    clauses: list[Clause]
    examples: list[Example]
    tokenizer: Tokenizer
    problems: list[Finding]


def settle(store: Store) -> Settled:
    """Draw everything together from the documents in ``store``, and keep it there."""
    store.settle()
    concepts, broken_terms = thesaurus.read_folder(CORPUS / "thesaurus")
    entities = [*map(_described, _merged(store.stated_entities())), *concepts]
    tokenizer = Tokenizer(ConceptFinder(concepts))
    clauses = list(store.clauses())
    store.set_entities(entities)
    links, broken_links = curated.read_folder(CORPUS / "links")
    found = rules.links(rules.Sources(entities, clauses, tokenizer, store.documents(), links))
    store.set_links([*_applicable(links, entities), *found])
    lost = curated.leading_nowhere(CORPUS / "links", _known_ids(entities, links))
    asked, broken_examples = examples.read_folder(CORPUS / "examples")
    problems = [*checks.broken_data([*broken_terms, *broken_links, *lost, *broken_examples]), *checks.standards(entities)]
    store.set_base_findings(problems)
    return Settled(entities, clauses, asked, tokenizer, problems)


def _merged(stated: list[Entity]) -> list[Entity]:
    """One entity an id: the first source's values, gaps filled from later ones (originals come first)."""
    merged: dict[tuple[str, str], Entity] = {}
    for entity in stated:
        key = (kind_of(entity), entity.id)
        first = merged.get(key)
        if first is None:
            merged[key] = entity
        else:
            gaps = {f.name: getattr(entity, f.name) for f in fields(first) if not getattr(first, f.name)}
            merged[key] = replace(first, **{name: value for name, value in gaps.items() if value})
    return sorted(merged.values(), key=_kind_order)


def _described(entity: Entity) -> Entity:
    """A standard or core system with the topics and definition that the shipped catalogues give it, like a thesaurus."""
    shipped = _shipped().get((kind_of(entity), entity.id))
    if isinstance(entity, Standard) and isinstance(shipped, Standard):
        return replace(entity, topics=entity.topics or shipped.topics, note=entity.note or shipped.note)
    if isinstance(entity, CoreSystem) and isinstance(shipped, CoreSystem):
        return replace(entity, topics=entity.topics or shipped.topics, definition=entity.definition or shipped.definition)
    return entity


def _known_ids(entities: list[Entity], links: list[Link]) -> set[str]:
    """Ids that a curated link may lead to: of this base, and of what ships, which a base need not hold."""
    known = {e.id for e in entities}
    if all({x.subject, x.object} <= known | {curated.NONE} for x in links):
        return known
    files = (f for f in sorted((CORPUS / "documents").iterdir()) if f.suffix in PARSERS)
    return known | {i for _, i in _shipped()} | {e.id for path in files for e in ingest(path).entities}


@cache
def _shipped() -> dict[tuple[str, str], Entity]:
    files = sorted((CORPUS / "catalogues").glob("*.csv"))
    return {(kind_of(e), e.id): e for path in files for e in ingest(path).entities}


def _kind_order(entity: Entity) -> tuple[str, int, str, int]:
    """Targets go by year, national ones first, and number; everything else stays in the order of its sources."""
    if isinstance(entity, Target):
        code = TargetId.parse(entity.id)
        return "target", code.year, code.scheme, code.number
    return kind_of(entity), 0, "", 0


def _applicable(links: list[Link], entities: list[Entity]) -> list[Link]:
    """Curated links of which both ends are in this base."""
    known = {e.id for e in entities}
    return [x for x in links if x.subject in known and x.object in known and not curated.refused(x)]
