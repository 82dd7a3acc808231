"""Text in table cells: the halves of a cell that a page break cut are joined, lists are split into numbered items.

``LIST_MARK`` opens a list; its items stand on lines of their own, with or without numbers.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.numbering.doctypes import SENTENCE_END
from ingest.numerals import CIRCLED_NUMBER, figures_to_int
from ingest.text.lines import clean

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_STYLES = tuple(
    re.compile(r"(?:^|(?<=[。；;.!？\s]))" + mark)
    for mark in (r"(\d{1,2})\s*[.．、]\s*(?!\d)", r"[（(](\d{1,2})[)）]\s*", r"(\d{1,2})[)）]\s*", rf"({CIRCLED_NUMBER})\s*")
)
"""Ways to number items inside a cell; the first item's way holds for all."""
ITEM_START = re.compile(r"^\d{1,2}\s*[.．、]")

LIST_MARK = "\ue000"
"""Opens a list inside a cell, where the source marked one (private use, so no white space)."""


def join_cell(upper: str, lower: str) -> str:
    """Join two halves of a cell: a list or an item begins a new line, anything else goes on in the sentence.

    After a sentence's end an item without a number begins, if the items above or several below have none either.
    """
    if not upper or not lower:
        return upper or lower
    above, below = upper.split("\n"), lower.split("\n")
    loose = not _numbers(above) or (len(below) > 1 and not _numbers(below))
    new = lower[0] == LIST_MARK or ITEM_START.match(lower) or (upper[-1] in SENTENCE_END and loose)
    return upper + ("\n" if new else "") + lower


def _numbers(lines: list[str]) -> bool:
    """Whether any of the lines begins a numbered item."""
    return any(ITEM_START.match(line.lstrip(LIST_MARK)) for line in lines)


def list_items(cell: str) -> tuple[list[str], list[str]]:
    """The items of a list cell in order, and what was guessed about their numbers.

    Numbers may restart, be missing, or be missing from a part. A line without a number goes on with the item
    before it when that is unfinished or when the next printed number leaves no room for it; else it is an item.
    In a marked list without numbers each sentence end followed by a gap ends an item.
    """
    items: list[str] = []
    guesses: list[str] = []
    lines = [line for line in cell.split("\n") if line.strip(LIST_MARK + " ")]
    style = next((s for s in _STYLES if s.match(cell.strip(LIST_MARK + " \n"))), _STYLES[0])
    last = 0
    for at, line in enumerate(lines):
        body = line.lstrip(LIST_MARK)
        parts = _numbered(body, style, (1, len(items) + 1, last + 1))
        if parts and parts[0][0] == 0:
            text = parts.pop(0)[1]
            if items and not line.startswith(LIST_MARK) and _continues_item(items, lines[at + 1 :], style, bool(parts)):
                items[-1] += text
            else:
                loose = re.split(r"(?<=[。；])\s+", text)
                guesses.append(f"无序号的条目按句拆分：{loose[0][:16]}…")
                items += loose
        if parts and parts[0][0] != len(items) + 1:
            guesses.append(f"条目序号 {parts[0][0]} 顺延为 {len(items) + 1}：{parts[0][1][:16]}…")
        items += [text for _, text in parts]
        last = parts[-1][0] if parts else last
    return [clean(item) for item in items if item.strip()], guesses


def _continues_item(items: list[str], rest: list[str], style: re.Pattern[str], numbered_after: bool) -> bool:
    """Whether a line without a number belongs to the item before it."""
    if items[-1].rstrip()[-1:] not in SENTENCE_END or numbered_after:
        return True
    following = next((found for line in rest if (found := style.match(line.lstrip(LIST_MARK + " ")))), None)
    return following is not None and _value(following) == len(items) + 1


def _value(found: re.Match[str]) -> int:
    """The number that a mark shows, circled or not."""
    return figures_to_int(next(group for group in found.groups() if group))


def _numbered(text: str, style: re.Pattern[str], first: tuple[int, ...]) -> list[tuple[int, str]]:
    """Parts of ``text`` with their printed numbers; a leading part without one has number 0."""
    parts: list[tuple[int, str]] = []
    begin, number, expected = 0, 0, first
    for found in style.finditer(text):
        value = _value(found)
        if value not in expected:
            continue
        if text[begin : found.start()].strip():
            parts.append((number, text[begin : found.start()].strip()))
        begin, number, expected = found.end(), value, (value + 1,)
    if text[begin:].strip():
        parts.append((number, text[begin:].strip()))
    return parts


def once(cells: Sequence[str]) -> list[str]:
    """The cells of a row, a merged cell only once: neighbouring cells with the same words (not figures) are one."""
    return [cell for before, cell in pairwise(["", *cells]) if cell != before or len(cell) <= 1 or not _CHINESE.search(cell)]


def plain(cells: Iterable[str]) -> str:
    """The text of a row, with a space between cells, and between the paragraphs of a cell."""
    return " ".join(text for cell in cells for part in re.split(rf"[\n{LIST_MARK}]+", cell) if (text := clean(part)))
