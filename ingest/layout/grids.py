"""Ruling lines → tables, with pdfplumber's functions: edges → intersections → cells.

The glyphs inside a cell are its text. The text of a merged cell is repeated in every place that it covers.
"""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from statistics import median
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges
from pdfplumber.utils.clustering import cluster_objects

from ingest.layout.glyphs import rows, segment
from ingest.layout.page import Page, Rule, Word
from ingest.layout.unruled import split
from ingest.model import Box

_SNAP = 3.0
"""Points: parallel lines nearer than this are one line."""
_JOIN = 4.0
"""Points: a gap in a line that is smaller than this is closed."""
_SHORTEST = 6.0
"""Points: the least length of a ruling line."""
_FEWEST_RULES = 3
"""Ruling lines of a table: a cell has four sides, and a page break may leave one open."""
_MOST_RULES = 4_000
"""Ruling lines of one page; more are a drawing, not a table."""
_LESS_THAN_A_LINE = 7.0
"""Points: too little for a line of text, so no cell can be this low."""
_NARROWEST = 8.0
"""Points: a column without text that is narrower than this is left out."""
_WHOLE_PAGE = 0.6
"""Share of the page: a single cell that is larger is a border around the page."""
_FULL = 1.3
"""Ems: a line of a cell that ends nearer to the right edge of the text is full, so its text goes on in the next line."""

CellLines = tuple[tuple[int, Box], ...]
"""(number of characters without white space, box) of each line of a cell; empty for a cell of one line."""
Edge = dict[str, Any]
"""A ruling line in the form of pdfplumber."""


class Grid:
    """The cells of one table by row and column; lengths in points."""

    def __init__(self, cells: list[Box]) -> None:
        """Compute columns and rows from the corners of the cells."""
        self.cells = cells
        self.xs = sorted({c[0] for c in cells} | {c[2] for c in cells})
        self.ys = sorted({c[1] for c in cells} | {c[3] for c in cells})
        self._owner: dict[tuple[int, int], int] = {}
        for number, (x0, top, x1, bottom) in enumerate(cells):
            for row in range(self.ys.index(top), self.ys.index(bottom)):
                for column in range(self.xs.index(x0), self.xs.index(x1)):
                    self._owner[row, column] = number

    @property
    def bbox(self) -> Box:
        """The box around all cells."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @property
    def area(self) -> float:
        """Area of that box in square points."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.xs) - 1

    def cell_at(self, x: float, y: float) -> int | None:
        """Number of the cell at a point of the page; None outside of all cells."""
        return self._owner.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))

    def table(self, texts: list[str], lines: list[CellLines], confidence: float) -> "Table":
        """The table, given the text and the lines of each cell; a merged cell's text is repeated.

        Rows without text, and columns too narrow for any, are left out.
        """
        width = range(self.columns)
        table = [[self._owner.get((row, column)) for column in width] for row in range(len(self.ys) - 1)]
        filled = [[texts[n] if n is not None else "" for n in row] for row in table]
        used = [c for c in width if self.xs[c + 1] - self.xs[c] >= _NARROWEST or any(row[c] for row in filled)]
        reach = tuple(sum(row[c] == table[0][c] is not None for row in table) for c in used)
        outlines = [[None if n is None else self.cells[n] for n in row] for row in table]
        rows = [row for row in range(len(table)) if any(filled[row])]
        cells = tuple(tuple(filled[row][c] for c in used) for row in rows)
        boxes = tuple(tuple(outlines[row][c] for c in used) for row in rows)
        parts = tuple(tuple(() if n is None else lines[n] for c in used for n in [table[row][c]]) for row in rows)
        return Table(self.bbox, cells, tuple(self.xs), boxes, parts, reach, confidence=confidence)


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a page, or a frame around text: then it has no rows, and ``framed`` has the glyphs. Lengths in points."""

    bbox: Box
    rows: tuple[tuple[str, ...], ...]
    xs: tuple[float, ...]
    """The left edges of its columns, and the right edge of the last."""
    boxes: tuple[tuple[Box | None, ...], ...]
    """The box of each cell, as ``rows``; that of a merged cell in every place that it covers."""
    lines: tuple[tuple[CellLines, ...], ...] = ()
    """The lines of each cell, as ``rows``."""
    reach: tuple[int, ...] = ()
    """How many rows the topmost cell of each column covers."""
    framed: tuple[Word, ...] = ()
    confidence: float = 1.0
    """The lowest confidence of its glyphs, 0 to 1."""


def tables(page: Page) -> tuple[list[Table], list[Word]]:
    """The tables and frames with ruling lines on a page, from top to bottom, and the glyphs outside of them."""
    grids = sorted((g for g in _grids(page.rules) if _plausible(g, page)), key=lambda g: g.area)
    homes: list[dict[int, list[Word]]] = [{} for _ in grids]
    outside: list[Word] = []
    for char in page.chars if grids else ():
        x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
        for grid, cells in zip(grids, homes, strict=True):
            number = grid.cell_at(x, y)
            if number is not None:
                cells.setdefault(number, []).append(char)
                break
        else:
            outside.append(char)
    found = [_table(*_with_rows(grid, cells)) for grid, cells in zip(grids, homes, strict=True) if cells]
    return sorted(found, key=lambda t: t.bbox[1]), outside if grids else page.chars


def _plausible(grid: Grid, page: Page) -> bool:
    """Whether a grid is not merely a border around the page."""
    return len(grid.cells) > 1 or grid.area < _WHOLE_PAGE * page.width * page.height


def _with_rows(grid: Grid, cells: dict[int, list[Word]]) -> tuple[Grid, dict[int, list[Word]]]:
    """The grid and its glyphs with a row for each record, where no lines part these."""
    boxes, homes = split(grid.cells, cells)
    return (grid, cells) if boxes is grid.cells else (Grid(boxes), homes)


def _table(grid: Grid, cells: dict[int, list[Word]]) -> Table:
    sure = min(c.confidence for chars in cells.values() for c in chars)
    if grid.columns == 1:
        glyphs = tuple(c for n in sorted(cells, key=lambda n: grid.cells[n][1]) for c in cells[n])
        return Table(grid.bbox, (), tuple(grid.xs), (), framed=glyphs, confidence=sure)
    found = [read_cell(cells[n]) if n in cells else ("", ()) for n in range(len(grid.cells))]
    return grid.table([text for text, _ in found], [lines for _, lines in found], sure)


def read_cell(chars: list[Word]) -> tuple[str, CellLines]:
    """The text of a cell, and its lines. A full line is joined to the next; after any other there is a line end."""
    lines = [segment(row) for row in rows(chars)]
    right = max(line.x1 for line in lines)
    text = lines[0].text
    for before, after in pairwise(lines):
        full = before.x1 >= right - _FULL * before.size
        edge = before.text[-1] + after.text[0]
        space = " " if edge.isascii() and edge.isalpha() else ""
        text += (space if full or edge[0] in "-—/" else "\n") + after.text
    if len(lines) == 1:
        return text, ()
    return text, tuple((len("".join(line.text.split())), (line.x0, line.top, line.x1, line.bottom)) for line in lines)


def _grids(rules: list[Rule]) -> list[Grid]:
    """The grids that the ruling lines make, including single cells."""
    edges = [_edge(rule) for rule in rules if max(rule.x1 - rule.x0, rule.bottom - rule.top) >= _SHORTEST]
    if not _FEWEST_RULES <= len(edges) <= _MOST_RULES:
        return []
    edges = merge_edges(edges, _SNAP, _SNAP, _JOIN, _JOIN)
    edges += _open_sides(edges)
    edges += _open_ends(edges)
    cells = intersections_to_cells(edges_to_intersections(edges, _SNAP, _SNAP))
    joined = cells_to_tables(cells)
    taken = {cell for table in joined for cell in table}
    return [Grid(table) for table in joined] + [Grid([cell]) for cell in cells if cell not in taken]


def _edge(rule: Rule) -> Edge:
    flat = rule.x1 - rule.x0 >= rule.bottom - rule.top
    x, y = (rule.x0 + rule.x1) / 2, (rule.top + rule.bottom) / 2
    x0, x1, top, bottom = (rule.x0, rule.x1, y, y) if flat else (x, x, rule.top, rule.bottom)
    size = {"width": x1 - x0, "height": bottom - top}
    return {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "orientation": "h" if flat else "v", "object_type": "line"} | size


def _open_ends(edges: list[Edge]) -> list[Edge]:
    """Edges that close, at the top and the bottom, cells that a page break left open."""
    flat = [e for e in edges if e["orientation"] == "h"]
    upright = [e for e in edges if e["orientation"] == "v"]
    ends = []
    for side in ("top", "bottom"):
        for group in cluster_objects(upright, itemgetter(side), _JOIN):
            end = median(edge[side] for edge in group)
            near = [e["top"] for e in flat if abs(e["top"] - end) <= _LESS_THAN_A_LINE]
            y = min(near, key=lambda height: abs(height - end), default=end)
            for left, right in pairwise(sorted(group, key=itemgetter("x0"))):
                closed = any(
                    abs(e["top"] - y) <= _SNAP and e["x0"] < right["x0"] - _SNAP and e["x1"] > left["x0"] + _SNAP for e in flat
                )
                if not closed:
                    ends.append(_edge(Rule(left["x0"], y, right["x0"], y)))
    return ends


def _open_sides(edges: list[Edge]) -> list[Edge]:
    """Edges that close, left and right, a table with vertical lines inside but none at its sides."""
    by_extent: dict[tuple[int, int], list[Edge]] = {}
    for edge in edges:
        if edge["orientation"] == "h":
            by_extent.setdefault((round(edge["x0"] / _JOIN), round(edge["x1"] / _JOIN)), []).append(edge)
    upright = [e for e in edges if e["orientation"] == "v"]
    sides = []
    for group in by_extent.values():
        x0, x1 = group[0]["x0"], group[0]["x1"]
        top, bottom = min(e["top"] for e in group), max(e["top"] for e in group)
        crossing = [e["x0"] for e in upright if e["top"] < bottom - _SNAP and e["bottom"] > top + _SNAP]
        inner = any(x0 + _SNAP < x < x1 - _SNAP for x in crossing)
        if len(group) > 1 and inner:
            sides += [_edge(Rule(x, top, x, bottom)) for x in (x0, x1) if not any(abs(c - x) <= _SNAP for c in crossing)]
    return sides
