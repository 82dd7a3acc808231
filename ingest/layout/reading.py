"""Laid-out pages → paragraphs' lines and grids, measured in the document's own ems."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from ingest.finding_kinds import Note
from ingest.layout.furniture import strip
from ingest.layout.grids import CellLines, Table
from ingest.layout.plane import moved
from ingest.layout.sheet import Printed, Sheet
from ingest.model import Box
from ingest.numbering.doctypes import BOX_TITLE, TERMINAL
from ingest.tables.detect import is_header
from ingest.text.places import Outline
from ingest.text.transcript import Grid, Paragraph

T = TypeVar("T")

_SAME_EDGE = 6.0
_WIDEST_PITCH = 3.0
_ENOUGH = 8
_MOST_ON_A_SLIDE = 400
_MOST_BLANKS = 9
_SENTENCE = 24
"""A cell with so many characters holds sentences, not a name."""


def elements(sheets: Sequence[Sheet], headings: Collection[str] = ()) -> tuple[list[Paragraph | Grid], list[Note]]:
    """Elements in order of reading, and what was left out; ``headings`` are the titles of the file's bookmarks."""
    findings = [note for sheet in sheets for note in sheet.findings]
    body = _body_size(sheets)
    stripped, dropped = strip(sheets, body)
    pitch = _pitch(stripped)
    marked = {"".join(title.split()) for title in headings}
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
                        "".join(item.text.split()) in marked,
                        boxes if item.frame else 0,
                        item.confidence,
                        moved(item.bbox, sheet.shown),
                    )
                )
                before = item
    return out, [*dict.fromkeys(findings), *dropped]


def are_slides(sheets: Sequence[Sheet]) -> bool:
    """Whether the pages are slides: wider than high, with little on each and hardly a table."""
    wide = [sheet for sheet in sheets if sheet.slide]
    words = sum(len(item.text) for sheet in wide for item in sheet.items if isinstance(item, Printed))
    ruled = sum(any(isinstance(item, Table) for item in sheet.items) for sheet in wide)
    return len(wide) > len(sheets) / 2 and words <= _MOST_ON_A_SLIDE * len(wide) and ruled <= len(wide) / 3


def _body_size(sheets: Sequence[Sheet]) -> float:
    """The size that most of the running text is set in, in points."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for item in sheet.items:
            if isinstance(item, Printed):
                sizes[round(item.size * 2) / 2] += len(item.text)
    return max(sizes.most_common(1)[0][0], 1.0) if sizes else 12.0


def _pitch(sheets: Sequence[Sheet]) -> float:
    """The distance from line to line inside paragraphs, of the larger one's size: nearly the smallest."""
    steps = [
        _step(a, b) for sheet in sheets for a, b in pairwise(sheet.items) if isinstance(a, Printed) and isinstance(b, Printed)
    ]
    near = [step for step in steps if 0 < step < _WIDEST_PITCH]
    return sorted(near)[len(near) // 10] if near else 1.6


def _step(above: Printed, below: Printed) -> float:
    """The distance from the top of a line to the top of the next, of the larger one's size."""
    return (below.top - above.top) / max(above.size, below.size, 1.0)


def _lefts(sheet: Sheet, body: float) -> dict[int, float]:
    """The left edge of each column of a page."""
    edges: dict[int, list[float]] = {}
    for item in sheet.items:
        if isinstance(item, Printed):
            edges.setdefault(item.column, []).append(item.x0)
    page = sorted(x for xs in edges.values() for x in xs)
    least = page[min(len(page) // 20, 3)] if len(page) >= _ENOUGH else (page[0] if page else 0.0)
    return {column: (least if abs(min(xs) - least) < 4 * body and len(edges) == 1 else min(xs)) for column, xs in edges.items()}


def _blanks(before: Printed | Table | None, item: Printed, pitch: float) -> int:
    """How many empty lines stand above a line."""
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
    """The table as a grid; in one that goes on from ``above``, cut cells have their text from there."""
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
    """A cell's outline on the page as shown."""
    parts = tuple((count, moved(line, sheet.shown)) for count, line in lines)
    return Outline(sheet.number, box and moved(box, sheet.shown), parts)


def _cut(above: tuple[str, ...], table: Table) -> set[tuple[int, int]]:
    """Row and column of merged cells that the page break cut off from their text, which stands in the row ``above`` it.

    A first row that was itself cut stays as it is: it belongs to the row above.
    """
    first = table.rows[0]
    if len(above) != len(first):
        return set()
    cut = [column for column, reach in enumerate(table.reach) if reach > 1 and not first[column]]
    own = [column for column in range(len(above)) if column not in cut]
    halved = any(not first[column] or _unfinished(above[column]) for column in own)
    return {(row, column) for column in cut for row in range(halved, min(table.reach[column], len(table.rows)))}


def _filled(rows: tuple[tuple[T, ...], ...], above: tuple[T, ...], cut: set[tuple[int, int]]) -> tuple[tuple[T, ...], ...]:
    """``rows`` with what is ``above`` in every place that is cut."""
    return tuple(
        tuple(above[column] if (number, column) in cut else value for column, value in enumerate(row))
        for number, row in enumerate(rows)
    )


def _unfinished(cell: str) -> bool:
    """Whether a cell's text breaks off in a sentence or a bracket."""
    return cell[-1:] in set("-—（(，、") or (len(cell) >= _SENTENCE and cell[-1] not in TERMINAL)


def _same_frame(before: Printed | Table | None, item: Printed, number: int) -> bool:
    """Whether a framed line goes on in the frame before it, or in one that a page break cut."""
    if not isinstance(before, Printed) or not before.frame:
        return False
    return before.frame == item.frame if number else BOX_TITLE.match(item.text) is None
