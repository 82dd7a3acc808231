"""Lists of annexes (附件：1.… 2.…), above the body or below it: found before anything is numbered, so that none is an item."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.heads.genres import ends_title
from ingest.model import Block
from ingest.numbering.doctypes import BULLET, SALUTATION, line_kind
from ingest.numerals import int_to_chinese, int_to_circled
from ingest.text.lines import width

ENTRY = "annex"
"""Kind of a block that is one entry of such a list: its number, a space, its title."""
_HEAD = re.compile(
    r"^附\s*(?:[件表图录]\s*(?:清\s*单|目\s*录|列\s*表)?\s*(?:[（(][^（）()]{1,8}[)）])?\s*[:：]|[:：](?=\s*[1１]\s*[.．、]))\s*"
)
_STYLES = (
    r"{n}\s*[.．、]\s*(?!\d)",
    r"[（(]\s*(?:{n}|{chinese})\s*[)）]\s*",
    r"{n}\s*[)）]\s*",
    r"{chinese}\s*、\s*",
    r"{circled}\s*",
    r"{n}\s+(?=[\u4e00-\u9fff《“])",
)
"""How the entries below a head may be numbered; the first entry's way holds for all."""
_ANNEX = r"附\s*件\s*(?:{n}(?!\d)|{chinese})(?![和及至的，。）]|、附)\s*[:：.．、]?\s*"
"""How each is numbered where no head stands above: 附件1：… 附件2：…."""
_FIRST = re.compile(r"^附\s*件\s*(?:[1１一](?!\d)|$)")
"""How the first annex begins."""
_COUNTED_ON = re.compile(r"^(\d{1,2})\s*[.．、]")
_WIDEST = 60
"""Full-width characters of the longest title of an annex."""
_NO_TITLE = re.compile(r"[。；;！？].")
_STOP = re.compile(r"[\s。；;，,、]+$")
_SEVERAL = 2
"""Entries that make a list where no head stands above, or nothing but the head on its line."""


def parted(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with each entry of a list of annexes as a block of its own, of the kind ``ENTRY``, without the list's head."""
    out: list[Block] = []
    at = 0
    while at < len(blocks):
        found = _headed(blocks, at) or _numbered(blocks, at)
        out += found.entries if found else [blocks[at]]
        at = found.stop if found else at + 1
    return out


def entry(text: str) -> tuple[int, str]:
    """Number and title of an entry, as its block has them."""
    number, _, title = text.partition(" ")
    return int(number), title


@dataclass(slots=True)
class _List:
    """The entries read so far, and the first block behind them."""

    stop: int
    entries: list[Block] = field(default_factory=list)


def _headed(blocks: Sequence[Block], at: int) -> _List | None:
    """The list that begins at block ``at`` with its head (附件：); alone, that may as well stand above the text of an annex."""
    if not _is_plain(blocks[at]) or not (head := _HEAD.match(blocks[at].text)):
        return None
    alone = head.end() == len(blocks[at].text)
    found = _entries(blocks, at + alone, _STYLES, _printed(blocks[at + 1 : at + 2]) if alone else 1)
    sure = len(found.entries) >= _SEVERAL or not alone or _ends(blocks, found.stop)
    return found if found.entries and sure else None


def _numbered(blocks: Sequence[Block], at: int) -> _List | None:
    """The list that begins at block ``at`` with 附件1：, if none of what it names stands right below it."""
    found = _entries(blocks, at, (_ANNEX,))
    above = all(block.kind for block in blocks[:at])
    return found if len(found.entries) >= _SEVERAL and (above or _ends(blocks, found.stop)) else None


def _ends(blocks: Sequence[Block], stop: int) -> bool:
    """Whether block ``stop`` is no text of an annex: a signature, an addressee, the first annex itself; or there is none."""
    if stop == len(blocks) or blocks[stop].kind:
        return True
    text = blocks[stop].text
    return bool(line_kind(text) or SALUTATION.match(text) or _FIRST.match(text))


def _printed(first: Sequence[Block]) -> int:
    """The number that the first entry has, which a word processor may count on from the body's; 1 where it has none."""
    found = _COUNTED_ON.match(first[0].text) if first else None
    return int(found[1]) if found else 1


def _entries(blocks: Sequence[Block], at: int, styles: Sequence[str], first: int = 1) -> _List:
    """The entries, numbered from ``first`` on in one of ``styles``, that block ``at`` begins with."""
    found = _List(at)
    while found.stop < len(blocks) and _is_plain(block := blocks[found.stop]):
        due = len(found.entries) + first
        if titles := _titles(block.text, due, styles):
            styles, made = titles
            found.entries += [replace(block, text=f"{n} {title}", kind=ENTRY) for n, title in enumerate(made, due)]
        elif found.entries and _goes_on(found.entries[-1], blocks[found.stop : found.stop + 2], due, styles):
            above = found.entries[-1]
            found.entries[-1] = replace(above, text=above.text + block.text, places=(*above.places, *block.places))
        else:
            break
        found.stop += 1
    return found


def _titles(text: str, first: int, styles: Sequence[str]) -> tuple[tuple[str], list[str]] | None:
    """The way of ``styles`` in which ``text`` is numbered from ``first`` on, and the titles that it consists of."""
    bullet = BULLET.match(text)
    text = _HEAD.sub("", bullet["rest"] if bullet else text)
    for style in styles:
        titles, number, mark = [], first, _mark(style, first).match(text)
        while mark:
            after = _mark(style, number + 1).search(text, mark.end() + 1)
            titles.append(_STOP.sub("", text[mark.end() : after.start() if after else None]))
            number, mark = number + 1, after
        if titles and all(map(_is_title, titles)):
            return (style,), titles
    return None


def _mark(style: str, number: int) -> re.Pattern[str]:
    return re.compile(style.format(n=rf"(?<!\d){number}", chinese=int_to_chinese(number), circled=int_to_circled(number)))


def _goes_on(above: Block, next_two: Sequence[Block], number: int, styles: Sequence[str]) -> bool:
    """Whether the first of two blocks is the rest of the title ``above``: the second is the entry with the next number."""
    whole = ends_title(above.text) or len(next_two) < _SEVERAL or not _is_title(next_two[0].text)
    return not whole and _titles(next_two[1].text, number, styles) is not None


def _is_title(text: str) -> bool:
    return bool(text) and width(text) <= _WIDEST and not _NO_TITLE.search(text) and text[-1] not in "：:。"


def _is_plain(block: Block) -> bool:
    return not (block.cells or block.insert or block.kind)
