"""What a vector engine must do; ``app`` uses ``FaissEngine``."""

from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Backend(Protocol):
    """Inner-product search over L2-normalised vectors."""

    dim: int

    def __len__(self) -> int:
        """Vectors held."""

    def add(self, vectors: NDArray[np.float32]) -> None:
        """Append ``(n, dim)`` float32 rows."""

    def search(self, query: NDArray[np.float32], k: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The ``k`` nearest rows of one ``(dim,)`` query and their cosines, best first."""

    def vectors(self) -> NDArray[np.float32]:
        """All rows, ``(n, dim)``."""

    def save(self, path: Path) -> None:
        """Write the index to ``path``."""
