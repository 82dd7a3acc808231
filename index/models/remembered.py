"""Vectors that are computed once: those of what ships come with the package, those of a build that was stopped are taken up.

A vector is kept under the first 8 bytes of the sha256 of its text. Two files hold them: one made with the package, and a
journal, to which a build appends as it goes and which it deletes when it is published.
"""

import hashlib
import platform
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Self, cast
from zipfile import BadZipFile
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.models.encoder import Model
from ingest import cluster
from ingest.errors import ModelError

SHIPPED_VECTORS = Path(__file__).parent / "shipped_vectors.npz"
"""Vectors of everything in ``corpus/`` by the shipped encoder; ``python -m app.build.vectors`` makes them."""
_KEY = 8
"""Bytes of a key."""
QUESTION = "？"
"""Put before the text of a question in its key: it is not encoded as another text is."""
ENCODE, ENCODE_QUESTIONS = "encode", "encode_questions"
"""The two functions of a model."""
_SUM = 4
"""Bytes of the CRC at the end of a record of the journal."""
_CHUNK = 128
"""Texts computed between two entries in the journal: a build that is killed loses the work of a few seconds."""
_STEPS = 127
"""A number of a packed vector is one of −127…127, in parts of the largest of its vector."""


def key(text: str) -> bytes:
    """The key of the vector of ``text``."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:_KEY]


class Known:
    """Vectors by their keys."""

    def __init__(self, rows: dict[bytes, int], vectors: NDArray[np.float32]) -> None:
        """``rows`` says in which row of ``(n, dim)`` the vector of a key is."""
        self._rows, self._vectors = rows, vectors

    @classmethod
    def of(cls, path: Path, model: Model) -> Self:
        """The vectors packed in ``path``; none where there is no such file, or another model made it."""
        with suppress(OSError, EOFError, KeyError, ValueError, BadZipFile), np.load(path) as data:
            if data["model"].tobytes().decode() == model.sha256:
                keys = data["keys"].tobytes()
                vectors = data["vectors"].astype(np.float32) * (data["largest"][:, None] / _STEPS)
                vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
                return cls({keys[i : i + _KEY]: i // _KEY for i in range(0, len(keys), _KEY)}, vectors)
        return cls({}, np.zeros((0, model.dim), np.float32))

    def __contains__(self, text: str) -> bool:
        """Whether the vector of ``text`` is known."""
        return key(text) in self._rows

    def __getitem__(self, text: str) -> NDArray[np.float32]:
        """``(dim,)``: the vector of ``text``."""
        return np.asarray(self._vectors[self._rows[key(text)]])


def pack(path: Path, model: Model, texts: Sequence[str], rows: Sequence[NDArray[np.float32]]) -> None:
    """Write the vectors of ``texts``, each ``(dim,)``, to ``path``, a byte a number."""
    vectors = np.stack(rows)
    largest = np.abs(vectors).max(axis=1)
    packed = np.rint(vectors * (_STEPS / largest[:, None])).astype(np.int8)
    keys = np.frombuffer(b"".join(map(key, texts)), np.uint8)
    made_by = np.frombuffer(model.sha256.encode(), np.uint8)
    with path.open("wb") as file:
        np.savez_compressed(file, model=made_by, keys=keys, vectors=packed, largest=largest.astype(np.float32))


class Journal:
    """Vectors computed in a build that is not published yet: a file of records, each a key, its vector in 16-bit floats, a CRC.

    A record that was damaged is computed anew.
    """

    def __init__(self, path: Path, model: Model) -> None:
        """The journal in ``path``; it begins anew where another model wrote it or it cannot be read."""
        self._path, self._head = path, bytes.fromhex(model.sha256)
        self._record = np.dtype([("key", f"V{_KEY}"), ("vector", "<f2", (model.dim,)), ("sum", "<u4")])
        found = b""
        with suppress(OSError):
            found = path.read_bytes()
        if found[: len(self._head)] != self._head:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self._head)
            found = self._head
        whole = (len(found) - len(self._head)) // self._record.itemsize
        end = len(self._head) + whole * self._record.itemsize
        if end < len(found):
            path.write_bytes(found[:end])
        records = np.frombuffer(found[len(self._head) : end], self._record)
        records = records[[crc32(one.tobytes()[:-_SUM]) == one["sum"] for one in records]]
        self.known = Known({bytes(k): i for i, k in enumerate(records["key"])}, records["vector"].astype(np.float32))

    def append(self, texts: Iterable[str], vectors: NDArray[np.float32]) -> None:
        """Add the vectors of ``texts``, ``(n, dim)``."""
        records = np.array([(key(text), vector, 0) for text, vector in zip(texts, vectors, strict=True)], self._record)
        records["sum"] = [crc32(one.tobytes()[:-_SUM]) for one in records]
        with self._path.open("ab") as file:
            file.write(records.tobytes())


class Remembering:
    """A ``Model`` that computes only what is not known yet."""

    def __init__(self, model: Model, shipped: Path, journal: Path, opened: Callable[[], Model] | None = None) -> None:
        """``shipped`` is a file of ``pack``; ``journal`` is where the build writes what it computes.

        ``opened`` opens the same model on the computers of a cluster; without it all is computed here.
        """
        self.name, self.sha256, self.dim = model.name, model.sha256, model.dim
        self._opened, self._model, self._journal = opened, model, Journal(journal, model)
        self._known = (Known.of(shipped, model), self._journal.known)

    def encode(self, texts: list[str], done: Callable[[int], None] = lambda _: None) -> NDArray[np.float32]:
        """As ``Model.encode``."""
        return self._encoded(ENCODE, texts, texts, done)

    def encode_questions(self, texts: list[str], done: Callable[[int], None] = lambda _: None) -> NDArray[np.float32]:
        """As ``Model.encode_questions``."""
        return self._encoded(ENCODE_QUESTIONS, texts, [QUESTION + text for text in texts], done)

    def _encoded(self, way: str, texts: list[str], names: list[str], done: Callable[[int], None]) -> NDArray[np.float32]:
        """The vectors of ``texts``, known by ``names`` or computed by the function ``way`` of the model."""
        out = np.zeros((len(texts), self.dim), np.float32)
        missing = []
        for row, name in enumerate(names):
            known = next((known for known in self._known if name in known), None)
            if known is None:
                missing.append(row)
            else:
                out[row] = known[name]
        batches = [missing[start : start + _CHUNK] for start in range(0, len(missing), _CHUNK)]
        left = len(missing)
        for rows, vectors in zip(batches, self._computed(way, [[texts[row] for row in rows] for rows in batches]), strict=True):
            out[rows] = vectors
            self._journal.append([names[row] for row in rows], vectors)
            left -= len(rows)
            done(len(texts) - left)
        done(len(texts))
        return out

    def _computed(self, way: str, batches: list[list[str]]) -> Iterator[NDArray[np.float32]]:
        """The vectors of each batch in order; the same batches on a cluster as here, since a batch is computed as a whole."""
        if self._opened and len(batches) > 1 and cluster.address():
            return cluster.spread(partial(_encoder, self._opened, self.sha256, way), batches)
        return map(getattr(self._model, way), batches)


def _encoder(opened: Callable[[], Model], sha256: str, way: str) -> Callable[[list[str]], NDArray[np.float32]]:
    """The function ``way`` of the model on a computer of a cluster; ModelError when it has another model there."""
    model = opened()
    if model.sha256 != sha256:
        raise ModelError(
            "集群里一台电脑上的语义模型与本机的不同",
            platform.node(),
            "请在每台电脑上装同一版本，DUIBIAO_MODEL 也设为相同的模型",
        )
    return cast(Callable[[list[str]], NDArray[np.float32]], getattr(model, way))
