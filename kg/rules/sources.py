"""The input of all rules, and the functions that make a link from what a rule found."""

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
    """All that a rule may read: entities, clauses and documents of a base, and all curated rows, also those that refuse."""

    entities: list[Entity]
    clauses: list[Clause]
    tokenizer: Tokenizer
    documents: Sequence[Document] = ()
    curated: Sequence[Link] = ()
    _named: dict[str, dict[str, str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def of(self, kind: type[E]) -> list[E]:
        """The entities of the class ``kind``, in order."""
        return [e for e in self.entities if isinstance(e, kind)]

    def cut(self, text: str) -> list[str]:
        """Word and bigram tokens of ``text``, for the crosswalk."""
        plain = normalise(text)
        return self.tokenizer.words(plain) + self.tokenizer.bigrams(plain)

    def named(self, text: str) -> dict[str, str]:
        """Id of each concept that ``text`` names → the words that name it."""
        if text not in self._named:
            self._named[text] = {m.concept: m.matched for m in self.tokenizer.mentions(normalise(text))}
        return self._named[text]


def stated(subject: str, predicate: str, obj: str, evidence: str, comment: str) -> Link:
    """A link that the clause ``evidence`` states; "" when there is no clause."""
    return Link(subject, predicate, obj, "stated", LEXICAL, 1.0, comment, (evidence,) if evidence else (), AUTHOR)


def suggested(
    subject: str, predicate: str, obj: str, justification: str, confidence: float, comment: str, evidence: Sequence[str]
) -> Link:
    """A computed link that no person has reviewed; ``confidence`` 0 to 1, ``evidence`` ids of clauses."""
    return Link(subject, predicate, obj, "suggested", justification, round(confidence, 2), comment, tuple(evidence), AUTHOR)


def name_of(entity: Entity) -> str:
    """The name of an entity without its number; the name of a core system is its id."""
    if isinstance(entity, (Standard, Target, Indicator)):
        return entity.name
    return str(getattr(entity, "title", entity.id))
