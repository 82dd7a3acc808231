"""Typeset pages → PDF by reportlab, for places without a browser; the Chinese font is named, not embedded."""

import io

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.render.html import PAGE_HEIGHT, PAGE_WIDTH
from tests.render.typeset import Sheet

_FONT = "STSong-Light"


def pdf(sheets: list[Sheet]) -> bytes:
    """The file; each printed line is one piece of text."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    out = io.BytesIO()
    canvas = Canvas(out, (PAGE_WIDTH, PAGE_HEIGHT))
    for sheet in sheets:
        canvas.setLineWidth(0.7)
        for x0, top, x1, bottom in sheet.strokes:
            canvas.line(x0, PAGE_HEIGHT - top, x1, PAGE_HEIGHT - bottom)
        for run in sheet.runs:
            canvas.setFont(_FONT, run.size)
            canvas.drawString(run.x, PAGE_HEIGHT - run.baseline, run.text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
