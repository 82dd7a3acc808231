"""Vectors in FAISS: half precision, every one compared; a large base first by product quantisation, then the best exactly.

Half the bytes are half the memory to read, which is all that such a search waits for. IVF and HNSW leave rows out that
quantised codes of four bits (IndexPQFastScan) still rank among the first.
"""

import math
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.engines.bm25 import Bools, Floats

_LARGE = 20_000
"""Rows from which comparing every vector costs more than the rest of a question."""
_CODED, _BITS, _MORE, _LOOKED = 2, 4, 6, 60
"""Dimensions that share a code, and its bits; of at least so many rows, times ``_MORE``, the vectors are compared whole."""
_MOST = 0.5
"""Codes know no selection: where less than this share of the rows is asked for, or too few of the nearest are among them, the
vectors themselves are compared."""


class FaissEngine:
    """``Backend`` over a FAISS index; files go through Python so that any path name works."""

    def __init__(self, dim: int) -> None:
        """Start empty."""
        self._take(faiss.IndexScalarQuantizer(dim, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT))

    def _take(self, index: faiss.Index) -> None:
        self.dim, self._index = index.d, index
        self._coded = isinstance(index, faiss.IndexRefine)
        if self._coded:
            index.k_factor = _MORE
        self._whole = index.refine_index if self._coded else index
        """What holds the vectors themselves."""

    def __len__(self) -> int:
        """Vectors held."""
        return int(self._index.ntotal)

    def add(self, vectors: Floats) -> None:
        """Append ``(n, dim)`` float32 rows."""
        if len(vectors):
            self._index.add(np.ascontiguousarray(vectors, np.float32))
        if not self._coded and len(self) >= _LARGE and self.dim % _CODED == 0:
            self._take(_with_codes(self._index))

    def search(self, query: Floats, k: int, among: Bools | None = None) -> tuple[NDArray[np.int64], Floats]:
        """The ``k`` nearest rows of one ``(dim,)`` query and their cosines, best first; only where ``(n,)`` ``among`` is true.

        By one thread: the time goes into reading memory, and threads that wait for one another cost more.
        """
        faiss.omp_set_num_threads(1)
        asked = query.reshape(1, -1).astype(np.float32)
        share = float(among.mean()) if self._coded and among is not None else 1.0
        if self._coded and share >= _MOST:
            (cosines,), (rows,) = self._index.search(asked, min(max(math.ceil(k / share), _LOOKED), len(self)))
            found = rows >= 0 if among is None else (rows >= 0) & among[rows]
            if found.sum() >= min(k, share * len(self)):
                return rows[found][:k], cosines[found][:k]
        chosen = None if among is None else faiss.IDSelectorBitmap(np.packbits(among, bitorder="little"))
        params = chosen and faiss.SearchParameters(sel=chosen)
        (cosines,), (rows,) = self._whole.search(asked, max(min(k, len(self)), 1), params=params)
        return rows[rows >= 0], cosines[rows >= 0]

    def cosines(self, query: Floats, rows: NDArray[np.integer]) -> Floats:
        """``(len(rows),)``: the cosine between a ``(dim,)`` query and each of ``rows``."""
        return np.asarray(self._whole.reconstruct_batch(rows) @ query) if len(rows) else np.zeros(0, np.float32)

    def vectors(self) -> Floats:
        """All rows, ``(n, dim)``."""
        return np.asarray(self._index.reconstruct_n(0, len(self))) if len(self) else np.zeros((0, self.dim), np.float32)

    def save(self, path: Path) -> None:
        """Write the index to ``path``."""
        path.write_bytes(faiss.serialize_index(self._index).tobytes())

    @classmethod
    def load(cls, path: Path) -> "FaissEngine":
        """Read what ``save`` wrote."""
        index = faiss.deserialize_index(np.frombuffer(path.read_bytes(), np.uint8))
        engine = cls(index.d)
        engine._take(index)
        return engine


def _with_codes(exact: faiss.Index) -> faiss.Index:
    """``exact`` behind codes learnt from its rows, by one thread so that the same rows give the same codes."""
    faiss.omp_set_num_threads(1)
    rows = exact.reconstruct_n(0, exact.ntotal)
    codes = faiss.IndexPQFastScan(exact.d, exact.d // _CODED, _BITS, faiss.METRIC_INNER_PRODUCT)
    codes.train(rows)
    codes.add(rows)
    return faiss.IndexRefine(codes, exact)
