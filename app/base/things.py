"""The things of a base: documents, clauses, entities, and the links between them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

from app.base import decided, outlines, snapshots
from app.base.store import Store
from app.people import decisions
from index.meaning import Surroundings
from index.words.concepts import ConceptFinder
from index.words.normal import squeezed
from ingest.identifiers import StandardNumber, TargetId
from ingest.kinds import KINDS, kind_of
from ingest.model import Clause, Concept, Document, Entity, Link, Standard, Target
from kg.graph import Graph

E = TypeVar("E")
_log = logging.getLogger(__name__)
_CLAUSES_KEPT = 2_000
"""Clauses that stay in memory: a question reads some thirty, often the same ones as the question before."""

_OUTLINES_KEPT = 32
"""Documents whose outline stays in memory."""


@dataclass(frozen=True)
class Things:
    """What one snapshot holds; each part is read when it is first asked for, and kept."""

    snapshot: snapshots.Snapshot
    store: Store

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Documents by id, the original of each where the base has it, else its digest."""
        return {d.id: d for d in self.store.documents()}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Entities by id, in the base's order."""
        with snapshots.reading(self.snapshot):
            return {e.id: e for e in self.store.entities()}

    @cached_property
    def target_years(self) -> list[int]:
        """Years whose targets the base holds, in order."""
        return sorted({TargetId.parse(t.id).year for t in self.of_kind("target") if isinstance(t, Target)})

    @cached_property
    def clause(self) -> Callable[[str], Clause | None]:
        """Gives the clause of an id, None when there is none; those asked for last are kept."""
        return lru_cache(_CLAUSES_KEPT)(self.store.clause)

    @cached_property
    def moved(self) -> dict[str, str]:
        """Old id → id now, of documents and clauses that were read otherwise once."""
        return self.store.aliases()

    def current(self, identity: str) -> str:
        """The id that stands for ``identity`` now: itself, unless it is an old one that nothing bears any more."""
        held = identity in self.entities or identity in self.documents
        return identity if held else self.moved.get(identity, identity)

    @cached_property
    def outline(self) -> Callable[[str], outlines.Outline]:
        """Gives what hangs on what in the document of an id; those asked for last are kept."""
        return lru_cache(_OUTLINES_KEPT)(self._outline)

    def _outline(self, document: str) -> outlines.Outline:
        return outlines.of(self.store.clauses(document), slides=self.documents[document].doctype == "slides")

    def meaning(self, clause: Clause) -> str:
        """A clause with what gives it its sense in its document."""
        return self._surroundings(clause.document).meaning(clause)

    @cached_property
    def _surroundings(self) -> Callable[[str], Surroundings]:
        return lru_cache(_OUTLINES_KEPT)(
            lambda document: Surroundings.of(self.store.clauses(document), {document: self.documents[document].title})
        )

    @cached_property
    def links(self) -> list[Link]:
        """All links: stated, curated, accepted by a reviewer, then the suggestions still open."""
        known = {*self.entities, *self.documents}
        return decisions.applied(self.store.links(), self.decided.by_link, known)

    @cached_property
    def decided(self) -> decided.Decided:
        """What people decided about suggested links; what of it cannot be read is logged."""
        found = decided.read(self.snapshot.kb, self.moved)
        if found.problem:
            _log.warning("注意：%s", found.problem)
        return found

    @cached_property
    def graph(self) -> Graph:
        """Entities, documents and links as a graph."""
        return Graph(self.entities.values(), self.links, self.documents.values())

    @cached_property
    def thesaurus(self) -> ConceptFinder:
        """The concepts, found by their labels."""
        return ConceptFinder(self.all_of(Concept))

    @cached_property
    def _by_kind(self) -> dict[str, list[Entity]]:
        kinds: dict[str, list[Entity]] = {}
        for entity in self.entities.values():
            kinds.setdefault(kind_of(entity), []).append(entity)
        return kinds

    def of_kind(self, kind: str) -> list[Entity]:
        """Entities of one kind in the base's order."""
        return self._by_kind.get(kind, [])

    def all_of(self, cls: type[E]) -> list[E]:
        """Entities of one class in the base's order."""
        return [e for e in self.entities.values() if isinstance(e, cls)]

    @cached_property
    def standard_texts(self) -> dict[str, str]:
        """Number of each standard whose text the base holds → id of the document that is the text."""
        numbers = [(next(StandardNumber.find(d.number), None), d.id) for d in self.documents.values()]
        return {str(number): document for number, document in reversed(numbers) if number}

    @cached_property
    def clause_counts(self) -> dict[str, int]:
        """How many clauses each document has."""
        return self.store.clause_counts()

    @cached_property
    def superseded(self) -> frozenset[str]:
        """Numbers of the standards that standards of the base replace."""
        return frozenset(s.replaces for s in self.all_of(Standard) if s.replaces)

    @cached_property
    def target_of(self) -> dict[str, Target]:
        """Id of a clause → the target whose summary or strategy it is."""
        return {clause: t for t in self.all_of(Target) for clause in (t.clause, *t.strategies) if clause}

    def found_as(self, identity: str) -> str:
        """The kind as which an id stands in an answer: of an entity its own (a task is found as a clause), else "clause"."""
        kind = KINDS[kind_of(self.entities[identity]) if identity in self.entities else "clause"]
        return kind.found_as or kind.name

    def documents_named(self, written: str) -> list[Document]:
        """Documents of this id or number; where there are none, those with the words in their titles."""
        documents, words = self.documents.values(), squeezed(written)
        return [d for d in documents if written in (d.id, d.number)] or [
            d for d in documents if words and words in squeezed(d.title)
        ]
