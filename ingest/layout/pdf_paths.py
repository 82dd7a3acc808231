"""A PDF page's drawings by pdfium: straight level and upright strokes, and how much of the page images cover."""

import ctypes
from collections.abc import Callable, Iterator
from itertools import pairwise

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.layout.page import Rule

_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 4_000
_DEEPEST = 6
_THIN = 3.0
"""A filled shape this thin, in points, is a ruling line."""

Turn = Callable[[float, float], tuple[float, float]]
"""PDF coordinates → points from the page's top left corner."""
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Point = tuple[float, float]
Stroke = tuple[Point, Point]


def drawings(page: pdfium.PdfPage) -> tuple[list[Stroke], float]:
    """Strokes in PDF coordinates, and the area that images cover in square points."""
    strokes: list[Stroke] = []
    area = 0.0
    for number, (item, kind, matrix) in enumerate(_objects(page.raw, _IDENTITY, 0)):
        if number >= _MOST_OBJECTS:
            break
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, _, _ = _compose(_matrix(item), matrix)
            area += abs(a * d - b * c)
            continue
        strokes += _strokes(item, matrix)
    return strokes, area


def placed(strokes: list[Stroke], turn: Turn) -> list[Rule]:
    """Strokes as ruling lines in points from the page's top left corner."""
    rules = []
    for (ax, ay), (bx, by) in strokes:
        (px, py), (qx, qy) = turn(ax, ay), turn(bx, by)
        rules.append(Rule(min(px, qx), min(py, qy), max(px, qx), max(py, qy)))
    return rules


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


def _strokes(path: object, matrix: Matrix) -> Iterator[Stroke]:
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
