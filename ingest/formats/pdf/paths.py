"""The drawings on a PDF page, by pdfium: horizontal and vertical strokes, and its images."""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.layout.page import Rule
from ingest.layout.plane import UNMOVED, Matrix, then
from ingest.model import Box

_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 4_000
_DEEPEST = 6
_THIN = 3.0
"""Points: a shape at most this thin is one ruling line."""

Turn = Callable[[float, float], tuple[float, float]]
"""PDF coordinates → points from the page's top left corner."""
Point = tuple[float, float]
Stroke = tuple[Point, Point]
_ENDLESS: Box = (-1e9, -1e9, 1e9, 1e9)
_CORNERS = 64


@dataclass(slots=True)
class Drawn:
    """The drawings of a page, in PDF coordinates."""

    strokes: list[Stroke] = field(default_factory=list)
    """Horizontal and vertical ones."""
    images: list[Stroke] = field(default_factory=list)
    """Two opposite corners of the box around each image."""
    area: float = 0.0
    """The sum of the areas of all images, in square points."""


def drawings(page: pdfium.PdfPage) -> Drawn:
    """What is drawn on the page."""
    drawn = Drawn()
    for number, (item, kind, matrix) in enumerate(_objects(page.raw, UNMOVED, 0)):
        if number >= _MOST_OBJECTS:
            break
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, e, f = then(_matrix(item), matrix)
            drawn.area += abs(a * d - b * c)
            drawn.images.append(
                ((e + min(a, 0) + min(c, 0), f + min(b, 0) + min(d, 0)), (e + max(a, 0) + max(c, 0), f + max(b, 0) + max(d, 0)))
            )
            continue
        seen = _clip(item, matrix)
        drawn.strokes += [inside for stroke in _strokes(item, matrix) if (inside := _clipped(stroke, seen))]
    return drawn


def placed(strokes: list[Stroke], turn: Turn) -> list[Rule]:
    """Strokes as ruling lines in points from the page's top left corner."""
    rules = []
    for (ax, ay), (bx, by) in strokes:
        (px, py), (qx, qy) = turn(ax, ay), turn(bx, by)
        rules.append(Rule(min(px, qx), min(py, qy), max(px, qx), max(py, qy)))
    return rules


def _objects(holder: object, matrix: Matrix, depth: int) -> Iterator[tuple[object, int, Matrix]]:
    """(object, type, matrix of the form around it) of each path and image on a page or in a form, at any depth."""
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
            yield from _objects(item, then(_matrix(item), matrix), depth + 1)


def _matrix(item: object) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, ctypes.byref(found))
    return found.a, found.b, found.c, found.d, found.e, found.f


def _clip(item: object, matrix: Matrix) -> Box:
    """The box outside of which an object is clipped. Programs draw a table cut by a page break in full, and clip it."""
    clip = raw.FPDFPageObj_GetClipPath(item)
    left, foot, right, head = _ENDLESS
    for part in range(max(raw.FPDFClipPath_CountPaths(clip), 0) if clip else 0):
        points = []
        x, y = ctypes.c_float(), ctypes.c_float()
        for i in range(min(raw.FPDFClipPath_CountPathSegments(clip, part), _CORNERS)):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, part, i), ctypes.byref(x), ctypes.byref(y))
            points.append(_moved((x.value, y.value), matrix))
        if points:
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            left, foot, right, head = max(left, min(xs)), max(foot, min(ys)), min(right, max(xs)), min(head, max(ys))
    return left, foot, right, head


def _clipped(stroke: Stroke, seen: Box) -> Stroke | None:
    """The part of a stroke within a box, with a tolerance of 1 point; None when there is none."""
    (ax, ay), (bx, by) = stroke
    left, foot, right, head = seen
    x0, x1 = max(min(ax, bx), left - 1), min(max(ax, bx), right + 1)
    y0, y1 = max(min(ay, by), foot - 1), min(max(ay, by), head + 1)
    return ((x0, y0), (x1, y1)) if x0 <= x1 and y0 <= y1 else None


def _moved(point: Point, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def _strokes(path: object, matrix: Matrix) -> Iterator[Stroke]:
    """The horizontal and vertical strokes of a path: its stroked lines, and its shapes that are thin enough to be lines."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    if not fill.value and not stroke.value:
        return
    for shape in _shapes(path, then(_matrix(path), matrix)):
        xs, ys = [x for x, _ in shape], [y for _, y in shape]
        thin = min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN
        if thin and len(shape) > 1:
            yield (min(xs), min(ys)), (max(xs), max(ys))
        elif stroke.value:
            for before, after in pairwise(shape):
                if min(abs(before[0] - after[0]), abs(before[1] - after[1])) <= 1.0:
                    yield before, after


def _shapes(path: object, matrix: Matrix) -> Iterator[list[Point]]:
    """The corner points of each subpath, in PDF coordinates; subpaths with curves are left out."""
    x, y = ctypes.c_float(), ctypes.c_float()
    shape: list[Point] = []
    curved = False
    for i in range(min(raw.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
        piece = raw.FPDFPath_GetPathSegment(path, i)
        raw.FPDFPathSegment_GetPoint(piece, ctypes.byref(x), ctypes.byref(y))
        point = _moved((x.value, y.value), matrix)
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
