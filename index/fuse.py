"""Weights of the parts of an entry's score, chosen on the development questions; ``benchmarks/quality.py`` measures them."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.engines.bm25 import Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of a question's tokens in BM25, by class of token, and of the three parts of an entry's score."""

    word: float = 1.0
    bigram: float = 0.4
    concept: float = 1.6
    narrower: float = 1.2
    """A narrower concept than the one asked for, or a compound that it is part of."""
    broader: float = 0.5
    """A broader or related concept, or one named by a part of the words."""
    lexical: float = 0.45
    """BM25."""
    dense: float = 0.3
    """Cosine of the vectors."""
    coverage: float = 0.3
    """Share of the question that the entry contains."""
    dense_boost: float = 8.0
    """``dense`` is multiplied by 1 + this × the share of the question that not even the best entry contains: what words cannot
    find is left to the vectors."""

    def fused(self, lexical: Floats, dense: Floats, coverage: NDArray[np.float64]) -> NDArray[np.float64]:
        """``(n,)`` scores, 0 to 1: the weighted mean of BM25, cosine and coverage, each ``(n,)``, of ``n`` entries."""
        cosine = self.dense * (1.0 + self.dense_boost * (1.0 - coverage.max(initial=0.0)))
        total = self.lexical + cosine + self.coverage
        return np.asarray((self.lexical * lexical + cosine * dense + self.coverage * coverage) / total)

    def for_examples(self) -> "Weights":
        """The same without the boost: an example is one wording of many, and what it does not contain says nothing."""
        return replace(self, dense_boost=0.0)


WEIGHTS = Weights()


def either(*chances: float) -> float:
    """Noisy-or: the probability that at least one of independent reasons, each 0 to 1, holds."""
    miss = 1.0
    for chance in chances:
        miss *= 1.0 - min(max(chance, 0.0), 1.0)
    return 1.0 - miss
