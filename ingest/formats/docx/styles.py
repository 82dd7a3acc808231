"""Styles of a document, and the properties that paragraphs and runs inherit from them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

from ingest.formats.docx.names import Element, attr, child, name, number, switch, value

_CHAIN, _SEVERAL = 16, 2
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])")
_TITLE = re.compile(r"(?:title|标题|subtitle|副标题)")
_CONTENTS = re.compile(r"(?:toc|目录|目次)\s*\d|(?:toc|目录|目次)\s*(?:heading|标题)|table ?of ?figures|图表目录")
_BODY_TEXT = 9
"""``w:outlineLvl`` of a paragraph that is no heading."""


@dataclass(frozen=True, slots=True)
class Format:
    """Properties of a paragraph, a run or a style; None for each one that is not stated."""

    outline: int | None = None
    list: int | None = None
    """``w:numId``; 0 takes the paragraph out of every list."""
    level: int | None = None
    break_before: bool | None = None
    first_line: int | None = None
    """Indent of the first line in twentieths of a point."""
    first_chars: int | None = None
    """The same in hundredths of a character."""
    size: int | None = None
    """Font size in half points."""
    hidden: bool | None = None
    script: str | None = None
    """``superscript``, ``subscript`` or ``baseline``."""


def merged(formats: Iterable[Format]) -> Format:
    """One format: each property from the first of ``formats`` that states it."""
    given = tuple(g for g in formats if g is not NOTHING)
    if len(given) < _SEVERAL:
        return given[0] if given else NOTHING
    found = {f.name: next((v for g in given if (v := getattr(g, f.name)) is not None), None) for f in fields(Format)}
    return Format(**found)


def read(element: Element | None) -> Format:
    """The properties that an element (a paragraph, a run, a style) states itself, in its ``w:pPr`` and ``w:rPr``."""
    paragraph, run = child(element, "w:pPr"), child(element, "w:rPr")
    if paragraph is None and run is None:
        return NOTHING
    listed, indent = child(paragraph, "w:numPr"), child(paragraph, "w:ind")
    return Format(
        outline=number(value(paragraph, "w:outlineLvl")),
        list=number(value(listed, "w:numId")),
        level=number(value(listed, "w:ilvl")),
        break_before=switch(paragraph, "w:pageBreakBefore"),
        first_line=number(attr(indent, "firstLine")),
        first_chars=number(attr(indent, "firstLineChars")),
        size=number(value(run, "w:sz")),
        hidden=switch(run, "w:vanish"),
        script=value(run, "w:vertAlign") or None,
    )


NOTHING = Format()


def outline_level(outline: int) -> int:
    """The level of a heading, from 1, with this ``w:outlineLvl``; 0 for body text."""
    return outline + 1 if outline < _BODY_TEXT else 0


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all inherited properties; ``ids`` and ``names`` are its own, then those of the styles it is based on."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    format: Format

    @property
    def title(self) -> bool:
        """Whether it is the style of the document's title, which is no heading even if it has an outline level."""
        return bool(self.names) and _TITLE.fullmatch(self.names[0]) is not None

    @property
    def heading(self) -> int:
        """The level of the headings that paragraphs of this style are: by outline, or else by the style's name; 0 for none."""
        if self.format.outline is not None:
            return outline_level(self.format.outline)
        return next((int(found[1]) for n in self.names if (found := _HEADING.fullmatch(n))), 0)

    @property
    def contents(self) -> bool:
        """Whether it is a style for lines of a table of contents."""
        return any(_CONTENTS.fullmatch(n) for n in self.names)


class Styles:
    """The styles of a document by id."""

    def __init__(self, root: Element | None) -> None:
        """Read ``root``, the root element of ``styles.xml``; with None, styles have no properties and their id as name."""
        found = [] if root is None else [el for el in root if name(el) == "w:style"]
        self._elements = {attr(el, "styleId"): el for el in reversed(found)}
        usual = (el for el in found if attr(el, "type") == "paragraph" and attr(el, "default").lower() in ("1", "true", "on"))
        self._usual = attr(next(usual, None), "styleId")
        defaults = child(child(root, "w:docDefaults"), "w:rPrDefault")
        self._defaults = read(defaults)
        self._own: dict[str, Format] = {}
        self._resolved: dict[str, Style] = {}

    def paragraph(self, style: str) -> Style:
        """The paragraph style with this id; for "", the default paragraph style of the document."""
        return self.named(style or self._usual)

    def named(self, style: str) -> Style:
        """The style with this id, of any type."""
        if style not in self._resolved:
            self._resolved[style] = self._resolve(style)
        return self._resolved[style]

    def _resolve(self, style: str) -> Style:
        ids: list[str] = []
        here = style
        while here and here not in ids and len(ids) < _CHAIN:
            ids.append(here)
            here = value(self._elements.get(here), "w:basedOn")
        names = tuple((value(self._elements.get(i), "w:name") or i).strip().lower() for i in ids)
        return Style(tuple(ids), names, merged([*map(self._format, ids), self._defaults]))

    def _format(self, style: str) -> Format:
        """The properties that the style states itself."""
        if style not in self._own:
            self._own[style] = read(self._elements.get(style))
        return self._own[style]
