"""The documents of an OFD package: their pages in order, with templates, page sizes and images."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.errors import SourceError
from ingest.finding_kinds import FindingKind, Note
from ingest.formats.ofd.drawing import Drawing, draw, draw_annotations
from ingest.formats.ofd.parts import Element, children, located, text_at
from ingest.formats.ofd.seals import seals
from ingest.formats.ofd.space import Box, page_box
from ingest.packages.package import Package

MAX_PAGES = 10_000
_A4: Box = (0.0, 0.0, 210.0, 297.0)
_COVERED = 0.5
"""Share of the page: an image that covers more is taken for a scan of the page."""
_FREE_MARKS = 100_000
"""Glyphs and lines that any file may show. Beyond, one for each byte of its pages: more means endless repetition."""
_MOST_MARKS = 8_000_000
"""Glyphs and lines of one file."""
_MOST_TEMPLATES, _MOST_PICTURES = 8, 30
"""Of one page; further ones are ignored."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page as the package describes it."""

    number: int
    """From 1, through all documents of the package."""
    size: tuple[float, float]
    """Width and height in millimetres."""
    drawing: Drawing | None
    """Its content; None when it cannot be read."""
    picture: str = ""
    """Name of the part with the image that covers most of the page; "" when there is none."""
    pictured: Box = _A4
    """The place of that image on the page, in millimetres."""


class Book:
    """All documents of one package."""

    def __init__(self, parts: Package) -> None:
        """Read the lists of pages; SourceError when the package is encrypted, or has no pages or too many."""
        self._parts = parts
        if "Encryptions.xml" in parts:
            raise SourceError("文件加了密码", parts.where, "请取消密码后再加入")
        root = parts.xml("OFD.xml")
        self.title = next((t for b in children(root, "DocBody") if (t := text_at(b, "DocInfo", "Title"))), "")
        bodies: dict[str, Element] = {}
        for body in children(root, "DocBody"):
            bodies.setdefault(located(text_at(body, "DocRoot"), "", parts.where), body)
        self._documents = [_Document(parts, one, body) for one, body in bodies.items() if one]
        self.pages = sum(len(d.pages) for d in self._documents)
        if not 0 < self.pages <= MAX_PAGES:
            what = f"OFD 有 {self.pages} 页，超过 {MAX_PAGES} 页的上限" if self.pages else "OFD 里没有页面"
            raise SourceError(what, parts.where, "请拆分后分别加入" if self.pages else "请重新导出或下载后再加入")

    def leaves(self) -> Iterator[Leaf]:
        """All pages in order; SourceError when they repeat the same content without end."""
        number = marks = weight = 0
        for document in self._documents:
            for page in document.pages:
                number += 1
                leaf, read = document.leaf(page, number)
                marks, weight = marks + (leaf.drawing.marks if leaf.drawing else 0), weight + read
                if marks > _MOST_MARKS or marks > _FREE_MARKS + weight:
                    raise SourceError("文件反复引用同一内容，不像正常文件", self._parts.where, "请重新导出后再加入")
                yield leaf

    def notes(self) -> list[Note]:
        """A note on each page with an electronic seal, and on each part that the pages read so far use and that is broken."""
        notes, before = [], 0
        for document in self._documents:
            notes += document.seals(before)
            notes += [Note(FindingKind.UNREAD_PART, part) for part in document.broken]
            before += len(document.pages)
        return notes

    def page(self, number: int) -> tuple[Leaf, list[tuple[str, Box]]]:
        """Page ``number`` (from 1), and (part, place in millimetres) of each image on it; IndexError for no such page."""
        before = number - 1
        for document in self._documents:
            if before < len(document.pages):
                leaf, _ = document.leaf(document.pages[before], number)
                return leaf, document.pictures(leaf)
            before -= len(document.pages)
        raise IndexError(number)


class _Document:
    """One document of the package."""

    def __init__(self, parts: Package, part: str, body: Element) -> None:
        self._parts, self._part, self._body = parts, part, body
        self.broken: dict[str, None] = {}
        """Names of the parts that a page uses and that cannot be read, in order."""
        root = parts.xml(part)
        common = next(iter(children(root, "CommonData")), None)
        self._size = _size(next(iter(children(common, "PageArea")), None), _A4)
        self._templates = {t.get("ID", ""): t for t in children(common, "TemplatePage")}
        self._resources = [text for tag in ("PublicRes", "DocumentRes") if (text := text_at(common, tag))]
        self._media: dict[str, str] | None = None
        self._units: dict[str, Element] | None = None
        self._notes = self._annotations(text_at(root, "Annotations"))
        self._kept: dict[str, tuple[Drawing, Box]] = {}
        listed = children(root, "Pages", "Page")[: MAX_PAGES + 1]
        self.pages = [page.get("BaseLoc", "") for page in listed]
        self._ids = {page.get("BaseLoc", ""): page.get("ID", "") for page in listed}
        self._again = {location for location, count in Counter(self.pages).items() if count > 1}

    def leaf(self, location: str, number: int) -> tuple[Leaf, int]:
        """The page at ``location``, and how many bytes were read for it."""
        try:
            (drawing, area), read = self._page(location)
        except SourceError:
            return Leaf(number, self._size[2:], None), 0
        covering = [p for p in drawing.pictures if p.area >= _COVERED * area[2] * area[3]]
        if len(covering) != 1:
            return Leaf(number, area[2:], drawing), read
        return Leaf(number, area[2:], drawing, self._picture(covering[0].resource), covering[0].box), read

    def seals(self, before: int) -> list[Note]:
        """A note on each page with an electronic seal; ``before`` pages of other documents stand before its first."""
        numbers = {self._ids[location]: number for number, location in enumerate(self.pages, before + 1)}
        return seals(self._parts, self._body, numbers)

    def pictures(self, leaf: Leaf) -> list[tuple[str, Box]]:
        """(part, place in millimetres) of each image on a page; images without a known part are left out."""
        shown = leaf.drawing.pictures[:_MOST_PICTURES] if leaf.drawing else []
        return [(part, picture.box) for picture in shown if (part := self._picture(picture.resource))]

    def _page(self, location: str) -> tuple[tuple[Drawing, Box], int]:
        if location in self._kept:
            return self._kept[location], 0
        part = located(location, self._part)
        root = self._parts.xml(part)
        drawing, read = draw(root, self._unit), self._parts.size(part)
        for used in list({t.get("TemplateID", ""): t for t in children(root, "Template")}.values())[:_MOST_TEMPLATES]:
            drawing, more = self._with_template(drawing, used)
            read += more
        drawing, more = self._with_annotations(drawing, location)
        read += more
        found = drawing, _size(next(iter(children(root, "Area")), None), self._size)
        if location in self._again:
            self._kept[location] = found
        return found, read

    def _with_template(self, drawing: Drawing, used: Element) -> tuple[Drawing, int]:
        """``drawing`` with a template under or over it, and the bytes read; one that cannot be read is left out and noted."""
        template = self._templates.get(used.get("TemplateID", ""))
        if template is None:
            return drawing, 0
        location = template.get("BaseLoc", "")
        read = 0
        if location not in self._kept:
            try:
                part = located(location, self._part)
                self._kept[location] = draw(self._parts.xml(part), self._unit), self._size
                read = self._parts.size(part)
            except SourceError:
                self.broken[location] = None
                self._kept[location] = Drawing(), self._size
        shown = self._kept[location][0]
        front = used.get("ZOrder", template.get("ZOrder", "Background")) == "Foreground"
        return (shown.over(drawing) if front else drawing.over(shown)), read

    def _with_annotations(self, drawing: Drawing, location: str) -> tuple[Drawing, int]:
        """``drawing`` with the page's annotations over it, and the bytes read; what cannot be read is left out and noted."""
        part = self._notes.get(self._ids.get(location, ""), "")
        if part not in self._parts:
            return drawing, 0
        try:
            return draw_annotations(self._parts.xml(part), self._unit).over(drawing), self._parts.size(part)
        except SourceError:
            self.broken[part] = None
            return drawing, 0

    def _annotations(self, location: str) -> dict[str, str]:
        """Id of a page → name of the part with its annotations; empty when there are none, or their list is broken."""
        try:
            part = located(location, self._part) if location else ""
            listed = children(self._parts.xml(part), "Page") if part in self._parts else []
            return {page.get("PageID", ""): located(text_at(page, "FileLoc"), part) for page in listed}
        except SourceError:
            self.broken[location] = None
            return {}

    def _unit(self, resource: str) -> Element | None:
        """The composite graphic with this id; None when no resource part lists it."""
        if self._units is None:
            found = [one for at in self._resources for one in self._units_in(at)]
            self._units = {one.get("ID", ""): one for one in found}
        return self._units.get(resource)

    def _picture(self, resource: str) -> str:
        """Name of the part with the image ``resource``; "" when the document does not list it."""
        if self._media is None:
            self._media = {}
            for location in self._resources:
                self._media |= self._media_in(location)
        return self._media.get(resource, "")

    def _media_in(self, location: str) -> dict[str, str]:
        """Id of each image that one resource part lists → name of its part; empty when the resource part is broken."""
        try:
            part = located(location, self._part)
            root = self._parts.xml(part)
            folder = located(root.get("BaseLoc", "") + "/x", part)
            found = children(root, "MultiMedias", "MultiMedia")
            return {m.get("ID", ""): located(text_at(m, "MediaFile"), folder) for m in found}
        except SourceError:
            self.broken[location] = None
            return {}

    def _units_in(self, location: str) -> list[Element]:
        """The composite graphics that one resource part lists; none when the part is broken."""
        try:
            root = self._parts.xml(located(location, self._part))
        except SourceError:
            self.broken[location] = None
            return []
        return children(root, "CompositeGraphicUnits", "CompositeGraphicUnit")


def _size(area: Element | None, otherwise: Box) -> Box:
    """The physical box of a page area, in millimetres; ``otherwise`` when it is missing or wrong."""
    return page_box(text_at(area, "PhysicalBox")) or otherwise
