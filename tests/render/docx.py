"""A manuscript as a Word file."""

import io
from itertools import groupby

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from tests.render.model import Element, Manuscript, Table, Text

_SIZE = 16


def docx(manuscript: Manuscript) -> bytes:
    """The file; frames are tables of one cell, empty lines are empty paragraphs."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.size = Pt(_SIZE)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")
    for box, run in groupby(_joined(manuscript.elements), key=lambda e: e.box if isinstance(e, Text) else 0):
        if box:
            frame = document.add_table(1, 1, style="Table Grid").cell(0, 0)
            for number, text in enumerate(e for e in run if isinstance(e, Text)):
                _write(frame.paragraphs[0] if number == 0 else frame.add_paragraph(), text)
            continue
        for element in run:
            if isinstance(element, Table):
                _table(document, element)
                continue
            for _ in range(element.blanks):
                document.add_paragraph()
            _write(document.add_paragraph(), element)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _joined(elements: tuple[Element, ...]) -> list[Element]:
    """A table that goes on over a page break is one table in Word."""
    out: list[Element] = []
    for element in elements:
        before = out[-1] if out else None
        if isinstance(element, Table) and element.continued and isinstance(before, Table):
            if len(before.rows[0]) == len(element.rows[0]):
                out[-1] = Table(before.rows + element.rows, before.continued)
                continue
        out.append(element)
    return out


def _write(paragraph: Paragraph, text: Text) -> None:
    paragraph.add_run(text.text)
    form = paragraph.paragraph_format
    if text.indent:
        form.first_line_indent = Pt(_SIZE * text.indent)
    if text.centred:
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
    form.page_break_before = text.new_page or None


def _table(document: WordDocument, one: Table) -> None:
    grid = document.add_table(len(one.rows), len(one.rows[0]), style="Table Grid")
    for r, row in enumerate(one.rows):
        for c, cell in enumerate(row):
            if cell is None:
                continue
            place = grid.cell(r, c)
            if cell.rows > 1 or cell.columns > 1:
                place = place.merge(grid.cell(r + cell.rows - 1, c + cell.columns - 1))
            first, *rest = cell.text.split("\n")
            place.paragraphs[0].add_run(first)
            for line in rest:
                place.add_paragraph(line)
