"""What a vector engine must do; ``app`` uses ``FaissEngine``."""

from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.engines.bm25 import Bools, Floats


class Backend(Protocol):
    """Inner-product search over L2-normalised vectors."""

    dim: int

    def __len__(self) -> int:
        """Vectors held."""

    def add(self, vectors: Floats) -> None:
        """Append ``(n, dim)`` float32 rows."""

    def search(self, query: Floats, k: int, among: Bools | None = None) -> tuple[NDArray[np.int64], Floats]:
        """The ``k`` nearest rows of one ``(dim,)`` query and their cosines, best first.

        Only those of which ``(n,)`` ``among`` is true, where given.
        """

    def cosines(self, query: Floats, rows: NDArray[np.integer]) -> Floats:
        """``(len(rows),)``: the cosine between a ``(dim,)`` query and each of ``rows``."""

    def vectors(self) -> Floats:
        """All rows, ``(n, dim)``."""

    def save(self, path: Path) -> None:
        """Write the index to ``path``."""
