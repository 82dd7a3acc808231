"""BM25 over weighted fields (Robertson and Zaragoza 2009, §3.5), in numpy.

Ours because entries have weighted fields, tokens of a question have weights, and a hospital's base grows by a document at
a time: rows of an earlier index are taken over without cutting their text again. docs/design.md has the figures.
"""

from array import array
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
Bools = NDArray[np.bool_]


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
        """All rows of all parts, in order."""
        numbers: dict[str, int] = {}
        terms, weights, lengths = [np.zeros(0, np.int32)], [np.zeros(0, np.float32)], [np.zeros(0, np.int64)]
        for part in parts:
            mapped = np.array([numbers.setdefault(token, len(numbers)) for token in part.vocabulary], np.int32)
            terms.append(mapped[part.terms])
            weights.append(part.weights)
            lengths.append(np.diff(part.offsets))
        return cls(list(numbers), _offsets(np.concatenate(lengths)), np.concatenate(terms), np.concatenate(weights))

    def __len__(self) -> int:
        """Rows."""
        return len(self.offsets) - 1

    def take(self, rows: Sequence[int]) -> "Forward":
        """These rows alone."""
        numbers = np.array(rows, np.int64)
        lengths = np.diff(self.offsets)[numbers]
        offsets = _offsets(lengths)
        kept = np.arange(offsets[-1]) + np.repeat(self.offsets[numbers] - offsets[:-1], lengths)
        return Forward(self.vocabulary, offsets, self.terms[kept], self.weights[kept])

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


def _offsets(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each row of these lengths begins, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


class Bm25:
    """Scores all rows of a ``Forward`` for weighted query tokens."""

    def __init__(self, forward: Forward) -> None:
        """Invert ``forward`` and weigh each posting once."""
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
        held = zip(forward.vocabulary, counts.tolist(), strict=True)
        self._numbers = {token: i for i, (token, count) in enumerate(held) if count}
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
        parts = [(self._postings(token), weight) for token, weight in query.items() if token in self._numbers]
        if not parts:
            return np.zeros(self.size, np.float32)
        rows = np.concatenate([self._rows[part] for part, _ in parts])
        impact = np.concatenate([np.float32(weight) * self._impact[part] for part, weight in parts])
        return np.bincount(rows, impact, self.size).astype(np.float32)

    def holds(self, token: str, rows: Ints) -> Bools:
        """Whether each of ``rows`` holds ``token``."""
        if token not in self._numbers:
            return np.zeros(len(rows), np.bool_)
        holders = self._rows[self._postings(token)]
        return np.asarray(holders.take(holders.searchsorted(rows), mode="clip") == rows)

    def _postings(self, token: str) -> slice:
        """Where the rows that hold a known ``token`` stand, in order."""
        number = self._numbers[token]
        return slice(self._starts[number], self._starts[number + 1])
