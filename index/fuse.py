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
    lexical: float = 0.2
    """BM25."""
    dense: float = 1.0
    """Cosine of the vectors."""
    coverage: float = 0.4
    """Share of the question that the entry contains."""

    def fused(self, lexical: Floats, dense: Floats, coverage: NDArray[np.float64]) -> NDArray[np.float64]:
        """``(n,)`` scores, 0 to 1: the weighted mean of BM25, cosine and coverage, each ``(n,)``, of ``n`` entries."""
        total = self.lexical + self.dense + self.coverage
        return np.asarray((self.lexical * lexical + self.dense * dense + self.coverage * coverage) / total)

    def for_examples(self) -> "Weights":
        """The same with half the coverage: an example is one wording of many, and what it does not contain says little."""
        return replace(self, coverage=0.5 * self.coverage)


WEIGHTS = Weights()


def either(*chances: float) -> float:
    """Noisy-or: the probability that at least one of independent reasons, each 0 to 1, holds."""
    miss = 1.0
    for chance in chances:
        miss *= 1.0 - min(max(chance, 0.0), 1.0)
    return 1.0 - miss
