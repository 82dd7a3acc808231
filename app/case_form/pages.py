"""How many pages a form has: estimated from its rows, and counted by LibreOffice where that is installed."""

import math

import pypdfium2 as pdfium

from app.case_form.checked import CheckedCase
from app.case_form.layout import MARGIN, PAGE, height, rows
from app.case_form.notice import Notice
from ingest.errors import SourceError
from ingest.formats.libreoffice import find, to_pdf

_TWENTIETHS = 20
_HEADING_LINES = 3
"""Lines above the table: title, stamp, date."""
_BORDER = 0.5


def estimated(checked: CheckedCase, notice: Notice) -> int:
    """Pages of the form without enclosures, as the widths of its characters give them."""
    body = (PAGE[1] - 2 * MARGIN[1]) / _TWENTIETHS
    table = rows(checked, notice)
    total = _HEADING_LINES * notice.line + sum(height(row, notice.size) * notice.line + _BORDER for row in table)
    return max(math.ceil(total / (body - body % notice.line)), 1)


def counted(docx: bytes) -> int | None:
    """Pages as LibreOffice prints them; None where it is not installed or fails."""
    if not find():
        return None
    try:
        with pdfium.PdfDocument(to_pdf(docx, ".docx", "征集表")) as pdf:
            return len(pdf)
    except (SourceError, pdfium.PdfiumError):
        return None
