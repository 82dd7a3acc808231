"""Lines of exported slides → paragraphs, though text boxes come in pieces, numbers on lines of their own, and out of order.

A slide starts at a page break. Numbers 1, 2, 3 … on lines of their own head the pieces that follow them;
an item's pieces are narrow, so a much wider line ends it. Short leftovers (labels of a diagram) are kept
together as one fragment, which is citable but never ranked.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from ingest.blocks.joining import paragraph
from ingest.model import Block, Place
from ingest.numbering.doctypes import BULLET, TERMINAL
from ingest.numerals import CIRCLED_NUMBER, figures_to_int
from ingest.tables.cells import plain
from ingest.text.lines import Line, clean, unclosed, width

_NUMBER = re.compile(r"^0?\d{1,2}$")
_MARKER = re.compile(rf"^(?:(\d{{1,2}})\s*[.、．)）]|[（(](\d{{1,2}})[)）]|({CIRCLED_NUMBER}))\s*(?=\S)")
"""A list number with its text on the line."""
_WIDE = 20.0
"""A line this wide, in full-width characters, fills its text box, and goes on in the next when no sentence ends."""
_SHORT = 14.0
"""Leftovers at most this wide, in full-width characters, are labels of a diagram."""
_ITEM_SLACK = 2.0
"""A line wider than those of the item by more than this, in full-width characters, stands in another text box."""


def join(lines: list[Line]) -> list[Block]:
    """Blocks of all slides: a heading ``第N页`` for each, then its paragraphs, items and fragments."""
    blocks: list[Block] = []
    for number, slide in enumerate(_slides(lines), 1):
        start = slide[0].span[0]
        page = slide[0].page
        blocks.append(Block(f"第{page or number}页", (Place((start, start), page),), heading=1, after_break=True))
        blocks += _fragments_together(_paragraphs(slide))
    return blocks


def _slides(lines: list[Line]) -> Iterator[list[Line]]:
    slide: list[Line] = []
    for line in lines:
        if line.after_break and slide:
            yield slide
            slide = []
        slide.append(line)
    if slide:
        yield slide


def _paragraphs(slide: list[Line]) -> Iterator[Block]:
    numbers = [int(ln.raw) for ln in slide if _NUMBER.match(ln.raw)]
    counting = numbers[:2] == [1, 2]
    expected = 1
    part: list[Line] = []
    item = 0
    for line in slide:
        if line.cells:
            yield from _finish(part, item)
            part, item = [], 0
            yield Block(plain(line.cells), line.places, line.cells, line.table)
        elif counting and _NUMBER.match(line.raw) and int(line.raw) == expected:
            yield from _finish(part, item)
            part, item, expected = [], expected, expected + 1
        elif marker := _MARKER.match(line.raw):
            yield from _finish(part, item)
            item = figures_to_int(next(group for group in marker.groups() if group))
            raw = line.raw[marker.end() :]
            part = [replace(line, raw=raw, span=(line.span[1] - len(raw), line.span[1]))]
        elif part and _continues(part, line, item):
            part.append(line)
        elif item and not part:
            part.append(line)
        else:
            yield from _finish(part, item)
            part, item = [line], 0
    yield from _finish(part, item)


def _continues(part: list[Line], line: Line, item: int) -> bool:
    last = part[-1]
    if line.blanks > 1 or BULLET.match(line.raw) or BULLET.match(last.raw):
        return False
    if item:
        return width(line.raw) <= max(width(ln.raw) for ln in part) + _ITEM_SLACK
    if line.blanks == 0:
        return last.text[-1] not in "。：:"
    text = "".join(ln.text for ln in part)
    open_ended = last.text[-1] in "、，" or unclosed(text)
    return open_ended or (width(last.raw) >= _WIDE and last.text[-1] not in TERMINAL)


def _finish(part: list[Line], item: int) -> Iterator[Block]:
    if not part:
        return
    block = paragraph(part)
    bullet = BULLET.match(part[0].raw)
    if item:
        yield Block(f"{item}. {block.text}", block.places)
    elif bullet:
        yield Block(clean(bullet["rest"]), block.places, kind="bullet")
    else:
        short = width(block.text) <= _SHORT and block.text[-1] not in TERMINAL
        yield Block(block.text, block.places, kind="fragment" if short else "")


def _fragments_together(blocks: Iterator[Block]) -> Iterator[Block]:
    for kind, group in groupby(blocks, key=lambda b: b.kind):
        members = list(group)
        if kind != "fragment":
            yield from members
            continue
        places = tuple(place for b in members for place in b.places)
        yield Block(" ".join(b.text for b in members), places, kind="fragment")
