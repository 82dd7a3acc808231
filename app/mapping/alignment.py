"""Where in a longer text a quote stands, though some of its characters differ (semi-global alignment)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel, Levenshtein

_WIDER = 16
"""Characters by which a run is made wider."""
Codes = NDArray[np.uint32]
"""``(n,)``: the code points of a text."""


@dataclass(frozen=True, slots=True)
class Run:
    """The run [start, end) of a text that is nearest to a quote, and how many characters have to be changed."""

    start: int
    end: int
    edits: int

    def similarity(self, length: int) -> float:
        """Share, 0 to 1, of a quote of ``length`` characters that is as in the text."""
        return 1.0 - self.edits / max(length, self.end - self.start, 1)


def codes(text: str) -> Codes:
    """The code points of ``text``."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def nearest_run(quote: str, text: str) -> Run:
    """The run of ``text`` with the least edits from ``quote``, of several such the longest; takes time as len × len."""
    forward = _last_row(codes(quote), codes(text))
    first = end = int(forward.argmin())
    least = int(forward[end])
    while end < len(text) and forward[end + 1] == least and end - first < least:
        end += 1
    backward = _last_row(codes(quote[::-1]), codes(text[:end][::-1]))
    starts = np.flatnonzero(backward == least)
    length = min(starts.tolist(), key=lambda n: abs(n - len(quote)), default=0)
    start, end = _widened(quote, text, end - length, end)
    return Run(start, end, least)


def _widened(quote: str, text: str, start: int, end: int) -> tuple[int, int]:
    """A run that begins and ends as the quote does where that is as like it: what is lacking is not told as replaced then."""
    left = _as_it_begins(quote, text[:end], start)
    right = _as_it_begins(quote[::-1], text[left:][::-1], len(text) - end)
    return left, len(text) - right


def _as_it_begins(quote: str, text: str, start: int) -> int:
    """The place, from ``start`` back, from which on ``text`` is the most like ``quote``, of places with its first character."""
    if not quote or not text[start:] or text[start] == quote[0]:
        return start
    before = text[max(start - _WIDER, text.rfind("\0", 0, start) + 1) : start]
    places = [start - len(before) + n for n, char in enumerate(before) if char == quote[0]]
    return min((*places, start), key=lambda at: Indel.distance(quote, text[at:]))


def _last_row(quote: Codes, text: Codes) -> NDArray[np.int64]:
    """``(len(text) + 1,)``: least edits between ``quote`` and a run of ``text`` that ends at each place (Sellers 1980)."""
    places = np.arange(len(text) + 1)
    row = np.zeros(len(text) + 1, np.int64)
    for number, char in enumerate(quote, 1):
        best = np.minimum(row[:-1] + (text != char), row[1:] + 1)
        row = np.concatenate(([number], best))
        row = np.minimum.accumulate(row - places) + places
    return row


def similarity(one: str, other: str) -> float:
    """Share, 0 to 1, that two whole texts have in common: 1 less the edits by the longer length."""
    return float(Levenshtein.normalized_similarity(one, other))


def edits(quote: str, source: str) -> list[tuple[str, str]]:
    """What of ``quote`` has to become what, in order: ("诊", "防"); ("", "不") for what is missing."""
    return [
        (quote[op.src_start : op.src_end], source[op.dest_start : op.dest_end])
        for op in Levenshtein.opcodes(quote, source)
        if op.tag != "equal"
    ]
