"""Finds the tables in lines: rows whose cells the format knows, cells separated by tabs, columns aligned by spaces.

Rows that a page break split are joined. What a row means is decided later by its column names
(``ingest.tables.catalogues``).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.finding_kinds import FindingKind, Note
from ingest.model import Block, Place
from ingest.numbering.doctypes import NOTE, SENTENCE_END
from ingest.numbering.levels import ANNEX, ANNEX_LIST, CHAPTER, TARGET
from ingest.numbering.sequence import match
from ingest.tables import headers, leaders
from ingest.tables.broken_rows import is_rest, merge_rows
from ingest.tables.cells import ITEM_START, LIST_MARK, once, plain
from ingest.text.lines import Line, clean, width

_TAG = re.compile(r"<[^<>]{1,200}>")
_HEADER_WORDS = re.compile(
    r"^(?:序\s*号|编\s*号|标准号|标准编号|项目|指标|名称|评估\S{2}|.{0,6}指标|指标.{0,4}|分类|.{0,4}维度)$"
)
_GOES_ON = re.compile(r"续\s*表\s*\d*$|^续\s*表|[（(]\s*续\s*[)）]$")
"""What is printed above the rest of a table on the next page."""
_CAPTION = re.compile(r"附?表\s*[\dA-Z一二三四五六七八九十]")
"""How what stands above another table begins."""
_SEPARATOR = re.compile(r"^[-:|\s\t]+$")
_MIN_COLUMNS = 3
"""Columns that a table without tabs must have; two words side by side are no header."""
_MERGED_HEADER_WIDTH = 18
"""Names may be longer where merged cells show that two rows head the table."""
_VALUE = re.compile(r"^(?:/|—|-|逐[步年]\S{2}|[≥≤<>＞＜=]?\s*\d+(?:\.\d+)?\s*[%‰]?(?:/\d+(?:\.\d+)?\s*[%‰]?)*)$")


@dataclass(frozen=True, slots=True)
class Region:
    """Lines [start, stop) of a document that are one table, with its rows as blocks."""

    start: int
    stop: int
    rows: list[Block]


def find(lines: list[Line]) -> list[Region]:
    """Every table in ``lines``, in order."""
    regions: list[Region] = []
    listed = leaders.listed(lines)
    i = 0
    while i < len(lines):
        number = len(regions) + 1
        tabbed = None if lines[i].span in listed else _tabbed(lines, i, number)
        region = _gridded(lines, i, number) or tabbed or _aligned(lines, i, number)
        if region:
            regions.append(region)
        i = region.stop if region else i + 1
    return regions


def cell_text(cell: str) -> str:
    """A cell without HTML tags; a closing paragraph or list item ends a line."""
    text = re.sub(r"(?i)</(?:p|li|ol|ul|div)>|<br\s*/?>", "\n", cell)
    text = re.sub(r"(?i)<(?:ol|ul)\b[^>]*>", "\n" + LIST_MARK, text)
    parts = (re.sub(r"[ \t\u3000\xa0]+", " ", part).strip() for part in _TAG.sub("", text).split("\n"))
    return "\n".join(part for part in parts if part.strip(LIST_MARK))


def _gridded(lines: list[Line], start: int, table: int) -> Region | None:
    """Rows whose cells the format knows."""
    if not lines[start].cells:
        return None
    stop = next((i for i in range(start, len(lines)) if lines[i].table != lines[start].table), len(lines))
    flat = [_flat(line.cells) for line in lines[start:stop]]
    if fields := headers.fields_above(flat):
        rows = [_fields(line.cells, line, table) for line in lines[start : start + fields]]
        return Region(start, start + fields, rows)
    header, below = _header(flat)
    headed = below > 1 or headers.is_header(header) or headers.matrix(flat) > 0
    names = {_flat(line.cells) for line in lines[start : start + below]} if headed else set()
    names_row = _row(header, tuple(lines[start : start + below]), table)
    rows = [replace(names_row, text=plain(once(header)), heading=int(headed))]
    below_break = False  # a header printed again at the top of a page
    for line in lines[start + below : stop]:
        if not any(line.cells) or _flat(line.cells) in names:
            below_break = below_break or line.after_break
            continue
        cells, note = _padded(list(line.cells), header if headed else [])
        row = _row(cells, (line,), table, note, line.after_break or (below_break and is_rest(rows[-1].cells, tuple(cells))))
        below_break = False
        rows.append(replace(row, text=plain(once(cells)), columns=_columns(line, cells)))
    merged = merge_rows(rows) if headed else rows
    return Region(start, stop, [replace(row, list=lines[start].list) for row in merged])


def _fields(cells: Sequence[str], line: Line, table: int) -> Block:
    """A row above the column names; what has no colons (单位, 内科, 检查人, 王某) is one cell, so that it is no names."""
    text = plain(once(cells))
    row = _row(cells if headers.are_fields(tuple(cells)) else (text,), (line,), table, after_break=line.after_break)
    return replace(row, text=text)


def _columns(line: Line, cells: list[str]) -> tuple[tuple[Place, ...], ...]:
    """The places of a row's cells; ``cells`` may have been padded at either end."""
    missing = ((),) * (len(cells) - len(line.columns))
    at_its_end = cells[: len(line.cells)] == list(line.cells)
    return (*line.columns, *missing) if at_its_end else (*missing, *line.columns)


def _flat(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Each cell as a single line."""
    return tuple(cell.replace("\n", "") for cell in cells)


def _header(rows: list[tuple[str, ...]]) -> tuple[list[str], int]:
    """The column names, and how many rows they take: names under a merged name belong to the same header."""
    if found := headers.known_at(rows, 0):
        return list(found.cells), found.stop
    if deep := headers.matrix(rows):
        return ["".join(dict.fromkeys(column)) for column in zip(*rows[:deep], strict=True)], deep
    names, depth = list(rows[0]), 1
    for above, below in pairwise(rows[: headers.MOST_ROWS]):
        if not _names_below(above, below):
            break
        names = [name if a == b else name + b for name, a, b in zip(names, above, below, strict=True)]
        depth += 1
    return names, depth


def _names_below(above: tuple[str, ...], below: tuple[str, ...]) -> bool:
    """Whether a row gives the names of columns under the merged names of the row above."""
    if len(above) != len(below) or not headers.goes_on(above, below):
        return False
    down = any(a == b and a for a, b in zip(above, below, strict=True))
    across = any(a == b and a for a, b in pairwise(above)) and above != below
    named = all(a and width(a) <= _MERGED_HEADER_WIDTH for a in above + below)
    return (named and down and across) or ((down or across) and headers.is_header(above) and headers.is_header(below))


def _tabbed(lines: list[Line], start: int, table: int) -> Region | None:
    """Rows with tabs between cells; a line or two without a tab (a page number, a lone last cell) do not end the table."""
    if not _starts_table(lines[start]):
        return None
    header = _cells(lines[start])
    ahead = [line for line in lines[start : start + headers.MOST_ABOVE] if "\t" in line.raw]
    if fields := headers.fields_above([tuple(_cells(line)) for line in ahead]):
        return Region(start, start + fields, [_fields(_cells(line), line, table) for line in ahead[:fields]])
    headed = headers.is_header(header)
    rows = [_row(header, (lines[start],), table, after_break=lines[start].blanks > 0)]
    stop = start + 1
    while stop < len(lines):
        line = lines[stop]
        if "\t" in line.raw:
            row = _tab_row(line, header, headed, table)
            rows += [row] if row else []
        elif headed and _table_goes_on(lines[stop + 1 : stop + 3], line, len(header)):
            rows.append(_lone_cell(line, len(header), table))
        else:
            break
        stop += 1
    return Region(start, stop, merge_rows(rows) if headed else rows)


def _cells(line: Line) -> list[str]:
    """Cells of a row; a tab at the end of a line separates nothing."""
    cells = [cell_text(c) for c in line.raw.split("\t")]
    filled = [c for c in cells if c]
    return filled if len(cells) == len(filled) + 1 and not cells[-1] and headers.is_header(filled) else cells


def _starts_table(line: Line) -> bool:
    """Whether a line with tabs is a row: tabs that only indent it or follow its number separate no cells."""
    cells = line.raw.split("\t")
    marker = len(cells) == 2 and re.fullmatch(r"\s*[（(]?[\d一二三四五六七八九十]{1,3}[)）.．、]?\s*", cells[0])  # noqa: PLR2004
    return len(cells) > 1 and bool(cells[0].strip()) and not marker


def _lone_cell(line: Line, columns: int, table: int) -> Block:
    """The row of a last cell that stands on a line of its own; figures alone are the number of a page, 续表 heads one."""
    if line.text.isdecimal() or _GOES_ON.search(line.text):
        kind = FindingKind.PAGE_NUMBER if line.text.isdecimal() else FindingKind.RUNNING_HEAD
        return _row([""] * columns, (line,), table, (Note(kind, line.text),))
    return _row([""] * (columns - 1) + [cell_text(line.raw)], (line,), table, after_break=line.blanks > 0)


def _tab_row(line: Line, header: list[str], headed: bool, table: int) -> Block | None:
    """One row; None for a separator and for the header printed again."""
    cells = _cells(line)
    if _SEPARATOR.match(line.raw) or (headed and cells[: len(header)] == header):
        return None
    cells, note = _padded(cells, header if headed else [])
    return _row(cells, (line,), table, note, line.blanks > 0)


def _padded(cells: list[str], header: list[str]) -> tuple[list[str], tuple[Note, ...]]:
    """A row as long as its header: cells are missing at its end when it begins with a number, else at its beginning."""
    missing = [""] * (len(header) - len(cells))
    if not missing or cells[0].isdecimal():
        return cells + missing, ()
    cells = missing + cells
    return cells, (Note(FindingKind.CELLS_SHIFTED, " | ".join(plain([c])[:12] for c in cells)),)


def _table_goes_on(ahead: list[Line], line: Line, columns: int) -> bool:
    """Whether a line without tabs stands inside a table: a row of as many cells follows, no header, and it is no heading."""
    heading = match(line.text, (ANNEX, ANNEX_LIST, TARGET, CHAPTER))
    rows = [_cells(ln) for ln in ahead if "\t" in ln.raw]
    follows = any(len(cells) in (columns - 1, columns, columns + 1) for cells in rows)
    another = line.text[-1] not in SENTENCE_END and not ITEM_START.match(line.text) and any(map(headers.is_header, rows[:1]))
    captioned = any(_CAPTION.match(ln.text) for ln in ahead)
    return (
        heading is None
        and follows
        and not (another or captioned)
        and not any(match(ln.text, (ANNEX, TARGET, CHAPTER)) for ln in ahead)
    )


def _row(
    cells: Sequence[str],
    lines: tuple[Line, ...],
    table: int,
    findings: tuple[Note, ...] = (),
    after_break: bool = False,
) -> Block:
    places = tuple(place for line in lines for place in line.places)
    sure = min(line.confidence for line in lines)
    return Block(
        plain(cells),
        places,
        tuple(cells),
        table,
        after_break=after_break,
        findings=findings,
        confidence=sure,
    )


def _aligned(lines: list[Line], start: int, table: int) -> Region | None:
    """A table with spaces between its columns: its header names at least three."""
    header = lines[start].raw.split()
    if len(header) < _MIN_COLUMNS or not all(_HEADER_WORDS.match(word) for word in header):
        return None
    rows = [_row(header, (lines[start],), table)]
    part: list[Line] = []
    expected, stop = 1, start + 1
    for stop in range(start + 1, len(lines) + 1):
        line = lines[stop] if stop < len(lines) else None
        if line is None or NOTE.match(line.text):
            break
        if line.raw.split() == header:
            continue
        number = re.match(r"^(\d{1,3})(?:\s|$)", line.raw)
        if number and int(number[1]) == expected and (not part or _complete(part)):
            if part:
                rows.append(_aligned_row(part, len(header), table))
            part, expected = [line], expected + 1
        elif part and not _complete(part):
            part.append(line)
        else:
            break
    if part:
        rows.append(_aligned_row(part, len(header), table))
    return Region(start, stop, _fill_down(rows)) if len(rows) > 1 else None


def _complete(part: list[Line]) -> bool:
    """Whether the row has its last cell: a value, or a direction, or ``/``."""
    words = part[-1].raw.split()
    return len(words) > 1 and _VALUE.match(words[-1]) is not None


def _aligned_row(part: list[Line], columns: int, table: int) -> Block:
    """Number, group cell (only where its group starts), name, value."""
    number = re.match(r"^\d+", part[0].raw)
    first = re.sub(r"^\d+\s*", "", part[0].raw)
    words = part[-1].raw.split() if len(part) > 1 else first.split()
    name, value = " ".join(words[:-1]), words[-1]
    group = "".join([first, *(ln.raw for ln in part[1:-1])]) if len(part) > 1 else ""
    cells = [number[0] if number else "", clean(group), clean(name), value]
    padded = cells[:columns] if len(cells) >= columns else cells + [""] * (columns - len(cells))
    return _row(padded, tuple(part), table)


def _fill_down(rows: list[Block]) -> list[Block]:
    group, out = "", rows[:1]
    for row in rows[1:]:
        group = row.cells[1] or group
        cells = (row.cells[0], group, *row.cells[2:])
        out.append(replace(row, cells=cells, text=plain(cells)))
    return out
