"""Matrices between the two coordinate systems of a page: with its text upright, and as a viewer shows it."""

from ingest.model import Box

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f, as PDF and OFD write it: (x, y) comes to (a·x + c·y + e, b·x + d·y + f)."""
UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DIGITS = 2
"""Decimals of a box in points: nobody sees a hundredth of a point."""


def then(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that applies ``first`` and then ``second``."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def quarter_turn(quarters: int, wide: float, high: float) -> Matrix:
    """The matrix that turns a page of that width and height counterclockwise; its top left corner stays at the origin."""
    matrices: tuple[Matrix, ...] = (
        UNMOVED,
        (0.0, -1.0, 1.0, 0.0, 0.0, wide),
        (-1.0, 0.0, 0.0, -1.0, wide, high),
        (0.0, 1.0, -1.0, 0.0, high, 0.0),
    )
    return matrices[quarters % 4]


def scaled(x: float, y: float) -> Matrix:
    """The matrix that multiplies widths by ``x`` and heights by ``y``."""
    return x, 0.0, 0.0, y, 0.0, 0.0


def moved(box: Box, matrix: Matrix) -> Box:
    """The smallest upright box around ``box`` after ``matrix``, in points rounded to a hundredth."""
    x0, y0, x1, y1 = box
    if matrix != UNMOVED:
        a, b, c, d, e, f = matrix
        corners = ((x0, y0), (x1, y0), (x0, y1), (x1, y1))
        xs, ys = [a * x + c * y + e for x, y in corners], [b * x + d * y + f for x, y in corners]
        x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    return round(x0, _DIGITS), round(y0, _DIGITS), round(x1, _DIGITS), round(y1, _DIGITS)
