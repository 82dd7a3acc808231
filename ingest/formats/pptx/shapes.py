"""The shapes of a slide in reading order: bands from top to bottom, columns from left to right, groups kept together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.formats.pptx.deck import FURNITURE, Slide, is_title, placeholder
from ingest.packages.ooxml import Element, child, local

_MOST_CUT, _DEEPEST = 1000, 40
_OVERLAP = 0.1
"""Share of the smaller shape by which two shapes may overlap and still be in different bands or columns."""
_SAME_HEIGHT = 0.8
"""Shapes whose heights differ by a smaller ratio are cells of a grid rather than pieces of a card."""
_LEAVES = frozenset({"sp", "graphicFrame"})
_FAR = 10**12


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the slide, in EMU (914,400 to an inch)."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class Shape:
    """A shape and its place; ``inside`` has the shapes of a group, which has no text of its own."""

    element: Element
    box: Box
    inside: list["Shape"] = field(default_factory=list)


def in_order(slide: Slide) -> Iterator[Element]:
    """The elements of all visible shapes that can have text, in reading order, the title first."""
    shapes = _read(slide.tree, slide, lambda box: box)
    titles = [s for s in shapes if is_title(s.element)]
    rest = [s for s in shapes if not is_title(s.element)]
    for shape in [*titles, *_ordered(rest, 0)]:
        yield from _leaves(shape)


def _leaves(shape: Shape) -> Iterator[Element]:
    if not shape.inside:
        yield shape.element
    for inner in _ordered(shape.inside, 0):
        yield from _leaves(inner)


def _read(tree: Element, slide: Slide, place: Callable[[Box], Box]) -> list[Shape]:
    """The shapes directly in ``tree``; ``place`` converts their coordinates to those of the slide."""
    shapes: list[Shape] = []
    for element in _seen(tree):
        box = _box(element, slide)
        if local(element) == "grpSp":
            inside = _read(element, slide, _scaled(element, place))
            if inside:
                shapes.append(Shape(element, _hull([s.box for s in inside]), inside))
            continue
        shapes.append(Shape(element, place(box)))
    return shapes


def _seen(tree: Element) -> Iterator[Element]:
    """The visible shapes directly in ``tree``; of alternatives, those of the first that has any."""
    for element in tree:
        kind = local(element)
        if kind == "AlternateContent":
            branches = ([*_seen(branch)] for branch in element if local(branch) in ("Choice", "Fallback"))
            yield from next((found for found in branches if found), [])
        elif (kind in _LEAVES or kind == "grpSp") and not _hidden(element):
            yield element


def _hidden(element: Element) -> bool:
    key = placeholder(element)
    if key is not None and key[0] in FURNITURE:
        return True
    named = (child(properties, "cNvPr") for properties in element if local(properties).startswith("nv"))
    return any(mark is not None and mark.get("hidden") in ("1", "true") for mark in named)


def _box(element: Element, slide: Slide) -> Box:
    """The place of a shape; a placeholder without one has that of its layout or master. At the far end when none has."""
    for source in (element, *slide.inherited(element)):
        frame = child(source, "xfrm") if local(source) == "graphicFrame" else child(child(source, "spPr"), "xfrm")
        if frame is not None:
            return _rectangle(child(frame, "off"), child(frame, "ext"))
    return Box(0, _FAR, 0, _FAR)


def _rectangle(off: Element | None, ext: Element | None) -> Box:
    left, top = _number(off, "x"), _number(off, "y")
    return Box(left, top, left + abs(_number(ext, "cx")), top + abs(_number(ext, "cy")))


def _number(element: Element | None, name: str) -> float:
    text = "" if element is None else element.get(name) or ""
    return float(text) if text.lstrip("-").isdecimal() and len(text) < 16 else 0.0  # noqa: PLR2004 - any real slide


def _scaled(group: Element, place: Callable[[Box], Box]) -> Callable[[Box], Box]:
    """The function from coordinates inside a group to those of the slide (ECMA-376 part 1, 20.1.7.6)."""
    frame = child(child(group, "grpSpPr"), "xfrm")
    if frame is None:
        return place
    outer = _rectangle(child(frame, "off"), child(frame, "ext"))
    inner = _rectangle(child(frame, "chOff"), child(frame, "chExt"))
    across = (outer.right - outer.left) / (inner.right - inner.left or 1)
    down = (outer.bottom - outer.top) / (inner.bottom - inner.top or 1)

    def scale(box: Box) -> Box:
        left, right = (outer.left + (x - inner.left) * across for x in (box.left, box.right))
        top, bottom = (outer.top + (y - inner.top) * down for y in (box.top, box.bottom))
        return place(Box(left, top, right, bottom))

    return scale


def _hull(boxes: Sequence[Box]) -> Box:
    return Box(min(b.left for b in boxes), min(b.top for b in boxes), max(b.right for b in boxes), max(b.bottom for b in boxes))


def _ordered(shapes: list[Shape], depth: int) -> list[Shape]:
    """``shapes`` in reading order: cut into bands or columns along straight gaps, then each of these again."""
    if len(shapes) < 2 or len(shapes) > _MOST_CUT or depth > _DEEPEST:  # noqa: PLR2004 - nothing to order
        return sorted(shapes, key=lambda s: (s.box.top, s.box.left))
    bands = _cut(shapes, lambda b: (b.top, b.bottom))
    columns = _cut(shapes, lambda b: (b.left, b.right))
    parts = columns if len(bands) < 2 or (len(columns) > 1 and _are_cards(bands, columns)) else bands  # noqa: PLR2004
    if len(parts) < 2:  # noqa: PLR2004
        return sorted(shapes, key=lambda s: (s.box.top, s.box.left))
    return [shape for part in parts for shape in _ordered(part, depth + 1)]


def _cut(shapes: list[Shape], side: Callable[[Box], tuple[float, float]]) -> list[list[Shape]]:
    """``shapes`` in groups along one axis: a group ends before the next one begins. ``side`` gives a box's range there."""
    parts: list[list[Shape]] = []
    reached, least = 0.0, 0.0
    for shape in sorted(shapes, key=lambda s: side(s.box)):
        start, stop = side(shape.box)
        slack = _OVERLAP * min(stop - start, least)
        if parts and start < reached - slack:
            parts[-1].append(shape)
            reached, least = max(reached, stop), min(least, stop - start)
        else:
            parts.append([shape])
            reached, least = stop, stop - start
    return parts


def _are_cards(bands: list[list[Shape]], columns: list[list[Shape]]) -> bool:
    """Whether columns are cards (number, heading, text) to read one by one, and not a grid to read row by row.

    Pieces of a card have different heights, and the gaps between cards are wider than those inside them.
    """
    if any(len(column) < 2 for column in columns):  # noqa: PLR2004 - a card has more than one piece
        return False
    heights = [s.box.bottom - s.box.top for s in columns[0]]
    across, down = ([_hull([s.box for s in part]) for part in parts] for parts in (columns, bands))
    apart = min(b.left - a.right for a, b in pairwise(across))
    near = min(b.top - a.bottom for a, b in pairwise(down))
    return min(heights) < _SAME_HEIGHT * max(heights) and apart > near
