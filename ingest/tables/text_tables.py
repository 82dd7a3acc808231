"""Tables in plain text → lines that know their cells.

Two ways of writing one are read: cells separated by ``|`` (or a box-drawing bar), with or without rules between rows; and
columns that runs of spaces align under a header. The second needs a header with known column names, rows that its first
column counts, or figures below a name, so that a list of people does not become a table.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from ingest.numbering.doctypes import LEADER
from ingest.tables import catalogues
from ingest.tables.cells import join_cell
from ingest.tables.headers import is_header, names_values
from ingest.text.lines import Line, width

_BAR = re.compile(r"[|｜│┃║]")
_RULE = re.compile(r"^[\s|+=:\-—_─━═┄┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬]+$")
_GAP = re.compile(r" {2,}|[ \u3000]*\u3000[ \u3000]*")
_LEAST_BARS = 2
"""Bars in a row, and rows, of a table with bars."""
_LEAST_COLUMNS, _LEAST_KNOWN = 2, 2
"""Column names that the header of a table aligned by spaces must have, and how many known ones tell it without its rows."""
_NEAR = 2.0
"""How far from the beginning of its column a cell may begin, in full-width characters."""


@dataclass(frozen=True, slots=True)
class _TextTable:
    """One table: it ends before line ``stop``; each row is its cells and the lines that it was printed on."""

    stop: int
    rows: list[tuple[tuple[str, ...], list[Line]]]


def gridded(lines: list[Line]) -> list[Line]:
    """``lines`` with each row of a text table as one line with cells; the rules between rows are left out."""
    out: list[Line] = []
    at = tables = 0
    while at < len(lines):
        found = next((table for read in _READERS if (table := read(lines, at))), None)
        if found is None:
            out.append(lines[at])
            at += 1
            continue
        tables += 1
        out += [_row(cells, part, tables) for cells, part in found.rows]
        at = found.stop
    return out


def _row(cells: tuple[str, ...], part: list[Line], table: int) -> Line:
    """One line for a row that may be printed on several."""
    return replace(part[0], raw="\t".join(cells), span=(part[0].span[0], part[-1].span[1]), cells=cells, table=table)


def _barred(lines: list[Line], start: int) -> _TextTable | None:
    """The table with bars between its cells that begins at line ``start``; lines between two rules are one row."""
    if not _in_barred_table(lines[start]) or (start and _in_barred_table(lines[start - 1])):
        return None  # a run that was no table from its first line is none from its second
    stop = next((i for i in range(start, len(lines)) if not _in_barred_table(lines[i])), len(lines))
    body = [line for line in lines[start:stop] if not _RULE.match(line.raw)]
    if not body:
        return None
    columns = max(len(_cells(line)) for line in body)
    if len(body) < _LEAST_BARS or columns < _LEAST_BARS:
        return None
    ruled = sum(bool(_RULE.match(line.raw)) for line in lines[start:stop]) > len(body) / 2
    rows: list[tuple[tuple[str, ...], list[Line]]] = []
    fresh = True
    for line in lines[start:stop]:
        if _RULE.match(line.raw):
            fresh = True
            continue
        cells = (*_cells(line), *[""] * (columns - len(_cells(line))))
        if ruled and not fresh:
            above, part = rows[-1]
            rows[-1] = (_merged(above, cells), [*part, line])
        else:
            rows.append((cells, [line]))
        fresh = False
    return _TextTable(stop, rows)


def _in_barred_table(line: Line) -> bool:
    """Whether a line is part of a table with bars: a row, or a rule."""
    return _is_barred(line) or (_RULE.match(line.raw) is not None and len(line.raw) > 1)


def _is_barred(line: Line) -> bool:
    return len(_BAR.findall(line.raw)) >= _LEAST_BARS and not line.cells


def _cells(line: Line) -> tuple[str, ...]:
    parts = _BAR.split(line.raw)
    outer = slice(1 if not parts[0].strip() else 0, len(parts) - 1 if not parts[-1].strip() else None)
    return tuple(part.strip() for part in parts[outer])


def _merged(above: tuple[str, ...], below: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(join_cell(a, b) for a, b in zip(above, below, strict=True))


def _spaced(lines: list[Line], start: int) -> _TextTable | None:
    """The table aligned by spaces whose header is line ``start``: each column begins below its name."""
    names = _placed(lines[start])
    header = tuple(text for _, text in names)
    known = sum(bool(field) for field in catalogues.fields(header))
    if len(header) < _LEAST_COLUMNS or not is_header(header) or lines[start].cells:
        return None
    columns = [at for at, _ in names]
    rows = [(header, [lines[start]])]
    stop = start + 1
    while stop < len(lines) and not LEADER.search(lines[stop].text):
        placed = _placed(lines[stop])
        cells = _in_columns(placed, columns)
        if cells is None:
            break
        if cells[0] or len(placed) > len(header) / 2 or _holds_figures(rows[-1][0], cells):
            rows.append((cells, [lines[stop]]))
        else:
            above, part = rows[-1]
            rows[-1] = (_merged(above, cells), [*part, lines[stop]])
        stop += 1
    below = [cells for cells, _ in rows[1:]]
    sure = (known >= _LEAST_KNOWN and len(header) > _LEAST_COLUMNS) or names_values(header, below)
    return _TextTable(stop, rows) if len(rows) > 1 and sure else None


def _holds_figures(above: tuple[str, ...], below: tuple[str, ...]) -> bool:
    """Whether both rows have a figure in one column, so that the lower one is a row of its own and no rest of the upper."""
    return any(a[-1:].isdecimal() and b[:1].isdecimal() for a, b in zip(above, below, strict=True))


def _placed(line: Line) -> list[tuple[float, str]]:
    """Cells of a line with the place where each begins, in full-width characters."""
    out, at = [], 0
    for gap in [*_GAP.finditer(line.raw), None]:
        end = gap.start() if gap else len(line.raw)
        if line.raw[at:end].strip():
            out.append((line.indent + width(line.raw[:at]), line.raw[at:end].strip()))
        at = gap.end() if gap else end
    return out


def _in_columns(placed: list[tuple[float, str]], columns: list[float]) -> tuple[str, ...] | None:
    """A cell for each column; None when the line does not fit: as many cells as columns, else each where its column begins."""
    if len(placed) == len(columns):
        return tuple(text for _, text in placed)
    if len(placed) > len(columns) or not placed:
        return None
    cells = [""] * len(columns)
    for at, text in placed:
        nearest = min(range(len(columns)), key=lambda i: abs(columns[i] - at))
        if abs(columns[nearest] - at) > _NEAR or cells[nearest] or (nearest == 0 and len(placed) == 1):
            return None
        cells[nearest] = text
    return tuple(cells)


_READERS: tuple[Callable[[list[Line], int], _TextTable | None], ...] = (_barred, _spaced)
