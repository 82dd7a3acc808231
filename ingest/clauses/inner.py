"""Several documents in one file: the line that names the next one, where numbers begin again at the top."""

import re
from collections.abc import Sequence as Run
from dataclasses import dataclass

from ingest.identifiers import DocumentNumber
from ingest.model import Block
from ingest.numbering.doctypes import BULLET, NAME_END, SALUTATION, DocType, line_kind
from ingest.numbering.levels import ANNEX_LIST, ANNEXES, Level
from ingest.numbering.sequence import Marker, Sequence, match, matches
from ingest.text.lines import width

_LONGEST = 40
"""Width of the longest title, in full-width characters."""
_SHORTEST = 4
_BETWEEN = 10
"""Blocks that may stand between the last number of a document and the first of the next."""
_NO_TITLE = re.compile(r"[。；：，！？;:→➜⇒↓]|^[（(【].*[)）】]$")
_APART = (*ANNEXES, ANNEX_LIST.name, "slide")
"""Levels that stand outside of the numbers of a text: these begin anew behind them."""


@dataclass(slots=True)
class _Top:
    """The highest level of the document at hand, and how far its numbers have come."""

    rank: int = -1
    reached: int = 0


def titles(blocks: Run[Block], doctype: DocType) -> dict[int, str]:
    """Place of a block that names a further document → its title.

    The first document of a file is among them where its title stands below that of a collection.
    """
    found: dict[int, str] = {}
    sequence, top, seen, last, first = Sequence(doctype.levels), _Top(), set[int](), -1, -1
    for at, block in enumerate(blocks):
        marker = _opened(block, sequence)
        if marker and (other := _first_chapter(block, sequence, marker)) and _is_named(blocks, at, doctype):
            marker = other
        if marker is None:
            continue
        if marker.level.name in _APART:
            top, seen = _Top(), set()
        elif _begins_again(marker, top, seen):
            place = _title_before(blocks, max(last + 1, at - _BETWEEN), at, doctype, named=marker.rank != top.rank)
            if place is not None:
                found[place], top = blocks[place].text, _Top()
                sequence, seen = Sequence(doctype.levels), set()
        if marker.level.name not in _APART:
            seen.add(marker.rank)
            if top.rank < 0 or marker.rank <= top.rank:
                top.rank, top.reached = marker.rank, marker.number
        sequence.note(marker)
        last, first = at, at if first < 0 else first
    own = _title_before(blocks, max(0, first - _BETWEEN), first, doctype, named=True) if found else None
    return found if own is None else {own: blocks[own].text} | found


def _opened(block: Block, sequence: Sequence) -> Marker | None:
    """The number that a block opens with, due or the first of a decimal numbering."""
    if block.cells or block.insert or block.kind:
        return None
    return sequence.continues(block.text) or next(
        (m for m in matches(block.text, sequence.levels) if m.level.decimal and m.parts == ("1",)), None
    )


def _first_chapter(block: Block, sequence: Sequence, marker: Marker) -> Marker | None:
    """The first chapter that a block may open as well as the first item of a list, which ``marker`` is: 1. below 4.2."""
    if marker.level.name != "item" or marker.number != 1:
        return None
    return next((m for m in matches(block.text, sequence.levels) if m.level.decimal and m.parts == ("1",)), None)


def _is_named(blocks: Run[Block], at: int, doctype: DocType) -> bool:
    """Whether right above a block stands what is called as documents are."""
    return at > 0 and _title_before(blocks, at - 1, at, doctype, named=True) is not None


def _begins_again(marker: Marker, top: _Top, seen: set[int]) -> bool:
    """Whether a first number stands where the numbers of the highest level have come further, or opens a new kind of them."""
    if marker.number != 1 or marker.stem or top.reached < 1:
        return False
    return marker.rank == top.rank or (marker.rank not in seen and _heads(marker.level, below=marker.rank > top.rank))


def _heads(level: Level, *, below: bool) -> bool:
    """Whether documents are divided by this level at their top; ``below``: it is a lower one than that of the document before.

    Articles behind 一、二、三、 are the statute that a decision amends: both are one document.
    """
    return level.name in ("chapter", "heading", "point", "clause1") or (below and (level.holds or level.text))


def _title_before(blocks: Run[Block], start: int, stop: int, doctype: DocType, *, named: bool) -> int | None:
    """Where the title of a document stands among the blocks before its first number; ``named``: it must say what it is."""
    places = [at for at in range(start, stop) if _is_title(blocks[at], doctype)]
    places = [at for at in places if not named or NAME_END.search(blocks[at].text)]
    return places[-1] if places else None


def _is_title(block: Block, doctype: DocType) -> bool:
    text = block.text
    if block.cells or block.insert or block.kind or _NO_TITLE.search(text) or BULLET.match(text):
        return False
    other = line_kind(text) or SALUTATION.match(text) or match(text, doctype.levels) or any(DocumentNumber.find(text))
    return not other and len(text) >= _SHORTEST and width(text) <= _LONGEST
