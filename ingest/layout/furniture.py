"""Removes page furniture: running heads, page numbers, watermarks: what recurs at one place of many pages or crosses one."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.finding_kinds import FindingKind, Note
from ingest.layout.grids import Table
from ingest.layout.sheet import Printed, Sheet
from ingest.numbering.levels import PLAIN_LEVELS, SUFFIX
from ingest.numbering.sequence import match
from ingest.numerals import ROMAN_LETTER

_MARGIN = 0.13
"""Share of the page's height: the top and the bottom margin, in which running heads and page numbers stand."""
_LEAST_PAGES = 3
"""Pages on which furniture must recur; two are enough for what stands in the outer margin or is smaller than the text."""
_OUTER, _SMALLER = 0.075, 0.92
"""Share of the page's height above and below which no text stands; share of the body size that only small print has."""
_FINE, _WIDER = 0.85, 0.1
"""Share of the body size of fine print, and that of the page's height above and below which it is no text."""
_EDGE = 0.065
"""Share of the page's height: nearer to its edges no text begins (GB/T 9704-2012 §6.2: 37 mm and 35 mm of 297)."""
_APART, _AT_MOST = 1.2, 2
"""Times the usual distance of lines: what stands alone in the outer margin is this far from the text, and two lines at most."""
_TEXT = re.compile(r"[。；：，、]$|://|\d{2,4}/\d{1,2}/\d{1,2}|\d{4}\s*年.*月.*日|印发|抄送|附\s*件|^注\s*\d*[:：]")
"""What tells in the outer margin that a line is no running head: sentences, what a browser prints, dates, notes."""
_SHARE = 0.45
"""Share of the pages, from the first to the last with a running head, that have it: just under half, for every other page."""
_STEP = 6.0
"""Points: lines whose heights differ less are at the same height."""
_NUMBER = re.compile(
    rf"^[-—–·\s]*(?:\d{{1,4}}|{ROMAN_LETTER}{{1,6}})[-—–·\s]*$|^第\s*\d{{1,4}}\s*页.{{0,12}}$|^\d{{1,4}}\s*/\s*\d{{1,4}}$"
    r"|^(?:Page|P\.?)\s*\d{{1,4}}(?:\s*(?:of|/)\s*\d{{1,4}})?$"
)
_OF_PAGES = re.compile(
    r"第?\s*\d{1,4}\s*页|共\s*\d{1,4}\s*页|\d{1,4}\s*/\s*\d{1,4}|(?<=页码)\s*[:：]?\s*\d{1,4}|(?<=页数)\s*[:：]?\s*\d{1,4}"
)
"""What differs from page to page in the table at the head of a controlled document."""
_EDGE_LINES = 3
"""Lines at the top and at the bottom of a page that can be furniture."""
_FAR = 3.0
"""Line heights: a line this far below all others in the bottom margin is a page number if it is a number."""
_BIG = 2.2
"""Times the body size: text this large at the same place of most pages is a watermark."""
_SLANT = 3.0
"""Times the width of its characters that the box of a slanted line of them is high; a column of characters is narrower."""


def strip(sheets: Sequence[Sheet], body: float) -> tuple[list[Sheet], list[Note]]:
    """The sheets without furniture, and a note on each text left out; ``body`` is the size of the running text in points."""
    heads = _repeated(sheets, body)
    marks = _watermarks(sheets, body)
    numbers = _page_numbers(sheets)
    tables = _repeated_tables(sheets)
    alone = {
        (sheet.number, line) for sheet in sheets if not sheet.slide for line in _set_apart(sheet, body, only=len(sheets) == 1)
    }
    kept: list[Sheet] = []
    findings: list[Note] = []
    for sheet in sheets:
        lines: list[Printed | Table] = []
        for item in sheet.items:
            if not isinstance(item, Printed):
                if (sheet.number, item) in tables:
                    findings.append(Note(FindingKind.RUNNING_HEAD, _cells(item), page=sheet.number))
                else:
                    lines.append(item)
                continue
            kind = (
                FindingKind.PAGE_NUMBER
                if (sheet.number, item) in numbers
                else FindingKind.RUNNING_HEAD
                if (_edge(item, sheet) and _words(item.text) in heads) or (sheet.number, item) in alone
                else FindingKind.WATERMARK
                if (item.text, round(item.top / body)) in marks or _is_slanted(item, body)
                else None
            )
            if kind:
                findings.append(Note(kind, item.text))
            else:
                lines.append(item)
        kept.append(sheet.with_items(tuple(lines)))
    return kept, list(dict.fromkeys(findings))


def _edge(line: Printed, sheet: Sheet) -> str:
    """The margin in which a line stands: "head", "foot" or "" for none."""
    if line.bottom <= _MARGIN * sheet.height:
        return "head"
    return "foot" if line.top >= (1 - _MARGIN) * sheet.height else ""


def _words(text: str) -> str:
    """The text of a line without spaces, and without a page number in it."""
    text = _OF_PAGES.sub("", text)
    return re.sub(r"^(?:[-—–|·]|\d{1,4}(?=\s|[-—–|·]))+|(?:(?<=\s)\d{1,4}|[-—–|·])+$", "", text).replace(" ", "")


def _margins(sheet: Sheet) -> list[Printed]:
    """The outermost lines in the top and bottom margins of a page, ``_EDGE_LINES`` of each at most."""
    lines = sorted((i for i in sheet.items if isinstance(i, Printed) and _edge(i, sheet)), key=lambda ln: ln.top)
    return list(dict.fromkeys([*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]]))


def _repeated(sheets: Sequence[Sheet], body: float) -> set[str]:
    """Texts of running heads: they recur in the same margin at the same height, and are no numbered headings."""
    seen: dict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
    small = {_words(ln.text) for s in sheets for ln in _margins(s) if ln.size <= _SMALLER * body or _is_outer(ln, s, body)}
    for sheet in sheets:
        for key, top in {(_words(ln.text), _edge(ln, sheet)): ln.top for ln in _margins(sheet)}.items():
            seen[key].append((sheet.number, top))
    filled = all(len(sheet.items) > _EDGE_LINES for sheet in sheets)
    often = {words for (words, _), places in seen.items() if _recurs(places, 2 if filled and words in small else _LEAST_PAGES)}
    return {words for words in often if words and not _is_numbered(words)}


def _is_numbered(words: str) -> bool:
    return bool(SUFFIX.match(words) or match(words, PLAIN_LEVELS))


def _is_outer(line: Printed, sheet: Sheet, body: float) -> bool:
    """Whether a line is so near to the upper or lower end of the page that no text of its size stands there."""
    margin = (_WIDER if line.size <= _FINE * body else _OUTER) * sheet.height
    return line.bottom <= margin or line.top >= sheet.height - margin


def _is_head(line: Printed, sheet: Sheet, body: float) -> bool:
    """Whether a line in the outer margin is small print, or no larger than the text and nearer still to the edge."""
    edge = line.bottom <= _EDGE * sheet.height or line.top >= (1 - _EDGE) * sheet.height
    return line.size <= _SMALLER * body or (edge and line.size <= body / _SMALLER)


def _set_apart(sheet: Sheet, body: float, *, only: bool) -> list[Printed]:
    """Running heads and feet told by their place on one page: in the outer margin, apart from the text and no larger.

    On the only page of a document what stands above text that has no title in larger type is the title itself.
    """
    inner = [item for item in sheet.items if not isinstance(item, Printed) or not _is_outer(item, sheet, body)]
    spans = sorted((i.top, i.bottom) if isinstance(i, Printed) else (i.bbox[1], i.bbox[3]) for i in inner)
    if not spans:
        return []
    usual = median([b[0] - a[1] for a, b in pairwise(spans)] or [body])
    outer = [i for i in sheet.items if isinstance(i, Printed) and _is_outer(i, sheet, body)]
    titled = any(isinstance(item, Printed) and item.size > body + 1 for item in inner[:_EDGE_LINES])
    above = [line for line in outer if line.bottom <= spans[0][0] and (titled or not only)]
    below = [line for line in outer if line.top >= spans[-1][1]]
    gaps = (
        (above, spans[0][0] - max((ln.bottom for ln in above), default=0)),
        (below, min((ln.top for ln in below), default=0) - spans[-1][1]),
    )
    return [
        line
        for lines, gap in gaps
        if len(lines) <= _AT_MOST and gap > max(_APART * usual, body)
        for line in lines
        if _is_head(line, sheet, body) and line.confidence >= 1 and not _TEXT.search(line.text) and not _is_numbered(line.text)
    ]


def _repeated_tables(sheets: Sequence[Sheet]) -> list[tuple[int, Table]]:
    """(page, table) of each table that only repeats the one at the head or foot of the pages before."""
    seen: dict[tuple[bool, str], list[tuple[int, float, Table]]] = defaultdict(list)
    for sheet in sheets:
        for first, item in ((True, sheet.items[0]), (False, sheet.items[-1])) if len(sheet.items) > 1 else ():
            if isinstance(item, Table) and item.rows:
                seen[first, _OF_PAGES.sub("", _cells(item))].append((sheet.number, item.bbox[1], item))
    recurring = (places for places in seen.values() if _recurs([place[:2] for place in places], least=2))
    return [(page, table) for places in recurring for page, _, table in places[1:]]


def _cells(table: Table) -> str:
    """The texts of a table, those of merged cells once."""
    return " ".join(text for row in table.rows for text in dict.fromkeys(row) if text)


def _recurs(places: list[tuple[int, float]], least: int = _LEAST_PAGES) -> bool:
    """Whether (page, top) of a line are at one height on most pages, or on every other page, but on no fewer than ``least``."""
    height = Counter(round(top / _STEP) for _, top in places).most_common(1)[0][0]
    pages = [page for page, top in places if abs(top / _STEP - height) <= 1]
    return len(pages) >= least and len(pages) >= _SHARE * (pages[-1] - pages[0] + 1)


def _page_numbers(sheets: Sequence[Sheet]) -> set[tuple[int, Printed]]:
    """(page, line) of each page number: a number alone in a margin, which counts like the pages or is far below the text."""
    alone = [(s.number, line) for s in sheets for line in _margins(s) if _NUMBER.match(line.text.strip())]
    below = {(s.number, line) for s in sheets for line in s.items if isinstance(line, Printed) and _far_below(line, s)}
    bare = [(page, line) for page, line in alone if line.text.strip().isdecimal() and (page, line) not in below]
    steps = Counter(int(line.text) - page for page, line in bare)
    usual = min(len(sheets) / 2, _LEAST_PAGES)
    return {(page, line) for page, line in alone if (page, line) not in bare or steps[int(line.text) - page] >= usual}


def _far_below(line: Printed, sheet: Sheet) -> bool:
    """Whether a line is in the bottom margin, below all others and at least ``_FAR`` line heights from them."""
    others = [i.bottom if isinstance(i, Printed) else i.bbox[3] for i in sheet.items if i is not line]
    gap = line.top - max(others, default=line.top)
    return _edge(line, sheet) == "foot" and gap > _FAR * (line.bottom - line.top)


def _is_slanted(line: Printed, body: float) -> bool:
    """Whether large text runs across the page at a slant: far higher than its characters are wide, and no column of them."""
    wide, high = line.x1 - line.x0, line.bottom - line.top
    each = wide / max(len(line.text.replace(" ", "")), 1)
    return line.size >= _BIG * body and each < wide / 3 and high > _SLANT * each and wide > high / _SLANT


def _watermarks(sheets: Sequence[Sheet], body: float) -> set[tuple[str, int]]:
    """(text, height in units of ``body``) of each watermark: large text at the same height of most pages."""
    if len(sheets) < _LEAST_PAGES:
        return set()
    large = Counter(
        (i.text, round(i.top / body)) for s in sheets for i in s.items if isinstance(i, Printed) and i.size >= _BIG * body
    )
    return {key for key, count in large.items() if count >= max(_LEAST_PAGES, 0.6 * len(sheets))}
