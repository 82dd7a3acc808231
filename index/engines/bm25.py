"""BM25 over weighted fields (Robertson and Zaragoza 2009), in numpy.

It is our own because entries have weighted fields and question tokens have weights, and because a hospital adds one document
at a time: the rows of the earlier index are copied, and their text is not cut again. docs/design.md compares libraries.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from index.engines.forward import Ints
from index.engines.postings import Postings

K1, B = 1.2, 0.6
"""BM25's parameters: how soon more occurrences stop counting, and how much a long row is discounted (0 none, 1 fully)."""

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]


class Bm25:
    """BM25 scores of the rows of an inverted index for the weighted tokens of a question."""

    def __init__(self, postings: Postings) -> None:
        """Compute what the scores of postings have in common; a posting is a token in a row."""
        self._postings, self.size = postings, len(postings)
        lengths, counts = postings.lengths.astype(np.float64), np.diff(postings.offsets)
        self._norm = (K1 * (1 - B + B * lengths / max(float(lengths.mean()) if self.size else 1.0, 1e-9))).astype(np.float32)
        self._idf = np.log(1 + (self.size - counts + 0.5) / (counts + 0.5)).astype(np.float32)
        counted = zip(postings.vocabulary, counts.tolist(), strict=True)
        self._numbers = {token: i for i, (token, count) in enumerate(counted) if count}
        self.unseen_idf = float(np.log(1 + (self.size + 0.5) / 0.5))

    def idf(self, token: str) -> float:
        """Inverse document frequency of ``token``; for a token that is in no row, ``unseen_idf``, the highest there is."""
        number = self._numbers.get(token)
        return self.unseen_idf if number is None else float(self._idf[number])

    def knows(self, token: str) -> bool:
        """Whether at least one row contains ``token``."""
        return token in self._numbers

    def scores(self, query: Mapping[str, float]) -> Floats:
        """``(rows,)`` float32: for each row the sum, over the tokens of ``query``, of weight · idf · saturated frequency.

        ``query`` maps each token to its weight; tokens that no row contains add nothing.
        """
        asked = [(self._numbers[token], weight) for token, weight in query.items() if token in self._numbers]
        if not asked:
            return np.zeros(self.size, np.float32)
        parts = [self._part(token) for token, _ in asked]
        rows = np.concatenate([self._postings.rows[part] for part in parts])
        counts = np.concatenate([self._postings.counts[part] for part in parts]).astype(np.float32)
        lengths = [part.stop - part.start for part in parts]
        idf = np.repeat(self._idf[[token for token, _ in asked]], lengths)
        weights = np.repeat(np.array([weight for _, weight in asked], np.float32), lengths)
        gain = counts * (K1 + 1) / (counts + self._norm[rows])
        return np.bincount(rows, weights * (idf * gain), self.size).astype(np.float32)

    def holds(self, token: str, rows: Ints) -> Bools:
        """``(len(rows),)``: for each of the row numbers ``rows`` whether that row contains ``token``."""
        if token not in self._numbers:
            return np.zeros(len(rows), np.bool_)
        holders = self._postings.rows[self._part(self._numbers[token])]
        return np.asarray(holders.take(holders.searchsorted(rows), mode="clip") == rows)

    def _part(self, number: int) -> slice:
        """Where the postings of a token are, given its number."""
        return slice(self._postings.offsets[number], self._postings.offsets[number + 1])
