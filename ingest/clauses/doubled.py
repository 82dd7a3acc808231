"""Numbers that a document prints twice by mistake (第二章 … 第二章 …); the second opens a heading all the same."""

from collections.abc import Sequence as Run
from collections.abc import Set

from ingest.clauses.headings import SHORT
from ingest.model import Block
from ingest.numbering.doctypes import TERMINAL, DocType
from ingest.numbering.sequence import Marker, Sequence, matches
from ingest.text.lines import width

_AHEAD = 12
"""Blocks within which the numbers must go on from the second of two that are the same."""


def doubled(blocks: Run[Block], doctype: DocType, quoted: Set[int], inner: Set[int]) -> dict[int, Marker]:
    """Place of each block that opens with the number just reached on its level → that number, where the numbers go on from it.

    ``quoted``: places of blocks whose numbers open nothing; ``inner``: of titles at which the numbers begin anew.
    """
    found: dict[int, Marker] = {}
    sequence, last = Sequence(doctype.levels), -1
    for at, block in enumerate(blocks):
        if at in inner:
            sequence = Sequence(doctype.levels)
        if block.cells or block.insert or block.kind or at in quoted or at in inner:
            continue
        marker = sequence.continues(block.text)
        if (
            marker is None
            and (again := sequence.again(block.text))
            and _goes_on(blocks, at, again, sequence, beside=last == at - 1)
        ):
            found[at] = marker = again
        if marker:
            sequence.note(marker)
            last = at
    return found


def _goes_on(blocks: Run[Block], at: int, marker: Marker, sequence: Sequence, *, beside: bool) -> bool:
    """Whether the next number follows ``marker``, or, below a title, is the first of those that it holds.

    ``beside``: the block before has the same number, so that a sentence behind this one is no mere mention of it.
    """
    if not marker.rest:
        return False
    titled = width(marker.rest) <= SHORT and marker.rest[-1] not in TERMINAL
    if not titled and marker.rest[-1] not in TERMINAL:
        return False
    ahead = (block for block in blocks[at + 1 : at + 1 + _AHEAD] if not block.cells)
    following = next((found for block in ahead if (found := [*matches(block.text, sequence.levels)])), [])
    if any(after.rank == marker.rank and after.stem == marker.stem for after in following):
        return any(after.rank == marker.rank and after.number == marker.number + 1 for after in following)
    return _holds(marker, following, sequence) if titled else beside


def _holds(marker: Marker, following: Run[Marker], sequence: Sequence) -> bool:
    """Whether one of the numbers that a block may open with is the first below ``marker``, or runs on through it."""
    return any(
        after.rank > marker.rank
        and (sequence.due(after) or (after.number == 1 and (not after.stem or after.stem == marker.parts)))
        for after in following
    )
