"""How the parts of a score are weighed. Chosen on the development questions; ``benchmarks/quality.py`` shows the effect."""

import math
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engines.bm25 import Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of query tokens by class, and of the parts of an entry's score."""

    word: float = 1.0
    bigram: float = 0.4
    concept: float = 1.6
    narrower: float = 1.2
    broader: float = 0.5
    lexical: float = 0.45
    dense: float = 0.3
    coverage: float = 0.3
    unheld: float = 8.0
    """What no entry holds of the question in words is left to the vectors: ``dense`` grows so many times with its share."""

    def fused(self, lexical: Floats, dense: Floats, covered: NDArray[np.float64]) -> NDArray[np.float64]:
        """``(n,)`` scores, 0…1: the mean of BM25, cosine and coverage of ``n`` entries by their weights."""
        cosine = self.dense * (1.0 + self.unheld * (1.0 - covered.max(initial=0.0)))
        total = self.lexical + cosine + self.coverage
        return np.asarray((self.lexical * lexical + cosine * dense + self.coverage * covered) / total)

    def for_examples(self) -> "Weights":
        """The same where an entry is one wording of many: what of a question it does not hold says nothing."""
        return replace(self, unheld=0.0)


WEIGHTS = Weights()


class Strengths(NamedTuple):
    """What tells whether the base has a basis for a question, each 0…1."""

    coverage: float
    """The largest share of the question that an entry holds."""
    dense: float
    """The largest cosine with an entry."""
    lexical: float
    """The largest share of the attainable BM25."""
    told: float
    """The share of the question that the examples of the nearest subject hold."""
    alike: float
    """The largest cosine with an example."""
    outside: float
    """How near the questions are on which no base of this kind holds anything."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """Logistic model of "the base has a basis for this", fitted on the development questions by ``benchmarks/fuse_fit.py``."""

    weights: Strengths
    bias: float

    def founded(self, strengths: Strengths) -> float:
        """Probability, 0…1."""
        weighed = sum(weight * strength for weight, strength in zip(self.weights, strengths, strict=True)) + self.bias
        return 1.0 / (1.0 + math.exp(-weighed))


CONFIDENCE = Confidence(Strengths(coverage=4.0, dense=5.8, lexical=3.8, told=3.3, alike=19.8, outside=-11.7), bias=-9.9)


PLAIN = Confidence(Strengths(coverage=5.3, dense=18.5, lexical=1.2, told=0.0, alike=0.0, outside=0.0), bias=-9.6)
"""The same for what no examples tell about: a hospital's own documents."""


def either(*chances: float) -> float:
    """Noisy-or: how likely at least one of independent reasons holds."""
    miss = 1.0
    for chance in chances:
        miss *= 1.0 - min(max(chance, 0.0), 1.0)
    return 1.0 - miss
