"""The reading order of the lines of a page: column by column where there are columns, and box by box on slides."""

from itertools import pairwise
from statistics import median

from ingest.layout.page import Word

Row = list[Word]
"""Segments of one printed line, from left to right."""

_FEWEST_ROWS = 6
"""Lines of a column."""
_FILLED = 0.55
"""Share of the column's width: the median line of running text is wider, that of a table of words is not."""
_RAGGED, _WRAPPED, _WRAPPED_SHARE = 2.5, 3, 0.25
"""Ems that the end of a full line may lack; the least number and share of lines that are full and go on at the left edge."""
_NARROWEST = 7.0
"""Ems: the least width of a column."""
_GUTTERS = 4
_MIDDLE = (0.2, 0.8)
"""Shares of the width of the text between which a gutter can be."""
_BOX_GAP = 0.9
"""Share of the font size: lines of one text box on a slide are nearer to each other than this."""


def in_order(rows: list[Row]) -> list[Row]:
    """The rows in reading order; rows across two columns of text are split, and the left column comes first."""
    for gutter in _gutters(rows):
        start, stop = _extent(rows, gutter)
        left = [part for row in rows[start:stop] if (part := [s for s in row if s.x1 <= gutter])]
        right = [part for row in rows[start:stop] if (part := [s for s in row if s.x0 >= gutter])]
        if _column(left) and _column(right):
            return [*in_order(rows[:start]), *in_order(left), *in_order(right), *in_order(rows[stop:])]
    return rows


def _gutters(rows: list[Row]) -> list[float]:
    """Positions in points of possible gutters: gaps that many rows share, the most common first, ``_GUTTERS`` at most."""
    gaps = [(a.x1, b.x0) for row in rows for a, b in pairwise(row)] + _between(rows)
    if len(gaps) < _FEWEST_ROWS:
        return []
    x0, x1 = min(r[0].x0 for r in rows), max(r[-1].x1 for r in rows)
    low, high = x0 + _MIDDLE[0] * (x1 - x0), x0 + _MIDDLE[1] * (x1 - x0)
    inside = [(a, b) for a, b in gaps if low < (a + b) / 2 < high]
    places = sorted({float(round((a + b) / 2)) for a, b in inside} | {b for _, b in inside})
    shared = {x: sum(a <= x <= b for a, b in gaps) for x in places}
    return sorted((x for x in places if shared[x] >= _FEWEST_ROWS), key=lambda x: -shared[x])[:_GUTTERS]


def _between(rows: list[Row]) -> list[tuple[float, float]]:
    """The gaps between rows that stand beside each other, where the lines of two columns are not level."""
    beside = (sorted(pair, key=lambda row: row[0].x0) for pair in pairwise(rows) if pair[1][0].top < pair[0][0].bottom)
    return [(left[-1].x1, right[0].x0) for left, right in beside if left[-1].x1 < right[0].x0]


def _extent(rows: list[Row], gutter: float) -> tuple[int, int]:
    """(start, stop) of the longest run of rows without text across the gutter."""
    best, start = (0, 0), 0
    for i, row in enumerate([*rows, None]):
        if row is None or any(s.x0 < gutter < s.x1 for s in row):
            if i - start > best[1] - best[0]:
                best = (start, i)
            start = i + 1
    return best


def _column(rows: list[Row]) -> bool:
    """Whether the rows are a column of running text: enough lines, most of them wide, or several full ones that go on below."""
    if len(rows) < _FEWEST_ROWS:
        return False
    widths = [row[-1].x1 - row[0].x0 for row in rows]
    size = median(s.size for row in rows for s in row)
    if max(widths) < _NARROWEST * size:
        return False
    left, right = min(row[0].x0 for row in rows), max(row[-1].x1 for row in rows)
    wrapped = sum(right - a[-1].x1 < _RAGGED * size and b[0].x0 - left < size for a, b in pairwise(rows))
    return median(widths) >= _FILLED * max(widths) or wrapped >= max(_WRAPPED, _WRAPPED_SHARE * len(rows))


def in_boxes(rows: list[Row]) -> list[list[Row]]:
    """The text boxes of a slide, from top to bottom, each with its lines: segments close below each other are one box."""
    boxes: list[list[Word]] = []
    for segment in (s for row in rows for s in row):
        home = next((b for b in boxes if _below(b[-1], segment)), None)
        if home is None:
            boxes.append([segment])
        else:
            home.append(segment)
    boxes.sort(key=lambda b: (b[0].top, b[0].x0))
    return [[[s] for s in box] for box in boxes]


def _below(above: Word, segment: Word) -> bool:
    """Whether ``segment`` is the next line of the text box that ends with ``above``."""
    near = 0 <= segment.top - above.top and segment.top - above.bottom < _BOX_GAP * min(above.size, segment.size)
    overlap = min(above.x1, segment.x1) - max(above.x0, segment.x0)
    return near and overlap > 0 and max(above.size, segment.size) < 1.3 * min(above.size, segment.size)
