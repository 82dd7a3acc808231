"""BM25 over weighted fields (Robertson and Zaragoza 2009), in numpy.

It is our own because entries have weighted fields and question tokens have weights, and because a hospital adds one document
at a time: the rows of the earlier index are copied, and their text is not cut again. docs/design.md compares libraries.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

K1, B = 1.2, 0.6
"""BM25's parameters: how soon more occurrences stop counting, and how much a long row is discounted (0 none, 1 fully)."""
TITLE_WEIGHT = 2.0
"""One occurrence of a token in the title counts as this many in the text."""

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Forward:
    """A forward index: the tokens of each row with their weighted frequencies, as a sparse matrix in CSR form.

    Row ``i`` has the entries from ``offsets[i]`` up to ``offsets[i + 1]`` of ``terms`` and ``weights``.
    """

    vocabulary: list[str]
    """Number of a token → the token."""
    offsets: NDArray[np.int64]
    """``(rows + 1,)``"""
    terms: Ints
    """``(entries,)``: numbers of tokens."""
    weights: Floats
    """``(entries,)``: occurrences in the text plus ``TITLE_WEIGHT`` times those in the title."""

    @classmethod
    def of(cls, rows: Iterable[tuple[Sequence[str], Sequence[str]]]) -> "Forward":
        """The forward index of ``rows``, each given by the tokens of its title and those of its text."""
        numbers: dict[str, int] = {}
        terms, weights, offsets = array("i"), array("f"), array("q", [0])
        for title, text in rows:
            counts: dict[str, float] = dict(Counter(text))
            for token, count in Counter(title).items():
                counts[token] = counts.get(token, 0.0) + TITLE_WEIGHT * count
            terms.extend([numbers.setdefault(token, len(numbers)) for token in counts])
            weights.extend(counts.values())
            offsets.append(len(terms))
        return cls(list(numbers), np.array(offsets, np.int64), np.array(terms, np.int32), np.array(weights, np.float32))

    @classmethod
    def joined(cls, parts: Iterable["Forward"]) -> "Forward":
        """One forward index with the rows of all ``parts``, one part after the other."""
        numbers: dict[str, int] = {}
        terms, weights, lengths = [np.zeros(0, np.int32)], [np.zeros(0, np.float32)], [np.zeros(0, np.int64)]
        for part in parts:
            mapped = np.array([numbers.setdefault(token, len(numbers)) for token in part.vocabulary], np.int32)
            terms.append(mapped[part.terms])
            weights.append(part.weights)
            lengths.append(np.diff(part.offsets))
        return cls(list(numbers), _offsets(np.concatenate(lengths)), np.concatenate(terms), np.concatenate(weights))

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.offsets) - 1

    def take(self, rows: Sequence[int]) -> "Forward":
        """The forward index of the row numbers ``rows`` alone, in that order."""
        numbers = np.array(rows, np.int64)
        lengths = np.diff(self.offsets)[numbers]
        offsets = _offsets(lengths)
        kept = np.arange(offsets[-1]) + np.repeat(self.offsets[numbers] - offsets[:-1], lengths)
        return Forward(self.vocabulary, offsets, self.terms[kept], self.weights[kept])

    def save(self, path: Path) -> None:
        """Write the index to ``path`` as one ``.npz`` file."""
        words = np.frombuffer("\n".join(self.vocabulary).encode(), np.uint8)
        with path.open("wb") as file:
            np.savez(file, words=words, offsets=self.offsets, terms=self.terms, weights=self.weights)

    @classmethod
    def load(cls, path: Path) -> "Forward":
        """Read the file that ``save`` wrote."""
        with np.load(path) as data:
            text = data["words"].tobytes().decode()
            return cls(text.split("\n") if text else [], data["offsets"], data["terms"], data["weights"])


def _offsets(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """``(rows + 1,)``: where each row begins, given the length of each row, and at last where the last row ends."""
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


class Bm25:
    """BM25 scores of the rows of a forward index for the weighted tokens of a question."""

    def __init__(self, forward: Forward) -> None:
        """Invert ``forward`` and compute the score of each posting (a token in a row), once for all questions."""
        rows = len(forward)
        lengths = np.add.reduceat(np.append(forward.weights, 0), forward.offsets[:-1]) if rows else np.zeros(0, np.float32)
        lengths = np.where(np.diff(forward.offsets) > 0, lengths, 0)
        norm = K1 * (1 - B + B * lengths / max(float(lengths.mean()) if rows else 1.0, 1e-9))
        counts = np.bincount(forward.terms, minlength=len(forward.vocabulary))
        self._starts = np.concatenate([[0], np.cumsum(counts)])
        self._idf = np.log(1 + (rows - counts + 0.5) / (counts + 0.5)).astype(np.float32)
        order = np.argsort(forward.terms, kind="stable")
        self._rows = np.repeat(np.arange(rows, dtype=np.int32), np.diff(forward.offsets))[order]
        frequency = forward.weights[order]
        gain = frequency * (K1 + 1) / (frequency + norm[self._rows].astype(np.float32))
        self._impact = np.repeat(self._idf, counts) * gain
        counted = zip(forward.vocabulary, counts.tolist(), strict=True)
        self._numbers = {token: i for i, (token, count) in enumerate(counted) if count}
        self.size = rows
        self.unseen_idf = float(np.log(1 + (rows + 0.5) / 0.5))

    def idf(self, token: str) -> float:
        """Inverse document frequency of ``token``; for a token that is in no row, ``unseen_idf``, the highest there is."""
        number = self._numbers.get(token)
        return self.unseen_idf if number is None else float(self._idf[number])

    def knows(self, token: str) -> bool:
        """Whether at least one row contains ``token``."""
        return token in self._numbers

    def scores(self, query: Mapping[str, float]) -> Floats:
        """``(rows,)`` float32: for each row the sum, over the tokens of ``query``, of weight · idf · saturated frequency.

        ``query`` maps each token to its weight; tokens that no row contains add nothing.
        """
        parts = [(self._postings(token), weight) for token, weight in query.items() if token in self._numbers]
        if not parts:
            return np.zeros(self.size, np.float32)
        rows = np.concatenate([self._rows[part] for part, _ in parts])
        impact = np.concatenate([np.float32(weight) * self._impact[part] for part, weight in parts])
        return np.bincount(rows, impact, self.size).astype(np.float32)

    def holds(self, token: str, rows: Ints) -> Bools:
        """``(len(rows),)``: for each of the row numbers ``rows`` whether that row contains ``token``."""
        if token not in self._numbers:
            return np.zeros(len(rows), np.bool_)
        holders = self._rows[self._postings(token)]
        return np.asarray(holders.take(holders.searchsorted(rows), mode="clip") == rows)

    def _postings(self, token: str) -> slice:
        """The part of ``_rows`` and ``_impact`` for a known ``token``; its row numbers are in ascending order."""
        number = self._numbers[token]
        return slice(self._starts[number], self._starts[number + 1])
