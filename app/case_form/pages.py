"""How many pages a form has: estimated from its rows, and counted by LibreOffice where that is installed."""

import math
import unicodedata

import pypdfium2 as pdfium

from app.case_form.checked import CheckedCase
from app.case_form.layout import GRID, MARGIN, PAGE, Cell, rows
from app.case_form.notice import Notice
from ingest.errors import SourceError
from ingest.formats.libreoffice import find, to_pdf

_TWENTIETHS = 20
_CELL_MARGINS = 10.8
"""Points that the margins of a cell take on both sides together."""
_HEADING_LINES = 3
"""Lines above the table: title, stamp, date."""
_BORDER = 0.5


def estimated(checked: CheckedCase, notice: Notice) -> int:
    """Pages of the form without enclosures, as the widths of its characters give them."""
    body = (PAGE[1] - 2 * MARGIN[1]) / _TWENTIETHS
    height = _HEADING_LINES * notice.line
    for row in rows(checked, notice):
        at, lines = 0, 1
        for cell in row:
            width = sum(GRID[at : at + cell.span]) / _TWENTIETHS - _CELL_MARGINS
            at += cell.span
            lines = max(lines, _lines(cell, width, notice.size))
        height += lines * notice.line + _BORDER
    return max(math.ceil(height / (body - body % notice.line)), 1)


def _lines(cell: Cell, width: float, size: float) -> int:
    """Lines of a cell that is ``width`` points wide within its margins."""
    indent = 2 * size if cell.indent else 0.0
    return sum(max(math.ceil((indent + _width(text, size)) / (width - width % (size / 2))), 1) for text in cell.paragraphs)


def _width(text: str, size: float) -> float:
    """Points that a text takes on one line: a full-width character the size of the type, another half of it."""
    return sum(size if unicodedata.east_asian_width(c) in "WFA" else size / 2 for c in text)


def counted(docx: bytes) -> int | None:
    """Pages as LibreOffice prints them; None where it is not installed or fails."""
    if not find():
        return None
    try:
        with pdfium.PdfDocument(to_pdf(docx, ".docx", "征集表")) as pdf:
            return len(pdf)
    except (SourceError, pdfium.PdfiumError):
        return None
