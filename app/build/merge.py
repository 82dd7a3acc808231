"""Merges the documents of a base: one entity for each id, the links between entities, and findings on the whole base.

Nothing here reads or writes files.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, fields, replace

from app.build.shipped import Shipped
from index.words.concepts import ConceptFinder
from index.words.tokenize import Tokenizer
from ingest.errors import DataError
from ingest.identifiers import TargetId
from ingest.kinds import kind_of
from ingest.model import Clause, Concept, CoreSystem, Document, Entity, Finding, Link, Regulation, Standard, Target
from ingest.shipped import curated
from ingest.shipped.examples import NONE, Example
from kg import checks, rules


@dataclass(frozen=True, slots=True)
class Merged:
    """The result of a merge: the contents of a base."""

    entities: list[Entity]
    clauses: list[Clause]
    links: list[Link]
    tokenizer: Tokenizer
    """Cuts text into tokens; it knows the concepts of the thesaurus."""
    findings: list[Finding]
    """Broken lines of the shipped and own data, and standards that contradict each other."""


def merge(documents: Sequence[Document], clauses: list[Clause], stated: Sequence[Entity], shipped: Shipped) -> Merged:
    """Merge the documents of a base that answers use.

    ``stated`` are the entities that ``documents`` contain, those from originals before those from digests.
    """
    entities = [*(_described(e, shipped.catalogue) for e in _one_an_id(stated)), *shipped.concepts]
    links = _applicable(shipped.links, entities, shipped.regulations, documents)
    entities += _linked(shipped.regulations, links, documents)
    tokenizer = Tokenizer(ConceptFinder(shipped.concepts))
    found = rules.links(rules.Sources(entities, clauses, tokenizer, documents, shipped.links))
    links += found
    things = {e.id for e in entities if not isinstance(e, Concept)}
    held = things | {c.id for c in clauses} | {d.id for d in documents}
    broken = [*shipped.broken, *_about_nothing(shipped.own_examples, held)]
    findings = [*checks.broken_data(broken), *checks.standards(entities)]
    return Merged(entities, clauses, links, tokenizer, findings)


def _one_an_id(stated: Sequence[Entity]) -> list[Entity]:
    """One entity for each kind and id: of several, the first, with its empty fields filled from the later ones."""
    merged: dict[tuple[str, str], Entity] = {}
    for entity in stated:
        key = (kind_of(entity), entity.id)
        first = merged.get(key)
        if first is None:
            merged[key] = entity
        else:
            gaps = {f.name: getattr(entity, f.name) for f in fields(first) if not getattr(first, f.name)}
            merged[key] = replace(first, **{name: value for name, value in gaps.items() if value})
    return sorted(merged.values(), key=_order)


def _described(entity: Entity, catalogue: Mapping[str, Entity]) -> Entity:
    """A standard or core system with the topics, note or definition of the shipped catalogue where it has none itself."""
    shipped = catalogue.get(entity.id)
    if isinstance(entity, Standard) and isinstance(shipped, Standard):
        return replace(entity, topics=entity.topics or shipped.topics, note=entity.note or shipped.note)
    if isinstance(entity, CoreSystem) and isinstance(shipped, CoreSystem):
        return replace(entity, topics=entity.topics or shipped.topics, definition=entity.definition or shipped.definition)
    return entity


def _order(entity: Entity) -> tuple[str, int, str, int]:
    """Sort key: kinds by name; targets by year, national ones first, then number; others stay in the order of their sources."""
    if isinstance(entity, Target):
        code = TargetId.parse(entity.id)
        return "target", code.year, code.scheme, code.number
    return kind_of(entity), 0, "", 0


def _applicable(
    links: Sequence[Link], entities: Sequence[Entity], regulations: Sequence[Regulation], documents: Sequence[Document]
) -> list[Link]:
    """The curated links that start in this base and end in it or in a regulation; rows that refuse a link are left out."""
    held = {e.id for e in entities}
    known = held | {r.id for r in regulations} | {d.id for d in documents}
    return [x for x in links if x.subject in held and x.object in known and not curated.refused(x)]


def _linked(regulations: Sequence[Regulation], links: Sequence[Link], documents: Sequence[Document]) -> list[Regulation]:
    """The regulations that a link leads to and whose text the base does not hold."""
    wanted = {x.object for x in links} - {d.id for d in documents}
    return [r for r in regulations if r.id in wanted]


def _about_nothing(examples: Mapping[Example, str], held: Set[str]) -> Iterator[DataError]:
    """An error for each example about what this base does not hold; ``examples`` with their places."""
    for example, where in examples.items():
        if example.subject not in held and example.subject != NONE:
            yield DataError(f"“{example.subject}”不在库里，这条问法没有采用", where, "请核对编号；文件加入以后会自动采用")
