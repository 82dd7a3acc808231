"""The visible content of a paragraph: runs, accepted changes, field results, line and page breaks, anchored boxes, notes."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ingest.formats.docx import formulas
from ingest.formats.docx.names import Element, alternative, attr, child, children, name, switch, text, value
from ingest.formats.docx.styles import NOTHING, Style, Styles, merged, read
from ingest.formats.pictures import large
from ingest.packages.ooxml import local
from ingest.text import symbols
from ingest.text.scripts import SCRIPTS

MARK = "\x1f"
"""In ``Shown.text``: the mark of a footnote or endnote, one for each of ``Shown.notes``."""
LINE, PAGE, RENDERED = "\n", "\f", "\v"
"""In ``Shown.text``: a line break, a page break, and where Word last began a new page by itself."""

_HOLDERS = frozenset(
    ("w:ins", "w:moveTo", "w:hyperlink", "w:smartTag", "w:customXml", "w:sdt", "w:sdtContent", "w:fldSimple", "w:dir", "w:bdo")
)
"""Elements around runs whose content is visible."""
_PICTURES = ("w:drawing", "w:pict", "w:object")
_IMAGES, _GRAPHICS = ("blip", "imagedata"), ("chart", "relIds")
"""Local names of what a drawing holds: a picture, and the reference to a chart or a diagram."""
_LONG = 4
"""Digits of the number of an entry of a list; none has so many."""
_BLANK = re.compile(r"[\n\r\v\f]")


@dataclass(slots=True)
class Shown:
    """The visible content of a paragraph."""

    text: str = ""
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """(part, id) of each note that it refers to; the part is ``footnotes`` or ``endnotes``."""
    comments: list[str] = field(default_factory=list)
    """Id of each comment that ends in it."""
    pictures: bool = False
    """Whether it has at least one drawing of any kind."""
    images: int = 0
    """Number of pictures that are large enough to hold text."""
    graphics: list[Element] = field(default_factory=list)
    """Charts and diagrams: the elements that name their parts."""
    size: int | None = None
    """Font size of the first run with text, in half points; None when no format states one."""


def shown(paragraphs: Iterable[Element], style: Style, styles: Styles) -> Shown:
    """The visible content of ``paragraphs``, which Word shows as one because the marks between them are hidden or deleted."""
    reader = _Reader(style, styles)
    for paragraph in paragraphs:
        reader.take(paragraph)
    reader.shown.text = "".join(reader.parts)
    return reader.shown


class _Reader:
    """Collects the content of runs, in order; the code of a field is removed when its result begins."""

    def __init__(self, style: Style, styles: Styles) -> None:
        self._style, self._styles = style, styles
        self._fields: list[int | None] = []
        self._font, self._hidden = "", False
        self._script: Callable[[str], str] | None = None
        self.parts: list[str] = []
        self.shown = Shown()

    def take(self, element: Element) -> None:
        """Add the content of all runs and formulas in ``element``."""
        for sub in element:
            kind = name(sub)
            if kind == "w:r":
                self._run(sub)
            elif kind in _HOLDERS:
                self.take(sub)
            elif kind in ("m:oMath", "m:oMathPara"):
                self.parts.append(formulas.line(sub))
            elif kind == "mc:AlternateContent" and (branch := alternative(sub)) is not None:
                self.take(branch)

    def _run(self, run: Element) -> None:
        properties = child(run, "w:rPr")
        named = value(properties, "w:rStyle")
        character = self._styles.named(named).format if named else NOTHING
        full = merged((read(run), character, self._style.format))
        self._hidden = bool(full.hidden)
        self._script = SCRIPTS.get(full.script or "")
        fonts = child(properties, "w:rFonts")
        self._font = attr(fonts, "ascii") or attr(fonts, "hAnsi")
        if self.shown.size is None and child(run, "w:t") is not None:
            self.shown.size = full.size
        self._content(run)

    def _content(self, holder: Element) -> None:
        for sub in holder:
            kind = name(sub)
            if kind == "w:fldChar":
                self.parts += [] if self._hidden else _entered(sub)
                self._field(attr(sub, "fldCharType"))
            elif kind in _PICTURES and not self._hidden:
                self._picture(sub)
            elif kind == "mc:AlternateContent" and (branch := alternative(sub)) is not None:
                self._content(branch)
            elif kind == "w:ruby" and (base := child(sub, "w:rubyBase")) is not None:
                self.take(base)
            elif not self._hidden and (sign := _SIGNS.get(kind)):
                seen = sign(sub, self._font)
                self.parts.append(self._script(seen) if self._script else seen)
            elif kind in ("w:footnoteReference", "w:endnoteReference") and not self._hidden:
                self.shown.notes.append((kind[2:].replace("Reference", "s"), attr(sub, "id")))
                self.parts.append(MARK)
            elif kind == "w:commentReference":
                self.shown.comments.append(attr(sub, "id"))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(len(self.parts))
            return
        begin = self._fields.pop() if self._fields else None
        if begin is not None:
            del self.parts[begin:]
        if kind == "separate":
            self._fields.append(None)

    def _picture(self, picture: Element) -> None:
        """Add the outermost text boxes in a drawing; boxes inside these are read with them."""
        self.shown.pictures = True
        waiting = [picture]
        while waiting:
            element = waiting.pop()
            kind = name(element)
            if kind == "w:txbxContent":
                self.shown.boxes.append(element)
            elif local(element) in _GRAPHICS:
                self.shown.graphics.append(element)
            elif local(element) in _IMAGES:
                self.shown.images += _large(picture)
            elif kind == "mc:AlternateContent":
                branch = alternative(element)
                waiting += [] if branch is None else [branch]
            else:
                waiting += reversed(element)


def _large(drawing: Element) -> bool:
    extent = next((el for el in drawing.iter() if local(el) == "extent"), None)
    return extent is None or large(extent.get("cx"), extent.get("cy"))


def _entered(begin: Element) -> list[str]:
    """What a check box or a drop-down list of an old form shows: it stands in the properties at the beginning of the field."""
    properties = child(begin, "w:ffData")
    box, choice = child(properties, "w:checkBox"), child(properties, "w:ddList")
    if box is not None:
        ticked = switch(box, "w:checked")
        return ["☑" if (switch(box, "w:default") if ticked is None else ticked) else "☐"]
    if choice is None:
        return []
    entries = [attr(entry, "val") for entry in children(choice, "w:listEntry")]
    chosen = value(choice, "w:result") or value(choice, "w:default") or "0"
    return entries[int(chosen) : int(chosen) + 1] if chosen.isascii() and chosen.isdecimal() and len(chosen) < _LONG else []


def _text(element: Element, font: str) -> str:
    found = _BLANK.sub(" ", text(element))
    kept = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return symbols.plain(found if kept else found.strip(" \t"), font)


def _symbol(element: Element, _font: str) -> str:
    code = re.fullmatch(r"[0-9A-Fa-f]{1,6}", attr(element, "char"))
    return symbols.sign(int(code[0], 16), attr(element, "font") or "Wingdings") if code else ""


def _break(element: Element, _font: str) -> str:
    return PAGE if attr(element, "type") == "page" else LINE


_SIGNS: dict[str, Callable[[Element, str], str]] = {
    "w:t": _text,
    "w:sym": _symbol,
    "w:br": _break,
    "w:cr": lambda _element, _font: LINE,
    "w:tab": lambda _element, _font: "\t",
    "w:ptab": lambda _element, _font: "\t",
    "w:noBreakHyphen": lambda _element, _font: "-",
    "w:lastRenderedPageBreak": lambda _element, _font: RENDERED,
}
