"""An inverted index in a file: which rows have each token. What is asked for of a large one is read from the disk."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
from numpy.typing import NDArray

from index.engines.forward import Counts, Forward, Ints, smallest, starts

LAYOUT = 2
"""Number of the layout of the file: what is kept of another layout is made anew."""
_MAPPED = 100_000_000
"""Bytes. A file from this size on (some hundred thousand clauses) is not read into memory, but mapped."""
_ROWS, _COUNTS = "row_number", "counts"
"""Members that are mapped. The first begins at a multiple of 4 by the length of its name, as numbers of 4 bytes should."""


@dataclass(frozen=True, slots=True)
class Postings:
    """The rows that each token is in with its weighted frequencies there, as a sparse matrix in CSC form.

    Token ``t`` has the postings from ``offsets[t]`` up to ``offsets[t + 1]`` of ``rows`` and ``counts``.
    """

    vocabulary: list[str]
    """Number of a token → the token."""
    offsets: NDArray[np.int64]
    """``(tokens + 1,)``"""
    rows: Ints
    """``(postings,)``: row numbers, ascending for each token."""
    counts: Counts
    """``(postings,)``: weighted frequencies, as in ``Forward``."""
    lengths: Ints
    """``(all rows,)``: sum of the weighted frequencies of each row."""

    @classmethod
    def of(cls, forward: Forward) -> "Postings":
        """The inverted index of a forward one."""
        order = np.argsort(forward.terms, kind="stable")
        rows = np.repeat(np.arange(len(forward), dtype=np.int32), np.diff(forward.offsets))
        lengths = np.bincount(rows, forward.counts, len(forward)).astype(np.int32)
        offsets = starts(np.bincount(forward.terms, minlength=len(forward.vocabulary)))
        return cls(forward.vocabulary, offsets, rows[order], forward.counts[order], lengths)

    def forward(self) -> Forward:
        """The forward index that this one is the inversion of; tokens of a row are in the order of their numbers."""
        order = np.argsort(self.rows, kind="stable")
        terms = np.repeat(np.arange(len(self.vocabulary), dtype=np.int32), np.diff(self.offsets))
        offsets = starts(np.bincount(self.rows, minlength=len(self)))
        return Forward(self.vocabulary, offsets, terms[order], np.asarray(self.counts)[order])

    def __len__(self) -> int:
        """Number of rows of the index."""
        return len(self.lengths)

    def save(self, path: Path) -> None:
        """Write the index to ``path`` as one ``.npz`` file."""
        words = np.frombuffer("\n".join(self.vocabulary).encode(), np.uint8)
        mapped: dict[str, Any] = {_ROWS: self.rows, _COUNTS: self.counts}
        with path.open("wb") as file:
            np.savez(file, **mapped, words=words, offsets=self.offsets, lengths=self.lengths)

    @classmethod
    def load(cls, path: Path) -> "Postings":
        """Open the file that ``save``, or a version before it, wrote; ValueError or KeyError when it is no such file."""
        with np.load(path) as data:
            text = data["words"].tobytes().decode()
            words = text.split("\n") if text else []
            if "terms" in data:  # written by a version that inverted whenever it opened
                return cls.of(Forward(words, data["offsets"], data["terms"], smallest(data["weights"])))
            large = path.stat().st_size >= _MAPPED
            rows, counts = (_mapped(path, name) if large else data[name] for name in (_ROWS, _COUNTS))
            return cls(words, data["offsets"], rows, counts, data["lengths"])


def _mapped(path: Path, name: str) -> NDArray[Any]:
    """The array of a member of an ``.npz`` file, left on the disk: its pages are read when they are looked at."""
    with ZipFile(path) as archive, archive.open(name + ".npy") as member:
        np.lib.format.read_magic(member)
        shape, _, dtype = np.lib.format.read_array_header_1_0(member)
        head, begins = member.tell(), archive.getinfo(member.name).header_offset
    with path.open("rb") as file:
        file.seek(begins + 26)
        name_and_extra = np.frombuffer(file.read(4), "<u2").sum(dtype=int)
    return np.memmap(path, dtype, "r", begins + 30 + name_and_extra + head, shape).view(np.ndarray)
