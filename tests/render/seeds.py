"""A text file as a PDF reader left it → a manuscript, in two manners.

``lines``: every printed line stands for itself, at the page breaks of the file. ``paragraphs``: what belongs
together is joined first, boxes are framed, aligned columns are a table.
"""

import re
from dataclasses import replace
from itertools import groupby, pairwise
from pathlib import Path
from statistics import median
from typing import Literal

from ingest.blocks.assembly import assemble
from ingest.blocks.setting import full_width
from ingest.blocks.slides import join
from ingest.heads.metadata import read_head
from ingest.model import Block, Span
from ingest.numbering.doctypes import DocType
from ingest.numbering.scheme import recognise
from ingest.tables.cells import LIST_MARK
from ingest.tables.detect import cell_text
from ingest.tables.headers import is_header
from ingest.text.lines import Line, clean, split, width, without_furniture
from tests.render.model import Cell, Element, Manuscript, Table, Text, in_parts, table

Manner = Literal["lines", "paragraphs"]
_ITEM = re.compile(r"\s+(?=\d{1,2}[.．、]\s)|(?<=[。；])\s+")
_SEPARATOR = re.compile(r"[-:|\s]+$")
_GAP = re.compile(r"(?<=[\u3400-\u9fff：]) +(?=[\u3400-\u9fff≥≤])")
_LINES_ON_A_SLIDE, _LINES_ON_A_PAGE = 14, 36
_NUMBER = re.compile(r"\s*[（(]?[\d一二三四五六七八九十]{1,3}[)）.．、]?\s*$")


def from_text(path: Path, manner: Manner) -> Manuscript:
    """The manuscript of a text file."""
    text = path.read_text(encoding="utf-8")
    lines, _ = without_furniture(split(text))
    doctype = recognise(text)
    return _lines(lines, doctype) if manner == "lines" else _paragraphs(lines, doctype)


def _lines(lines: list[Line], doctype: DocType) -> Manuscript:
    """Runs of lines with tabs become tables; a blank line inside a run is where the table goes on overleaf.

    In wrapped text, blank lines that part nearly all lines are line spacing, and left out. In text with one
    paragraph a line, a page begins where it cuts a paragraph.
    """
    elements: list[Element] = []
    rows: list[list[str]] = []
    header: list[str] = []
    continued = False
    running = [line for line in lines if "\t" not in line.raw]
    full = full_width(running)
    wrapped = full < float("inf") or doctype.name == "slides"
    spacing = int(median(line.blanks for line in lines)) if wrapped and doctype.name != "slides" else 0
    cut = set() if wrapped else {span for block in assemble(running, doctype)[0] for span in block.spans[1:]}
    for line in lines:
        if _SEPARATOR.match(line.raw):
            continue
        tabbed = _tabbed(line.raw, bool(rows))
        if rows and (not tabbed or line.blanks):
            elements.append(table(rows, continued))
            continued, rows = tabbed, []
        if tabbed:
            header = [] if not (rows or continued) else header
            rows.append(_row([_cell(cell) for cell in line.raw.split("\t")], header))
            header = header or rows[0]
        else:
            continued = False
            fresh = bool(elements) and line.after_break
            blanks = 0 if fresh else max(0, line.blanks - spacing)
            elements.append(Text(_wide(line.raw), line.indent, blanks, new_page=fresh or line.span in cut))
    if rows:
        elements.append(table(rows, continued))
    widest = max((line.width + line.indent for line in running), default=0.0)
    if doctype.name == "slides":
        return _slides(elements, widest + 1)
    elements = _aligned(elements)
    return Manuscript(tuple(elements), max(full + 1, min(widest, full * 1.15)) if full < float("inf") else 30.0)


def _aligned(elements: list[Element]) -> list[Element]:
    """The parts of a table that goes on overleaf get the same columns."""
    out: list[Element] = []
    parts: list[Table] = []
    for element in [*elements, None]:
        if isinstance(element, Table) and parts and element.continued and len(element.rows[0]) == len(parts[0].rows[0]):
            parts.append(element)
            continue
        out += in_parts(parts) if len(parts) > 1 else parts
        parts = [element] if isinstance(element, Table) else []
        out += [element] if isinstance(element, Text) else []
    return out


def _slides(elements: list[Element], measure: float) -> Manuscript:
    """Slides as wide as ``measure``, each set as large as its lines allow."""
    starts = [0, *(i for i, e in enumerate(elements) if i and isinstance(e, Text) and e.new_page), len(elements)]
    shown = [_fitted(elements[a:b], measure) for a, b in pairwise(starts)]
    return Manuscript(tuple(element for slide in shown for element in slide), measure, slides=True)


def _fitted(slide: list[Element], measure: float) -> list[Element]:
    texts = [e for e in slide if isinstance(e, Text)]
    lines = sum(1 + text.blanks + int(width(text.text) / measure) for text in texts)
    scale = min(1.0, _LINES_ON_A_SLIDE / (lines + 1))
    return [replace(e, scale=scale) if isinstance(e, Text) else e for e in slide]


def handout(manuscript: Manuscript) -> Manuscript:
    """Slides as upright pages, one a slide, in larger print; anything else as it is."""
    if not manuscript.slides:
        return manuscript
    larger = _LINES_ON_A_PAGE / _LINES_ON_A_SLIDE
    elements = [replace(e, scale=min(1.0, larger * e.scale)) if isinstance(e, Text) else e for e in manuscript.elements]
    return replace(manuscript, elements=tuple(elements), slides=False)


def _wide(raw: str) -> str:
    """A gap between Chinese characters as wide as one of them."""
    return _GAP.sub("\u3000", raw)


def _tabbed(raw: str, inside: bool) -> bool:
    """Whether the line is a row: a tab that only indents it or follows its number parts no cells."""
    first, tab, rest = raw.partition("\t")
    return bool(tab) and (inside or (bool(first.strip()) and not (_NUMBER.match(first) and "\t" not in rest)))


def _row(cells: list[str], header: list[str]) -> list[str]:
    """A short row under column names lost its first cells, unless it begins with its number."""
    short = header and is_header(header) and len(cells) < len(header) and not cells[0].isdecimal()
    return [""] * (len(header) - len(cells)) + cells if short else cells


def _cell(raw: str) -> str:
    """Tags become lines."""
    return _items(cell_text(raw))


def _items(cell: str) -> str:
    """Each item of a list on its own line."""
    lines = (_ITEM.sub("\n", line.lstrip(LIST_MARK + " ")) if LIST_MARK in line else line for line in cell.split("\n"))
    return "\n".join(line.replace(LIST_MARK, "").strip() for line in lines)


def _paragraphs(lines: list[Line], doctype: DocType) -> Manuscript:
    head = read_head(lines, doctype)
    body = [line for line in lines if line.span[0] not in head.used]
    slides = doctype.name == "slides"
    blocks = join(body) if slides else assemble(body, doctype)[0]
    placed: list[tuple[int, Element]] = [
        (line.span[0], Text(_wide(line.raw), centred=True)) for line in lines if line.span[0] in head.used
    ]
    boxes, raw = 0, {line.span: line.raw for line in lines}
    for number, run in groupby(blocks, key=lambda b: b.table):
        part = list(run)
        if number:
            placed.append((part[0].spans[0][0], table(_rows(part))))
            continue
        for block in part:
            boxes += bool(block.insert)
            placed += [(block.spans[0][0], text) for text in _texts(block, boxes, slides, raw)]
    placed.sort(key=lambda pair: pair[0])
    elements = _paged([element for _, element in placed])
    return _slides(elements, 42.0) if slides else Manuscript(tuple(elements))


def _texts(block: Block, boxes: int, slides: bool, raw: dict[Span, str]) -> list[Text]:
    if block.insert:
        return [Text(block.insert, box=boxes), Text(block.text, 2.0, box=boxes)]
    if slides and block.spans[0][0] == block.spans[0][1]:
        return [Text("", new_page=True)]
    if block.kind == "fragment":
        return [Text(raw[span], blanks=1) for span in block.spans]
    found = raw.get(block.spans[0], "")
    if slides:
        bullet = found[0] + " " if block.kind == "bullet" and found else ""
        return [Text(bullet + block.text, blanks=1)]
    whole = len(block.spans) == 1 and clean(found) == block.text
    return [Text(_wide(found) if whole else block.text, 2.0)]


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
