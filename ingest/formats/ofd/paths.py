"""The horizontal and vertical strokes of a path object, as ruling lines."""

from collections.abc import Iterator
from itertools import pairwise

from ingest.formats.ofd.parts import Element, text_at
from ingest.formats.ofd.space import PAGE, number, place, placement
from ingest.layout.page import Rule
from ingest.layout.plane import Matrix

_NUMBERS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""Command of ``AbbreviatedData`` → how many numbers follow it; the last two are the point to which it leads."""
_MOST_WORDS = 40_000
_THIN, _LEVEL = 3.0, 1.0
"""Points: a shape at most this thin is one ruling line; a stroke is horizontal or vertical if it deviates less."""

Point = tuple[float, float]


def rules(element: Element, around: Matrix = PAGE) -> list[Rule]:
    """The ruling lines of a PathObject, in points from the top left corner of the page.

    ``around``: from the millimetres of what holds the object to points of the page.
    """
    filled, stroked = element.get("Fill", "false").lower() == "true", element.get("Stroke", "true").lower() != "false"
    if not filled and not stroked:
        return []
    matrix = placement(element, around)
    found: list[Rule] = []
    for shape in _shapes(text_at(element, "AbbreviatedData")):
        points = [place(matrix, x, y) for x, y in shape]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
            found.append(Rule(min(xs), min(ys), max(xs), max(ys)))
        elif stroked:
            found += [_rule(a, b) for a, b in pairwise(points) if min(abs(a[0] - b[0]), abs(a[1] - b[1])) <= _LEVEL]
    return found


def _rule(a: Point, b: Point) -> Rule:
    return Rule(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))


def _shapes(data: str) -> Iterator[list[Point]]:
    """The corner points of each subpath, in the object's millimetres; subpaths with curves are left out."""
    shape: list[Point] = []
    curved = False
    for command, values in _commands(data):
        if command in "SM":
            if len(shape) > 1 and not curved:
                yield shape
            shape, curved = [], False
        if command == "C":
            shape += shape[:1]
        elif len(values) > 1:
            shape.append((values[-2], values[-1]))
        curved = curved or command in "QBA"
    if len(shape) > 1 and not curved:
        yield shape


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """(command, numbers) of each command, up to the first that is not understood."""
    words = iter(data.replace(",", " ").split(None, _MOST_WORDS)[:_MOST_WORDS])
    for command in words:
        if command not in _NUMBERS:
            return
        values = [number(next(words, "")) for _ in range(_NUMBERS[command])]
        if None in values:
            return
        yield command, [value for value in values if value is not None]
