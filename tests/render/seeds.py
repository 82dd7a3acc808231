"""A text file as a PDF reader left it → a manuscript, in two manners.

``lines``: every printed line stands for itself, at the page breaks of the file. ``paragraphs``: what belongs
together is joined first, boxes are framed, aligned columns are a table.
"""

import re
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import Literal

from ingest.doctypes import recognise
from ingest.joining import full_width
from ingest.lines import Line, split, without_furniture
from ingest.metadata import read_head
from ingest.model import Block
from ingest.prose import assemble
from ingest.slides import join
from ingest.tables import LIST_MARK, cell_text
from tests.render.model import Cell, Element, Manuscript, Text, table

Manner = Literal["lines", "paragraphs"]
_ITEM = re.compile(r"\s+(?=\d{1,2}[.．、]\s)")
_NUMBER = re.compile(r"\s*[（(]?[\d一二三四五六七八九十]{1,3}[)）.．、]?\s*$")


def from_text(path: Path, manner: Manner) -> Manuscript:
    """The manuscript of a text file."""
    lines, _ = without_furniture(split(path.read_text(encoding="utf-8")))
    return _lines(lines) if manner == "lines" else _paragraphs(lines)


def _lines(lines: list[Line]) -> Manuscript:
    """Runs of lines with tabs become tables; a blank line inside a run is where the table goes on overleaf.

    Blank lines that part nearly all lines are line spacing, and left out.
    """
    elements: list[Element] = []
    rows: list[list[str]] = []
    continued = False
    spacing = int(median(line.blanks for line in lines))
    for line in lines:
        tabbed = _tabbed(line.raw, bool(rows))
        if rows and (not tabbed or line.blanks):
            elements.append(table(rows, continued))
            continued, rows = tabbed, []
        if tabbed:
            rows.append([_cell(cell) for cell in line.raw.split("\t")])
        else:
            continued = False
            blanks = 0 if line.after_break else max(0, line.blanks - spacing)
            elements.append(Text(line.raw, line.indent, blanks, new_page=line.after_break and bool(elements)))
    if rows:
        elements.append(table(rows, continued))
    full = full_width([line for line in lines if "\t" not in line.raw])
    widest = max((line.width + line.indent for line in lines if "\t" not in line.raw), default=0.0)
    return Manuscript(tuple(elements), max(full + 1, min(widest, full * 1.15)) if full < float("inf") else 30.0)


def _tabbed(raw: str, inside: bool) -> bool:
    """Whether the line is a row: a tab that only indents it or follows its number parts no cells."""
    first, tab, rest = raw.partition("\t")
    return bool(tab) and (inside or (bool(first.strip()) and not (_NUMBER.match(first) and "\t" not in rest)))


def _cell(raw: str) -> str:
    """Tags become lines."""
    return _items(cell_text(raw))


def _items(cell: str) -> str:
    """Each numbered item of a list on its own line."""
    lines = (_ITEM.sub("\n", line.lstrip(LIST_MARK + " ")) if LIST_MARK in line else line for line in cell.split("\n"))
    return "\n".join(line.replace(LIST_MARK, "").strip() for line in lines)


def _paragraphs(lines: list[Line]) -> Manuscript:
    doctype = recognise("\n".join(line.raw for line in lines))
    head = read_head(lines, doctype)
    body = [line for line in lines if line.span[0] not in head.used]
    slides = doctype.name == "slides"
    blocks = join(body) if slides else assemble(body, doctype)[0]
    placed: list[tuple[int, Element]] = [
        (line.span[0], Text(line.text, centred=True)) for line in lines if line.span[0] in head.used
    ]
    boxes = 0
    for number, run in groupby(blocks, key=lambda b: b.table):
        part = list(run)
        if number:
            placed.append((part[0].spans[0][0], table(_rows(part))))
            continue
        for block in part:
            boxes += bool(block.box)
            placed += [(block.spans[0][0], text) for text in _texts(block, boxes, slides)]
    placed.sort(key=lambda pair: pair[0])
    return Manuscript(tuple(_paged([element for _, element in placed])))


def _texts(block: Block, boxes: int, slides: bool) -> list[Text]:
    if block.box:
        return [Text(block.box, box=boxes), Text(block.text, 2.0, box=boxes)]
    if slides and block.spans[0][0] == block.spans[0][1]:
        return [Text("", new_page=True)]
    return [Text(block.text, 2.0)]


def _paged(elements: list[Element]) -> list[Element]:
    """An empty text that only opens a page gives its break to what follows."""
    out: list[Element] = []
    pending = False
    for element in elements:
        if isinstance(element, Text) and element.new_page and not element.text:
            pending = bool(out)
        elif isinstance(element, Text) and pending:
            out.append(Text(element.text, element.indent, element.blanks, element.centred, element.box, True))
            pending = False
        else:
            out.append(element)
    return out


def _rows(blocks: list[Block]) -> list[list[str | Cell | None]]:
    """Cells of a table's rows; what was filled down in the first two columns is merged again."""
    rows: list[list[str | Cell | None]] = [[_items(cell) for cell in block.cells] for block in blocks]
    for column in range(2):
        for text, run in groupby(range(1, len(rows)), key=lambda r: _shared(blocks[r], column)):
            same = list(run)
            if text and len(same) > 1:
                rows[same[0]][column] = Cell(text, rows=len(same))
                for r in same[1:]:
                    rows[r][column] = None
    return rows


def _shared(block: Block, column: int) -> str:
    """A cell of a counted row that its neighbours may share."""
    return block.cells[column] if len(block.cells) > 2 and block.cells[0].isdecimal() else ""
