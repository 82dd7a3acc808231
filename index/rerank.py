"""A searcher whose best hits are reordered by a cross-encoder."""

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.engines.backend import Backend
from index.engines.bm25 import Bm25, Bools
from index.fuse import WEIGHTS, Weights
from index.models.encoder import Model
from index.question import Question
from index.search import CANDIDATES, Hit, Near, Searcher
from index.words.tokenize import Tokenizer

TOP = 30
"""Hits that the cross-encoder reads beside the question; the order of the others stays."""


class Scorer(Protocol):
    """Says how well texts answer a question."""

    def scores(self, question: str, texts: list[str]) -> NDArray[np.float32]:
        """``(n,)`` float32, 0…1."""


class Reranked(Searcher):
    """A searcher with a cross-encoder behind it.

    The best hits are ordered by the mean of their score and the cross-encoder's. Each then takes the score of the hit whose
    place it takes, so that thresholds on scores mean the same with and without a cross-encoder.
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        bm25: Bm25,
        vectors: Backend,
        model: Model,
        scorer: Scorer,
        text: Callable[[int], str],
        weights: Weights = WEIGHTS,
    ) -> None:
        """``text`` reads the text of an entry by its row; the rest as in ``Searcher``."""
        super().__init__(tokenizer, bm25, vectors, model, weights)
        self._scorer, self._text = scorer, text

    def search(
        self, question: Question, k: int = CANDIDATES, among: Bools | None = None, near: Near | None = None
    ) -> list[Hit]:
        """As ``Searcher.search``, the best of them in the order in which they answer."""
        hits = super().search(question, k, among, near)
        best = hits[:TOP]
        scores = self._scorer.scores(question.text, [self._text(hit.row) for hit in best])
        order = np.argsort([-(hit.score + score) for hit, score in zip(best, scores, strict=True)], kind="stable")
        return [best[i]._replace(score=place.score) for i, place in zip(order, best, strict=True)] + hits[TOP:]
