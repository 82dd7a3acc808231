"""An opened knowledge base: everything that answering needs, loaded once."""

import json
import logging
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path

import numpy as np

from app.base import decided, faults, models, snapshots
from app.base.store import Store
from app.people import decisions
from index.engines.backend import Backend
from index.engines.bm25 import Bm25, Bools, Forward
from index.engines.faiss_engine import FaissEngine
from index.examples import Examples
from index.fuse import WEIGHTS, Weights
from index.models.calibration import Levelled
from index.models.encoder import Model
from index.rerank import Reranked
from index.search import Searcher
from index.words.concepts import ConceptFinder
from index.words.normal import squeezed, squeezed_each
from index.words.spelling import Speller
from index.words.tokenize import Tokenizer
from ingest.errors import BaseError
from ingest.kinds import KINDS, entities, kind_of
from ingest.model import Clause, Concept, Document, Entity, Link
from kg.graph import Graph

_log = logging.getLogger(__name__)
_CLAUSES_KEPT = 2_000
"""Clauses that stay in memory: a question reads some thirty, often the same ones."""


@dataclass(frozen=True)
class Knowledge:
    """One snapshot, open for reading."""

    snapshot: snapshots.Snapshot
    store: Store
    weights: Weights = WEIGHTS

    @classmethod
    def open(cls, kb: Path) -> "Knowledge":
        """The serving snapshot of ``kb``."""
        return cls.at(snapshots.current(kb))

    @classmethod
    def at(cls, snapshot: snapshots.Snapshot) -> "Knowledge":
        """One snapshot."""
        with snapshots.reading(snapshot):
            return cls(snapshot, Store.open(snapshot.folder / snapshots.STORE))

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Entities by id; a task's id is its clause's."""
        with snapshots.reading(self.snapshot):
            return {e.id: e for e in self.store.entities()}

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Serving documents by id."""
        return {d.id: d for d in self.store.documents()}

    @cached_property
    def entries(self) -> list[tuple[str, str]]:
        """(kind, id) of each row of the index."""
        return self.store.entries(snapshots.ENTRIES.name)

    @cached_property
    def links(self) -> list[Link]:
        """All links: stated, curated, accepted by a reviewer, then the suggestions still open."""
        known = {*self.entities, *self.documents}
        return decisions.applied(self.store.links(), self.decided.by_link, known)

    @cached_property
    def decided(self) -> decided.Decided:
        """What people decided about suggested links; what of it cannot be read is logged."""
        found = decided.read(self.snapshot.kb)
        if found.problem:
            _log.warning("注意：%s", found.problem)
        return found

    @cached_property
    def graph(self) -> Graph:
        """Entities, documents and links."""
        return Graph(self.entities.values(), self.links, self.documents.values())

    @cached_property
    def finder(self) -> ConceptFinder:
        """The thesaurus."""
        return ConceptFinder(e for e in self.entities.values() if isinstance(e, Concept))

    @cached_property
    def searcher(self) -> Searcher:
        """The index of what can be found, with the cross-encoder that the settings name."""
        bm25, vectors = self._index(snapshots.ENTRIES)
        if scorer := models.reranker():
            text = partial(self.store.entry_text, snapshots.ENTRIES.name)
            return Reranked(self._tokenizer, bm25, vectors, self._model, scorer, text, self.weights)
        return Searcher(self._tokenizer, bm25, vectors, self._model, self.weights)

    @cached_property
    def examples(self) -> Examples:
        """How people ask, about what this base holds."""
        searcher = Searcher(self._tokenizer, *self._index(snapshots.EXAMPLES), self._model, self.weights.for_examples())
        return Examples(searcher, self._subjects, self._told, partial(self.store.entry_text, snapshots.EXAMPLES.name))

    @cached_property
    def _subjects(self) -> list[str]:
        """What each example is about."""
        return [identity for _, identity in self.store.entries(snapshots.EXAMPLES.name)]

    @cached_property
    def _told(self) -> frozenset[str]:
        """Things of this base about which examples tell."""
        return frozenset(s for s in set(self._subjects) if s in self.entities or self.clause(s))

    @cached_property
    def untold_rows(self) -> Bools:
        """``(rows,)``: which rows are things, or clauses of documents, about which no example tells."""
        places = {getattr(self.entities.get(s), "clause", "") for s in self._told}
        told = {place.partition("#")[0] for place in places | self._told}
        return np.array([identity.partition("#")[0] not in told for _, identity in self.entries], np.bool_)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        with snapshots.reading(self.snapshot):
            words = json.loads((self.snapshot.folder / snapshots.WORDS).read_text(encoding="utf-8"))
        return Tokenizer(self.finder, words)

    @cached_property
    def _model(self) -> Model:
        """The model that the index was built with."""
        return models.embedder_of(self.snapshot)

    def _index(self, files: snapshots.IndexFiles) -> tuple[Bm25, Backend]:
        folder = self.snapshot.folder
        with snapshots.reading(self.snapshot):
            bm25 = Bm25(Forward.load(folder / files.bm25))
            engine = FaissEngine.load(folder / files.vectors)
        if engine.dim != self._model.dim:
            what = f"知识库的向量是 {engine.dim} 维，语义模型“{self._model.name}”是 {self._model.dim} 维"
            raise BaseError(what, str(folder), faults.REBUILD)
        return bm25, Levelled(engine, self.snapshot.level) if self.snapshot.level else engine

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of core systems, targets, standards and the rest, and preferred labels, by their normal form."""
        return _by_form(_name(e) for kind in entities() for e in self.of_kind(kind.name))

    @cached_property
    def labels(self) -> dict[str, str]:
        """``names``, then every other label under which a concept is found, except wrong spellings."""
        concepts = (e for e in self.of_kind("concept") if isinstance(e, Concept))
        return _by_form(label for c in concepts for label in (*c.alt, *c.english)) | self.names

    @cached_property
    def speller(self) -> Speller:
        """What tells typing slips from right words."""
        return self.searcher.speller(self.labels)

    @cached_property
    def contact_rows(self) -> Bools:
        """``(rows,)``: which rows are clauses with contact details."""
        return self._rows_of(self.contacts)

    @cached_property
    def contacts(self) -> frozenset[str]:
        """Ids of clauses with contact details."""
        return frozenset(self.store.clause_ids("contact"))

    @cached_property
    def minor_rows(self) -> Bools:
        """``(rows,)``: which rows are form labels or contact details."""
        return self.contact_rows | self._rows_of(self.forms)

    @cached_property
    def forms(self) -> frozenset[str]:
        """Ids of clauses that are labels of a form."""
        return frozenset(self.store.clause_ids("form"))

    def _rows_of(self, clauses: Set[str]) -> Bools:
        return np.array([kind == "clause" and identity in clauses for kind, identity in self.entries], np.bool_)

    def rows_of_kind(self, kind: str) -> Bools:
        """``(rows,)``: which rows are of one kind."""
        return np.array([other == kind for other, _ in self.entries], np.bool_)

    @cached_property
    def clause(self) -> Callable[[str], Clause | None]:
        """The serving clause of an id; those asked for last are kept."""
        return lru_cache(_CLAUSES_KEPT)(self.store.clause)

    def kind(self, identity: str) -> str:
        """What an id is found as: the kind of what is cited, else ``clause`` (tasks and special actions are clauses)."""
        kind = KINDS[kind_of(self.entities[identity]) if identity in self.entities else "clause"]
        return kind.found_as or kind.name

    def documents_named(self, written: str) -> list[Document]:
        """Documents of this id or number, else those with the words in their titles."""
        documents, words = self.documents.values(), squeezed(written)
        return [d for d in documents if written in (d.id, d.number)] or [
            d for d in documents if words and words in squeezed(d.title)
        ]

    def of_kind(self, kind: str) -> list[Entity]:
        """Entities of one kind in the base's order."""
        return self._kinds.get(kind, [])

    @cached_property
    def _kinds(self) -> dict[str, list[Entity]]:
        kinds: dict[str, list[Entity]] = {}
        for entity in self.entities.values():
            kinds.setdefault(kind_of(entity), []).append(entity)
        return kinds


def _name(entity: Entity) -> str:
    return getattr(entity, "label", "") or getattr(entity, "name", "") or getattr(entity, "title", "") or entity.id


def _by_form(labels: Iterable[str]) -> dict[str, str]:
    listed = list(labels)
    return dict(zip(squeezed_each(listed), listed, strict=True))
