"""Planes of a page: as its text was read, upright; and as a reader sees it, cropped and turned as the file says."""

from ingest.model import Box

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f, as PDF and OFD write it: (x, y) comes to (a·x + c·y + e, b·x + d·y + f)."""
UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DIGITS = 2
"""Decimals of a box in points: a hundredth of a point is far less than anybody sees."""


def then(first: Matrix, second: Matrix) -> Matrix:
    """One matrix for both, ``first`` applied first."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def quarter_turn(quarters: int, wide: float, high: float) -> Matrix:
    """A page of that size turned counterclockwise by so many quarters, its corner back at the origin."""
    matrices: tuple[Matrix, ...] = (
        UNMOVED,
        (0.0, -1.0, 1.0, 0.0, 0.0, wide),
        (-1.0, 0.0, 0.0, -1.0, wide, high),
        (0.0, 1.0, -1.0, 0.0, high, 0.0),
    )
    return matrices[quarters % 4]


def scaled(x: float, y: float) -> Matrix:
    """Everything so many times as wide and as high."""
    return x, 0.0, 0.0, y, 0.0, 0.0


def moved(box: Box, matrix: Matrix) -> Box:
    """The smallest level box around ``box`` after ``matrix``."""
    x0, y0, x1, y1 = box
    if matrix != UNMOVED:
        a, b, c, d, e, f = matrix
        corners = ((x0, y0), (x1, y0), (x0, y1), (x1, y1))
        xs, ys = [a * x + c * y + e for x, y in corners], [b * x + d * y + f for x, y in corners]
        x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    return round(x0, _DIGITS), round(y0, _DIGITS), round(x1, _DIGITS), round(y1, _DIGITS)
