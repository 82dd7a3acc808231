"""Printed lines → paragraphs: which line goes on in the next one.

In hard-wrapped text a line that is not full ends its paragraph. In text with one paragraph a line, a line
that ends without a full stop was cut by a page break. Headings, list items and lines that stand alone
(salutation, contact, imprint) never swallow what follows.
"""

import re
from dataclasses import replace
from statistics import median

from ingest.doctypes import BOX_TITLE, BULLET, NOTE, SALUTATION, SENTENCE_END, TERMINAL, DocType, line_kind
from ingest.lines import Line, clean, width
from ingest.model import Block
from ingest.numbering import Sequence

_SLACK = 2.5
"""A line this much narrower than a full one is not full."""
_LONG, _UNEVEN, _FEW, _NARROW = 0.6, 1.6, 4, 16
_NEARLY_FULL = 0.75
"""A line this full that ends in no full stop goes on: punctuation set narrow makes lines look short."""
_INDENT, _FLUSH = 1.5, 1.0
_HEADING_WIDTH = 32
_ITEM_HEADING_WIDTH = 20
_WORD = re.compile(r"[!-~]+[，。；：、）]?")
_SENTENCE = re.compile(r"[，。；]")
"""Running text has these within; titles and lists of names have not."""
_HEADING_END = re.compile(r"(?:[）)]|行动)$")
_TITLE_END = re.compile(r"(?:通知|公告|方案|计划|办法|目标|表|标准|意见|规定|目录|指南|规范|条例)(?:[（(].*[)）])?$")


def full_width(lines: list[Line]) -> float:
    """Printed width of a full line of wrapped text; infinity when the text is not wrapped.

    Wrapped text has many lines of about one width, and most of them end in the middle of a sentence.
    """
    widths = sorted(line.width for line in lines)
    if not widths:
        return float("inf")
    long = [line for line in lines if line.width >= _LONG * widths[int(0.9 * (len(widths) - 1))]]
    middle = median(line.width for line in long)
    open_ended = sum(line.text[-1] not in TERMINAL for line in long)
    enough = len(long) >= _FEW and middle >= _NARROW
    wrapped = enough and open_ended >= len(long) / 2 and widths[-1] <= _UNEVEN * middle
    return middle if wrapped else float("inf")


def join(lines: list[Line], doctype: DocType, full: float, glue: frozenset[int] = frozenset()) -> list[Block]:
    """Paragraphs of ``lines``; a line whose offset is in ``glue`` is joined to the one before, whatever it is."""
    blocks: list[Block] = []
    sequence = Sequence(doctype.levels)
    part: list[Line] = []
    notes: list[tuple[str, str]] = []

    def flush() -> None:
        if part:
            kind = line_kind(part[0].raw) if len(part) == 1 and _alone(part[0], full) else ""
            blocks.append(replace(paragraph(part, tuple(notes)), kind=kind))
            part.clear()
            notes.clear()

    for line in lines:
        note = ""
        if part:
            glued = line.span[0] in glue
            note = ("cut_by_box" if glued else _goes_on(part, line, sequence, full)) or ""
            if not note:
                flush()
        if note not in ("", "wrapped"):
            notes.append((note, f"…{part[-1].text[-12:]}|{line.text[:12]}…"))
        if not part:
            sequence.take(line.text)
        part.append(line)
    flush()
    return blocks


def paragraph(part: list[Line], notes: tuple[tuple[str, str], ...] = ()) -> Block:
    """One block of consecutive lines; two Latin words keep a space between them."""
    text = part[0].text
    for line in part[1:]:
        gap = " " if text[-1:].isascii() and text[-1:].isalnum() and line.text[:1].isascii() and line.text[:1].isalpha() else ""
        text += gap + line.text
    spans = tuple(line.span for line in part)
    sure = min(line.confidence for line in part)
    heading = len(part) == 1 and part[0].heading
    return Block(
        clean(text),
        spans,
        heading=heading,
        after_break=part[0].after_break,
        page=part[0].page,
        findings=notes,
        confidence=sure,
    )


def _goes_on(part: list[Line], line: Line, sequence: Sequence, full: float) -> str:
    """Why ``line`` continues the paragraph, or "" when it starts a new one."""
    last = part[-1]
    if last.heading or line.heading or last.box != line.box:
        return ""
    if _alone(last, full) or _alone(line, full) or BULLET.match(line.text) or SALUTATION.match(line.text):
        return ""
    if NOTE.match(line.text) or _set_in(part, line):
        return ""
    if (marker := sequence.continues(line.text)) and not _mid_sentence(last, line, full, marker.number):
        return ""
    return _wrapped(part, line, sequence, full) if full < float("inf") else _unwrapped(part, line, sequence)


def _alone(line: Line, full: float) -> bool:
    """Whether the line is a contact, a roster entry or an imprint rather than part of a sentence."""
    return line.width < full - _SLACK and bool(line_kind(line.raw))


def _set_in(part: list[Line], line: Line) -> bool:
    """Whether the format shows that ``line`` begins a paragraph: it is set in, and the line before is not."""
    return bool(line.measured) and line.indent >= _INDENT and part[-1].indent < _FLUSH and not BULLET.match(part[0].raw)


def _mid_sentence(last: Line, line: Line, full: float, number: int) -> bool:
    """Whether a would-be heading stands in a sentence: the line before is full and open, and it would restart at 1."""
    apart = line.measured and (line.blanks or line.indent >= _INDENT)
    return not apart and last.text[-1] not in TERMINAL and last.width >= full - _SLACK and number <= 1


def _wrapped(part: list[Line], line: Line, sequence: Sequence, full: float) -> str:
    last = part[-1]
    text = "".join(ln.text for ln in part)
    heading = "。" not in text and (sequence.reads(text) is not None or BOX_TITLE.match(text) is not None)
    if heading and _HEADING_END.search(text) and line.text[0] not in "（(":
        return ""
    if last.width + _first_word(line) > full - _SLACK + 1:
        if last.text[-1] in "：:":
            return ""
        return "joined_at_full_stop" if last.text[-1] in SENTENCE_END else "wrapped"
    if line.text[0] in "（(" and len(part) == 1 and _TITLE_END.search(last.text):
        return "wrapped"
    return "" if last.text[-1] in TERMINAL else _cut_short(part, line, full, heading)


def _cut_short(part: list[Line], line: Line, full: float, heading: bool) -> str:
    """Why a line that is neither full nor ended goes on all the same: set narrow, or cut by a page break."""
    text = "".join(ln.text for ln in part)
    running = len(part) > 1 or (line.after_break and part[-1].width >= _LONG * full)
    if part[-1].width >= _NEARLY_FULL * full and not heading:
        return "wrapped"
    return "joined_over_page" if running and _SENTENCE.search(text) else ""


def _first_word(line: Line) -> float:
    """The width that the line's first word would have taken on the line before: a character, or a Latin word."""
    word = _WORD.match(line.text)
    return width(word[0]) if word and line.measured else 1.0


def _unwrapped(part: list[Line], line: Line, sequence: Sequence) -> str:
    text = "".join(ln.text for ln in part)
    if text[-1] in TERMINAL or line.blanks == 0 or BULLET.match(text):
        return ""
    marker = sequence.reads(text)
    if marker and marker.level.name == "item":
        heading = width(text) <= _ITEM_HEADING_WIDTH and "，" not in text
    else:
        heading = width(text) <= _HEADING_WIDTH and bool(marker or _TITLE_END.search(text))
    return "" if heading else "joined_over_page"
