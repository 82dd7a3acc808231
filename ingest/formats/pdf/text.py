"""The text of a PDF page, by pdfium: words or single glyphs with their boxes."""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
from pypdfium2 import raw

_TALLEST = 200.0
"""Points: no glyph of running text is larger."""
_BLANK = re.compile(r"[\x00-\x20\x7f\xa0\xad\u200b\u3000\ufeff\uffff]+")
_HYPHENS = {0x2: "-", 0xFFFE: "-"}
"""Codes that pdfium gives for a hyphen at the end of a line."""
_SPACE = re.compile(r"[ \xa0\u3000]")
_FIGURE, _SMALL = re.compile(r"[\d+\-−]"), 0.85
"""What superscripts and subscripts are made of; such glyphs are lower than this share of the height beside them."""
_INK = 0.7
"""Font sizes: a box lower than this is that of the ink, which is all there is where a font tells no ascent and descent."""
_TRUE = 1.5
"""Heights of the tallest glyph: a font size above this is one that a matrix makes small."""
_ASCENT, _DESCENT = 0.8, 0.2
"""Font sizes: how far a glyph of such a font reaches above and below its origin."""
_NARROWEST, _WIDEST = 0.2, 1.6
"""Ems: a word whose mean advance is outside these is read by glyphs, because they are spaced out or on top of each other."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a single glyph, in PDF coordinates (points, y upwards); ``angle`` is its rotation in radians clockwise."""

    text: str
    left: float
    foot: float
    right: float
    head: float
    size: float
    angle: float


def pieces(page: pdfium.PdfTextPage, by_glyph: bool, written: bool) -> list[Piece]:
    """The words of the page, or with ``by_glyph`` its glyphs, for pages where a word may cross the border of a cell.

    ``written``: whether the program that made the file writes spaces, or only leaves gaps for them.
    """
    count = page.count_chars()
    text = page.get_text_range() if count else ""
    if len(text) != count:
        text = "".join(_glyph(raw.FPDFText_GetUnicode(page.raw, i)) for i in range(count))
    text = text.translate(_HYPHENS)
    found: list[Piece] = []
    reader, spaces = _Reader(page), _spaces(page, text, written)
    begin = 0
    for blank in [*_BLANK.finditer(text), None]:
        end = blank.start() if blank else count
        if begin < end:
            word = None if by_glyph else reader.word(text, begin, end)
            found += [word] if word else reader.glyphs(text, begin, end)
        if blank and found and not spaces.isdisjoint(range(blank.start(), blank.end())):
            found[-1] = replace(found[-1], text=found[-1].text + " ")
        begin = blank.end() if blank else count
    return found


def _spaces(page: pdfium.PdfTextPage, text: str, written: bool) -> set[int]:
    """Positions of real spaces in ``text``. pdfium also makes one of the narrow gap between a digit and a Chinese character."""
    found = [m.start() for m in _SPACE.finditer(text)]
    if not written:
        return set(found)
    mixed = [i for i in found if text[i - 1 : i].isascii() != text[i + 1 : i + 2].isascii()]
    return set(found) - {i for i in mixed if raw.FPDFText_IsGenerated(page.raw, i) == 1}


class _Reader:
    """Reads boxes from pdfium; angle and size only where the line changes, which saves most of the time."""

    def __init__(self, page: pdfium.PdfTextPage) -> None:
        self._page = page
        self._box = raw.FS_RECTF()
        self._by_box = ctypes.byref(self._box)
        self._tall = self._before = 0.0
        """Heights of the tallest glyph of the page so far, and of the last one that is no low mark."""

    def word(self, text: str, begin: int, end: int) -> Piece | None:
        """The glyphs from ``begin`` up to ``end`` as one piece; None when they are not side by side on one line."""
        left, right, foot, head = self._place(begin)
        x0, x1, y0, y1 = self._place(end - 1)
        angle, size = self._manner(begin, max(head, y1) - min(foot, y0))
        advance = (x1 - left) / (end - begin)
        level = abs(y0 - foot) < 1 and abs(y1 - head) < 1 and x0 >= left
        if not level or self._mixed(text, begin, end, head - foot) or not _NARROWEST * size <= advance <= _WIDEST * size:
            return None
        return Piece(text[begin:end], left, min(foot, y0), max(right, x1), max(head, y1), size, angle)

    def _mixed(self, text: str, begin: int, end: int, high: float) -> bool:
        """Whether a figure or a sign between the glyphs ``begin`` and ``end`` is much smaller than they are: 10⁶/ml."""
        places = (self._place(found.start()) for found in _FIGURE.finditer(text, begin + 1, end - 1))
        return any(head - foot < _SMALL * high for _, _, foot, head in places)

    def glyphs(self, text: str, begin: int, end: int) -> Iterator[Piece]:
        """The glyphs from ``begin`` up to ``end``, each as a piece."""
        places = [self._place(i) for i in range(begin, end)]
        tall = max(head - foot for _, _, foot, head in places)
        angle, size, line = 0.0, 0.0, (math.nan, math.nan)
        for i, (left, right, foot, head) in enumerate(places, begin):
            if line != (foot, head):
                angle, size = self._manner(i, tall)
                line = (foot, head)
            yield Piece(text[i], left, foot, right, head, size, angle)

    def _place(self, i: int) -> tuple[float, float, float, float]:
        """Left, right, foot and head of glyph ``i``: by its advance and font, or by its ink if the font's values are wrong."""
        raw.FPDFText_GetLooseCharBox(self._page.raw, i, self._by_box)
        box = self._box
        left, right, foot, head = box.left, box.right, box.bottom, box.top
        if 0 < head - foot < _TALLEST and 0 <= right - left < _TALLEST:
            self._tall = max(self._tall, head - foot)
            if head - foot < _INK * self._tall:
                foot, head = self._of_line(i, foot, head)
            self._before = head - foot
            return left, right, foot, head
        x0, x1, y0, y1 = (ctypes.c_double() for _ in range(4))
        raw.FPDFText_GetCharBox(self._page.raw, i, *map(ctypes.byref, (x0, x1, y0, y1)))
        return x0.value, x1.value, y0.value, max(y1.value, y0.value + 1.0)

    def _of_line(self, i: int, foot: float, head: float) -> tuple[float, float]:
        """Foot and head of the line of glyph ``i``, whose own are ``foot`` and ``head``: a comma is no lower than its word."""
        size = raw.FPDFText_GetFontSize(self._page.raw, i)
        x, y = ctypes.c_double(), ctypes.c_double()
        if (
            head - foot >= _INK * size
            or size > _TRUE * self._tall
            or raw.FPDFText_GetCharAngle(self._page.raw, i)
            or not raw.FPDFText_GetCharOrigin(self._page.raw, i, ctypes.byref(x), ctypes.byref(y))
            or not foot - size <= y.value <= head + size
        ):
            return foot, head
        high = min(size, self._before or size)
        return min(foot, y.value - _DESCENT * high), max(head, y.value + _ASCENT * high)

    def _manner(self, i: int, tall: float) -> tuple[float, float]:
        """Angle in radians and font size in points of glyph ``i``; the size is at most ``tall``, the height of its line."""
        angle = raw.FPDFText_GetCharAngle(self._page.raw, i) % (2 * math.pi)
        return angle, min(tall, raw.FPDFText_GetFontSize(self._page.raw, i) or tall)


def _glyph(code: int) -> str:
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"  # noqa: PLR2004 - surrogates
