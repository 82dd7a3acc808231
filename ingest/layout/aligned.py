"""Tables without upright lines: columns told by the gaps that their rows share.

Either level lines of one length bound the table (above and below the header, and at its foot), or its header
names columns that are known. A cell may run over several lines; what lies over several columns stands in each.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.layout.columns import Row
from ingest.layout.grids import Table, read_cell
from ingest.layout.page import Rule, Word
from ingest.model import Box
from ingest.tables.catalogues import fields
from ingest.tables.detect import is_header

_SAME = 4.0
_FEWEST_LEVELS = 3
_FLAT = 2.0
_FEWEST_KNOWN = 2
_FEWEST_NAMED = 3
_SENTENCE = re.compile(r"[，。；！？]|.{19}")
"""What no header says: a sentence, or a part of one."""
_BROKEN = 1.25
"""Lines further apart than this times the nearest two of a table part its rows."""
_FAR = 3.2
"""A line this many line heights below the last one of a table without rules is no part of it."""


@dataclass(slots=True)
class _Columns:
    """Left and right edges of columns, grown by what is set in them."""

    spans: list[tuple[float, float]] = field(default_factory=list)

    def over(self, word: Word) -> list[int]:
        """Numbers of the columns that a word lies over; the nearest when it lies between."""
        over = [i for i, (x0, x1) in enumerate(self.spans) if min(x1, word.x1) > max(x0, word.x0)]
        return over or [min(range(len(self.spans)), key=lambda i: _apart(self.spans[i], word))]

    def take(self, row: Row) -> bool:
        """Widen the columns by a row's words; False when one of them lies over several."""
        homes = [self.over(word) for word in row]
        if any(len(home) > 1 for home in homes):
            return False
        for word, (home,) in zip(row, homes, strict=True):
            x0, x1 = self.spans[home]
            self.spans[home] = (min(x0, word.x0), max(x1, word.x1))
        return all(a[1] <= b[0] for a, b in pairwise(self.spans))


def aligned(lines: list[Row], rules: list[Rule]) -> tuple[list[Table], list[Row]]:
    """The tables among a page's lines, top to bottom, and the lines outside."""
    found = [table for table in (_between(lines, levels) for levels in _bounds(rules)) if table]
    rest = [row for row in lines if not any(_inside(row, table) for table in found)]
    while opened := next((t for i, row in enumerate(rest) if _names(row) and (t := _below(rest[i:]))), None):
        found.append(opened)
        rest = [row for row in rest if not _inside(row, opened)]
    return sorted(found, key=lambda t: t.bbox[1]), rest


def _bounds(rules: list[Rule]) -> list[list[Rule]]:
    """Level lines of one length that stand under each other, at least three."""
    groups: list[list[Rule]] = []
    for rule in sorted((r for r in rules if r.bottom - r.top <= _FLAT), key=lambda r: r.top):
        home = next((g for g in groups if abs(g[0].x0 - rule.x0) <= _SAME and abs(g[0].x1 - rule.x1) <= _SAME), None)
        if home is None:
            groups.append([rule])
        elif rule.top - home[-1].top > _SAME:
            home.append(rule)
    return [g for g in groups if len(g) >= _FEWEST_LEVELS]


def _between(lines: list[Row], levels: list[Rule]) -> Table | None:
    """The table that level lines bound: its header stands above the second of them."""
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
    """Whether a line names columns that are known."""
    words = ["".join(word.text.split()) for word in row]
    return len(words) >= _FEWEST_NAMED and is_header(words) and sum(map(bool, fields(tuple(words)))) >= _FEWEST_KNOWN


def _below(lines: list[Row]) -> Table | None:
    """The table whose header is the first of ``lines``: as far as they keep to its columns."""
    columns = _Columns([(word.x0, word.x1) for word in lines[0]])
    body: list[Row] = []
    for before, row in pairwise(lines):
        high = max(word.bottom - word.top for word in row)
        if row[0].top - before[0].top > _FAR * high or not columns.take(row):
            break
        body.append(row)
    return _table(columns, [lines[:1], *_rows(body, columns, [])]) if any(len(row) > 1 for row in body) else None


def _rows(body: list[Row], columns: _Columns, inner: list[float]) -> list[list[Row]]:
    """The lines of each row of the table: parted by level lines, by wider gaps, or by what stands in the first column."""
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
    """Each line with the nearest one that has something in the first column, the upper of two."""
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
    """The outline of words."""
    return min(w.x0 for w in words), min(w.top for w in words), max(w.x1 for w in words), max(w.bottom for w in words)


def _inside(row: Row, table: Table) -> bool:
    return table.bbox[1] <= row[0].middle <= table.bbox[3]


def _apart(span: tuple[float, float], word: Word) -> float:
    return max(span[0] - word.x1, word.x0 - span[1])
