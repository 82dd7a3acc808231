"""Typeset pages → PDF by reportlab, for places without a browser; the Chinese font is named, not embedded."""

import io

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.render.typeset import Sheet

_FONT = "STSong-Light"


def pdf(sheets: list[Sheet]) -> bytes:
    """The file; each printed line is one piece of text."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    out = io.BytesIO()
    canvas = Canvas(out)
    for sheet in sheets:
        canvas.setPageSize((sheet.width, sheet.height))
        canvas.setLineWidth(0.7)
        for x0, top, x1, bottom in sheet.strokes:
            canvas.line(x0, sheet.height - top, x1, sheet.height - bottom)
        for run in sheet.runs:
            canvas.setFont(_FONT, run.size)
            canvas.drawString(run.x, sheet.height - run.baseline, run.text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
