"""Numbers of articles that are printed over two lines (第二条, below it 之一) → lines or blocks with the whole number."""

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.model import Block
from ingest.numerals import CHINESE
from ingest.text.lines import Line

_ARTICLE = rf"第\s*(?:{CHINESE}|\d{{1,4}})\s*条"
_NUMBER = rf"{CHINESE}(?![般切致律定旦些样起直])"
"""A numeral, not the beginning of 一般, 一切 …"""
_CUT = (
    (re.compile(rf"^{_ARTICLE}$"), re.compile(rf"^之\s*{_NUMBER}")),
    (re.compile(rf"^{_ARTICLE}\s*之$"), re.compile(rf"^{_NUMBER}")),
    (re.compile(rf"^第\s*(?:{CHINESE}|\d{{1,4}})$"), re.compile(rf"^条(?:\s*之\s*{CHINESE})?(?:$|[\s【])")),
)
"""How the upper and the lower line of a number that was cut read."""


def mended(lines: Iterable[Line]) -> list[Line]:
    """``lines`` with the halves of each number put together."""
    out: list[Line] = []
    for line in lines:
        if out and _cut(out[-1].raw, line.raw):
            out[-1] = _together(out[-1], line)
        else:
            out.append(line)
    return out


def mended_blocks(blocks: Iterable[Block]) -> list[Block]:
    """``blocks``, each a line of its own, with the halves of each number put together."""
    out: list[Block] = []
    for block in blocks:
        if out and _cut(out[-1].text, block.text):
            out[-1] = replace(out[-1], text=out[-1].text + block.text, places=(*out[-1].places, *block.places))
        else:
            out.append(block)
    return out


def _cut(upper: str, lower: str) -> bool:
    """Whether the two lines are the halves of a number."""
    return any(above.match(upper) and below.match(lower) for above, below in _CUT)


def _together(upper: Line, lower: Line) -> Line:
    sure = min(upper.confidence, lower.confidence)
    places = (*upper.places, *lower.places)
    return replace(upper, raw=upper.raw + lower.raw, span=(upper.span[0], lower.span[1]), parts=places, confidence=sure)
