"""Leaves out tables of contents; their lines are recognised by the headings that come again below."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.finding_kinds import FindingKind, Note
from ingest.model import Block
from ingest.numbering.doctypes import BULLET, LEADER, DocType
from ingest.numbering.sequence import match
from ingest.numerals import ROMAN_LETTER

_HEAD = re.compile(r"^[\W_]*目\s*[录次][\W_]*$")
_PAGE = re.compile(rf"\s*[(（]?\s*[-—]?\s*(?:\d{{1,3}}|{ROMAN_LETTER}{{1,5}})\s*[-—]?\s*[)）]?$")
_FILLING = re.compile(r"[\s.．·…*＊★☆]+$")
_FEWEST = 3
"""Lines of a table of contents that has no 目录 above it."""
_MOST = 500
"""Lines of the longest one of these."""
_NEAR = 4
"""Blocks below such a table of contents within which its first heading comes again."""


@dataclass(frozen=True, slots=True)
class _Lines:
    """The blocks of a document, and the text of each without gaps, by which a heading is found again."""

    blocks: Sequence[Block]
    keys: Sequence[str]
    doctype: DocType
    places: dict[str, list[int]]
    """The blocks that have each of ``keys``."""

    def listed(self, at: int) -> bool:
        """Whether a block is a line of the contents: dots lead to a page, or a heading that comes again below."""
        text = self._text(at)
        if self.blocks[at].cells or self.blocks[at].kind:
            return False
        if LEADER.search(text):
            return True
        if match(_PAGE.sub("", text) or text, self.doctype.levels) is None:
            return False
        names = self.names(at)
        return any(key.startswith(name) for key in self.keys[at + 1 :] for name in names)

    def names(self, at: int) -> set[str]:
        """What a line of the contents lists, without its dots and page number."""
        text = self._text(at)
        return {_key(_without_leader(text)), _key(_PAGE.sub("", text))} - {""}

    def next(self, key: str, start: int) -> int:
        """The first block from ``start`` on whose text without gaps is ``key``; the number of blocks when there is none."""
        found = self.places.get(key, [])
        at = bisect_left(found, start)
        return found[at] if at < len(found) else len(self.blocks)

    def heads(self, at: int) -> bool:
        """Whether a block is a heading alone, as all lines of contents are."""
        text = self._text(at)
        ways = (text, _PAGE.sub("", text), _without_leader(text))
        marker = next((found for way in ways if (found := match(way, self.doctype.levels))), None)
        plain = not (self.blocks[at].cells or self.blocks[at].kind)
        return plain and marker is not None and not re.search(r"[。；]", marker.rest)

    def _text(self, at: int) -> str:
        bullet = BULLET.match(self.blocks[at].text)
        return bullet["rest"] if bullet else self.blocks[at].text


def without(blocks: list[Block], doctype: DocType) -> tuple[list[Block], list[Note]]:
    """The blocks without tables of contents, with or without 目录 above them, and a note on each line left out."""
    keys = [_key(block.text) for block in blocks]
    places: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        places.setdefault(key, []).append(at)
    lines = _Lines(blocks, keys, doctype, places)
    start, stop = _below_its_head(lines) or _without_head(lines) or (0, 0)
    dropped = [Note(FindingKind.CONTENTS_DROPPED, block.text) for block in blocks[start:stop]]
    return blocks[:start] + blocks[stop:], dropped


def _below_its_head(lines: _Lines) -> tuple[int, int] | None:
    """From 目录 to behind the last of its lines."""
    blocks, keys = lines.blocks, lines.keys
    start = next((i for i, block in enumerate(blocks) if _HEAD.match(block.text) and not block.cells), None)
    if start is None:
        return None
    stop = start + 1
    while stop < len(blocks) and lines.listed(stop):
        stop += 1
        if stop < len(blocks) and keys[stop] in lines.names(start + 1):
            break
    return (start, stop) if stop > start + 1 else None


def _without_head(lines: _Lines) -> tuple[int, int] | None:
    """A run of headings that begins again right below it."""
    blocks, start = lines.blocks, 0
    while start < len(blocks):
        stop = start
        while stop < len(blocks) and lines.heads(stop):
            stop += 1
        for at in range(start, stop - _FEWEST + 1):
            if again := _again(lines, at, stop):
                return at, again
        start = stop + 1
    return None


def _again(lines: _Lines, start: int, stop: int) -> int:
    """Where the run of headings ``[start, stop)`` begins again, at its own end or soon below it; 0 when nowhere."""
    at = min((lines.next(name, start + _FEWEST) for name in lines.names(start)), default=len(lines.blocks))
    end = min(at, stop)
    if at >= min(stop + _NEAR, len(lines.blocks)) or end - start > _MOST:
        return 0
    listed = sum(any(lines.next(name, at) < len(lines.blocks) for name in lines.names(i)) for i in range(start, end))
    return end if 2 * listed >= end - start else 0


def _without_leader(text: str) -> str:
    """What a line of contents lists, without its dots or stars and its page."""
    return _FILLING.sub("", LEADER.sub("", text))


def _key(text: str) -> str:
    return re.sub(r"\s+", "", text)
