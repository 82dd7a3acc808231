"""Finds small marks that text detection misses: a number or a letter apart from other text, the bullet of a list item."""

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Image = npt.NDArray[Any]
"""uint8 ``(height, width)``: ink, white (255) on black."""
Box = npt.NDArray[np.float32]
"""The corners of a line of text, ``(4, 2)``, in pixels."""

_LOWEST, _HIGHEST, _WIDEST = 0.35, 1.1, 2.0
"""Line heights: least and greatest height of a mark (about a glyph), and greatest width (two glyphs)."""
_TOGETHER = 0.4
"""Line heights: pieces of ink nearer than this side by side are one mark."""
_MOST = 40
"""Marks outside of all lines; more are a drawing."""
_SPECK, _DOT, _AFTER = 0.1, 0.3, 0.3
"""Line heights: a smaller piece of ink is dirt; a bullet is at most this large, and at least this far from the text."""
_MIDDLE = (0.4, 0.6)
"""Line heights: the middle of a bullet is between these."""


def alone(ink: Image, boxes: list[Box]) -> list[Box]:
    """Boxes of marks in ``ink`` that are in none of the lines ``boxes``; each box is as high as the median line."""
    if not boxes:
        return []
    high = float(np.median([np.ptp(box[:, 1]) for box in boxes]))
    rest = ink.copy()
    for box in boxes:
        x0, top, x1, bottom = _edges(box)
        rest[top:bottom, x0:x1] = 0
    joined = cv2.dilate(rest, np.ones((1, max(int(_TOGETHER * high), 1)), np.uint8))
    found = cv2.connectedComponentsWithStats(joined)[2][1:]
    marks = [mark[:4] for mark in found if _LOWEST * high <= mark[3] <= _HIGHEST * high and mark[2] <= _WIDEST * high]
    return [_box(mark, high) for mark in marks] if len(marks) <= _MOST else []


def dotted(ink: Image, box: Box) -> bool:
    """Whether a line begins with a bullet: a dot at middle height, with a gap before the text."""
    x0, top, x1, bottom = _edges(box)
    high = bottom - top
    _, _, stats, centres = cv2.connectedComponentsWithStats(ink[top:bottom, x0 : min(x1, x0 + 2 * high)])
    found = zip(stats[1:].tolist(), centres[1:].tolist(), strict=True)
    marks = sorted(mark for mark in found if mark[0][4] >= (_SPECK * high) ** 2)
    if len(marks) < 2:  # noqa: PLR2004 - a dot, and what follows
        return False
    (left, _, wide, tall, _), (_, middle) = marks[0]
    small = max(wide, tall) <= _DOT * high and _MIDDLE[0] * high <= middle <= _MIDDLE[1] * high
    after = marks[1][0]
    return bool(small and after[0] - left - wide >= _AFTER * high and after[3] > _DOT * high)


def _edges(box: Box) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the box in pixels, 2 pixels larger on each side."""
    (x0, top), (x1, bottom) = np.maximum(box.min(0).astype(int) - 2, 0).tolist(), (box.max(0).astype(int) + 2).tolist()
    return x0, top, x1, bottom


def _box(mark: npt.NDArray[np.int32], high: float) -> Box:
    x, y, wide, tall = mark.tolist()
    middle = y + tall / 2
    top, bottom = middle - high / 2, middle + high / 2
    return np.array([(x, top), (x + wide, top), (x + wide, bottom), (x, bottom)], np.float32)
