"""Laid-out pages → lines and grids of a transcript; indents and widths are in ems of the document's body text."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType
from typing import TypeVar

from ingest.finding_kinds import Note
from ingest.layout.furniture import strip
from ingest.layout.grids import CellLines, Table
from ingest.layout.plane import moved
from ingest.layout.sheet import Printed, Sheet
from ingest.model import Box
from ingest.numbering.doctypes import BOX_TITLE, TERMINAL
from ingest.tables.headers import is_header
from ingest.text.elements import Grid, Paragraph
from ingest.text.places import Outline

T = TypeVar("T")

_SAME_EDGE = 6.0
"""Points: the sides of two tables that differ less are at the same place."""
_CLOSEST_PITCH, _WIDEST_PITCH = 0.8, 3.0
"""Ems: lines nearer than this stand beside each other, lines further apart are not in one paragraph."""
_ENOUGH = 8
"""Lines: on a page with fewer, the leftmost line is the left edge."""
_MOST_ON_A_SLIDE = 400
"""Characters: pages with more on average are no slides."""
_MOST_BLANKS = 9
"""Empty lines above a line that are counted."""
_SENTENCE = 24
"""Characters: a cell with this many contains sentences, not a name."""


def elements(
    sheets: Sequence[Sheet], headings: Mapping[str, int] = MappingProxyType({})
) -> tuple[list[Paragraph | Grid], list[Note]]:
    """The elements of all pages in reading order, and notes on what was left out; ``headings``: bookmarks → levels."""
    findings = [note for sheet in sheets for note in sheet.findings]
    body = _body_size(sheets)
    stripped, dropped = strip(sheets, body)
    pitch = _pitch(stripped)
    marked = {"".join(title.split()): level for title, level in headings.items()}
    out: list[Paragraph | Grid] = []
    boxes = 0
    before: Printed | Table | None = None
    for sheet in stripped:
        lefts = _lefts(sheet, body)
        for number, item in enumerate(sheet.items):
            if isinstance(item, Table):
                continued = number == 0 and isinstance(before, Table) and _goes_on(before, item)
                above = out[-1] if continued else None
                grid = _grid(item, sheet, above if isinstance(above, Grid) else None)
                out.append(grid)
                before = replace(item, rows=grid.rows)
            else:
                if item.frame and not (_same_frame(before, item, number)):
                    boxes += 1
                left = lefts[item.column]
                out.append(
                    Paragraph(
                        item.text,
                        sheet.number,
                        _blanks(before if number else None, item, pitch),
                        max((item.x0 - left) / body, 0.0),
                        (item.x1 - left) / body,
                        marked.get("".join(item.text.split()), 0),
                        boxes if item.frame else 0,
                        item.confidence,
                        moved(item.bbox, sheet.shown),
                    )
                )
                before = item
    return out, [*dict.fromkeys(findings), *dropped]


def are_slides(sheets: Sequence[Sheet]) -> bool:
    """Whether the pages are slides: most are wider than high, with little text and few tables."""
    wide = [sheet for sheet in sheets if sheet.slide]
    words = sum(len(item.text) for sheet in wide for item in sheet.items if isinstance(item, Printed))
    ruled = sum(any(isinstance(item, Table) for item in sheet.items) for sheet in wide)
    return len(wide) > len(sheets) / 2 and words <= _MOST_ON_A_SLIDE * len(wide) and ruled <= len(wide) / 3


def _body_size(sheets: Sequence[Sheet]) -> float:
    """The font size of most of the running text, in points."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for item in sheet.items:
            if isinstance(item, Printed):
                sizes[round(item.size * 2) / 2] += len(item.text)
    return max(sizes.most_common(1)[0][0], 1.0) if sizes else 12.0


def _pitch(sheets: Sequence[Sheet]) -> float:
    """The distance from line to line inside paragraphs, in font sizes: nearly the smallest that occurs."""
    steps = [
        _step(a, b) for sheet in sheets for a, b in pairwise(sheet.items) if isinstance(a, Printed) and isinstance(b, Printed)
    ]
    near = [step for step in steps if _CLOSEST_PITCH < step < _WIDEST_PITCH]
    return sorted(near)[len(near) // 10] if near else 1.6


def _step(above: Printed, below: Printed) -> float:
    """The distance from the top of a line to the top of the next, in font sizes of the larger one."""
    return (below.top - above.top) / max(above.size, below.size, 1.0)


def _lefts(sheet: Sheet, body: float) -> dict[int, float]:
    """Number of each column of a page → its left edge in points."""
    edges: dict[int, list[float]] = {}
    for item in sheet.items:
        if isinstance(item, Printed):
            edges.setdefault(item.column, []).append(item.x0)
    page = sorted(x for xs in edges.values() for x in xs)
    least = page[min(len(page) // 20, 3)] if len(page) >= _ENOUGH else (page[0] if page else 0.0)
    return {column: (least if abs(min(xs) - least) < 4 * body and len(edges) == 1 else min(xs)) for column, xs in edges.items()}


def _blanks(before: Printed | Table | None, item: Printed, pitch: float) -> int:
    """How many empty lines are above ``item``; ``before`` is the item above it on the page."""
    if item.apart:
        return 1
    if not isinstance(before, Printed) or before.frame != item.frame or item.top <= before.top:
        return 0
    return min(max(round(_step(before, item) / pitch - 1.0 - 0.1), 0), _MOST_BLANKS)


def _goes_on(above: Table, below: Table) -> bool:
    """Whether a table at the top of a page continues the one at the foot of the last.

    It is as wide, has no more columns, and brings the same header or none of its own.
    """
    edges = abs(above.xs[0] - below.xs[0]) <= _SAME_EDGE and abs(above.xs[-1] - below.xs[-1]) <= _SAME_EDGE
    same = above.rows[0] == below.rows[0]
    return same or (edges and len(below.xs) <= len(above.xs) and not is_header([c.replace("\n", "") for c in below.rows[0]]))


def _grid(table: Table, sheet: Sheet, above: Grid | None) -> Grid:
    """The table as a grid. If it continues the grid ``above``, merged cells cut by the page break get their text from it."""
    outlines = tuple(
        tuple(_outline(sheet, box, lines) for box, lines in zip(boxes, parts, strict=True))
        for boxes, parts in zip(table.boxes, table.lines, strict=True)
    )
    if above is None:
        return Grid(table.rows, sheet.number, False, table.confidence, outlines)
    cut = _cut(above.rows[-1], table)
    rows, outlines = _filled(table.rows, above.rows[-1], cut), _filled(outlines, above.outlines[-1], cut)
    return Grid(rows, sheet.number, True, table.confidence, outlines)


def _outline(sheet: Sheet, box: Box | None, lines: CellLines) -> Outline:
    """The outline of a cell on the page as a viewer shows it."""
    parts = tuple((count, moved(line, sheet.shown)) for count, line in lines)
    return Outline(sheet.number, box and moved(box, sheet.shown), parts)


def _cut(above: tuple[str, ...], table: Table) -> set[tuple[int, int]]:
    """(row, column) of each place of a merged cell that the page break cut off from its text, which is in the row ``above``.

    The first row is left out if the page break cut it too: then it belongs to the row above.
    """
    first = table.rows[0]
    if len(above) != len(first):
        return set()
    cut = [column for column, reach in enumerate(table.reach) if reach > 1 and not first[column]]
    own = [column for column in range(len(above)) if column not in cut]
    halved = any(not first[column] or _unfinished(above[column]) for column in own)
    return {(row, column) for column in cut for row in range(halved, min(table.reach[column], len(table.rows)))}


def _filled(rows: tuple[tuple[T, ...], ...], above: tuple[T, ...], cut: set[tuple[int, int]]) -> tuple[tuple[T, ...], ...]:
    """``rows`` with the value of the row ``above`` at each place in ``cut``."""
    return tuple(
        tuple(above[column] if (number, column) in cut else value for column, value in enumerate(row))
        for number, row in enumerate(rows)
    )


def _unfinished(cell: str) -> bool:
    """Whether the text of a cell ends inside a sentence or a bracket."""
    return cell[-1:] in set("-—（(，、") or (len(cell) >= _SENTENCE and cell[-1] not in TERMINAL)


def _same_frame(before: Printed | Table | None, item: Printed, number: int) -> bool:
    """Whether a framed line continues the frame of the line before it, also across a page break."""
    if not isinstance(before, Printed) or not before.frame:
        return False
    return before.frame == item.frame if number else BOX_TITLE.match(item.text) is None
