"""The content of a page or a template → its glyphs, ruling lines and images."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ingest.errors import SourceError
from ingest.formats.ofd.parts import Element, children, local
from ingest.formats.ofd.paths import rules
from ingest.formats.ofd.space import PAGE, Box, box, number, placed_box, placement
from ingest.formats.ofd.text import Glyph, glyphs
from ingest.layout.page import Rule
from ingest.layout.plane import Matrix

_MOST_GLYPHS, _MOST_RULES = 20_000, 20_000
"""On one page; a page of a newspaper has some 15,000 glyphs."""
_MOST_COMPOSITES, _DEEPEST = 5_000, 8
"""Composite objects on one page, and how deep they may lie in one another."""
_HOLDERS = ("Layer", "PageBlock")

Units = Callable[[str], Element | None]
"""Id → the CompositeGraphicUnit, None when the document has none with this id."""


def _no_unit(_id: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Picture:
    """An image on a page: the id of its resource, and its place in millimetres."""

    resource: str
    box: Box

    @property
    def area(self) -> float:
        """Square millimetres."""
        return self.box[2] * self.box[3]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a page or a template shows, in the order of the file. Glyphs and rules are in points, pictures in millimetres."""

    glyphs: list[Glyph] = field(default_factory=list)
    hidden: list[Glyph] = field(default_factory=list)
    """Invisible glyphs: switched off, or fully transparent, as the text layer under a scan."""
    rules: list[Rule] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    @property
    def marks(self) -> int:
        """Number of glyphs and ruling lines."""
        return len(self.glyphs) + len(self.hidden) + len(self.rules)

    def over(self, below: "Drawing") -> "Drawing":
        """Both drawings, this one above ``below``."""
        return Drawing(
            below.glyphs + self.glyphs, below.hidden + self.hidden, below.rules + self.rules, below.pictures + self.pictures
        )


def draw(content: Element, unit: Units = _no_unit) -> Drawing:
    """The drawing of the root element of a page; ``unit`` gives the graphics that are used by their id.

    SourceError for more text than a page has.
    """
    artist = _Artist(unit)
    for holder in children(content, "Content"):
        artist.take(holder, PAGE, True, ())
    return artist.drawing


def draw_annotations(content: Element, unit: Units) -> Drawing:
    """The drawing of the annotations of a page, from the root element of their part; watermarks among them are hidden text."""
    artist = _Artist(unit)
    for annotation in children(content, "Annot"):
        shown = _shown(annotation) and annotation.get("Type", "") != "Watermark"
        for appearance in children(annotation, "Appearance"):
            artist.take(appearance, placement(appearance), shown, ())
    return artist.drawing


class _Artist:
    """Collects what is drawn."""

    def __init__(self, unit: Units) -> None:
        self.drawing = Drawing()
        self._unit = unit
        self._composites = 0

    def take(self, holder: Element, around: Matrix, shown: bool, within: tuple[str, ...]) -> None:
        """Draw the objects in ``holder``.

        ``around`` leads from its millimetres to the page; ``within`` are the ids of the units that it lies in.
        """
        waiting = [(element, shown) for element in reversed(holder)]
        while waiting:
            element, seen = waiting.pop()
            seen = seen and _shown(element)
            kind = local(element)
            if kind in _HOLDERS:
                waiting += [(child, seen) for child in reversed(element)]
            elif kind == "CompositeObject":
                self._composite(element, around, seen, within)
            elif draw_one := _OBJECTS.get(kind):
                draw_one(self.drawing, element, around, seen)

    def _composite(self, element: Element, around: Matrix, shown: bool, within: tuple[str, ...]) -> None:
        """Draw the unit that a composite object names, unless it is within itself."""
        name = element.get("ResourceID", "")
        unit = self._unit(name)
        if unit is None or name in within or len(within) >= _DEEPEST:
            return
        self._composites += 1
        if self._composites > _MOST_COMPOSITES:
            raise SourceError("一页的图形太多")
        for holder in children(unit, "Content"):
            self.take(holder, placement(element, around), shown, (*within, name))


def _text(drawing: Drawing, element: Element, around: Matrix, shown: bool) -> None:
    into = drawing.glyphs if shown else drawing.hidden
    into += glyphs(element, _MOST_GLYPHS, around)
    if len(into) > _MOST_GLYPHS:
        raise SourceError("一页的字太多")


def _path(drawing: Drawing, element: Element, around: Matrix, shown: bool) -> None:
    if shown and len(drawing.rules) < _MOST_RULES:
        drawing.rules.extend(rules(element, around))


def _image(drawing: Drawing, element: Element, around: Matrix, shown: bool) -> None:
    if shown and (found := box(element.get("Boundary", ""))):
        drawing.pictures.append(Picture(element.get("ResourceID", ""), found if around == PAGE else placed_box(found, around)))


_OBJECTS: dict[str, Callable[[Drawing, Element, Matrix, bool], None]] = {
    "TextObject": _text,
    "PathObject": _path,
    "ImageObject": _image,
}
"""Tag of a graphic object → the function that draws it."""


def _shown(element: Element) -> bool:
    clear = [element, *children(element, "FillColor")] if local(element) == "TextObject" else [element]
    return element.get("Visible", "true").strip().lower() not in ("false", "0") and not any(
        number(one.get("Alpha", "255")) == 0 for one in clear
    )
