"""Numbers of the XML and the plane that they measure: millimetres of an object → points of its page."""

import math

from ingest.formats.ofd.parts import Element
from ingest.layout.plane import Matrix

POINTS = 72 / 25.4
"""Points in a millimetre."""
_FARTHEST = 1e5
_LARGEST = 5_000.0
"""Millimetres; no page and no poster is larger."""

Box = tuple[float, float, float, float]
"""x, y, width, height in millimetres, as the XML writes it."""


def number(text: str) -> float | None:
    """A finite number of sane size, or None."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) <= _FARTHEST else None


def numbers(text: str) -> list[float]:
    """The numbers of a list, up to the first that is none."""
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
    """A box that can be a page; else None."""
    found = box(text)
    return found if found and max(found[2], found[3]) <= _LARGEST else None


def placement(element: Element) -> Matrix:
    """From an object's own millimetres to points of the page: its CTM, then its boundary's corner."""
    corner = [*numbers(element.get("Boundary", "")), 0.0, 0.0][:2]
    matrix = numbers(element.get("CTM", ""))
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)  # noqa: PLR2004 - affine
    return a * POINTS, b * POINTS, c * POINTS, d * POINTS, (e + corner[0]) * POINTS, (f + corner[1]) * POINTS


def place(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point of the object on the page."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
