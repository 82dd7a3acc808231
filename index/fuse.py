"""How the parts of a score are weighed. Chosen on the development questions; ``benchmarks/quality.py`` shows the effect."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of query tokens by class, and of the parts of an entry's score (which add up to 1)."""

    word: float = 1.0
    bigram: float = 0.4
    concept: float = 1.6
    narrower: float = 1.2
    broader: float = 0.5
    lexical: float = 0.45
    dense: float = 0.25
    coverage: float = 0.3


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Confidence:
    """Logistic model of "the base has a basis for this", fitted on the development questions by ``benchmarks/fuse_fit.py``."""

    coverage: float = 10.9
    """The largest share of the question that an entry holds."""
    dense: float = 7.6
    """The largest cosine."""
    lexical: float = 13.5
    """The largest share of the attainable BM25."""
    bias: float = -10.7

    def founded(self, coverage: float, dense: float, lexical: float) -> float:
        """Probability, 0…1."""
        weighed = self.coverage * coverage + self.dense * dense + self.lexical * lexical + self.bias
        return 1.0 / (1.0 + math.exp(-weighed))


CONFIDENCE = Confidence()


def either(*chances: float) -> float:
    """Noisy-or: how likely at least one of independent reasons holds."""
    miss = 1.0
    for chance in chances:
        miss *= 1.0 - min(max(chance, 0.0), 1.0)
    return 1.0 - miss
