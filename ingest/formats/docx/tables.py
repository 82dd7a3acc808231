"""A Word table → rows as wide as the widest, every merged cell's text wherever it covers; then grids and captions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ingest.errors import SourceError
from ingest.formats.docx.names import Element, attr, child, name, number, switch, value
from ingest.formats.docx.pages import Pages
from ingest.numbering.doctypes import NOTE
from ingest.text.transcript import Grid, Paragraph

_HOLDERS = frozenset(("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"))
_MOST_COLUMNS = 63
"""Word's own bound."""
_MOST_REPEATED = 5_000_000
"""Characters and cells that merging and padding may add to a document."""

Lines = Callable[[Element], list[tuple[str, int]]]
"""Reads a cell: its lines, each with its page."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, the page that it begins on, and how many cells were drawn."""

    cells: tuple[str, ...]
    page: int
    drawn: int


class Budget:
    """Bounds what merged cells add: a few kilobytes of XML can ask for gigabytes of text."""

    def __init__(self, where: str) -> None:
        self._where, self._left = where, _MOST_REPEATED

    def take(self, amount: int) -> None:
        """SourceError when the document has used up its share."""
        self._left -= amount
        if self._left < 0:
            raise SourceError("表格的合并单元格展开后太大，不像正常文件", self._where, "请用 Word 或 WPS 打开后另存一份")


def rows(table: Element) -> Iterator[Element]:
    """The rows that are to be seen."""
    for element in _held(table, "w:tr"):
        properties = child(element, "w:trPr")
        if child(properties, "w:del") is None and not switch(properties, "w:hidden"):
            yield element


def cells(row: Element) -> Iterator[Element]:
    """The cells of a row that are to be seen."""
    return (cell for cell in _held(row, "w:tc") if child(child(cell, "w:tcPr"), "w:cellDel") is None)


def _held(holder: Element, wanted: str) -> Iterator[Element]:
    for element in holder:
        if name(element) == wanted:
            yield element
        elif name(element) in _HOLDERS:
            yield from _held(element, wanted)


def is_frame(table: Element) -> bool:
    """Whether the table is a frame around text: one column, so that nothing stands side by side."""
    counts = [sum(1 for _ in cells(row)) for row in rows(table)]
    return bool(counts) and max(counts) <= 1


def read_rows(table: Element, lines: Lines, pages: Pages, budget: Budget) -> list[Row]:
    """Every row of ``table``; its cells stand side by side, so the page turns with the longest of them."""
    above: dict[int, str] = {}
    out: list[Row] = []
    for element in rows(table):
        start = furthest = pages.state()
        begins = start[0]
        texts = [""] * _bounded(value(child(element, "w:trPr"), "w:gridBefore"), 0)
        drawn = 0
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
            drawn += 1
            furthest = max(furthest, pages.state())
        pages.back(furthest)
        out.append(Row(tuple(texts), begins, drawn))
    return out


def _bounded(text: str, least: int) -> int:
    return min(max(number(text) or 0, least), _MOST_COLUMNS)


def _merged_text(properties: Element | None, left: list[str], above: str | None) -> str | None:
    """The text of the merged cell that this one goes on with; None when it begins one of its own."""
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
    """The table as grids, one a page; a first row across all columns is its caption, a last one with 注： its note."""
    body = [row for row in found if any(row.cells)]
    while len(body) > 1 and body[0].drawn == 1:
        yield from _paragraphs(body.pop(0))
    notes: list[Row] = []
    while len(body) > 1 and body[-1].drawn == 1 and NOTE.match(next(filter(None, body[-1].cells))):
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
