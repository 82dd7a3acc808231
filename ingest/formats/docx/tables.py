"""A Word table → rows of text (a merged cell's text in every place that it covers) → grids, captions and notes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ingest.errors import SourceError
from ingest.formats.docx.names import Element, attr, child, name, number, switch, value
from ingest.formats.docx.pages import Pages
from ingest.numbering.doctypes import NOTE
from ingest.text.elements import Grid, Paragraph

_HOLDERS = frozenset(("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"))
_MOST_COLUMNS = 63
"""Columns that a table can have in Word."""
_MOST_REPEATED = 5_000_000
"""Characters and cells that merged cells and padding may add to one document."""

Lines = Callable[[Element], list[tuple[str, int]]]
"""A function that reads a cell: (text, page) of each of its lines."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    cells: tuple[str, ...]
    """Text of each column; a merged cell's text repeated."""
    page: int
    """The page on which the row begins."""
    count: int
    """Number of cells in the file, before merged ones are repeated."""


class Budget:
    """Limits what merged cells add to a document: a few kilobytes of XML could become gigabytes of text."""

    def __init__(self, where: str) -> None:
        self._where, self._left = where, _MOST_REPEATED

    def take(self, amount: int) -> None:
        """Use ``amount`` characters or cells; SourceError when the document has used more than ``_MOST_REPEATED``."""
        self._left -= amount
        if self._left < 0:
            raise SourceError("表格的合并单元格展开后太大，不像正常文件", self._where, "请用 Word 或 WPS 打开后另存一份")


def rows(table: Element) -> Iterator[Element]:
    """The visible rows of a table."""
    for element in _members(table, "w:tr"):
        properties = child(element, "w:trPr")
        if child(properties, "w:del") is None and not switch(properties, "w:hidden"):
            yield element


def cells(row: Element) -> Iterator[Element]:
    """The visible cells of a row."""
    return (cell for cell in _members(row, "w:tc") if child(child(cell, "w:tcPr"), "w:cellDel") is None)


def _members(holder: Element, tag: str) -> Iterator[Element]:
    """The elements ``tag`` in ``holder``, also those inside content controls and accepted insertions."""
    for element in holder:
        if name(element) == tag:
            yield element
        elif name(element) in _HOLDERS:
            yield from _members(element, tag)


def is_frame(table: Element) -> bool:
    """Whether the table is only a frame around text: no row has more than one cell."""
    counts = [sum(1 for _ in cells(row)) for row in rows(table)]
    return bool(counts) and max(counts) <= 1


def read_rows(table: Element, lines: Lines, pages: Pages, budget: Budget) -> list[Row]:
    """All rows of ``table``. After a row, ``pages`` is where its longest cell ends, because cells are side by side.

    Raises SourceError when merged cells add too much text (``Budget``).
    """
    above: dict[int, str] = {}
    out: list[Row] = []
    for element in rows(table):
        start = furthest = pages.state()
        begins = start[0]
        texts = [""] * _bounded(value(child(element, "w:trPr"), "w:gridBefore"), 0)
        count = 0
        for cell in cells(element):
            pages.back(start)
            properties, place = child(cell, "w:tcPr"), len(texts)
            text = _merged_text(properties, texts, above.get(place))
            if text is None:
                found = lines(cell)
                text = "\n".join(line for line, _ in found)
                begins = max(begins, found[0][1] if found else begins)
            else:
                budget.take(len(text))
            _remember(above, place, properties, text)
            span = _bounded(value(properties, "w:gridSpan"), 1)
            budget.take(len(text) * (span - 1))
            texts += [text] * span
            count += 1
            furthest = max(furthest, pages.state())
        pages.back(furthest)
        out.append(Row(tuple(texts), begins, count))
    return out


def _bounded(text: str, least: int) -> int:
    return min(max(number(text) or 0, least), _MOST_COLUMNS)


def _merged_text(properties: Element | None, left: list[str], above: str | None) -> str | None:
    """The text of the merged cell to the left or ``above`` that this cell continues; None when it does not continue one."""
    if left and value(properties, "w:hMerge") == "continue":
        return left[-1]
    down = child(properties, "w:vMerge")
    return above if down is not None and attr(down, "val") in ("", "continue") else None


def _remember(above: dict[int, str], place: int, properties: Element | None, text: str) -> None:
    if child(properties, "w:vMerge") is None:
        above.pop(place, None)
    else:
        above[place] = text


def elements(found: list[Row], budget: Budget) -> Iterator[Paragraph | Grid]:
    """The table as one grid for each page; first rows of one cell as its caption, last ones that begin with 注： as notes."""
    body = [row for row in found if any(row.cells)]
    while len(body) > 1 and body[0].count == 1:
        yield from _paragraphs(body.pop(0))
    notes: list[Row] = []
    while len(body) > 1 and body[-1].count == 1 and NOTE.match(next(filter(None, body[-1].cells))):
        notes.insert(0, body.pop())
    wide = max((len(row.cells) for row in body), default=0)
    budget.take(sum(wide - len(row.cells) for row in body))
    parts: list[tuple[int, list[tuple[str, ...]]]] = []
    for row in body:
        cells_ = row.cells + ("",) * (wide - len(row.cells))
        if not parts or (row.page != parts[-1][0] and cells_[0]):
            parts.append((row.page, []))
        parts[-1][1].append(cells_)
    for at, (page, grid) in enumerate(parts):
        yield Grid(tuple(grid), page, continued=at > 0)
    for note in notes:
        yield from _paragraphs(note)


def _paragraphs(row: Row) -> Iterator[Paragraph]:
    text = next(cell for cell in row.cells if cell)
    return (Paragraph(line, row.page) for line in text.split("\n"))
