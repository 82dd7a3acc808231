"""The visible slides of a presentation, with what they inherit from their layout and master."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.errors import SourceError
from ingest.packages.ooxml import Element, OfficePackage, Relation, child, local, relation_id

MAX_SLIDES = 2000
_BODY = frozenset({"body", "obj", "subTitle", "half", "qtr"})
_TITLES = frozenset({"title", "ctrTitle"})
FURNITURE = frozenset({"sldNum", "dt", "ftr", "hdr"})
"""Types of placeholders for slide number, date, footer and header, which are left out."""

Key = tuple[str, str]
"""(type, index) of a placeholder; the index may be ""."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A layout or a master: its placeholders in order, and the text styles of a master by name."""

    placeholders: list[tuple[Key, Element]] = field(default_factory=list)
    styles: dict[str, Element] = field(default_factory=dict)

    def parent_of(self, key: Key, by_index: bool) -> Element | None:
        """The placeholder from which one with the type and index ``key`` inherits: by index if asked, else by type."""
        kind, index = key
        if by_index and index and (found := next((el for k, el in self.placeholders if k[1] == index), None)) is not None:
            return found
        family = _TITLES if kind in _TITLES else _BODY if kind in _BODY else frozenset({kind})
        return next((el for k, el in self.placeholders if k[0] in family), None)


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide."""

    tree: Element
    """The element with its shapes."""
    related: dict[str, Relation]
    """Relation id → part that the slide refers to."""
    layout: Sheet
    master: Sheet
    defaults: Element | None
    """Text style of shapes that are no placeholders."""

    def inherited(self, shape: Element) -> list[Element]:
        """The placeholders of layout and master from which ``shape`` inherits, the nearest first."""
        key = placeholder(shape)
        if key is None:
            return []
        found = (self.layout.parent_of(key, by_index=True), self.master.parent_of(key, by_index=False))
        return [el for el in found if el is not None]

    def style(self, shape: Element) -> Element | None:
        """The text style that applies to ``shape`` where its placeholders state none."""
        key = placeholder(shape)
        if key is None:
            return self.defaults
        return self.master.styles.get("titleStyle" if key[0] in _TITLES else "bodyStyle" if key[0] in _BODY else "otherStyle")


class Deck:
    """A presentation open for reading."""

    def __init__(self, parts: OfficePackage) -> None:
        """Read the list of slides; SourceError when it is missing or broken."""
        self._parts, self.where = parts, parts.where
        self._main = parts.main("ppt/presentation.xml")
        root = parts.xml(self._main)
        self._defaults = child(root, "defaultTextStyle")
        listed = child(root, "sldIdLst")
        self._slides = [] if listed is None else [el for el in listed if local(el) == "sldId"]
        self._sheets: dict[str, tuple[Sheet, str]] = {}
        if len(self._slides) > MAX_SLIDES:
            raise SourceError(f"课件有 {len(self._slides)} 页，超过 {MAX_SLIDES} 页的上限", parts.where, "请拆分后分别加入")

    def __len__(self) -> int:
        """Number of slides, including hidden ones."""
        return len(self._slides)

    def slides(self) -> Iterator[Slide | None]:
        """All slides in order, None for a hidden one; SourceError when a slide is missing or broken."""
        related = self._parts.relations(self._main)
        for element in self._slides:
            relation = related.get(relation_id(element))
            if relation is None:
                raise SourceError("文件里缺少一页幻灯片", self._parts.where, "请重新导出或复制后再加入")
            root = self._parts.xml(relation.target)
            tree = child(child(root, "cSld"), "spTree")
            own = self._parts.relations(relation.target)
            layout, master_name = self._sheet(_target(own, "slideLayout"))
            master, _ = self._sheet(master_name)
            hidden = root.get("show") in ("0", "false")
            yield None if hidden or tree is None else Slide(tree, own, layout, master, self._defaults)

    def part(self, name: str) -> Element | None:
        """The root element of a part that a slide refers to; None when the part is missing."""
        return self._parts.xml(name) if name in self._parts else None

    def _sheet(self, name: str) -> tuple[Sheet, str]:
        """The layout or master ``name``, and the name of a layout's master; an empty sheet when the part is missing."""
        if name not in self._sheets:
            self._sheets[name] = self._read_sheet(name)
        return self._sheets[name]

    def _read_sheet(self, name: str) -> tuple[Sheet, str]:
        if name not in self._parts:
            return Sheet(), ""
        root = self._parts.xml(name)
        shapes = root.iter("{*}sp")
        keyed = [(key, el) for el in shapes if (key := placeholder(el)) is not None]
        styles = child(root, "txStyles")
        named = {} if styles is None else {local(el): el for el in styles}
        return Sheet(keyed, named), _target(self._parts.relations(name), "slideMaster")


def placeholder(shape: Element) -> Key | None:
    """Type and index of a placeholder; None for any other shape. A placeholder without a type has the type ``obj``."""
    for properties in shape:
        if local(properties).startswith("nv"):
            mark = child(child(properties, "nvPr"), "ph")
            return None if mark is None else (mark.get("type") or "obj", mark.get("idx") or "")
    return None


def is_title(shape: Element) -> bool:
    """Whether the shape is the title of its slide."""
    key = placeholder(shape)
    return key is not None and key[0] in _TITLES


def _target(related: dict[str, Relation], kind: str) -> str:
    return next((relation.target for relation in related.values() if relation.kind == kind), "")
