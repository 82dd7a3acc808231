"""Coverage: how much of each part of a question an entry contains."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.engines.bm25 import Bm25
from index.engines.forward import Ints
from index.question import Unit
from index.words.tokenize import CONCEPT, INSIDE, WIDER

# How much of a unit, 0 to 1, an entry contains by each way of containing it (chosen on the development questions):
NARROWER = 0.95
"""It names a narrower concept, or a compound that the concept is part of."""
_SAME_WORDS = 0.9
"""It has all words of the concept, but does not name it."""
_BROADER = 0.85
"""It names a broader concept; times the specificity of that one."""
_RELATED = 0.7
"""It names a concept related to one that the base never names; times the specificity of that one."""
_COMPOUND = 0.75
"""Times one of the last two: it names a compound that such a concept is part of."""
_BIGRAMS = 0.65
"""It has all bigrams of the unit, but not the word."""
CONTAINED = 0.64
"""A unit counts as contained from here on: just below ``_BIGRAMS``, so that all bigrams of a word suffice."""
_SPECIFIC_IDF = 4.0
"""A concept of this idf or more is fully specific: to name it is nearly as good as to name the one asked for."""


class Coverage:
    """How much of a question's units the entries of one index contain."""

    def __init__(self, bm25: Bm25) -> None:
        """``bm25`` says which rows have which tokens, and how rare a concept is."""
        self._bm25 = bm25

    def shares(self, units: Sequence[Unit], rows: Ints) -> NDArray[np.float64]:
        """``(units, rows)``: how much of each unit each row contains, 0 to 1, by the way that gives most."""
        held: dict[str, NDArray[np.bool_]] = {}
        best = np.zeros((len(units), len(rows)))
        for unit, share in zip(units, best, strict=True):
            for way in self._ways(unit):
                worth = np.zeros(len(rows))
                for token, part in way:
                    if token not in held:
                        held[token] = self._bm25.holds(token, rows)
                    worth += part * held[token]
                np.maximum(share, worth, out=share)
        return best

    def _ways(self, unit: Unit) -> Iterator[list[tuple[str, float]]]:
        """Ways of containing ``unit``, one at least; a way is tokens, each with the share of the unit that it is worth."""
        if unit.concept:
            yield [(CONCEPT + unit.concept, 1.0)]
            yield [(WIDER + unit.concept, NARROWER)]
            yield [(INSIDE + unit.concept, NARROWER)]
        for share, beside in ((_BROADER, unit.ancestors), (_RELATED, unit.related)):
            for concept in beside:
                worth = share * self._specificity(concept)
                yield [(CONCEPT + concept, worth)]
                yield [(INSIDE + concept, _COMPOUND * worth)]
        if unit.inner:
            yield [(CONCEPT + c, _BIGRAMS * self._specificity(c) / len(unit.inner)) for c in unit.inner]
        if unit.words:
            whole = (_SAME_WORDS if unit.concept else 1.0) / sum(map(len, unit.words))
            yield [(word, whole * len(word)) for word in unit.words]
        if unit.bigrams:
            yield [(bigram, _BIGRAMS / len(unit.bigrams)) for bigram in unit.bigrams]

    def _specificity(self, concept: str) -> float:
        """How specific a concept is, 0 to 1: a rare one stands for its narrower ones better than a common one."""
        return min(1.0, self._bm25.idf(CONCEPT + concept) / _SPECIFIC_IDF)
