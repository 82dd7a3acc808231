"""Two wordings set side by side: which characters of each differ, punctuation, width and spaces aside."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from app.mapping.folding import Folded


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a wording."""

    text: str
    differs: bool = False


def differing(one: str, other: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """``one`` and ``other`` whole, in pieces that the other has too and pieces that it has not."""
    first, second = Folded.of(one), Folded.of(other)
    ops = [op for op in Levenshtein.opcodes(first.text, second.text) if op.tag != "equal"]
    return (
        tuple(_pieces(first, [(op.src_start, op.src_end) for op in ops])),
        tuple(_pieces(second, [(op.dest_start, op.dest_end) for op in ops])),
    )


def _pieces(folded: Folded, runs: list[tuple[int, int]]) -> Iterator[Piece]:
    at = 0
    for start, end in runs:
        if start == end:
            continue
        first, last = folded.offsets[start], folded.offsets[end - 1] + 1
        if at < first:
            yield Piece(folded.source[at:first])
        if max(at, first) < last:
            yield Piece(folded.source[max(at, first) : last], differs=True)
        at = max(at, last)
    if at < len(folded.source):
        yield Piece(folded.source[at:])
