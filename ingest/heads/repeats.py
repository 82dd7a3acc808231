"""Lines that print the title of a document again, as a heading of their own."""

import re
import unicodedata
from collections.abc import Iterable

from ingest.text.lines import Line

_MOST = 5
"""Lines that a title takes at most."""
_LETTER = re.compile(r"^关于(?:印发|发布|下发|公布)?《?(.+?)》?的(?:通知|公告|通告|决定)$")


def lines_of(lines: list[Line], titles: Iterable[str]) -> set[int]:
    """Offsets of the lines that are, one or several together, one of ``titles``, or the letter that sends it."""
    wanted = {bare(title) for title in titles if title}
    used: set[int] = set()
    for at in range(len(lines)):
        used |= _from(lines[at : at + _MOST], wanted)
    return used


def _from(lines: list[Line], wanted: set[str]) -> set[int]:
    """The offsets of those of ``lines``, from the first, that are one of ``wanted`` together."""
    text = ""
    for count, line in enumerate(lines, 1):
        text += bare(line.raw)
        if text in wanted:
            return {part.span[0] for part in lines[:count]}
        if not any(title.startswith(text) for title in wanted):
            break
    return set()


def letter_of(lines: list[Line], title: str) -> set[int]:
    """Offsets of the lines that are the title of the letter that sends the document called ``title``."""
    for at, first in enumerate(lines):
        if not first.text.startswith("关于"):
            continue
        text = ""
        for count, line in enumerate(lines[at : at + _MOST], 1):
            text += bare(line.raw)
            found = _LETTER.match(text)
            if found and found[1] == bare(title):
                return {part.span[0] for part in lines[at : at + count]}
    return set()


def bare(text: str) -> str:
    """``text`` without white space, its brackets of one width: scans and typists mix them."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
