"""Printed lines → paragraphs: decides which lines are one paragraph.

In hard-wrapped text a line that is not full ends its paragraph. In text with one paragraph a line, a line
that ends without a full stop was cut by a page break. Headings, list items and lines that stand alone
(salutation, contact, imprint) never swallow what follows.
"""

import re
from dataclasses import replace

from ingest.blocks.setting import FLUSH, INDENT, LONG, NEARLY_FULL, Setting, ended
from ingest.finding_kinds import FindingKind, Note
from ingest.model import Block
from ingest.numbering.doctypes import (
    BOX_TITLE,
    BULLET,
    FIELD,
    LATIN,
    LEADER,
    NOTE,
    SALUTATION,
    SENTENCE_END,
    TERMINAL,
    DocType,
)
from ingest.numbering.levels import ANNEXES
from ingest.numbering.sequence import Marker, match
from ingest.text.lines import Line, clean, unclosed, width
from ingest.text.signing import fields, heads_table

_OPENING = 32
"""Lines of a paragraph that are looked at again with each that follows."""
_NEVER_FIRST = "、，。；：）》”"
"""Marks with which no line begins (GB/T 15834-2011): such a line goes on in the paragraph."""
_HEADING_WIDTH = 32
"""Headings are at most this wide, in full-width characters; a wider line is text."""
_ITEM_HEADING_WIDTH = 20
"""The same for a numbered item, which is more often text than a heading."""
_WORD = re.compile(r"[!-~]+[，。；：、）]?")
_MARKED = re.compile(r"[《“（]*[\u4e00-\u9fff][，。；：、？！）》”]+")
_LABEL = re.compile(r"[【［][^】］]{1,16}[】］]")
_HANGS = re.compile("(?:[，、的和与及或并由对为在将把向从按以经于请被让使]|其中|包括|例如|应当|不得|必须|可以|根据)$")
"""How a line ends that was cut in a sentence, and no title or label does."""
_REST = re.compile(r"^的|^\d+(?:\.\d+)?\s*(?:[年月日时天周岁例人次名床份%％]|小时|分钟|个[月工]|m[mLl]\b|kg\b)")
"""How a line goes on with an amount, a date or 的, which no paragraph begins with where the line before is open."""
_NUMERAL = re.compile(r"第\s*(?:[零〇一二两三四五六七八九十百]*|\d*)$")
_UNIT = re.compile(r"^[零〇一二两三四五六七八九十百\d]*\s*[条款项章节](?:[^\s、.．]|$)")
"""How a line goes on with the number of an article that is cut: 第十|六条."""
_CHINESE = re.compile("[\u4e00-\u9fff]")
_PROSE = 12
"""Chinese characters of a sentence that a page break may have cut; what is shorter is a label or a title."""
_SENTENCE = re.compile(r"[，。；]")
"""Running text has these within; titles and lists of names have not."""
_DAY = re.compile(r"^[（(]?\d{4}\s*年")
"""How a line on the adoption of a statute begins; it is centred, on as many lines as it needs."""
_HEADING_END = re.compile(r"(?:[）)]|行动)$")
_TITLE_END = re.compile(
    r"(?:通知|公告|方案|计划|办法|目标|表|标准|意见|规定|目录|指南|规范|条例|台账|清单|名单|名册)(?:[（(].*[)）])?$"
)
Joined = FindingKind | bool
"""Whether a line continues the paragraph before it; where that is a guess, the kind of finding that says so."""


def join(lines: list[Line], doctype: DocType, full: float, glue: frozenset[int] = frozenset()) -> list[Block]:
    """Paragraphs of ``lines``; a line whose offset is in ``glue`` is joined to the one before, whatever it is."""
    blocks: list[Block] = []
    setting = Setting.of(lines, doctype, full)
    part: list[Line] = []
    notes: list[Note] = []

    def flush() -> None:
        if part:
            kind = setting.alone(part[0]) if len(part) == 1 else ""
            blocks.append(replace(paragraph(part, tuple(notes)), kind=kind))
            part.clear()
            notes.clear()

    for line in lines:
        joined: Joined = False
        if part:
            glued = line.span[0] in glue
            named = _names_heading(blocks, part, setting)
            joined = FindingKind.CUT_BY_BOX if glued else not named and _goes_on(part, line, setting)
            if not joined:
                split = setting.doctype.one_sentence and _could_go_on(part[-1], line, setting)
                flush()
                notes += [Note(FindingKind.SPLIT_AT_FULL_STOP, line.text[:24])] if split else []
        if isinstance(joined, FindingKind):
            notes.append(Note(joined, f"…{part[-1].text[-12:]}|{line.text[:12]}…"))
        if not part:
            setting.sequence.take(line.text, line.raw)
        part.append(line)
    flush()
    return blocks


def paragraph(part: list[Line], notes: tuple[Note, ...] = ()) -> Block:
    """One block of consecutive lines; two Latin words keep a space between them."""
    text = part[0].text
    for line in part[1:]:
        gap = " " if text[-1:].isascii() and text[-1:].isalnum() and line.text[:1].isascii() and line.text[:1].isalpha() else ""
        text += gap + line.text
    places = tuple(place for line in part for place in line.places)
    sure = min(line.confidence for line in part)
    heading = part[0].heading if len(part) == 1 else 0
    return Block(
        clean(text),
        places,
        heading=heading,
        after_break=part[0].after_break,
        findings=notes,
        confidence=sure,
        list=part[0].list,
    )


def _names_heading(blocks: list[Block], part: list[Line], setting: Setting) -> bool:
    """Whether the one line so far is the title of a heading whose number stands alone above it."""
    if not blocks or len(part) > 1 or setting.is_full(part[0]) or part[0].text[-1] in SENTENCE_END:
        return False
    above = blocks[-2:] if LATIN.match(part[0].text) else blocks[-1:]
    markers = [match(block.text, setting.doctype.levels) for block in above]
    titled = ("standard_annex", "division", *(ANNEXES if setting.full == float("inf") else ()))
    return any(m and not m.rest and (m.level.decimal or m.level.name in titled) for m in markers)


def _goes_on(part: list[Line], line: Line, setting: Setting) -> Joined:
    """Whether ``line`` continues the paragraph."""
    last = part[-1]
    if (
        last.heading
        or line.heading
        or last.list != line.list
        or (last.insert != line.insert and not (line.after_break and setting.is_open(last)))
    ):
        return False
    if setting.alone(last) or setting.alone(line) or SALUTATION.match(line.text) or LEADER.search(last.text):
        return False
    if NOTE.match(line.text) or _labelled(part, line) or _set_in(part, line, setting) or _lists(part, line, setting):
        return False
    marker = setting.sequence.continues(line.text, line.raw)
    if marker and (_is_division(part, setting) or not _mid_sentence(last, line, marker, setting)):
        return False
    if setting.full == float("inf"):
        return _closes(_opening(part), line) or _unwrapped(part, line, setting)
    return line.text[0] in _NEVER_FIRST or _closes(_opening(part), line) or _wrapped(part, line, setting)


def _labelled(part: list[Line], line: Line) -> bool:
    """Whether the line begins with a label: 【定义】, or 决议： below another line of this kind where widths are not known.

    So does one that says below a title whose a table is, and of which day.
    """
    beside = not line.measured and bool(FIELD.match(line.text) and FIELD.match(part[0].text))
    return _LABEL.match(line.text) is not None or beside or heads_table(fields(line.text))


def _closes(text: str, line: Line) -> bool:
    """Whether the line closes a bracket that ``text``, which ends within it, has opened: （某字 | 〔2023〕3号）."""
    return not line.blanks and text[-1] not in TERMINAL and unclosed(text) and not unclosed(text + line.text)


def _lists(part: list[Line], line: Line, setting: Setting) -> bool:
    """Whether the line opens an entry of a list: a bullet, a standard cited below another."""
    if BULLET.match(line.text):
        return line.text[0] not in "—–一" or not setting.is_open(part[-1])
    entry = next((entry for _, entry in setting.doctype.entries if entry.match(line.text)), None)
    if entry:
        return entry.match(part[0].text) is not None or not setting.is_open(part[-1])
    if setting.doctype.fields and (FIELD.match(line.text) or FIELD.match(part[-1].text)):
        return True
    early = setting.doctype.preamble if not setting.sequence.started else None
    return bool(early and early.match(line.text)) or (setting.inset and not line.measured and line.indent >= FLUSH)


def _set_in(part: list[Line], line: Line, setting: Setting) -> bool:
    """Whether the layout shows that ``line`` begins a paragraph: indented, or below a gap after the end of a sentence."""
    if setting.doctype.preamble and not setting.sequence.started and _DAY.match(part[0].text):
        return part[-1].width < NEARLY_FULL * setting.full
    if line.measured and line.blanks and part[-1].text[-1] in TERMINAL:
        return True
    return bool(line.measured) and line.indent >= INDENT and part[-1].indent < FLUSH and not BULLET.match(part[0].raw)


def _mid_sentence(last: Line, line: Line, marker: Marker, setting: Setting) -> bool:
    """Whether a would-be heading stands in a sentence: the line before is full and open.

    A number that restarts, or one that a sentence may well name (第三条, 表 1, 3 名), is then no heading.
    """
    if not setting.is_open(last) or (line.measured and (line.blanks or line.indent >= INDENT)):
        return False
    named = (marker.level.firm and not marker.firm) or marker.level.caption or (marker.level.decimal and not marker.stem)
    return bool(named) or (marker.number <= 1 and not marker.level.firm and not marker.level.holds)


def _is_division(part: list[Line], setting: Setting) -> bool:
    """Whether the line so far is 第一节 and a title, which is centred, so that its end may reach the right margin."""
    heading = setting.sequence.reads(part[0].text) if len(part) == 1 else None
    return heading is not None and heading.level.holds and part[0].indent >= INDENT


def _opening(part: list[Line]) -> str:
    """The text of the paragraph so far, as much of it as any heading has."""
    return "".join(line.text for line in part[:_OPENING])


def _wrapped(part: list[Line], line: Line, setting: Setting) -> Joined:
    last = part[-1]
    text = _opening(part)
    marker = setting.sequence.reads(text)
    nearly = last.width >= NEARLY_FULL * setting.full
    title = marker and not marker.level.text and not marker.level.leaf and not (marker.level.decimal and nearly)
    heading = "。" not in text and bool(title or BOX_TITLE.match(text))
    if heading and _HEADING_END.search(text) and line.text[0] not in "（(":
        return False
    if setting.is_full(last, _first_word(line, setting.inset or last.text[-1] not in SENTENCE_END)):
        return _after_full_line(last.text[-1], line, setting)
    if line.text[0] in "（(" and len(part) == 1 and _TITLE_END.search(last.text):
        return True
    return not ended(last.text) and _cut_short(part, line, nearly, heading, setting)


def _cut_short(part: list[Line], line: Line, nearly: bool, heading: bool, setting: Setting) -> Joined:
    """Whether a line that is neither full nor ended goes on all the same: set narrow, or cut by a page break."""
    text = _opening(part)
    running = len(part) > 1 or (line.after_break and part[-1].width >= LONG * setting.full)
    if nearly and not heading:
        return True
    return FindingKind.JOINED_OVER_PAGE if running and _SENTENCE.search(text) else False


def _first_word(line: Line, marked: bool) -> float:
    """The width of what no break may part at the beginning: a character with its marks if ``marked``, a Latin word."""
    word = _WORD.match(line.text) or (marked and _MARKED.match(line.text))
    if not word or not line.measured:
        return 1.0
    return width(word[0]) * max((line.measured - line.indent) / width(line.raw), 1.0)


def _after_full_line(end: str, line: Line, setting: Setting) -> Joined:
    """Whether a line goes on after a full one that ends in ``end``."""
    if end not in SENTENCE_END + "：:":
        return True
    if setting.inset:
        return line.indent < FLUSH
    return False if setting.doctype.one_sentence or end in "：:" else FindingKind.JOINED_AT_FULL_STOP


def _could_go_on(last: Line, line: Line, setting: Setting) -> bool:
    """Whether a paragraph was ended only because a sentence ended at the very end of its line."""
    marked = setting.sequence.continues(line.text, line.raw) or setting.inset or setting.full == float("inf")
    return not marked and setting.is_full(last) and last.text[-1] in SENTENCE_END


def _unwrapped(part: list[Line], line: Line, setting: Setting) -> Joined:
    text = _opening(part)
    if line.blanks == 0:
        long = width(text) >= _PROSE and not ended(text)
        rest = _HANGS.search(text) or _REST.match(line.text) or (_NUMERAL.search(text) and _UNIT.match(line.text))
        cut = text[-1] in "，、" or (long and rest is not None)
        return FindingKind.JOINED_OVER_PAGE if cut else False
    if (
        ended(text)
        or not (_SENTENCE.search(text) or len(_CHINESE.findall(text)) >= _PROSE)
        or BULLET.match(text)
        or BOX_TITLE.match(text)
    ):
        return False
    marker = setting.sequence.reads(text)
    if marker and marker.level.name == "item":
        heading = width(text) <= _ITEM_HEADING_WIDTH and "，" not in text
    else:
        heading = width(text) <= _HEADING_WIDTH and bool(marker or _TITLE_END.search(text))
    return False if heading else FindingKind.JOINED_OVER_PAGE
