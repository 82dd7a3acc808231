"""Vectors in FAISS: half precision, every one compared; a large base first by product quantisation, then the best exactly.

Half the bytes are half the memory to read, which is all that such a search waits for. IVF and HNSW leave rows out that
quantised codes of four bits (IndexPQFastScan) still rank among the first.
"""

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

_LARGE = 20_000
"""Rows from which comparing every vector costs more than the rest of a question."""
_CODED, _BITS, _MORE, _LOOKED = 2, 4, 3, 200
"""Dimensions that share a code, and its bits; of at least so many rows, times ``_MORE``, the vectors are compared whole."""


class FaissEngine:
    """``Backend`` over a FAISS index; files go through Python so that any path name works."""

    def __init__(self, dim: int) -> None:
        """Start empty."""
        self.dim = dim
        self._index: faiss.Index = faiss.IndexScalarQuantizer(dim, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)

    def __len__(self) -> int:
        """Vectors held."""
        return int(self._index.ntotal)

    def add(self, vectors: NDArray[np.float32]) -> None:
        """Append ``(n, dim)`` float32 rows."""
        if len(vectors):
            self._index.add(np.ascontiguousarray(vectors, np.float32))
        plain = isinstance(self._index, faiss.IndexScalarQuantizer)
        if plain and len(self) >= _LARGE and self.dim % _CODED == 0:
            self._index = _with_codes(self._index)

    def search(self, query: NDArray[np.float32], k: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The ``k`` nearest rows of one ``(dim,)`` query and their cosines, best first.

        By one thread: the time goes into reading memory, and threads that wait for one another cost more.
        """
        faiss.omp_set_num_threads(1)
        looked = min(max(k, _LOOKED), max(len(self), 1))
        scores, rows = self._index.search(query.reshape(1, -1).astype(np.float32), looked)
        found = rows[0][:k] >= 0
        return rows[0][:k][found], scores[0][:k][found]

    def vectors(self) -> NDArray[np.float32]:
        """All rows, ``(n, dim)``."""
        return np.asarray(self._index.reconstruct_n(0, len(self))) if len(self) else np.zeros((0, self.dim), np.float32)

    def save(self, path: Path) -> None:
        """Write the index to ``path``."""
        path.write_bytes(faiss.serialize_index(self._index).tobytes())

    @classmethod
    def load(cls, path: Path) -> "FaissEngine":
        """Read what ``save`` wrote."""
        engine = cls.__new__(cls)
        engine._index = faiss.deserialize_index(np.frombuffer(path.read_bytes(), np.uint8))
        engine.dim = engine._index.d
        return engine


def _with_codes(exact: faiss.Index) -> faiss.Index:
    """``exact`` behind codes learnt from its rows, by one thread so that the same rows give the same codes."""
    faiss.omp_set_num_threads(1)
    rows = exact.reconstruct_n(0, exact.ntotal)
    codes = faiss.IndexPQFastScan(exact.d, exact.d // _CODED, _BITS, faiss.METRIC_INNER_PRODUCT)
    codes.train(rows)
    codes.add(rows)
    index = faiss.IndexRefine(codes, exact)
    index.k_factor = _MORE
    return index
