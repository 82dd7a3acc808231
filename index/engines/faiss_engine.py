"""Vectors in FAISS, stored as 16-bit floats.

A small base compares the question with every vector. A large base first ranks all rows by short codes (product quantisation,
``IndexPQFastScan``), then compares the best of them exactly. Such a search spends its time on reading memory, so half the
bytes take about half the time. IVF and HNSW were not chosen: they miss rows that the codes still rank among the first.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Self

import faiss
import numpy as np
from numpy.typing import NDArray

from index.engines.bm25 import Bools, Floats

_LARGE = 20_000
"""Rows. From this size on, comparing every vector takes longer than all other steps of a question together."""
_DIMENSIONS_PER_CODE, _BITS = 2, 4
"""How codes are made: each pair of dimensions becomes a code of 4 bits, the size that ``IndexPQFastScan`` needs."""
_TRAINED_ON, _AT_ONCE = 20_000, 50_000
"""Codes are learnt from so many rows, evenly spread, and made of so many at once: a million as 32-bit floats take 1.5 GB."""
_LEAST_FOUND, _REFINED = 60, 6
"""A search by codes asks for at least 60 rows, and compares 6 times as many exactly, because codes alone rank too roughly."""
_LEAST_SHARE = 0.5
"""Codes cannot be searched in a selection of rows, so rows outside it are dropped afterwards. Where the selection is a
smaller share of all rows than this, or too few rows are left, the engine compares the vectors themselves."""


class FaissEngine:
    """A ``Backend`` over a FAISS index.

    Python reads and writes the files, so that any path name works, Chinese ones too.
    """

    def __init__(self, dim: int) -> None:
        """Start without vectors; each added one must have ``dim`` numbers."""
        self._take(faiss.IndexScalarQuantizer(dim, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT))

    def _take(self, index: faiss.Index) -> None:
        """Use ``index`` from now on, with or without codes."""
        self.dim, self._index = index.d, index
        self._coded = isinstance(index, faiss.IndexRefine)
        if self._coded:
            index.k_factor = _REFINED
        self._exact = index.refine_index if self._coded else index
        """The FAISS index with the vectors themselves."""

    def __len__(self) -> int:
        """Number of vectors in the engine."""
        return int(self._index.ntotal)

    def add(self, vectors: Floats) -> None:
        """Append ``(n, dim)`` float32 vectors, L2-normalised; the engine makes codes as soon as it is large."""
        self._append(vectors)
        self._make_codes()

    @classmethod
    def of(cls, dim: int, parts: Iterable[Floats]) -> Self:
        """An engine of vectors that come in parts, the same as of all at once, though all are never there as 32-bit floats."""
        engine = cls(dim)
        for part in parts:
            engine._append(part)
        engine._make_codes()
        return engine

    def _append(self, vectors: Floats) -> None:
        if len(vectors):
            self._index.add(np.ascontiguousarray(vectors, np.float32))

    def _make_codes(self) -> None:
        if not self._coded and len(self) >= _LARGE and self.dim % _DIMENSIONS_PER_CODE == 0:
            self._take(_with_codes(self._index))

    def search(self, query: Floats, k: int, among: Bools | None = None) -> tuple[NDArray[np.int64], Floats]:
        """As ``Backend.search``, in one thread: the time goes into reading memory, which more threads do not speed up."""
        faiss.omp_set_num_threads(1)
        asked = query.reshape(1, -1).astype(np.float32)
        share = float(among.mean()) if self._coded and among is not None else 1.0
        if self._coded and share >= _LEAST_SHARE:
            (cosines,), (rows,) = self._index.search(asked, min(max(math.ceil(k / share), _LEAST_FOUND), len(self)))
            found = rows >= 0 if among is None else (rows >= 0) & among[rows]
            if found.sum() >= min(k, share * len(self)):
                return rows[found][:k], cosines[found][:k]
        chosen = None if among is None else faiss.IDSelectorBitmap(np.packbits(among, bitorder="little"))
        params = chosen and faiss.SearchParameters(sel=chosen)
        (cosines,), (rows,) = self._exact.search(asked, max(min(k, len(self)), 1), params=params)
        return rows[rows >= 0], cosines[rows >= 0]

    def rows(self, numbers: Sequence[int]) -> Floats:
        """The vectors of some rows, ``(len(numbers), dim)`` float32, as exact as 16-bit floats are."""
        wanted = np.asarray(numbers, np.int64)
        return np.asarray(self._exact.reconstruct_batch(wanted)) if len(wanted) else np.zeros((0, self.dim), np.float32)

    def cosines(self, query: Floats, rows: NDArray[np.integer]) -> Floats:
        """``(len(rows),)`` float32: the cosine between the ``(dim,)`` query and each of the row numbers ``rows``."""
        return np.asarray(self._exact.reconstruct_batch(rows) @ query) if len(rows) else np.zeros(0, np.float32)

    def vectors(self) -> Floats:
        """All vectors in the order of their rows, ``(n, dim)`` float32, as exact as 16-bit floats are."""
        return np.asarray(self._index.reconstruct_n(0, len(self))) if len(self) else np.zeros((0, self.dim), np.float32)

    def parts(self) -> Iterator[Floats]:
        """``vectors()``, but never all of them there as 32-bit floats."""
        for first in range(0, len(self), _AT_ONCE):
            yield np.asarray(self._index.reconstruct_n(first, min(_AT_ONCE, len(self) - first)))

    def save(self, path: Path) -> None:
        """Write the engine to the file ``path``."""
        with path.open("wb") as file:
            faiss.write_index(self._index, faiss.PyCallbackIOWriter(file.write))

    @classmethod
    def load(cls, path: Path) -> "FaissEngine":
        """Read the file that ``save`` wrote; RuntimeError when it is not a FAISS index."""
        with path.open("rb") as file:
            index = faiss.read_index(faiss.PyCallbackIOReader(file.read))
        engine = cls(index.d)
        engine._take(index)
        return engine


def _with_codes(exact: faiss.Index) -> faiss.Index:
    """``exact`` with codes in front, learnt from its own vectors; one thread, so that the same vectors give the same codes."""
    faiss.omp_set_num_threads(1)
    codes = faiss.IndexPQFastScan(exact.d, exact.d // _DIMENSIONS_PER_CODE, _BITS, faiss.METRIC_INNER_PRODUCT)
    codes.train(exact.reconstruct_batch(np.linspace(0, exact.ntotal - 1, min(_TRAINED_ON, exact.ntotal)).astype(np.int64)))
    for first in range(0, exact.ntotal, _AT_ONCE):
        codes.add(exact.reconstruct_n(first, min(_AT_ONCE, exact.ntotal - first)))
    return faiss.IndexRefine(codes, exact)
