"""One page of a PDF → a ``Page``: text turned upright, watermarks left out."""

import math
from collections import Counter
from dataclasses import dataclass

import pypdfium2 as pdfium

from ingest.finding_kinds import FindingKind, Note
from ingest.formats import pictures
from ingest.formats.pdf import annotations
from ingest.formats.pdf.paths import Turn, drawings, placed
from ingest.formats.pdf.text import Piece, pieces
from ingest.layout.glyphs import without_doubles
from ingest.layout.page import Page, Word
from ingest.layout.plane import quarter_turn, then

_STRAIGHT = 0.05
"""Radians: text turned by more than this against most text of the page is a watermark or a seal."""
_QUARTER = math.pi / 2
_LEAVES_GAPS = "Skia"
"""Producer of PDFs from Chrome and Edge, which writes gaps in place of spaces."""
_RULED = 3
"""Strokes: fewer cannot make the cell of a table, and a page without cells is read by words, which is faster."""


@dataclass(frozen=True, slots=True)
class Read:
    """A page, and the area of its images as a share of the page (above 1 where they overlap)."""

    page: Page
    image_share: float


def read_page(document: pdfium.PdfDocument, index: int) -> Read:
    """Page ``index`` (from 0); pdfium.PdfiumError when it cannot be read."""
    page = document[index]
    try:
        box, rotation = page.get_bbox(), page.get_rotation() // 90
        drawn = drawings(page)
        beside = annotations.notes(document, page, index + 1)
        text = page.get_textpage()
        try:
            found = pieces(text, len(drawn.strokes) >= _RULED, _LEAVES_GAPS not in document.get_metadata_value("Producer"))
        finally:
            text.close()
    finally:
        page.close()
    quarters = Counter(quarter for piece in found for quarter in [round(piece.angle / _QUARTER) % 4] * len(piece.text))
    quarter = quarters.most_common(1)[0][0] if quarters else 0
    upright = [piece for piece in found if _along(piece.angle, quarter)]
    turned = "".join(piece.text for piece in found if not _along(piece.angle, quarter))
    turn = _turn(box, quarter)
    chars, doubled = without_doubles([_char(piece, turn) for piece in upright])
    findings = [Note(FindingKind.DOUBLED, f"第{index + 1}页 {doubled} 字")] if doubled > 1 else []
    findings += [Note(FindingKind.WATERMARK, turned)] if turned else []
    images = [(rule.x0, rule.top, rule.x1, rule.bottom) for rule in placed(drawn.images, turn)]
    findings += [*pictures.note(pictures.without_text(images, chars), index + 1), *beside]
    wide, high = (box[2] - box[0], box[3] - box[1])[:: -1 if quarter % 2 else 1]
    shown = then(quarter_turn(-quarter, wide, high), quarter_turn(-rotation, box[2] - box[0], box[3] - box[1]))
    read = Page(index + 1, wide, high, chars, placed(drawn.strokes, turn), tuple(findings), shown)
    return Read(read, drawn.area / max(wide * high, 1.0))


def _along(angle: float, quarter: int) -> bool:
    """Whether a piece of text is turned as most of the page's text is."""
    return abs((angle - quarter * _QUARTER + math.pi) % (2 * math.pi) - math.pi) <= _STRAIGHT


def _turn(box: tuple[float, float, float, float], quarter: int) -> Turn:
    """The function from PDF coordinates to points from the top left corner of the page with its text upright.

    ``box`` is the visible box of the page in PDF coordinates, ``quarter`` the quarter turns of its text.
    """
    x0, y0, x1, y1 = box
    turns: tuple[Turn, ...] = (
        lambda x, y: (x - x0, y1 - y),
        lambda x, y: (y1 - y, x1 - x),
        lambda x, y: (x1 - x, y - y0),
        lambda x, y: (y - y0, x - x0),
    )
    return turns[quarter]


def _char(piece: Piece, turn: Turn) -> Word:
    (ax, ay), (bx, by) = turn(piece.left, piece.foot), turn(piece.right, piece.head)
    top, bottom = min(ay, by), max(ay, by)
    return Word(piece.text, min(ax, bx), top, max(ax, bx), bottom, min(piece.size, bottom - top) or 1.0)
