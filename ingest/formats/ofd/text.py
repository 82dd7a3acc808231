"""A text object → glyphs with their boxes."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from ingest.formats.ofd.parts import Element, children, written
from ingest.formats.ofd.space import PAGE, number, place, placement
from ingest.layout.page import Word
from ingest.layout.plane import Matrix
from ingest.text.lines import width

_ASCENT, DESCENT = 0.88, 0.12
"""Height above and depth below the baseline, in shares of the font size, as in most Chinese fonts."""


class Glyph(NamedTuple):
    """A glyph in points of the page, and its rotation in radians clockwise."""

    char: Word
    angle: float


def glyphs(element: Element, most: int, around: Matrix = PAGE) -> list[Glyph]:
    """The glyphs of a TextObject, at most ``most``. A space is added to the text of the glyph before it.

    ``around``: from the millimetres of what holds the object to points of the page.
    """
    size = number(element.get("Size", ""))
    if not size or size <= 0:
        return []
    matrix = placement(element, around)
    upward = math.hypot(matrix[2], matrix[3]) * size
    if upward <= 0:
        return []
    turn = math.radians(number(element.get("CharDirection", "0")) or 0.0)
    angle = math.atan2(matrix[1], matrix[0]) + turn
    corner = _Corners(matrix, size, turn)
    found: list[Glyph] = []
    for text, x, y, wide in _placed(element, size, most):
        if text.strip():
            (ax, ay), (bx, by) = corner(x, y, wide)
            box = (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
            found.append(Glyph(Word(text, *box, upward), angle))
        elif found and not found[-1].char.text.endswith(" "):
            char = found[-1].char
            found[-1] = Glyph(char._replace(text=char.text + " "), angle)
    return found


class _Corners:
    """Computes two opposite corners of a glyph on the page, in points; what is the same for all glyphs is computed once."""

    def __init__(self, matrix: Matrix, size: float, turn: float) -> None:
        self._matrix, self._up, self._down = matrix, _ASCENT * size, DESCENT * size
        self._cos, self._sin = math.cos(turn), math.sin(turn)

    def __call__(self, x: float, y: float, wide: float) -> tuple[tuple[float, float], tuple[float, float]]:
        """The corners of the glyph with its baseline at (x, y) and that width, all in the object's millimetres."""
        cos, sin = self._cos, self._sin
        head = place(self._matrix, x + sin * self._up, y - cos * self._up)
        foot = place(self._matrix, x + cos * wide - sin * self._down, y + sin * wide + cos * self._down)
        return head, foot


def _placed(element: Element, size: float, most: int) -> Iterator[tuple[str, float, float, float]]:
    """(character, x, y, width) of each glyph in the TextCodes, in the object's millimetres."""
    scale = number(element.get("HScale", "1")) or 1.0
    down = round((number(element.get("ReadDirection", "0")) or 0.0) / 90) % 4
    x = y = 0.0
    for code in children(element, "TextCode"):
        text = written(code)[:most]
        most -= len(text)
        start = (number(code.get("X", "")), number(code.get("Y", "")))
        x, y = (x if start[0] is None else start[0]), (y if start[1] is None else start[1])
        at_x, at_y = x, y
        right, below = _steps(code.get("DeltaX", ""), len(text)), _steps(code.get("DeltaY", ""), len(text))
        for i, ch in enumerate(text):
            usual = width(ch) * size * scale
            step = _step(right, i)
            yield ch, at_x, at_y, _wide(ch, usual, right[i] if i < len(right) else 0.0)
            drop = _step(below, i)
            if step is None and drop is None:
                step, drop = ((usual, 0.0), (0.0, size), (-usual, 0.0), (0.0, -size))[down]
            at_x, at_y = at_x + (step or 0.0), at_y + (drop or 0.0)


def _wide(ch: str, usual: float, step: float) -> float:
    """Width of a glyph: a Latin letter reaches to the next glyph, a Chinese character is a square at most."""
    if ch.isascii():
        return step if 0 < step <= 2 * usual else usual
    return min(step, usual) if step > 0 else usual


def _steps(text: str, most: int) -> list[float]:
    """The distances from glyph to glyph in a DeltaX or DeltaY; ``g 3 5.2`` is short for ``5.2 5.2 5.2``."""
    out: list[float] = []
    words = iter(text.split(None, 3 * most + 3))
    for word in words:
        if len(out) >= most:
            break
        if word.lower() == "g":
            count, value = number(next(words, "")), number(next(words, ""))
            if count is None or value is None or count < 0:
                break
            out += [value] * min(int(count), most - len(out))
        elif (value := number(word)) is None:
            break
        else:
            out.append(value)
    return out


def _step(steps: list[float], at: int) -> float | None:
    """The distance after glyph ``at``; the last one if there are too few, None if there are none."""
    return steps[min(at, len(steps) - 1)] if steps else None
