"""An opened knowledge base: everything that answering needs, loaded once."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app import base, decisions, models
from app.store import Store
from index.bm25 import Bm25, Forward
from index.concepts import ConceptFinder
from index.faiss_engine import FaissEngine
from index.level import Levelled
from index.normal import squeezed, squeezed_each
from index.rerank import Reranked
from index.search import Searcher
from index.spelling import Speller
from index.tokenize import Tokenizer
from ingest.errors import BaseError
from ingest.model import Clause, Concept, Document, Entity, Link
from kg.graph import Graph, kind_of


@dataclass(frozen=True)
class Knowledge:
    """One snapshot, open for reading."""

    snapshot: base.Snapshot
    store: Store

    @classmethod
    def open(cls, kb: Path) -> "Knowledge":
        """The serving snapshot of ``kb``."""
        return cls.at(base.current(kb))

    @classmethod
    def at(cls, snapshot: base.Snapshot) -> "Knowledge":
        """One snapshot."""
        return cls(snapshot, Store.open(snapshot.folder / base.STORE))

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Entities by id; a task's id is its clause's."""
        with base.reading(self.snapshot):
            return {e.id: e for e in self.store.entities()}

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Serving documents by id."""
        return {d.id: d for d in self.store.documents()}

    @cached_property
    def entries(self) -> list[tuple[str, str]]:
        """(kind, id) of each row of the index."""
        return self.store.entries()

    @cached_property
    def links(self) -> list[Link]:
        """All links: stated, curated, accepted by a reviewer, then the suggestions still open."""
        known = {*self.entities, *self.documents}
        return decisions.applied(self.store.links(), decisions.read(self.snapshot.kb), known)

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
        """The index, with the model that it was built with and the cross-encoder that the settings name."""
        folder = self.snapshot.folder
        model, scorer = models.embedder_of(self.snapshot), models.reranker()
        with base.reading(self.snapshot):
            words = json.loads((folder / base.WORDS).read_text(encoding="utf-8"))
            bm25 = Bm25(Forward.load(folder / base.BM25))
            engine = FaissEngine.load(folder / base.VECTORS)
        if engine.dim != model.dim:
            what = f"知识库的向量是 {engine.dim} 维，语义模型“{model.name}”是 {model.dim} 维"
            raise BaseError(what, str(folder), "请运行 duibiao build 重建")
        vectors = Levelled(engine, self.snapshot.level) if self.snapshot.level else engine
        tokenizer = Tokenizer(self.finder, words)
        if scorer:
            return Reranked(tokenizer, bm25, vectors, model, scorer, self.store.entry_text)
        return Searcher(tokenizer, bm25, vectors, model)

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of core systems, targets, standards and the rest, and preferred labels, by their normal form."""
        kinds = ("core_system", "target", "standard", "task", "special_action", "indicator", "concept")
        return _by_form(_name(e) for kind in kinds for e in self.of_kind(kind))

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
    def contact_rows(self) -> frozenset[int]:
        """Rows of clauses with contact details."""
        contacts = self.store.clause_ids("contact")
        return frozenset(row for row, (kind, id_) in enumerate(self.entries) if kind == "clause" and id_ in contacts)

    @cached_property
    def minor_rows(self) -> frozenset[int]:
        """Rows of form labels and contact details."""
        forms = self.store.clause_ids("form")
        return self.contact_rows | {row for row, (kind, id_) in enumerate(self.entries) if kind == "clause" and id_ in forms}

    def clause(self, clause_id: str) -> Clause | None:
        """The serving clause of this id."""
        return self.store.clause(clause_id)

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
