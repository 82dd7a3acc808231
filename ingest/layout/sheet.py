"""A laid-out page: its lines, tables and frames in reading order."""

from dataclasses import dataclass, replace

from ingest.finding_kinds import Note
from ingest.layout import columns
from ingest.layout.aligned import aligned
from ingest.layout.glyphs import rows, segments
from ingest.layout.grids import Table, tables
from ingest.layout.page import Page, Word
from ingest.layout.plane import UNMOVED, Matrix
from ingest.layout.scripts import on_their_lines
from ingest.model import Box


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed line of running text; lengths in points."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    column: int = 0
    """Number of the column in which it stands."""
    frame: int = 0
    """Number of the frame of the page in which it stands, from 1; 0 for none."""
    apart: bool = False
    """Whether it begins a text box of a slide."""
    confidence: float = 1.0
    """Of the recognition, 0 to 1; 1 for text that was not recognised from an image."""

    @property
    def bbox(self) -> Box:
        """The box around it."""
        return self.x0, self.top, self.x1, self.bottom


@dataclass(frozen=True, slots=True)
class Sheet:
    """A laid-out page: its lines and tables in reading order; lengths in points, ``number`` from 1."""

    number: int
    width: float
    height: float
    items: tuple[Printed | Table, ...]
    findings: tuple[Note, ...] = ()
    shown: Matrix = UNMOVED
    """The matrix from these coordinates to the page as a viewer shows it."""

    @property
    def slide(self) -> bool:
        """Whether it is wider than high, as slides are."""
        return self.width > self.height

    def with_items(self, items: tuple[Printed | Table, ...]) -> "Sheet":
        """The same page with the items ``items``."""
        return replace(self, items=items)


def lay_out(page: Page) -> Sheet:
    """``page`` with its lines and tables in reading order."""
    page = replace(page, chars=on_their_lines(page.chars))
    found, outside = tables(page)
    lines = [segments(row) for row in rows(outside)]
    if page.width > page.height and not found:
        items = _boxes(lines)
    else:
        columned, lines = aligned(lines, [] if found else page.rules)
        items = _running(lines, sorted([*found, *columned], key=lambda t: t.bbox[1]))
    return Sheet(page.number, page.width, page.height, tuple(items), page.findings, page.shown)


def _running(lines: list[columns.Row], found: list[Table]) -> list[Printed | Table]:
    """The lines of running text and the tables in reading order; a column of text never continues past a table."""
    items: list[Printed | Table] = []
    rest, column = lines, 0
    for frame, table in enumerate([*found, None], 1):
        above = [row for row in rest if table is None or row[0].top < table.bbox[1]]
        rest = rest[len(above) :]
        for row in columns.in_order(above):
            before = items[-1] if items else None
            column += isinstance(before, Printed) and row[0].top < before.top
            items.append(_printed(row, column))
        column += 1
        if table and table.rows:
            items.append(table)
        elif table:
            items += [_printed(segments(row), column, frame) for row in rows(table.framed)]
            column += 1
    return items


def _boxes(lines: list[columns.Row]) -> list[Printed | Table]:
    """The lines of a slide, text box by text box."""
    return [
        replace(_printed(row, number), apart=at == 0)
        for number, box in enumerate(columns.in_boxes(lines))
        for at, row in enumerate(box)
    ]


def _printed(row: list[Word], column: int, frame: int = 0) -> Printed:
    return Printed(
        " ".join(s.text for s in row),
        row[0].x0,
        min(s.top for s in row),
        row[-1].x1,
        max(s.bottom for s in row),
        max(s.size for s in row),
        column,
        frame,
        confidence=min(s.confidence for s in row),
    )
