"""The neutral document: paragraphs and tables in order of reading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; lengths in full-width characters."""

    text: str
    indent: float = 0.0
    """Of its first line."""
    blanks: int = 0
    """Empty lines before it."""
    centred: bool = False
    box: int = 0
    """Which frame it stands in, from 1; 0 for none. Paragraphs of one frame follow one another."""
    new_page: bool = False
    scale: float = 1.0
    """Its size, of the manuscript's."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell that covers ``rows`` × ``columns`` places; lines of its text are parted by line feeds."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length; None stands where a merged cell above or to the left reaches."""

    rows: tuple[tuple[Cell | None, ...], ...]
    continued: bool = False
    """Goes on from the table before it, on a new page."""
    widths: tuple[float, ...] = ()
    """Shares of the columns; by what stands in them when empty."""


Element = Text | Table


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document to be rendered; ``measure`` is the number of full-width characters in a line."""

    elements: tuple[Element, ...]
    measure: float = 30.0
    numbered: bool = True
    """Whether each page carries its number at the foot."""
    slides: bool = False
    """Whether its pages are slides, which lie across."""


def table(rows: Sequence[Sequence[str | Cell | None]], continued: bool = False) -> Table:
    """A table of plain strings and cells; a short row's last cell reaches to the table's edge."""
    columns = max(len(row) for row in rows)
    return Table(tuple(_row(row, columns) for row in rows), continued)


def _row(row: Sequence[str | Cell | None], columns: int) -> tuple[Cell | None, ...]:
    cells = [Cell(cell) if isinstance(cell, str) else cell for cell in row]
    rest, last = columns - len(cells), cells[-1]
    if rest and last is not None:
        cells[-1] = Cell(last.text, last.rows, last.columns + rest)
    return (*cells, *[None] * rest)


def in_parts(parts: list[Table]) -> list[Table]:
    """Parts of one table, with the same columns on every page."""
    whole = Table(tuple(row for part in parts for row in part.rows))
    widths = tuple(column_widths(whole, 1.0))
    return [replace(part, widths=widths) for part in parts]


def column_widths(one: Table, total: float) -> list[float]:
    """Widths of the columns, which share ``total`` by how much stands in them."""
    if one.widths:
        return [total * share for share in one.widths]
    need = [2.0] * len(one.rows[0])
    for at, cell in _single(one):
        longest = max((len(line) for line in cell.text.split("\n")), default=0)
        need[at] = max(need[at], min(longest, 40) ** 0.75 + 1.5)
    return [total * width / sum(need) for width in need]


def _single(one: Table) -> Iterator[tuple[int, Cell]]:
    return ((at, cell) for row in one.rows for at, cell in enumerate(row) if cell and cell.columns == 1)
