"""The entries of a base: what can be found, each with the words and the meaning that it is found by."""

from collections.abc import Iterable, Iterator, Sequence

from app.base.store import Store
from app.build.merge import Merged
from index.entry import Entry
from index.meaning import Surroundings
from ingest.model import Clause, CoreSystem, Document, Entity, Indicator, Standard, Target

_SEARCHED = frozenset({"item", "paragraph", "box", "row", "form", "contact"})
"""Kinds of clauses that become entries; answers show contact details only to a question about them."""


def of_store(store: Store, merged: Merged) -> list[Entry]:
    """The entries of the documents in ``store``; the rows of a catalogue are entities, and no clauses of their own."""
    return of_things(store.documents(), merged.entities, merged.clauses)


def of_things(documents: Sequence[Document], entities: Iterable[Entity], clauses: Iterable[Clause]) -> list[Entry]:
    """The same of documents, merged entities and clauses."""
    catalogues = {document.id for document in documents if document.doctype == "catalogue"}
    return list(_entries(entities, (clause for clause in clauses if clause.document not in catalogues), documents))


def _entries(entities: Iterable[Entity], clauses: Iterable[Clause], documents: Iterable[Document]) -> Iterator[Entry]:
    """One entry for each clause of the kinds in ``_SEARCHED``, and for each standard, target, core system and indicator."""
    surroundings = Surroundings.of(clauses, {document.id: document.title for document in documents})
    for clause in surroundings.clauses.values():
        if clause.kind in _SEARCHED:
            title = " ".join(t for t in clause.titles if t)
            if clause.kind == "contact":
                title += f" 联系方式 联系电话 {surroundings.lead(clause)}"
            yield Entry("clause", clause.id, title, clause.text, surroundings.meaning(clause))
    for entity in entities:
        match entity:
            case Standard():
                yield Entry(
                    "standard",
                    entity.id,
                    f"{entity.name} {entity.id}",
                    " ".join((entity.category, entity.published, entity.effective, *entity.topics, entity.note)),
                )
            case Target():
                yield Entry("target", entity.id, f"{entity.name} {entity.id}", f"{entity.specialty} {entity.summary}")
            case CoreSystem():
                yield Entry("core_system", entity.id, entity.id, " ".join((entity.definition, *entity.topics)))
            case Indicator():
                yield Entry("indicator", entity.id, entity.name, f"{entity.dimension} {entity.direction} {entity.threshold}")
