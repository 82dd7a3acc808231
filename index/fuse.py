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
    """Logistic model of "the base has a basis for this", fitted on the development questions."""

    coverage: float = 7.1
    """Of the best entry: the share of the question that it holds."""
    dense: float = 10.3
    """Of the nearest entry: the cosine."""
    bias: float = -7.2

    def founded(self, coverage: float, dense: float) -> float:
        """Probability, 0…1."""
        return 1.0 / (1.0 + math.exp(-(self.coverage * coverage + self.dense * dense + self.bias)))


CONFIDENCE = Confidence()


def either(*chances: float) -> float:
    """Noisy-or: how likely at least one of independent reasons holds."""
    miss = 1.0
    for chance in chances:
        miss *= 1.0 - min(max(chance, 0.0), 1.0)
    return 1.0 - miss
