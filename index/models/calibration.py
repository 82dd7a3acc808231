"""Cosines of another model brought to the scale of the shipped one.

A transformer's cosines lie closer together and higher than the static model's. All weights were fitted on the latter, so
that the cosines of another model are shifted and stretched linearly until those between questions and entries have the mean
and the standard deviation of the static model's.
"""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.engines.backend import Backend
from index.engines.bm25 import Bools, Floats
from index.models.encoder import Model

_QUESTIONS, _ROWS, _SEED = 100, 1000, 7
SHIPPED_MODEL = (0.083, 0.160)
"""Mean and standard deviation of the shipped model's cosines between titles and entries of the five documents."""


def calibration(model: Model, titles: Iterable[str], vectors: Floats) -> tuple[float, float]:
    """Mean and standard deviation of the cosines between titles, taken as questions, and the rows of ``(n, dim)``.

    Fixed samples of both are compared. Cosines among the rows would not do: a model may put one prompt before questions and
    another before documents.
    """
    asked = sorted({title for title in titles if title})
    if not asked or not len(vectors):
        return SHIPPED_MODEL
    random = np.random.default_rng(_SEED)
    chosen = [asked[i] for i in random.permutation(len(asked))[:_QUESTIONS]]
    rows = vectors[random.permutation(len(vectors))[:_ROWS]]
    cosines = np.stack([model.encode_query(title) for title in chosen]) @ rows.T
    return float(cosines.mean()), max(float(cosines.std()), 1e-3)


class Calibrated:
    """A vector engine whose cosines are on the shipped model's scale."""

    def __init__(self, engine: Backend, own: tuple[float, float]) -> None:
        """``own`` is the ``calibration`` of the rows of ``engine``."""
        self._engine, self._own, self.dim = engine, own, engine.dim

    def __len__(self) -> int:
        """Number of vectors in the engine."""
        return len(self._engine)

    def add(self, vectors: Floats) -> None:
        """Append ``(n, dim)`` float32 rows."""
        self._engine.add(vectors)

    def search(self, query: Floats, k: int, among: Bools | None = None) -> tuple[NDArray[np.int64], Floats]:
        """The ``k`` nearest rows of one ``(dim,)`` query and their calibrated cosines, best first; as ``Backend.search``."""
        rows, cosines = self._engine.search(query, k, among)
        return rows, self._calibrated(cosines)

    def cosines(self, query: Floats, rows: NDArray[np.integer]) -> Floats:
        """``(len(rows),)``: the calibrated cosine between a ``(dim,)`` query and each of ``rows``."""
        return self._calibrated(self._engine.cosines(query, rows))

    def _calibrated(self, cosines: Floats) -> Floats:
        mean, deviation = self._own
        calibrated = SHIPPED_MODEL[0] + SHIPPED_MODEL[1] * (cosines - mean) / deviation
        return np.asarray(np.clip(calibrated, -1.0, 1.0), np.float32)

    def vectors(self) -> Floats:
        """All rows, ``(n, dim)``."""
        return self._engine.vectors()

    def save(self, path: Path) -> None:
        """Write the engine to ``path``."""
        self._engine.save(path)
