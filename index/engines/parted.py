"""Rows that say several things: a question is as near to a row as to the nearest of the whole row and its parts."""

import numpy as np
from numpy.typing import NDArray

from index.engines.backend import Backend
from index.engines.bm25 import Bools, Floats


class Parted:
    """A ``Backend`` over the vectors of rows and over those of parts of some of them."""

    def __init__(self, whole: Backend, parts: Backend, owners: NDArray[np.int32]) -> None:
        """``owners``, ``(len(parts),)``, ascending: of which row of ``whole`` each part is one. ValueError if it is not so."""
        if len(owners) != len(parts) or np.any(np.diff(owners) < 0) or not np.all((owners >= 0) & (owners < len(whole))):
            raise ValueError("parts")
        self.dim, self._whole, self._parts, self._owners = whole.dim, whole, parts, owners
        self._first = np.searchsorted(owners, np.arange(len(whole) + 1))
        """The first part of each row, and behind the last row the number of parts."""

    def __len__(self) -> int:
        """Number of rows."""
        return len(self._whole)

    def search(self, query: Floats, k: int, among: Bools | None = None) -> tuple[NDArray[np.int64], Floats]:
        """As ``Backend.search``; where many parts of few rows are nearest, fewer rows are found by their parts."""
        rows, _ = self._whole.search(query, k, among)
        if len(self._owners):
            parts, _ = self._parts.search(query, k, None if among is None else among[self._owners])
            rows = np.union1d(rows, self._owners[parts])
        cosines = self.cosines(query, rows)
        best = np.lexsort((rows, -cosines))[:k]
        return rows[best].astype(np.int64), cosines[best]

    def cosines(self, query: Floats, rows: NDArray[np.integer]) -> Floats:
        """As ``Backend.cosines``."""
        cosines = self._whole.cosines(query, rows)
        first, counts = self._first[rows], self._first[np.asarray(rows) + 1] - self._first[rows]
        has = np.flatnonzero(counts)
        if len(has):
            starts = np.cumsum(counts[has]) - counts[has]
            parts = np.arange(counts.sum()) + np.repeat(first[has] - starts, counts[has])
            nearest = np.maximum.reduceat(self._parts.cosines(query, parts), starts)
            cosines[has] = np.maximum(cosines[has], nearest)
        return cosines

    def vectors(self) -> Floats:
        """Those of the whole rows, ``(n, dim)``."""
        return self._whole.vectors()
