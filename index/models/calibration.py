"""Cosines of any model brought to one scale.

The cosines of one model lie closer together or higher than those of another, and those between questions elsewhere than those
between a question and a text. They are shifted and stretched linearly until they have the mean and the standard deviation of
``SCALE``, on which all weights were fitted.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from index.engines.backend import Backend
from index.engines.bm25 import Bools, Floats
from index.models.encoder import Model

_QUESTIONS, _ROWS, _SEED = 100, 1000, 7
SCALE = (0.083, 0.160)
"""Mean and standard deviation of calibrated cosines."""
SHIPPED_LEVELS = {"entries": (0.363, 0.096), "examples": (0.387, 0.091)}
"""The shipped encoder's, between questions and the rows of each index (``python -m benchmarks.fuse_fit``)."""


def calibration(model: Model, titles: Iterable[str], vectors: Floats) -> tuple[float, float]:
    """Mean and standard deviation of the cosines between titles, taken as questions, and the rows of ``(n, dim)``.

    Fixed samples of both are compared. Cosines among the rows would not do: a model may put one prompt before questions and
    another before documents.
    """
    asked = sorted({title for title in titles if title})
    if not asked or not len(vectors):
        return SCALE
    random = np.random.default_rng(_SEED)
    chosen = [asked[i] for i in random.permutation(len(asked))[:_QUESTIONS]]
    rows = vectors[random.permutation(len(vectors))[:_ROWS]]
    cosines = model.encode_questions(chosen) @ rows.T
    return float(cosines.mean()), max(float(cosines.std()), 1e-3)


class Calibrated:
    """A vector engine whose cosines are on the common scale."""

    def __init__(self, engine: Backend, own: tuple[float, float]) -> None:
        """``own`` is the ``calibration`` of the rows of ``engine``."""
        self._engine, self._own, self.dim = engine, own, engine.dim

    def __len__(self) -> int:
        """Number of vectors in the engine."""
        return len(self._engine)

    def search(self, query: Floats, k: int, among: Bools | None = None) -> tuple[NDArray[np.int64], Floats]:
        """The ``k`` nearest rows of one ``(dim,)`` query and their calibrated cosines, best first; as ``Backend.search``."""
        rows, cosines = self._engine.search(query, k, among)
        return rows, self._calibrated(query, cosines)

    def cosines(self, query: Floats, rows: NDArray[np.integer]) -> Floats:
        """``(len(rows),)``: the calibrated cosine between a ``(dim,)`` query and each of ``rows``."""
        return self._calibrated(query, self._engine.cosines(query, rows))

    def _calibrated(self, query: Floats, cosines: Floats) -> Floats:
        if not query.any():  # no model: nothing is near
            return cosines
        mean, deviation = self._own
        calibrated = SCALE[0] + SCALE[1] * (cosines - mean) / deviation
        return np.asarray(np.clip(calibrated, -1.0, 1.0), np.float32)

    def vectors(self) -> Floats:
        """All rows, ``(n, dim)``."""
        return self._engine.vectors()
