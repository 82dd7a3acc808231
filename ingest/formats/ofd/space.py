"""Numbers, boxes and matrices in the XML of OFD: from millimetres of an object to points of its page."""

import math

from ingest.formats.ofd.parts import Element
from ingest.layout.plane import Matrix, scaled, then

POINTS = 72 / 25.4
"""Points in one millimetre."""
PAGE = scaled(POINTS, POINTS)
"""The matrix from millimetres to points of the page, for what lies on the page itself."""
_FARTHEST = 1e5
_LARGEST = 5_000.0
"""Millimetres: the longest side that a page may have."""

Box = tuple[float, float, float, float]
"""x, y, width, height in millimetres, as in the XML. (``ingest.model.Box`` is left, top, right, bottom in points.)"""


def number(text: str) -> float | None:
    """``text`` as a finite number of at most ``_FARTHEST``; None when it is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) <= _FARTHEST else None


def numbers(text: str) -> list[float]:
    """The numbers in ``text``, separated by white space, up to the first word that is no number."""
    found = []
    for word in text.split():
        value = number(word)
        if value is None:
            break
        found.append(value)
    return found


def box(text: str) -> Box | None:
    """``x y width height`` with a positive size, in millimetres; else None."""
    found = numbers(text)
    if len(found) != 4 or found[2] <= 0 or found[3] <= 0:  # noqa: PLR2004 - a rectangle
        return None
    return found[0], found[1], found[2], found[3]


def page_box(text: str) -> Box | None:
    """A box as ``box`` reads it, if it is not too large for a page; else None."""
    found = box(text)
    return found if found and max(found[2], found[3]) <= _LARGEST else None


def placement(element: Element, around: Matrix = PAGE) -> Matrix:
    """The matrix from an object's own millimetres to points of the page: its CTM, the corner of its boundary, ``around``.

    ``around`` leads from the millimetres of what holds the object to points of the page.
    """
    corner = [*numbers(element.get("Boundary", "")), 0.0, 0.0][:2]
    matrix = numbers(element.get("CTM", ""))
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)  # noqa: PLR2004 - affine
    return then((a, b, c, d, e + corner[0], f + corner[1]), around)


def placed_box(found: Box, around: Matrix) -> Box:
    """The box around ``found`` on the page, in millimetres, where ``around`` leads from its own millimetres to points."""
    x, y, wide, high = found
    corners = [place(around, at, down) for at in (x, x + wide) for down in (y, y + high)]
    xs, ys = [at / POINTS for at, _ in corners], [down / POINTS for _, down in corners]
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def place(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """The point (x, y) after ``matrix``."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
