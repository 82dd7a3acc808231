"""The protocol of a vector engine: ``FaissEngine`` in the process, ``MilvusEngine`` past one machine."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.engines.bm25 import Bools, Floats


class Backend(Protocol):
    """Nearest-neighbour search by inner product. All vectors are L2-normalised, so an inner product is a cosine."""

    dim: int
    """Length of every vector."""

    def __len__(self) -> int:
        """Number of vectors in the engine."""

    def search(self, query: Floats, k: int, among: Bools | None = None) -> tuple[NDArray[np.int64], Floats]:
        """Row numbers and cosines, both ``(≤ k,)``, of the vectors nearest to the ``(dim,)`` query, the nearest first.

        ``among``, ``(n,)``, limits the search to the rows at which it is true; None searches all rows.
        """

    def cosines(self, query: Floats, rows: NDArray[np.integer]) -> Floats:
        """``(len(rows),)`` float32: the cosine between the ``(dim,)`` query and each of the row numbers ``rows``."""

    def vectors(self) -> Floats:
        """All vectors in the order of their rows, ``(n, dim)`` float32."""
