"""What every rule reads, and how a rule writes down what it found."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from index.words.normal import normalise
from index.words.tokenize import Tokenizer
from ingest.model import Clause, Document, Entity, Indicator, Link, Standard, Target

E = TypeVar("E")

LEXICAL = "semapv:LexicalMatching"
SIMILAR = "semapv:LexicalSimilarityThresholdMatching"
CONCEPTS = "semapv:SemanticSimilarityThresholdMatching"
AUTHOR = "duibiao:kg.rules"


@dataclass(frozen=True, slots=True)
class Sources:
    """A whole base: its entities, clauses and documents, and every row of the curators, those that refuse a link too."""

    entities: list[Entity]
    clauses: list[Clause]
    tokenizer: Tokenizer
    documents: Sequence[Document] = ()
    curated: Sequence[Link] = ()
    _named: dict[str, dict[str, str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def of(self, kind: type[E]) -> list[E]:
        """Entities of one class, in order."""
        return [e for e in self.entities if isinstance(e, kind)]

    def cut(self, text: str) -> list[str]:
        """Words and bigrams of ``text``, as the crosswalk compares them."""
        plain = normalise(text)
        return self.tokenizer.words(plain) + self.tokenizer.bigrams(plain)

    def named(self, text: str) -> dict[str, str]:
        """Concepts that ``text`` names, each with the words that name it."""
        if text not in self._named:
            self._named[text] = {m.concept: m.matched for m in self.tokenizer.mentions(normalise(text))}
        return self._named[text]


def stated(subject: str, predicate: str, obj: str, evidence: str, comment: str) -> Link:
    """A link that a clause states."""
    return Link(subject, predicate, obj, "stated", LEXICAL, 1.0, comment, (evidence,) if evidence else (), AUTHOR)


def suggested(
    subject: str, predicate: str, obj: str, justification: str, confidence: float, comment: str, evidence: Sequence[str]
) -> Link:
    """A link that was computed and that nobody has looked at."""
    return Link(subject, predicate, obj, "suggested", justification, round(confidence, 2), comment, tuple(evidence), AUTHOR)


def name_of(entity: Entity) -> str:
    """The name of an entity as one says it: a core system's is its id."""
    if isinstance(entity, (Standard, Target, Indicator)):
        return entity.name
    return str(getattr(entity, "title", entity.id))
