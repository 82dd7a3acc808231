"""Tables without vertical ruling lines: their columns are found by the gaps that all rows share.

Such a table has horizontal lines of one length (above and below the header, and at its end), or a header with the names of
known columns. A cell may have several lines; text across several columns is put in each of them.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.layout.columns import Row
from ingest.layout.grids import Table, read_cell
from ingest.layout.page import Rule, Word
from ingest.model import Box
from ingest.tables.catalogues import fields
from ingest.tables.headers import is_header, names_values

_SAME = 4.0
"""Points: edges nearer than this are the same."""
_FEWEST_LEVELS = 3
"""Horizontal lines that a table must have."""
_FLAT = 2.0
"""Points: a ruling line at most this high is horizontal."""
_FEWEST_KNOWN = 2
"""Columns of a header, and known columns of one without ruling lines."""
_FEWEST_NAMED = 3
"""Columns of a header without ruling lines."""
_SENTENCE = re.compile(r"[，。；！？]|.{19}")
"""Text that is too long for the cell of a header, or is a sentence."""
_BROKEN = 1.25
"""Times the smallest distance between two lines of a table: lines further apart belong to different rows."""
_FAR = 3.2
"""Line heights: a line further below the last one does not belong to a table without ruling lines."""


@dataclass(slots=True)
class _Columns:
    """(left, right) of each column in points; they grow with the words in the column."""

    spans: list[tuple[float, float]] = field(default_factory=list)

    def over(self, word: Word) -> list[int]:
        """Numbers of the columns that a word overlaps; the nearest column when it is between two."""
        over = [i for i, (x0, x1) in enumerate(self.spans) if min(x1, word.x1) > max(x0, word.x0)]
        return over or [min(range(len(self.spans)), key=lambda i: _apart(self.spans[i], word))]

    def take(self, row: Row) -> bool:
        """Widen the columns by the words of a row; False when a word overlaps several columns, or columns now overlap."""
        homes = [self.over(word) for word in row]
        if any(len(home) > 1 for home in homes):
            return False
        for word, (home,) in zip(row, homes, strict=True):
            x0, x1 = self.spans[home]
            self.spans[home] = (min(x0, word.x0), max(x1, word.x1))
        return all(a[1] <= b[0] for a, b in pairwise(self.spans))


def aligned(lines: list[Row], rules: list[Rule]) -> tuple[list[Table], list[Row]]:
    """The tables among the lines of a page, from top to bottom, and the lines outside of them."""
    found = [table for table in (_between(lines, levels) for levels in _bounds(rules)) if table]
    rest = [row for row in lines if not any(_inside(row, table) for table in found)]
    while opened := next((t for i, row in enumerate(rest) if (t := _opened(rest[i:]))), None):
        found.append(opened)
        rest = [row for row in rest if not _inside(row, opened)]
    return sorted(found, key=lambda t: t.bbox[1]), rest


def _bounds(rules: list[Rule]) -> list[list[Rule]]:
    """Groups of at least three horizontal lines with the same ends, one below the other."""
    groups: list[list[Rule]] = []
    for rule in sorted((r for r in rules if r.bottom - r.top <= _FLAT), key=lambda r: r.top):
        home = next((g for g in groups if abs(g[0].x0 - rule.x0) <= _SAME and abs(g[0].x1 - rule.x1) <= _SAME), None)
        if home is None:
            groups.append([rule])
        elif rule.top - home[-1].top > _SAME:
            home.append(rule)
    return [g for g in groups if len(g) >= _FEWEST_LEVELS]


def _between(lines: list[Row], levels: list[Rule]) -> Table | None:
    """The table between horizontal lines, its header above the second of them; None when the text is no table."""
    rows = [row for row in lines if levels[0].top < row[0].middle < levels[-1].top]
    head = [row for row in rows if row[0].middle < levels[1].top]
    body = rows[len(head) :]
    named = max(head, key=len, default=[])
    columns = _Columns([(word.x0, word.x1) for word in named])
    if len(named) < _FEWEST_KNOWN or not body or any(_SENTENCE.search(word.text) for row in head for word in row):
        return None
    fitting = sum(columns.take(row) and len(row) > 1 for row in body)
    if 2 * fitting < len(body):
        return None
    inner = [level.top for level in levels[2:-1]]
    return _table(columns, [head, *_rows(body, columns, inner)])


def _names(row: Row) -> bool:
    """Whether a line is the header of a table with known columns."""
    words = ["".join(word.text.split()) for word in row]
    return len(words) >= _FEWEST_NAMED and is_header(words) and sum(map(bool, fields(tuple(words)))) >= _FEWEST_KNOWN


def _opened(lines: list[Row]) -> Table | None:
    """The table whose header is the first of ``lines``: its names are known, or figures stand below one of them."""
    names = ["".join(word.text.split()) for word in lines[0]]
    if len(names) < _FEWEST_KNOWN or not is_header(names):
        return None
    table = _below(lines)
    if table is None or _names(lines[0]):
        return table
    body = [row for row in table.rows[1:] if all(row)]
    return table if len(body) > len(table.rows) / 2 and names_values(names, body) else None


def _below(lines: list[Row]) -> Table | None:
    """The table with the first of ``lines`` as header; it ends where a line does not fit its columns. None without rows."""
    columns = _Columns([(word.x0, word.x1) for word in lines[0]])
    body: list[Row] = []
    for before, row in pairwise(lines):
        high = max(word.bottom - word.top for word in row)
        if row[0].top - before[0].top > _FAR * high or not columns.take(row):
            break
        body.append(row)
    return _table(columns, [lines[:1], *_rows(body, columns, [])]) if any(len(row) > 1 for row in body) else None


def _rows(body: list[Row], columns: _Columns, inner: list[float]) -> list[list[Row]]:
    """The lines of each row of the table: separated by horizontal lines, by wider gaps, or by text in the first column."""
    if inner:
        return [g for a, b in pairwise([0.0, *inner, float("inf")]) if (g := [r for r in body if a < r[0].middle < b])]
    gaps = [after[0].top - before[0].top for before, after in pairwise(body)]
    wide = _BROKEN * min(gaps, default=0.0)
    groups = [[body[0]]]
    for gap, row in zip(gaps, body[1:], strict=True):
        if gap > wide:
            groups.append([])
        groups[-1].append(row)
    if len(groups) > 1 and all(any(_first(row, columns) for row in group) for group in groups):
        return groups
    return _by_first(body, columns)


def _by_first(body: list[Row], columns: _Columns) -> list[list[Row]]:
    """The lines in rows: each goes to the nearest line with text in the first column, of two equally near the upper one."""
    anchors = [row for row in body if _first(row, columns)]
    groups: dict[int, list[Row]] = {}
    for row in body:
        near = min(range(len(anchors)), key=lambda i: round(abs(anchors[i][0].middle - row[0].middle)), default=0)
        groups.setdefault(near, []).append(row)
    return list(groups.values())


def _first(row: Row, columns: _Columns) -> bool:
    return columns.over(row[0])[0] == 0


def _table(columns: _Columns, groups: list[list[Row]]) -> Table:
    words = [word for group in groups for row in group for word in row]
    edges = [(a[1] + b[0]) / 2 for a, b in pairwise(columns.spans)]
    left, right = min(w.x0 for w in words), max(w.x1 for w in words)
    cells, boxes, lines = [], [], []
    for group in groups:
        inside: list[list[Word]] = [[] for _ in columns.spans]
        for word in (word for row in group for word in row):
            for home in columns.over(word):
                inside[home].append(word)
        found = [read_cell(cell) if cell else ("", ()) for cell in inside]
        cells.append(tuple(text for text, _ in found))
        lines.append(tuple(parts for _, parts in found))
        boxes.append((_around([word for row in group for word in row]),) * len(inside))
    return Table(
        _around(words),
        tuple(cells),
        (left, *edges, right),
        tuple(boxes),
        tuple(lines),
        confidence=min(w.confidence for w in words),
    )


def _around(words: list[Word]) -> Box:
    """The smallest box around ``words``, in points."""
    return min(w.x0 for w in words), min(w.top for w in words), max(w.x1 for w in words), max(w.bottom for w in words)


def _inside(row: Row, table: Table) -> bool:
    return table.bbox[1] <= row[0].middle <= table.bbox[3]


def _apart(span: tuple[float, float], word: Word) -> float:
    return max(span[0] - word.x1, word.x0 - span[1])
