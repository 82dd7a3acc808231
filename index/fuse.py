"""How the parts of a score are weighed. Chosen on the development questions; ``benchmarks/quality.py`` shows the effect."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of query tokens by class, and of the parts of an entry's score (which add up to 1)."""

    word: float = 1.0
    bigram: float = 0.4
    concept: float = 1.6
    broader: float = 0.5
    lexical: float = 0.5
    dense: float = 0.2
    coverage: float = 0.3


WEIGHTS = Weights()


def either(*chances: float) -> float:
    """Noisy-or: how likely at least one of independent reasons holds."""
    miss = 1.0
    for chance in chances:
        miss *= 1.0 - min(max(chance, 0.0), 1.0)
    return 1.0 - miss
