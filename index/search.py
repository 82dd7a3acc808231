"""A question in words → ranked entries (hybrid retrieval).

An entry's score is the weighted mean of three parts, each 0 to 1: BM25 over words, bigrams and concepts (lexical); the cosine
of the vectors (dense); and coverage, the share of the question's units, weighted by idf, that the entry contains.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.coverage import CONTAINED, NARROWER, Coverage
from index.engines.backend import Backend
from index.engines.bm25 import Bm25, Bools, Floats
from index.fuse import WEIGHTS, Weights
from index.models.encoder import Model
from index.question import Question, QuestionReader, Unit
from index.words.concepts import Mention
from index.words.normal import normalise
from index.words.spelling import Speller
from index.words.tokenize import INSIDE, WIDER, Tokenizer

CANDIDATES = 60
"""Hits returned: an answer shows 36 results at most, and the graph leads on from some that it does not show."""
_OVERSAMPLING = 3
"""BM25 and the vectors each propose CANDIDATES × 3 rows: what is good in both need not be among the best of either."""
_THRESHOLDS = (0.5, 0.25, 0.0)
"""Shares of the highest BM25 score. Only rows above the first of these that leaves enough rows are sorted."""
_TEXTS_KEPT = 1_000
"""Texts whose concepts stay in memory: answers quote the same clauses again and again."""
_OPTIONAL = (WIDER, INSIDE)
"""Classes of tokens that add to a BM25 score, but that no entry needs for the full one."""


Near = tuple[NDArray[np.int64], Floats]
"""``(n,)`` rows and their cosines."""


class Hit(NamedTuple):
    """An entry found: its row in the index, its score and the parts of it, each 0 to 1."""

    row: int
    score: float
    lexical: float
    """BM25, as a share of the highest that an entry could have."""
    dense: float
    """Cosine of the vectors."""
    coverage: float
    """Share of the question's units, by weight, that the entry contains."""
    shares: list[float]
    """How much of each of ``units`` the entry contains."""
    units: tuple[Unit, ...]
    """The units of the question."""

    @property
    def contained(self) -> list[tuple[Unit, bool]]:
        """Units that the entry contains, each with whether it names their concept or a narrower one."""
        shares = zip(self.units, self.shares, strict=True)
        return [(unit, share >= NARROWER) for unit, share in shares if share >= CONTAINED and unit.weight > 0]


class Searcher:
    """Searches one opened index."""

    def __init__(self, tokenizer: Tokenizer, bm25: Bm25, vectors: Backend, model: Model, weights: Weights = WEIGHTS) -> None:
        """Row ``i`` is the same entry in ``bm25`` and in ``vectors``."""
        self._tokenizer, self._bm25, self.vectors, self.weights = tokenizer, bm25, vectors, weights
        self._reader, self._coverage = QuestionReader(tokenizer, bm25, model, weights), Coverage(bm25)
        self._mentions = lru_cache(_TEXTS_KEPT)(tokenizer.mentions)

    def speller(self, labels: Mapping[str, str]) -> Speller:
        """A corrector of typing slips toward ``labels`` (normal form → label)."""
        return Speller(labels, self._tokenizer, self._bm25.knows)

    def cut(self, text: str) -> list[str]:
        """Words and bigrams of ``text`` as the index has them."""
        plain = normalise(text)
        return self._tokenizer.words(plain) + self._tokenizer.bigrams(plain)

    def rows_with(self, text: str) -> Bools:
        """``(rows,)``: rows that may contain ``text`` verbatim: that have all its bigrams, or all its words if it has none."""
        plain = normalise(text)
        tokens = self._tokenizer.bigrams(plain) or self._tokenizer.words(plain)
        rows = np.arange(self._bm25.size, dtype=np.int32)
        has = [self._bm25.holds(token, rows) for token in tokens]
        return np.all(has, axis=0) if has else np.zeros(len(rows), np.bool_)

    def in_words(self, text: str) -> list[str]:
        """All words of ``text`` in order; joined, they are ``text``."""
        return self._tokenizer.cut(text)

    def rarity(self, word: str) -> float:
        """How rare a word is in everyday Chinese, 0.1 to 1."""
        return self._tokenizer.rarity(word)

    def mentions(self, text: str) -> Sequence[Mention]:
        """Concepts named in ``text``."""
        return self._mentions(normalise(text))

    def understand(self, text: str, vector: Floats | None = None) -> Question:
        """``text`` as this index understands it; ``vector`` is its ``(dim,)`` vector where that is known already."""
        return self._reader.read(text, vector)

    def wording(self, text: str) -> str:
        """What the vector of ``text`` is made of: English names, and abbreviations that no entry writes, in Chinese."""
        return self._reader.wording(text)

    def search(
        self, question: Question, k: int = CANDIDATES, among: Bools | None = None, near: Near | None = None
    ) -> list[Hit]:
        """The best ``k`` hits, best first; ``among``, ``(rows,)``, says which rows may be found (default: all).

        ``near`` is what ``nearest`` found among these, where that is known already.
        """
        tokens = question.tokens
        attainable = sum(weight * self._bm25.idf(token) for token, weight in tokens.items() if token[0] not in _OPTIONAL) or 1.0
        everywhere = self._bm25.scores(tokens)
        high = _highest(everywhere if among is None else np.where(among, everywhere, 0.0), _OVERSAMPLING * k)
        nearest, cosines = (found[: _OVERSAMPLING * k] for found in near or self.nearest(question, _OVERSAMPLING * k, among))
        rows = np.union1d(high, nearest).astype(np.int32)
        dense, alike_in_words = np.empty(len(rows), np.float32), ~np.isin(rows, nearest)
        dense[np.searchsorted(rows, nearest)] = cosines
        dense[alike_in_words] = self.vectors.cosines(question.vector, rows[alike_in_words])
        lexical = np.minimum(everywhere[rows] / attainable, 1.0)
        dense = np.maximum(dense, 0.0)
        shares = self._coverage.shares(question.units, rows)
        weight = np.array([u.weight for u in question.units])
        coverage = weight @ shares / (weight.sum() or 1.0)
        scores = self.weights.fused(lexical, dense, coverage)
        best = np.lexsort((rows, -scores))[:k]
        columns = (column[best].tolist() for column in (rows, scores, lexical, dense, coverage, shares.T))
        return [Hit._make((*found, question.units)) for found in zip(*columns, strict=True)]

    def nearest(self, question: Question, k: int, among: Bools | None = None) -> Near:
        """The ``k`` rows nearest in meaning, of those that ``among``, ``(rows,)``, names (default: all), the nearest first."""
        return self.vectors.search(question.vector, k, among)


def _highest(scores: Floats, k: int) -> NDArray[np.int64]:
    """Places of the ``k`` highest of ``(n,)`` scores above 0, in no order.

    Few of many scores come near the highest, so that partitioning those alone is much faster than partitioning all.
    """
    best = scores.max(initial=0.0)
    for share in _THRESHOLDS:
        places = np.flatnonzero(scores > share * best)
        if len(places) >= k:
            return places[np.argpartition(-scores[places], k - 1)[:k]]
    return places
