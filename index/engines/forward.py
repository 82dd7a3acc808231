"""A forward index: which tokens each row has. Texts that were cut come in, and rows can be joined and taken out."""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

TITLE_WEIGHT = 2
"""One occurrence of a token in the title counts as this many in the text; whole, so that frequencies are whole numbers."""

Ints = NDArray[np.int32]
Counts = NDArray[np.unsignedinteger]
"""Weighted frequencies, in the smallest type that holds them all: one byte each, unless a token occurs 256 times in a row."""


@dataclass(frozen=True, slots=True)
class Forward:
    """The tokens of each row with their weighted frequencies, as a sparse matrix in CSR form.

    Row ``i`` has the entries from ``offsets[i]`` up to ``offsets[i + 1]`` of ``terms`` and ``counts``.
    """

    vocabulary: list[str]
    """Number of a token → the token."""
    offsets: NDArray[np.int64]
    """``(rows + 1,)``"""
    terms: Ints
    """``(entries,)``: numbers of tokens."""
    counts: Counts
    """``(entries,)``: occurrences in the text plus ``TITLE_WEIGHT`` times those in the title."""

    @classmethod
    def of(cls, rows: Iterable[tuple[Sequence[str], Sequence[str]]]) -> "Forward":
        """The forward index of ``rows``, each given by the tokens of its title and those of its text."""
        numbers: dict[str, int] = {}
        terms, counts, offsets = array("i"), array("I"), array("q", [0])
        for title, text in rows:
            counted = Counter(text)
            for token, count in Counter(title).items():
                counted[token] += TITLE_WEIGHT * count
            terms.extend([numbers.setdefault(token, len(numbers)) for token in counted])
            counts.extend(counted.values())
            offsets.append(len(terms))
        return cls(list(numbers), np.array(offsets, np.int64), np.array(terms, np.int32), smallest(np.array(counts, np.uint32)))

    @classmethod
    def joined(cls, parts: Iterable["Forward"]) -> "Forward":
        """One forward index with the rows of all ``parts``, one part after the other."""
        numbers: dict[str, int] = {}
        terms, counts, lengths = [np.zeros(0, np.int32)], [np.zeros(0, np.uint8)], [np.zeros(0, np.int64)]
        for part in parts:
            mapped = np.array([numbers.setdefault(token, len(numbers)) for token in part.vocabulary], np.int32)
            terms.append(mapped[part.terms])
            counts.append(part.counts)
            lengths.append(np.diff(part.offsets))
        return cls(list(numbers), starts(np.concatenate(lengths)), np.concatenate(terms), np.concatenate(counts))

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.offsets) - 1

    def take(self, rows: Sequence[int]) -> "Forward":
        """The forward index of the row numbers ``rows`` alone, in that order."""
        numbers = np.array(rows, np.int64)
        lengths = np.diff(self.offsets)[numbers]
        offsets = starts(lengths)
        kept = np.arange(offsets[-1]) + np.repeat(self.offsets[numbers] - offsets[:-1], lengths)
        return Forward(self.vocabulary, offsets, self.terms[kept], self.counts[kept])


def starts(lengths: NDArray[np.integer]) -> NDArray[np.int64]:
    """``(n + 1,)``: where each of ``n`` lists begins that follow each other, given their lengths, and where the last ends."""
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


def smallest(counts: NDArray[Any]) -> Counts:
    """Whole numbers in the smallest type that holds them."""
    return counts.astype(np.min_scalar_type(int(counts.max(initial=0))))
