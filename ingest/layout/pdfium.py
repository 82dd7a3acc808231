"""Pages of a PDF through pdfium: glyphs with their boxes, ruling lines, and how much of the page is image."""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.layout.glyphs import without_doubles
from ingest.layout.page import Char, Page, Rule

_UPRIGHT = 0.05
"""Radians: text turned more than this against the page's own is a watermark or a seal."""
_QUARTER = math.pi / 2
_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 4_000
_DEEPEST = 6
_THIN = 3.0
"""A filled shape this thin, in points, is a ruling line."""
_TALLEST = 200.0
_BLANK = frozenset({0xA0, 0x3000, 0xFFFE, 0xFEFF, 0x200B, 0xAD, 0x7F})

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with the share of it, 0 to 1, that images cover."""

    page: Page
    image_share: float


def read_page(document: pdfium.PdfDocument, index: int) -> Sheet:
    """Page ``index`` (from 0); pdfium.PdfiumError when it cannot be read."""
    page = document[index]
    try:
        x0, y0, x1, y1 = page.get_bbox()
        text = page.get_textpage()
        try:
            quarter, glyphs, turned = _glyphs(text)
        finally:
            text.close()
        turn = _turn((x0, y0, x1, y1), quarter)
        rules, area = _drawings(page, turn)
        chars, doubled = without_doubles([_turned(char, turn) for char in glyphs])
        findings = [("doubled", f"第{index + 1}页 {doubled} 字")] if doubled > 1 else []
        findings += [("watermark", turned)] if turned else []
        wide, high = (x1 - x0, y1 - y0) if quarter % 2 == 0 else (y1 - y0, x1 - x0)
        return Sheet(Page(index + 1, wide, high, chars, rules, tuple(findings)), area / max(wide * high, 1.0))
    finally:
        page.close()


def _glyphs(text: pdfium.PdfTextPage) -> tuple[int, list[Char], str]:
    """The quarter turns of the page's text, its glyphs in PDF coordinates (y up), and text that stands turned otherwise."""
    handle = text.raw
    box = raw.FS_RECTF()
    x0, x1, y0, y1 = (ctypes.c_double() for _ in range(4))
    exact, loose = tuple(map(ctypes.byref, (x0, x1, y0, y1))), ctypes.byref(box)
    found: list[tuple[float, Char]] = []
    for i in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, i)
        if code <= 0x20 or code in _BLANK:  # noqa: PLR2004 - controls and space
            continue
        glyph = chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"  # noqa: PLR2004 - surrogates
        raw.FPDFText_GetLooseCharBox(handle, i, loose)
        raw.FPDFText_GetCharBox(handle, i, *exact)
        left, right, foot, head = min(box.left, x0.value), max(box.right, x1.value), box.bottom, box.top
        if not 0 < head - foot < _TALLEST or right - left > _TALLEST:
            left, right, foot, head = x0.value, x1.value, y0.value, max(y1.value, y0.value + 1)
        angle = raw.FPDFText_GetCharAngle(handle, i) % (2 * math.pi)
        found.append(
            (angle, Char(glyph, left, foot, right, head, min(head - foot, raw.FPDFText_GetFontSize(handle, i) or 1e9)))
        )
    quarters = Counter(round(angle / _QUARTER) % 4 for angle, _ in found)
    quarter = quarters.most_common(1)[0][0] if quarters else 0
    straight = [abs((angle - quarter * _QUARTER + math.pi) % (2 * math.pi) - math.pi) <= _UPRIGHT for angle, _ in found]
    upright = [char for (_, char), is_upright in zip(found, straight, strict=True) if is_upright]
    turned = "".join(char.text for (_, char), is_upright in zip(found, straight, strict=True) if not is_upright)
    return quarter, upright, turned


Turn = Callable[[float, float], tuple[float, float]]


def _turn(box: tuple[float, float, float, float], quarter: int) -> Turn:
    """PDF coordinates → points from the top left corner, with the text upright."""
    x0, y0, x1, y1 = box
    turns: tuple[Turn, ...] = (
        lambda x, y: (x - x0, y1 - y),
        lambda x, y: (y1 - y, x1 - x),
        lambda x, y: (x1 - x, y - y0),
        lambda x, y: (y - y0, x - x0),
    )
    return turns[quarter]


def _turned(char: Char, turn: Turn) -> Char:
    (ax, ay), (bx, by) = turn(char.x0, char.top), turn(char.x1, char.bottom)
    top, bottom = min(ay, by), max(ay, by)
    return Char(char.text, min(ax, bx), top, max(ax, bx), bottom, min(char.size, bottom - top) or 1.0)


def _drawings(page: pdfium.PdfPage, turn: Turn) -> tuple[list[Rule], float]:
    """Ruling lines, and the area that images cover in square points."""
    rules: list[Rule] = []
    area = 0.0
    for number, (item, kind, matrix) in enumerate(_objects(page.raw, _IDENTITY, 0)):
        if number >= _MOST_OBJECTS:
            break
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, _, _ = _compose(_matrix(item), matrix)
            area += abs(a * d - b * c)
            continue
        for (ax, ay), (bx, by) in _strokes(item, matrix):
            (px, py), (qx, qy) = turn(ax, ay), turn(bx, by)
            rules.append(Rule(min(px, qx), min(py, qy), max(px, qx), max(py, qy)))
    return rules, area


def _objects(holder: object, matrix: Matrix, depth: int) -> Iterator[tuple[object, int, Matrix]]:
    """Paths and images on a page or in a form, with what places them."""
    count, get = (
        (raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject)
        if depth
        else (raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)
    )
    for i in range(min(count(holder), _MOST_OBJECTS)):
        item = get(holder, i)
        kind = raw.FPDFPageObj_GetType(item)
        if kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield item, kind, matrix
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _objects(item, _compose(_matrix(item), matrix), depth + 1)


def _matrix(item: object) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, ctypes.byref(found))
    return found.a, found.b, found.c, found.d, found.e, found.f


def _compose(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


Point = tuple[float, float]


def _strokes(path: object, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
    """Straight level and upright pieces of a path: its stroked lines, and filled shapes thin enough to be lines."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    if not fill.value and not stroke.value:
        return
    for shape in _shapes(path, _compose(_matrix(path), matrix)):
        xs, ys = [x for x, _ in shape], [y for _, y in shape]
        thin = min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN
        if thin and len(shape) > 1:
            yield (min(xs), min(ys)), (max(xs), max(ys))
        elif stroke.value:
            for before, after in pairwise(shape):
                if min(abs(before[0] - after[0]), abs(before[1] - after[1])) <= 1.0:
                    yield before, after


def _shapes(path: object, matrix: Matrix) -> Iterator[list[Point]]:
    """Corner points of each part of a path; parts with curves are left out."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    shape: list[Point] = []
    curved = False
    for i in range(min(raw.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
        piece = raw.FPDFPath_GetPathSegment(path, i)
        raw.FPDFPathSegment_GetPoint(piece, ctypes.byref(x), ctypes.byref(y))
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = raw.FPDFPathSegment_GetType(piece)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if shape and not curved:
                yield shape
            shape, curved = [], False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        shape.append(point)
        if raw.FPDFPathSegment_GetClose(piece):
            shape.append(shape[0])
    if shape and not curved:
        yield shape
