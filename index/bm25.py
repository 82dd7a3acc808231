"""BM25 over weighted fields (Robertson and Zaragoza 2009, §3.5), in numpy.

Ours because a hospital's base grows by a document at a time and its entries have fields: rows of an earlier
index are taken over without cutting their text again. Importing it costs nothing beyond numpy.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

K1, B = 1.2, 0.6
TITLE_WEIGHT = 2.0

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Forward:
    """Rows as they were added: for each row its terms and weighted frequencies (CSR)."""

    vocabulary: list[str]
    offsets: NDArray[np.int64]
    """(rows + 1,)"""
    terms: Ints
    weights: Floats

    @classmethod
    def of(cls, rows: Iterable[tuple[Sequence[str], Sequence[str]]]) -> "Forward":
        """Rows of (title tokens, text tokens)."""
        numbers: dict[str, int] = {}
        terms: list[int] = []
        weights: list[float] = []
        offsets = [0]
        for title, text in rows:
            counts: dict[str, float] = dict(Counter(text))
            for token, count in Counter(title).items():
                counts[token] = counts.get(token, 0.0) + TITLE_WEIGHT * count
            terms += [numbers.setdefault(token, len(numbers)) for token in counts]
            weights += counts.values()
            offsets.append(len(terms))
        return cls(list(numbers), np.array(offsets, np.int64), np.array(terms, np.int32), np.array(weights, np.float32))

    def __len__(self) -> int:
        """Rows."""
        return len(self.offsets) - 1

    def take(self, rows: Sequence[int], more: "Forward") -> "Forward":
        """``rows`` of this index followed by all rows of ``more``."""
        numbers = {token: i for i, token in enumerate(self.vocabulary)}
        mapped = np.array([numbers.setdefault(token, len(numbers)) for token in more.vocabulary], np.int32)
        spans = [np.arange(self.offsets[r], self.offsets[r + 1]) for r in rows]
        kept = np.concatenate(spans) if spans else np.zeros(0, np.int64)
        lengths = [self.offsets[r + 1] - self.offsets[r] for r in rows]
        offsets = np.concatenate(
            [
                [0],
                np.cumsum(lengths, dtype=np.int64) if lengths else [],
            ]
        ).astype(np.int64)
        return Forward(
            list(numbers),
            np.concatenate([offsets, more.offsets[1:] + offsets[-1]]),
            np.concatenate([self.terms[kept], mapped[more.terms] if len(more.terms) else more.terms]).astype(np.int32),
            np.concatenate([self.weights[kept], more.weights]).astype(np.float32),
        )

    def save(self, path: Path) -> None:
        """Write one ``.npz``."""
        words = np.frombuffer("\n".join(self.vocabulary).encode(), np.uint8)
        with path.open("wb") as file:
            np.savez(file, words=words, offsets=self.offsets, terms=self.terms, weights=self.weights)

    @classmethod
    def load(cls, path: Path) -> "Forward":
        """Read what ``save`` wrote."""
        with np.load(path) as data:
            text = data["words"].tobytes().decode()
            return cls(text.split("\n") if text else [], data["offsets"], data["terms"], data["weights"])


class Bm25:
    """Scores all rows of a ``Forward`` for weighted query tokens."""

    def __init__(self, forward: Forward) -> None:
        """Invert ``forward`` and weigh each posting once."""
        rows = len(forward)
        lengths = np.add.reduceat(np.append(forward.weights, 0), forward.offsets[:-1]) if rows else np.zeros(0, np.float32)
        lengths = np.where(np.diff(forward.offsets) > 0, lengths, 0)
        norm = K1 * (1 - B + B * lengths / max(float(lengths.mean()) if rows else 1.0, 1e-9))
        order = np.argsort(forward.terms, kind="stable")
        row_of = np.repeat(np.arange(rows, dtype=np.int32), np.diff(forward.offsets))[order]
        frequency = forward.weights[order]
        self._rows = row_of
        self._gain = (frequency * (K1 + 1) / (frequency + norm[row_of])).astype(np.float32)
        counts = np.bincount(forward.terms, minlength=len(forward.vocabulary))
        self._starts = np.concatenate([[0], np.cumsum(counts)])
        self._idf = np.log(1 + (rows - counts + 0.5) / (counts + 0.5)).astype(np.float32)
        self._numbers = {token: i for i, token in enumerate(forward.vocabulary)}
        self.size = rows
        self.unseen_idf = float(np.log(1 + (rows + 0.5) / 0.5))

    def idf(self, token: str) -> float:
        """Rarity of ``token``; that of a token in no row when it is unknown."""
        number = self._numbers.get(token)
        return self.unseen_idf if number is None else float(self._idf[number])

    def knows(self, token: str) -> bool:
        """Whether ``token`` occurs in any row."""
        return token in self._numbers

    def scores(self, query: Mapping[str, float]) -> Floats:
        """``(rows,)`` float32: the sum over query tokens of weight · idf · gain."""
        total = np.zeros(self.size, np.float32)
        for token, weight in query.items():
            number = self._numbers.get(token)
            if number is not None:
                part = slice(self._starts[number], self._starts[number + 1])
                total[self._rows[part]] += weight * self._idf[number] * self._gain[part]
        return total

    def has(self, token: str) -> Ints:
        """Rows that hold ``token``."""
        number = self._numbers.get(token)
        if number is None:
            return np.zeros(0, np.int32)
        return self._rows[self._starts[number] : self._starts[number + 1]]
