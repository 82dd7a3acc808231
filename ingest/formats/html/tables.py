"""Tables of a web page: tells tables of data from tables that only lay out the page, and gives the grid of the former."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from ingest.formats.html.page import Page
from ingest.tables import catalogues
from ingest.tables.headers import is_header

MAX_CELLS = 200_000
_MAX_SPAN = 1000
_MOST_REPEATED = 5_000_000
"""Characters that merged cells may add to one table."""
_WHOLE_TEXT, _FEW_ROWS, _MANY_PARAGRAPHS = 0.7, 3, 5
_PARAGRAPHS = frozenset({"p", "div", "br", "li"})
_TITLES = frozenset({"h1", "h2", "h3"})


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, and how many columns and rows it covers; ``rows`` 0 means all that follow in its part of the table."""

    element: HtmlElement
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells, how many rows follow it in its part of the table (head, body, foot), and whether it is in the head."""

    cells: list[Cell]
    left: int
    head: bool


def rows(table: HtmlElement, page: Page) -> list[Row]:
    """The visible rows of a table that have cells, those of the head first and those of the foot last."""
    parts: dict[str, list[list[HtmlElement]]] = {"thead": [], "tfoot": []}
    bodies: list[list[HtmlElement]] = []
    loose: list[HtmlElement] = []
    for child in _children(table, page):
        if child.tag == "tr":
            if not loose:
                bodies.append(loose)
            loose.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            found = [tr for tr in _children(child, page) if tr.tag == "tr"]
            if child.tag == "tbody":
                bodies.append(found)
                loose = []
            else:
                parts[child.tag].append(found)
    out: list[Row] = []
    for name, groups in (("thead", parts["thead"]), ("tbody", bodies), ("tfoot", parts["tfoot"])):
        for group in groups:
            out += [Row(_cells(tr, page), len(group) - at - 1, name == "thead") for at, tr in enumerate(group)]
    return [row for row in out if row.cells]


def _children(element: HtmlElement, page: Page) -> Iterator[HtmlElement]:
    """The visible children of an element; for a form inside a table, its children."""
    for child in element:
        if child in page.gone:
            continue
        if child.tag == "form":
            yield from (inner for inner in child if inner not in page.gone)
        else:
            yield child


def _cells(tr: HtmlElement, page: Page) -> list[Cell]:
    return [
        Cell(cell, max(_span(cell, "colspan"), 1), _span(cell, "rowspan"))
        for cell in _children(tr, page)
        if cell.tag in ("td", "th")
    ]


def _span(cell: HtmlElement, name: str) -> int:
    text = cell.get(name, "1").strip()
    return min(int(text), _MAX_SPAN) if text.isdecimal() and len(text) < 6 else 1  # noqa: PLR2004 - at most 65,534


@dataclass(frozen=True, slots=True)
class Cells:
    """The texts of a table."""

    rows: list[tuple[str, ...]]
    """All rows, each as wide as the widest."""
    wide: frozenset[int] = frozenset()
    """Numbers of the rows that are one cell across all columns."""
    shifted: tuple[int, ...] = ()
    """Numbers of the rows that were moved right, because they lack their first cells."""


def grid(found: list[Row], texts: dict[HtmlElement, str]) -> Cells:
    """The texts of a table, given the text of each cell; no rows when the table is too large.

    The text of a merged cell is repeated in every place that it covers, but only at the first place of a row that is one cell.
    A column in which no cell begins is left out: only wide cells cover it.
    """
    taken: dict[tuple[int, int], str] = {}
    begins: set[int] = set()
    single: set[int] = set()
    repeated = 0
    for y, row in enumerate(found):
        x = 0
        for cell in row.cells:
            while (y, x) in taken:
                x += 1
            begins.add(x)
            down = min(cell.rows or row.left + 1, row.left + 1)
            repeated += (cell.columns * down - 1) * len(texts[cell.element])
            if len(taken) + cell.columns * down > MAX_CELLS or repeated > _MOST_REPEATED:
                return Cells([])
            for dy in range(down):
                for dx in range(cell.columns):
                    taken.setdefault((y + dy, x + dx), texts[cell.element])
            x += cell.columns
        if len(row.cells) == 1 and row.cells[0].columns > 1 and row.cells[0].columns >= x:
            single.add(y)
    columns = sorted(begins)
    cells = [tuple(taken.get((y, x), "") for x in columns) for y in range(len(found))]
    for y in single:
        cells[y] = (cells[y][0], *[""] * (len(columns) - 1))
    short = {y: missing for y in range(len(found)) if (missing := sum((y, x) not in taken for x in columns))}
    return Cells(cells, frozenset(single), _shift(cells, found, short))


def _shift(cells: list[tuple[str, ...]], found: list[Row], short: dict[int, int]) -> tuple[int, ...]:
    """Move right, in ``cells``, the rows that lack cells and begin with an empty one; return their numbers."""
    moved = []
    for y, missing in short.items():
        own = sum(cell.columns for cell in found[y].cells) + missing == len(cells[y])
        if own and not cells[y][0] and is_header(cells[0]):
            cells[y] = ("",) * missing + cells[y][:-missing]
            moved.append(y)
    return tuple(moved)


def is_layout(table: HtmlElement, found: list[Row], page: Page) -> bool:
    """Whether the table only serves layout: it is marked so, has one column, or one cell contains most of the page."""
    if table.get("role", "").lower() in ("presentation", "none") or max((len(r.cells) for r in found), default=0) <= 1:
        return True
    if any(row.head for row in found) or any(cell.element.tag == "th" for cell in found[0].cells):
        return False
    sizes = [[_measure(cell.element, page) for cell in row.cells] for row in found]
    placing = any(size.placing for row in sizes for size in row) and not all(size.placing for size in sizes[0])
    first = tuple("".join(_text(cell.element, page)) for cell in found[0].cells)
    if catalogues.kind_of(first) or (is_header(first) and not placing):
        return False
    most = max((size for row in sizes for size in row), key=lambda size: size.chars)
    whole = most.chars >= _WHOLE_TEXT * sum(size.chars for row in sizes for size in row)
    if len(found) > _FEW_ROWS:
        return placing and whole
    columns = len(found) == 1 and most.paragraphs >= _FEW_ROWS
    return placing or columns or (whole and most.paragraphs >= _MANY_PARAGRAPHS)


@dataclass(frozen=True, slots=True)
class _Size:
    """Characters and paragraphs of a cell, and whether it contains headings or tables (``placing``)."""

    chars: int
    paragraphs: int
    placing: bool


def _measure(cell: HtmlElement, page: Page) -> _Size:
    chars, paragraphs, placing = 0, 0, False
    for event, element, text in page.walk(cell):
        if event == "text":
            chars += len("".join(text.split()))
        elif event == "start" and element is not cell:
            paragraphs += element.tag in _PARAGRAPHS
            placing = placing or element.tag in _TITLES or element.tag == "table"
    return _Size(chars, paragraphs, placing)


def _text(cell: HtmlElement, page: Page) -> Iterator[str]:
    return ("".join(text.split()) for event, _, text in page.walk(cell) if event == "text")
