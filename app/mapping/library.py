"""The text of a whole base, folded, in which quotes are looked up: exact runs, and by seeds of a few characters near ones."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.base.things import Things
from app.mapping.alignment import Codes, Run, codes, nearest_run
from app.mapping.folding import Folded, fold
from ingest.model import Clause

_SEED, _SHORT_SEED, _SHORT = 6, 3, 14
"""Characters of a seed; of the seed of a quote that has fewer characters than the third."""
_MOST_PLACES = 6
"""Places with the most seeds that are aligned."""
_MARGIN = 12
"""Characters beyond the quote's own length that are looked at on each side of a place."""
_BREAK = "\n"
_TABLE_BITS = 20


class _Owner(NamedTuple):
    """What a piece of the library is of: a clause, or a title that a clause is the first to stand under."""

    clause: str
    document: str
    title: str = ""


_NOBODY = _Owner("", "")

_STOP = re.compile(r"^\s?([。；！？])")


@dataclass(frozen=True, slots=True)
class Found:
    """A run of the library: the clause that it begins in, and the folded text."""

    clause: str
    document: str
    start: int
    """Where it begins and ends in the library's folded text."""
    end: int
    edits: int = 0


class Library:
    """The clauses of a base in order of reading, and its titles, folded; a document does not run into the next."""

    def __init__(self, things: Things) -> None:
        """Read and fold all clauses; some seconds for tens of thousands."""
        self._things = things
        pieces: list[str] = []
        self._starts: list[int] = []
        self._owners: list[_Owner] = []
        size = 0
        for owner, text in _pieces(things.store.clauses()):
            self._starts.append(size)
            self._owners.append(owner)
            pieces.append(text)
            size += len(text)
        self.text = "".join(pieces)
        self._codes = codes(self.text)
        self._hashes = {n: _grams(self._codes, n) for n in (_SEED, _SHORT_SEED)}

    def exact(self, folded: str) -> list[Found]:
        """Every place where a folded text stands."""
        return [self._found(at, at + len(folded)) for at in _all(self.text, folded)] if folded else []

    def nearest(self, folded: str) -> list[Found]:
        """The runs nearest to a folded text, the nearest first; none where it shares no seed with any document."""
        runs = {self._aligned(folded, at) for at in self._places(folded)}
        found = [self._found(run.start, run.end, run.edits) for run in runs if run.end > run.start]
        return sorted(found, key=lambda f: (f.edits, f.start))

    def original(self, found: Found) -> str:
        """The run as the source has it, with its punctuation."""
        parts = []
        for number in range(self._owner(found.start), self._owner(found.end - 1) + 1):
            begin = self._starts[number]
            folded = Folded.of(self._source(number))
            start, end = max(found.start - begin, 0), min(found.end - begin, len(folded.text))
            parts.append(folded.original(start, end))
        return "".join(parts)

    def stop(self, found: Found) -> str:
        """The mark that ends a sentence right behind a run in the source; "" where none does."""
        number = self._owner(found.end - 1)
        source = self._source(number)
        folded = Folded.of(source)
        last = folded.offsets[min(found.end - self._starts[number], len(folded.text)) - 1] + 1
        return next(iter(_STOP.findall(source[last : last + 2])), "")

    def span(self, found: Found) -> tuple[int, int]:
        """Where the clause or title that a run begins in begins and ends in the folded text."""
        number = self._owner(found.start)
        return self._starts[number], self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)

    def _source(self, number: int) -> str:
        owner = self._owners[number]
        held = None if owner.title else self._things.clause(owner.clause)
        return held.text if held else owner.title

    def _owner(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def _found(self, start: int, end: int, edits: int = 0) -> Found:
        owner = self._owners[self._owner(start)]
        return Found(owner.clause, owner.document, start, end, edits)

    def _places(self, folded: str) -> list[int]:
        """Where in the library a text would begin, by the places that most of its seeds agree on (within a few characters)."""
        n = _SEED if len(folded) >= _SHORT else _SHORT_SEED
        seeds = {folded[i : i + n]: i for i in range(len(folded) - n + 1)}
        if not seeds:
            return []
        votes: Counter[int] = Counter()
        for at in self._candidates(folded, n):
            offset = seeds.get(self.text[at : at + n])
            if offset is not None:
                votes[(at - offset) // _MARGIN] += 1
        return [place * _MARGIN for place, _ in votes.most_common(_MOST_PLACES)]

    def _candidates(self, folded: str, n: int) -> list[int]:
        """Places of the library whose seeds have the hash of one of the text's."""
        wanted = np.zeros(1 << _TABLE_BITS, np.bool_)
        wanted[_grams(codes(folded), n)] = True
        return np.flatnonzero(wanted[self._hashes[n]]).tolist()

    def _aligned(self, folded: str, at: int) -> Run:
        start = max(at - _MARGIN, 0)
        window = self.text[start : at + len(folded) + 2 * _MARGIN]
        run = nearest_run(folded, window.replace(_BREAK, "\0"))
        return Run(run.start + start, run.end + start, run.edits)


def _pieces(clauses: Iterable[Clause]) -> Iterator[tuple[_Owner, str]]:
    """Each piece of the library with its folded text: of a document its clauses in order, then its titles, each apart."""
    for document, run in groupby(clauses, key=lambda clause: clause.document):
        titles: dict[str, str] = {}
        for clause in run:
            for title in filter(None, clause.titles):
                titles.setdefault(title, clause.id)
            yield _Owner(clause.id, document), fold(clause.text)
        for title, first in titles.items():
            yield _NOBODY, _BREAK
            yield _Owner(first, document, title), fold(title)
        yield _NOBODY, _BREAK


def _grams(of: Codes, n: int) -> NDArray[np.uint32]:
    """``(len - n + 1,)``: a hash of ``_TABLE_BITS`` bits of each run of ``n`` code points."""
    size = max(len(of) - n + 1, 0)
    value = np.zeros(size, np.uint32)
    for i in range(n):
        value = value * np.uint32(0x9E3779B1) + of[i : i + size]
    return (value ^ (value >> np.uint32(15))) * np.uint32(0x85EBCA6B) >> np.uint32(32 - _TABLE_BITS)


def _all(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)
