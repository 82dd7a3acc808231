"""A page of an OFD package, drawn as it was read: its images, ruling lines and glyphs.

Glyphs stand at their places in a font of this computer; colours, curves and filled shapes are not drawn.
"""

import math

from PIL import Image, ImageDraw

from ingest.errors import SourceError
from ingest.formats.ofd.book import Book
from ingest.formats.ofd.picture import opened
from ingest.formats.ofd.space import POINTS, Box
from ingest.formats.ofd.text import DESCENT, Glyph
from ingest.layout.page import Rule
from ingest.packages.package import Package
from ingest.rendering.fonts import font
from ingest.rendering.rendered import RenderedPage, no_such_page, pixels_of

_BLACK, _GREY = "black", (190, 190, 190)
_TURNED = 0.05
"""Radians; a glyph turned more than this is drawn on a sheet of its own, which is then turned."""
_QUARTER = math.pi / 2
_LARGEST = 600
"""Pixels; larger glyphs are left out."""
_NO_FONT = "这台电脑没有中文字体，文字以方框表示"


def render(data: bytes, name: str, number: int) -> RenderedPage:
    """Page ``number``, from 1; SourceError when the package or the page cannot be read, or it lacks the page."""
    package = Package(data, name)
    book = Book(package)
    if not 1 <= number <= book.pages:
        raise no_such_page(number, book.pages, name)
    leaf, pictures = book.page(number)
    if leaf.drawing is None:
        raise SourceError(f"第 {number} 页画不出来，可能已损坏", name)
    width, height = leaf.size[0] * POINTS, leaf.size[1] * POINTS
    canvas = _Canvas(width, height)
    for part, box in pictures:
        canvas.picture(package, part, box)
    for rule in leaf.drawing.rules:
        canvas.rule(rule)
    for glyph in leaf.drawing.glyphs:
        canvas.glyph(glyph)
    return RenderedPage(canvas.image, width, height, _NO_FONT if leaf.drawing.glyphs and font(12) is None else "")


class _Canvas:
    """A white page of so many points, to be drawn on in points from its top left corner."""

    def __init__(self, width: float, height: float) -> None:
        self.image = Image.new("RGB", pixels_of(width, height), "white")
        self._pen = ImageDraw.Draw(self.image)
        self._scale = self.image.width / width

    def picture(self, package: Package, part: str, box: Box) -> None:
        """An image at its box in millimetres; one that cannot be opened is left out."""
        try:
            found = opened(package.data(part))
        except SourceError:
            return
        if found is None:
            return
        x, y, wide, high = (side * POINTS * self._scale for side in box)
        a, e = found.width / wide, found.height / high
        matrix = (a, 0.0, -a * x, 0.0, e, -e * y)
        size = self.image.size
        seen = Image.new("L", found.size, 255).transform(size, Image.Transform.AFFINE, matrix)
        self.image.paste(found.transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR), mask=seen)

    def rule(self, rule: Rule) -> None:
        """A ruling line, at least a pixel thick."""
        x0, y0, x1, y1 = (self._clamped(side * self._scale) for side in (rule.x0, rule.top, rule.x1, rule.bottom))
        self._pen.rectangle((x0, y0, x1, y1), fill=_BLACK)

    def glyph(self, glyph: Glyph) -> None:
        """A glyph in its box; one that is turned against the page (a watermark) in grey."""
        char = glyph.char
        size = round(char.size * self._scale)
        if not 1 <= size <= _LARGEST:
            return
        x0, y0, x1, y1 = (self._clamped(side * self._scale) for side in (char.x0, char.top, char.x1, char.bottom))
        face = font(size)
        if face is None:
            self._pen.rectangle((x0, y0, x1, y1), outline=_GREY)
        elif abs(glyph.angle) <= _TURNED:
            self._pen.text((x0, y1 - DESCENT * size), char.text.rstrip(), fill=_BLACK, font=face, anchor="ls")
        else:
            sheet = Image.new("L", (2 * size, 2 * size))
            ImageDraw.Draw(sheet).text((size, size), char.text.rstrip(), fill=255, font=face, anchor="mm")
            sheet = sheet.rotate(-math.degrees(glyph.angle), Image.Resampling.BICUBIC)
            straight = abs(math.remainder(glyph.angle, _QUARTER)) <= _TURNED
            corner = round((x0 + x1) / 2 - size), round((y0 + y1) / 2 - size)
            self.image.paste(_BLACK if straight else _GREY, corner, sheet)

    def _clamped(self, pixels: float) -> float:
        """A place no farther from the page than a page's length."""
        most = max(self.image.size)
        return min(max(pixels, -float(most)), 2.0 * most)
