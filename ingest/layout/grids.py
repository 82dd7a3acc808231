"""Ruling lines → tables: pdfplumber's way from edges over intersections to cells, on lines of any origin.

Cells are filled from the glyphs that stand in them; a merged cell's text stands in every cell that it covers.
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
from ingest.model import Box

_SNAP = 3.0
_JOIN = 4.0
_SHORTEST = 6.0
_FEWEST_RULES = 3
"""A cell has four sides, of which a page break may leave one open."""
_MOST_RULES = 4_000
"""More ruling lines than this are a drawing, not a table."""
_LESS_THAN_A_LINE = 7.0
_NARROWEST = 8.0
_WHOLE_PAGE = 0.6
_FULL = 1.3
"""A line of a cell that ends within so many ems of the cell's text's right edge is full and goes on in the next."""

CellLines = tuple[tuple[int, Box], ...]
"""Of each line of a cell that has several: how many characters it has but for white space, and its outline."""
Edge = dict[str, Any]
"""A ruling line as pdfplumber's table functions take it."""


class Grid:
    """The cells of one table by row and column; lengths in points."""

    def __init__(self, cells: list[Box]) -> None:
        """Lay the cells' corners out as columns and rows."""
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
        """Its outline."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @property
    def area(self) -> float:
        """Square points."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.xs) - 1

    def cell_at(self, x: float, y: float) -> int | None:
        """Number of the cell that holds a point."""
        return self._owner.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))

    def table(self, texts: list[str], lines: list[CellLines], confidence: float) -> "Table":
        """The rows with each cell's text in every place that it covers.

        Rows without text and columns too narrow for any are left out.
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
    """A table as read: where it stands, and its cells; or a frame, with the glyphs of its one column."""

    bbox: Box
    rows: tuple[tuple[str, ...], ...]
    xs: tuple[float, ...]
    """The edges of its columns."""
    boxes: tuple[tuple[Box | None, ...], ...]
    """The outline of each cell, a merged one's in every place that it covers."""
    lines: tuple[tuple[CellLines, ...], ...] = ()
    """The lines of each cell."""
    reach: tuple[int, ...] = ()
    """How many rows the topmost cell of each column covers."""
    framed: tuple[Word, ...] = ()
    confidence: float = 1.0


def tables(page: Page) -> tuple[list[Table], list[Word]]:
    """The ruled tables and frames of a page, top to bottom, and the glyphs that stand in none."""
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
    found = [_table(grid, cells) for grid, cells in zip(grids, homes, strict=True) if cells]
    return sorted(found, key=lambda t: t.bbox[1]), outside if grids else page.chars


def _plausible(grid: Grid, page: Page) -> bool:
    """Whether a grid is more than a border around the whole page."""
    return len(grid.cells) > 1 or grid.area < _WHOLE_PAGE * page.width * page.height


def _table(grid: Grid, cells: dict[int, list[Word]]) -> Table:
    sure = min(c.confidence for chars in cells.values() for c in chars)
    if grid.columns == 1:
        glyphs = tuple(c for n in sorted(cells, key=lambda n: grid.cells[n][1]) for c in cells[n])
        return Table(grid.bbox, (), tuple(grid.xs), (), framed=glyphs, confidence=sure)
    found = [read_cell(cells[n]) if n in cells else ("", ()) for n in range(len(grid.cells))]
    return grid.table([text for text, _ in found], [lines for _, lines in found], sure)


def read_cell(chars: list[Word]) -> tuple[str, CellLines]:
    """Text of a cell, and its lines: a full line goes on in the next, any other ends a line."""
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
    """The grids that the rules draw, single frames among them."""
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
    """The tops and feet of cells that a page break left open."""
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
    """The sides of a table that is ruled inside but open left and right."""
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
