"""The entries of a base: what can be found, each with the words and the meaning that it is found by."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.base.store import Store
from app.build.merge import Merged
from index.entry import Entry
from ingest.model import Clause, CoreSystem, Document, Entity, Indicator, Standard, Target

_SEARCHED = frozenset({"item", "paragraph", "box", "row", "form", "contact"})
"""Kinds of clauses that become entries; answers show contact details only to a question about them."""
_LONGEST = 600
"""Characters of a meaning: an encoder reads no further."""


def of_store(store: Store, merged: Merged) -> list[Entry]:
    """The entries of the documents in ``store``; the rows of a catalogue are entities, and no clauses of their own."""
    documents = store.documents()
    catalogues = {document.id for document in documents if document.doctype == "catalogue"}
    clauses = (clause for clause in merged.clauses if clause.document not in catalogues)
    return list(_entries(merged.entities, clauses, documents))


def _entries(entities: Iterable[Entity], clauses: Iterable[Clause], documents: Iterable[Document]) -> Iterator[Entry]:
    """One entry for each clause of the kinds in ``_SEARCHED``, and for each standard, target, core system and indicator."""
    surroundings = _Surroundings.of(clauses, {document.id: document.title for document in documents})
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


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """Clauses with what they hang on and what hangs on them."""

    clauses: Mapping[str, Clause]
    titles: Mapping[str, str]
    """Titles of the documents."""
    below: Mapping[str, list[Clause]]
    """Clauses right below a clause."""

    @classmethod
    def of(cls, clauses: Iterable[Clause], titles: Mapping[str, str]) -> "_Surroundings":
        by_id = {clause.id: clause for clause in clauses}
        below: dict[str, list[Clause]] = defaultdict(list)
        for clause in by_id.values():
            below[_above(clause.id)].append(clause)
        return cls(by_id, titles, below)

    def lead(self, clause: Clause) -> str:
        """Text of the clause right above, "" where there is none."""
        return next((lead.text for lead in self._leads(clause)), "")

    def meaning(self, clause: Clause) -> str:
        """A clause with what gives it its sense: titles, the sentences that it hangs on, the items that hang on it."""
        leads = [lead.text for lead in self._leads(clause)]
        parts = [self.titles.get(clause.document, ""), *clause.titles, *leads[::-1], clause.text, *self._items(clause)]
        return " ".join(dict.fromkeys(filter(None, parts)))[:_LONGEST]

    def _leads(self, clause: Clause) -> Iterator[Clause]:
        """The clauses above, the nearest first."""
        while above := self.clauses.get(_above(clause.id)):
            yield (clause := above)

    def _items(self, clause: Clause) -> Iterator[str]:
        """Texts of all clauses below, in order."""
        for item in self.below.get(clause.id, ()):
            yield item.text
            yield from self._items(item)


def _above(identity: str) -> str:
    """The id of the clause right above, "" where there can be none."""
    return identity.rpartition("/")[0]
