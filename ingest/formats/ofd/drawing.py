"""The content of a page or a template → its glyphs, ruling lines and images."""

from dataclasses import dataclass, field

from ingest.errors import SourceError
from ingest.formats.ofd.parts import Element, children, local
from ingest.formats.ofd.paths import rules
from ingest.formats.ofd.space import Box, box, number
from ingest.formats.ofd.text import Glyph, glyphs
from ingest.layout.page import Rule

_MOST_GLYPHS, _MOST_RULES = 20_000, 20_000
"""On one page; a page of a newspaper has some 15,000 glyphs."""
_HOLDERS = ("Layer", "PageBlock")


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


def draw(content: Element) -> Drawing:
    """The drawing of the root element of a page; composite graphics are left out. SourceError for more text than a page has."""
    drawing = Drawing()
    waiting = [(layer, True) for holder in children(content, "Content") for layer in reversed(holder)]
    while waiting:
        element, shown = waiting.pop()
        shown = shown and _shown(element)
        kind = local(element)
        if kind in _HOLDERS:
            waiting += [(child, shown) for child in reversed(element)]
        elif kind == "TextObject":
            into = drawing.glyphs if shown else drawing.hidden
            into += glyphs(element, _MOST_GLYPHS)
            if len(into) > _MOST_GLYPHS:
                raise SourceError("一页的字太多")
        elif kind == "PathObject" and shown and len(drawing.rules) < _MOST_RULES:
            drawing.rules.extend(rules(element))
        elif kind == "ImageObject" and shown and (place := box(element.get("Boundary", ""))):
            drawing.pictures.append(Picture(element.get("ResourceID", ""), place))
    return drawing


def _shown(element: Element) -> bool:
    clear = [element, *children(element, "FillColor")] if local(element) == "TextObject" else [element]
    return element.get("Visible", "true").strip().lower() not in ("false", "0") and not any(
        number(one.get("Alpha", "255")) == 0 for one in clear
    )
