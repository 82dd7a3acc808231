"""Where the glyphs of a rendering stand, told without the parser: to see whether a clause's boxes hold its own."""

import ctypes
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from ingest.model import Clause
from ingest.text.lines import width
from tests.render.scan import DEGREES
from tests.render.typeset import Sheet

_FINE = 100
"""Device pixels a point, so that pdfium's whole numbers are fine enough."""


class Glyph(NamedTuple):
    """A character, its page from 1, and its middle in points from the top left corner of the page as shown."""

    text: str
    page: int
    x: float
    y: float


def of_pdf(data: bytes) -> list[Glyph]:
    """Every glyph as pdfium places it on the page that it shows."""
    found: list[Glyph] = []
    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(document, 1):
        text, shown = page.get_textpage(), _shown(page)
        for i in range(text.count_chars()):
            char = chr(raw.FPDFText_GetUnicode(text.raw, i) % 0x110000)
            left, foot, right, head = text.get_charbox(i)
            if char.strip() and (right > left or head > foot):
                found.append(
                    Glyph("-" if char in "\x02\ufffe" else char, number, *shown((left + right) / 2, (foot + head) / 2))
                )
    document.close()
    return found


def _shown(page: pypdfium2.PdfPage) -> Callable[[float, float], tuple[float, float]]:
    """PDF coordinates → points on the page as pdfium renders it."""
    size = [round(side * _FINE) for side in page.get_size()]

    def place(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, x, y, ctypes.byref(across), ctypes.byref(down))
        return across.value / _FINE, down.value / _FINE

    return place


def of_sheets(sheets: Iterable[Sheet]) -> list[Glyph]:
    """Every glyph as it was typeset."""
    found: list[Glyph] = []
    for number, sheet in enumerate(sheets, 1):
        for run in sheet.runs:
            x = run.x
            for char, advance in zip(run.text, (*run.advances, width(run.text[-1:]) * run.size), strict=False):
                if char.strip():
                    found.append(Glyph(char, number, x + advance / 2, run.baseline - 0.38 * run.size))
                x += advance
    return found


def turned(glyphs: Iterable[Glyph], sizes: Sequence[tuple[float, float]], degrees: float = DEGREES) -> Iterator[Glyph]:
    """Glyphs of pages of these sizes turned counterclockwise around the pages' middles, as ``scan`` turns them."""
    sin, cos = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    for glyph in glyphs:
        wide, high = sizes[glyph.page - 1]
        x, y = glyph.x - wide / 2, glyph.y - high / 2
        yield glyph._replace(x=x * cos + y * sin + wide / 2, y=y * cos - x * sin + high / 2)


def inside(clause: Clause, glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Glyphs whose middle stands in any box of a clause."""
    boxes: dict[int | None, list[tuple[float, float, float, float]]] = {}
    for place in clause.places:
        boxes.setdefault(place.page, []).extend([place.box] if place.box else [])
    for glyph in glyphs:
        if any(x0 <= glyph.x <= x1 and y0 <= glyph.y <= y1 for x0, y0, x1, y1 in boxes.get(glyph.page, [])):
            yield glyph
