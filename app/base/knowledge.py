"""An opened knowledge base: its things, and what is needed to search them."""

from dataclasses import dataclass, fields
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.base import models, snapshots
from app.base.document_names import DocumentNames
from app.base.engines import Engines
from app.base.entries import Entries
from app.base.labels import Labels
from app.base.store import Store
from app.base.things import Things
from index.engines.bm25 import Floats
from index.examples import Examples
from index.fuse import WEIGHTS, Weights
from index.models.encoder import WithoutVectors
from index.models.subjects import SHIPPED_SUBJECTS, Subjects
from index.rerank import Reranked
from index.search import Searcher
from index.words.spelling import Speller

_UNDECIDED = ("documents", "document_names", "entities", "moved", "thesaurus", "_engines", "searcher", "examples")
"""Parts of a base that are the same whatever people decide about links; they take the most memory and time."""

if TYPE_CHECKING:
    from index.models.judge import Judge


@dataclass(frozen=True)
class Knowledge(Things):
    """One snapshot, open for reading and searching."""

    weights: Weights = WEIGHTS

    @classmethod
    def open(cls, kb: Path) -> "Knowledge":
        """The serving snapshot of the folder ``kb``."""
        return cls.at(snapshots.current(kb))

    @classmethod
    def at(cls, snapshot: snapshots.Snapshot) -> "Knowledge":
        """One snapshot."""
        with snapshots.reading(snapshot):
            return cls(snapshot, Store.open(snapshot.folder / snapshots.STORE))

    def decided_anew(self) -> "Knowledge":
        """The same snapshot with the decisions on links as they stand now; what does not depend on them is shared."""
        anew = Knowledge(self.snapshot, self.store, self.weights)
        anew.__dict__.update({part: self.__dict__[part] for part in _UNDECIDED if part in self.__dict__})
        return anew

    def let_go(self) -> None:
        """Forget all that was read; what is needed again is read again."""
        for part in set(self.__dict__) - {field.name for field in fields(self)}:
            self.__dict__.pop(part, None)

    @cached_property
    def entries(self) -> Entries:
        """What each row of the index is."""
        return Entries(self.store)

    @cached_property
    def labels(self) -> Labels:
        """What the things are called."""
        return Labels(self)

    @cached_property
    def document_names(self) -> DocumentNames:
        """What people may call the documents."""
        return DocumentNames(self.documents.values())

    @cached_property
    def speller(self) -> Speller:
        """Corrects typing slips toward the labels."""
        return self.searcher.speller(self.labels.all)

    @cached_property
    def searcher(self) -> Searcher:
        """Searches the entries, with the cross-encoder that the settings name, if any."""
        engines = self._engines
        parts = engines.tokenizer, *engines.index(snapshots.ENTRIES), engines.model
        if scorer := models.reranker():
            return Reranked(*parts, scorer, self.entries.text, self.weights)
        return Searcher(*parts, self.weights)

    @cached_property
    def judge(self) -> "Judge | None":
        """Reads a doubtful question and a clause together; None where only words are searched, or other models are named."""
        return None if isinstance(self._engines.model, WithoutVectors) else models.judge()

    @cached_property
    def examples(self) -> Examples:
        """Examples of how people ask, about what this base holds."""
        engines = self._engines
        searcher = Searcher(engines.tokenizer, *engines.index(snapshots.EXAMPLES), engines.model, self.weights.for_examples())
        text = partial(self.store.entry_text, snapshots.EXAMPLES.name)
        shipped = Subjects.of(SHIPPED_SUBJECTS, engines.model)
        return Examples(searcher, self._subjects, self.subjects_with_examples, text, shipped)

    @cached_property
    def subjects_with_examples(self) -> frozenset[str]:
        """Ids of the entities, clauses and documents of this base that examples are about."""
        return frozenset(s for s in set(self._subjects) if s in self.entities or s in self.documents or self.clause(s))

    @cached_property
    def prepared(self) -> frozenset[str]:
        """Ids of the documents that shipped examples are about: how people ask about them was written down."""
        about = {subject.partition("#")[0] for kind, subject in self._asked if kind == snapshots.EXAMPLE}
        return frozenset(about & set(self.documents))

    @cached_property
    def _subjects(self) -> list[str]:
        """What each example is about, held or not."""
        return [identity for _, identity in self._asked]

    def meanings(self, phrases: list[str]) -> Floats:
        """``(len(phrases), dim)`` float32, L2-normalised: the vectors of phrases, as of questions."""
        return self._engines.model.encode_questions(phrases)

    def is_own_example(self, row: int) -> bool:
        """Whether the hospital wrote the example of a row."""
        return self._asked[row][0] == snapshots.OWN_EXAMPLE

    @cached_property
    def _asked(self) -> list[tuple[str, str]]:
        """(kind, subject) of each example."""
        return list(self.store.entries(snapshots.EXAMPLES.name))

    @cached_property
    def _engines(self) -> Engines:
        return Engines(self.snapshot, self.thesaurus)
