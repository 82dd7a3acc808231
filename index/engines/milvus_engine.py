"""Vectors in Milvus, for a base that outgrows one machine: a cluster by its address, or Milvus Lite by a file.

The vectors come from the snapshot, which stays whole by itself; what Milvus holds can be made anew from it at any time. They
are read only where Milvus lacks some, and then part by part. The words of a question are still looked up by our own BM25, with
our tokens.
"""

import logging
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pymilvus import DataType, MilvusClient, MilvusException

from index.engines.bm25 import Bools, Floats
from ingest.errors import BaseError

PREFIX = "duibiao_"
"""How names of our collections begin."""
_ROW, _VECTOR = "row", "vector"
_AT_ONCE = 1_000
"""Vectors of a message: 384 floats as text are some kilobytes each."""
_KEPT = 9
"""Collections that stay: entries, their parts and examples of three snapshots, which may still be served or gone back to."""
_ENOUGH = 10
"""Where a selection leaves more rows than one in so many, more rows are asked for instead of naming all that may be found."""
_FURTHEST = 16_000
"""Rows that Milvus gives at most (16,384)."""


class MilvusEngine:
    """A ``Backend`` over a collection of Milvus; BaseError for whatever Milvus cannot do.

    The connection is closed as soon as nobody holds the engine any more: opened bases share it, so none of them may close it.
    """

    def __init__(self, uri: str, name: str, shape: tuple[int, int], parts: Callable[[], Iterable[Floats]]) -> None:
        """Open the collection ``name`` of ``shape`` ``(n, dim)``.

        ``parts`` gives the vectors in the order of their rows, part by part; it is asked, and they are put into the
        collection, where they are not all there yet.
        """
        logging.getLogger("pymilvus").setLevel(logging.CRITICAL)  # it writes what it raises, too
        self._uri, self._name, self._parts = uri, PREFIX + name, parts
        self._rows, self.dim = shape
        self._errors = (MilvusException, OSError, ValueError)
        with self._told():
            self._client: Any = MilvusClient(uri)
        weakref.finalize(self, self._client.close)
        with self._told():
            self._fill()
            self._client.load_collection(self._name)
            self._drop_old()

    def __len__(self) -> int:
        """Number of vectors in the engine."""
        return self._rows

    def search(self, query: Floats, k: int, among: Bools | None = None) -> tuple[NDArray[np.int64], Floats]:
        """As ``Backend.search``."""
        if among is None or among.all():
            return self._nearest(query, k)
        allowed = np.flatnonzero(among)
        if len(allowed) * _ENOUGH > self._rows:
            rows, cosines = self._nearest(query, min(2 * k * self._rows // max(len(allowed), 1), _FURTHEST))
            found = among[rows]
            if found.sum() >= min(k, len(allowed)):
                return rows[found][:k], cosines[found][:k]
        return self._nearest(query, k, f"{_ROW} in {allowed.tolist()}")

    def _nearest(self, query: Floats, k: int, chosen: str = "") -> tuple[NDArray[np.int64], Floats]:
        with self._told():
            (hits,) = self._client.search(
                self._name,
                [query.astype(np.float32).tolist()],
                limit=max(min(k, self._rows), 1),
                filter=chosen,
                output_fields=[_ROW],
                consistency_level="Strong",
            )
        return np.array([hit[_ROW] for hit in hits], np.int64), np.array([hit["distance"] for hit in hits], np.float32)

    def cosines(self, query: Floats, rows: NDArray[np.integer]) -> Floats:
        """``(len(rows),)`` float32: the cosine between the ``(dim,)`` query and each of the row numbers ``rows``."""
        if not len(rows):
            return np.zeros(0, np.float32)
        with self._told():
            found = self._client.get(self._name, ids=[int(row) for row in rows], output_fields=[_ROW, _VECTOR])
        of = {one[_ROW]: np.asarray(one[_VECTOR], np.float32) @ query for one in found}
        return np.array([of[int(row)] for row in rows], np.float32)

    def vectors(self) -> Floats:
        """All vectors in the order of their rows, ``(n, dim)`` float32, from the snapshot."""
        return np.concatenate([np.zeros((0, self.dim), np.float32), *self._parts()])

    def _fill(self) -> None:
        """Make the collection whole. What a killed process left is completed: a row that is there is put there again."""
        if not self._client.has_collection(self._name):
            schema = self._client.create_schema(auto_id=False, enable_dynamic_field=False)
            schema.add_field(_ROW, DataType.INT64, is_primary=True)
            schema.add_field(_VECTOR, DataType.FLOAT_VECTOR, dim=self.dim)
            index = self._client.prepare_index_params()
            index.add_index(_VECTOR, index_type="AUTOINDEX", metric_type="IP")
            self._client.create_collection(self._name, schema=schema, index_params=index)
        self._client.load_collection(self._name)
        if self._held() == self._rows:
            return
        first = 0
        for part in self._parts():
            for few in np.array_split(part, range(_AT_ONCE, len(part), _AT_ONCE)):
                self._client.upsert(self._name, [{_ROW: first + i, _VECTOR: row.tolist()} for i, row in enumerate(few)])
                first += len(few)
        self._client.flush(self._name)  # what was not written out yet has no index: each search would go through all of it

    def _held(self) -> int:
        return int(
            self._client.query(self._name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
        )

    def _drop_old(self) -> None:
        """Drop collections of snapshots that are long gone, the oldest first."""
        ours = [name for name in self._client.list_collections() if name.startswith(PREFIX)]
        made = {name: self._client.describe_collection(name).get("created_timestamp", 0) for name in ours}
        for name in sorted(ours, key=lambda one: (one == self._name, made[one]))[:-_KEPT]:
            self._client.drop_collection(name)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What Milvus raises inside becomes one line: BaseError."""
        try:
            yield
        except self._errors as exc:
            said = str(getattr(exc, "message", exc)).partition("\n")[0][:120]
            raise BaseError(f"Milvus 出错（{said}）", self._uri, "请检查 DUIBIAO_MILVUS 写的地址和 Milvus 是否在运行") from exc
