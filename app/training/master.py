"""The master of a deck: ours, or a hospital's own file, whose layouts are known by their kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout
from pptx.util import Emu, Inches

from app.training.theme import EAST_ASIAN, GREY, INK, LATIN, TEAL
from ingest.errors import SourceError, reason

_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_BODIES = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT)
_BYTES = 64 * 1024 * 1024
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in EMU (914,400 to the inch)."""

    left: int
    top: int
    width: int
    height: int

    @property
    def points(self) -> tuple[float, float]:
        """Width and height inside the margins of a text frame, in points."""
        return Emu(self.width).pt - 15, Emu(self.height).pt - 8


@dataclass(frozen=True)
class Master:
    """A presentation without slides and its layouts by kind."""

    deck: Deck
    cover: SlideLayout
    content: SlideLayout
    plain: SlideLayout
    own: bool
    """Whether a hospital's."""
    east_asian: str
    latin: str

    def body(self) -> Box:
        """Where the text of a slide goes."""
        return _box(next(p for p in _placeholders(self.content) if p.placeholder_format.type in _BODIES))

    def heading(self, layout: SlideLayout) -> Box:
        """Where the title of a slide goes."""
        return _box(next(p for p in _placeholders(layout) if p.placeholder_format.type in _TITLES))


def colour(written: str) -> RGBColor:
    """``rrggbb`` as python-pptx takes it."""
    return RGBColor(*bytes.fromhex(written))  # type: ignore[no-untyped-call]


def _placeholders(layout: Any) -> list[Any]:  # noqa: ANN401 - python-pptx has no common type for layouts
    return list(layout.placeholders)


def _box(shape: Any) -> Box:  # noqa: ANN401 - python-pptx has no common type for placeholders
    return Box(shape.left, shape.top, shape.width, shape.height)


def opened(path: Path) -> Master:
    """A hospital's own .pptx: its slides are left out. SourceError where it cannot be read or has no layout to write on."""
    try:
        if path.stat().st_size > _BYTES:
            raise SourceError("母版文件超过 64 MB", str(path), "请另存一份只有母版的 .pptx")
        deck = Presentation(BytesIO(path.read_bytes()))
    except SourceError:
        raise
    except Exception as exc:  # a hostile file fails in many ways, all of which mean that it is no master
        raise SourceError(f"读不出母版（{reason(exc)}）", str(path), "请用没有密码的 .pptx") from exc
    _without_slides(deck)
    layouts = list(_layouts(deck))
    content = _first(layouts, lambda kinds: bool(kinds & set(_TITLES)) and len([k for k in kinds if k in _BODIES]) > 0)
    if content is None:
        raise SourceError("母版里没有“标题和内容”一类的版式", str(path), "请在母版里加一个有标题框和正文框的版式")
    cover = _first(layouts, lambda kinds: PP_PLACEHOLDER.SUBTITLE in kinds) or content
    plain = (
        _first(layouts, lambda kinds: bool(kinds & set(_TITLES)) and not kinds & {*_BODIES, PP_PLACEHOLDER.SUBTITLE}) or content
    )
    latin, east_asian = _theme_fonts(deck)
    return Master(deck, cover, content, plain, True, east_asian or EAST_ASIAN, latin or LATIN)


def _layouts(deck: Deck) -> Iterator[SlideLayout]:
    for master in deck.slide_masters:
        yield from master.slide_layouts


def _first(layouts: list[SlideLayout], fits: Any) -> SlideLayout | None:  # noqa: ANN401
    """The fitting layout with the fewest boxes; of several the one with the most room for text."""
    found = [(len(kinds), -_room(layout), n, layout) for n, layout in enumerate(layouts) if fits(set(kinds := _kinds(layout)))]
    return min(found, key=lambda row: row[:3])[3] if found else None


def _room(layout: SlideLayout) -> int:
    """Area of the largest text box of a layout, titles apart."""
    bodies = [p for p in _placeholders(layout) if p.placeholder_format.type in _BODIES]
    return max(((p.width or 0) * (p.height or 0) for p in bodies), default=0)


def _kinds(layout: SlideLayout) -> list[Any]:
    """Kinds of the placeholders that hold something: date, foot and number do not count. Upright writing is a kind apart."""
    marginal = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
    held = [p for p in _placeholders(layout) if p.placeholder_format.type not in marginal]
    return [PP_PLACEHOLDER.VERTICAL_BODY if p._element.ph_orient == "vert" else p.placeholder_format.type for p in held]


def _without_slides(deck: Deck) -> None:
    ids = deck.slides._sldIdLst
    for entry in list(ids):
        deck.part.drop_rel(entry.get(_RELATION))
        ids.remove(entry)


def _theme_fonts(deck: Deck) -> tuple[str, str]:
    """Latin and East Asian typeface of the body in the first master's theme; "" for none."""
    part = next((r.target_part for r in deck.slide_masters[0].part.rels.values() if r.reltype.endswith("/theme")), None)
    if part is None:
        return "", ""
    minor = etree.fromstring(part.blob).find(f".//{qn('a:minorFont')}")
    faces = [None if minor is None else minor.find(qn(f"a:{script}")) for script in ("latin", "ea")]
    latin, east_asian = ("" if face is None else face.get("typeface", "") for face in faces)
    return latin, east_asian


def ours() -> Master:
    """A quiet 16:9 master with one accent."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    by_kind = {frozenset(_kinds(layout)): layout for layout in reversed(list(_layouts(deck)))}
    cover = by_kind[frozenset({PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.SUBTITLE})]
    content = by_kind[frozenset({PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.OBJECT})]
    plain = by_kind[frozenset({PP_PLACEHOLDER.TITLE})]
    _set_theme(deck)
    for layout in _layouts(deck):
        _drop_marginal(layout)
    _drop_marginal(deck.slide_masters[0])
    for layout in (content, plain):
        _place(layout, _TITLES, Box(Inches(0.75), Inches(0.45), Inches(11.83), Inches(1.05)), size=30)
        _bar(layout, Box(Inches(0.45), Inches(0.62), Inches(0.09), Inches(0.72)))
    _place(content, _BODIES, Box(Inches(0.75), Inches(1.7), Inches(11.83), Inches(4.85)), size=24)
    _place(cover, _TITLES, Box(Inches(1.0), Inches(2.0), Inches(11.3), Inches(2.1)), size=42)
    _place(cover, (PP_PLACEHOLDER.SUBTITLE,), Box(Inches(1.0), Inches(4.35), Inches(11.3), Inches(1.6)), size=22)
    _bar(cover, Box(0, 0, Inches(0.4), Inches(7.5)))
    return Master(deck, cover, content, plain, False, EAST_ASIAN, LATIN)


def _drop_marginal(layout: Any) -> None:  # noqa: ANN401
    for shape in list(layout.placeholders):
        if shape.placeholder_format.type in (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            shape._element.getparent().remove(shape._element)


def _place(layout: SlideLayout, kinds: tuple[Any, ...], box: Box, size: float) -> None:
    shape = next(p for p in _placeholders(layout) if p.placeholder_format.type in kinds)
    shape.left, shape.top, shape.width, shape.height = box.left, box.top, box.width, box.height
    body = shape._element.txBody
    for old in body.findall(qn("a:lstStyle")):
        old.clear()
        title = kinds != _BODIES
        anchor = "ctr" if kinds == _TITLES and size < _COVER else "b" if kinds == _TITLES else "t"
        body.bodyPr.set("anchor", anchor)
        level = etree.SubElement(old, qn("a:lvl1pPr"), marL="0", indent="0", algn="l")
        etree.SubElement(level, qn("a:buNone"))
        style = etree.SubElement(level, qn("a:defRPr"), sz=str(int(size * 100)), b="1" if kinds == _TITLES else "0")
        fill = etree.SubElement(etree.SubElement(style, qn("a:solidFill")), qn("a:srgbClr"))
        fill.set("val", TEAL if kinds == _TITLES else GREY if title else INK)
    for old in list(body.bodyPr):
        body.bodyPr.remove(old)


_COVER = 40
"""Points from which a title is that of a cover."""


def _bar(layout: SlideLayout, box: Box) -> None:
    """A bar of the accent, behind what stands on the slide."""
    # Layouts have no add_shape: the shape is made on a slide of another deck and moved.
    scratch = Presentation()
    slide = scratch.slides.add_slide(scratch.slide_layouts[6])
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, box.left, box.top, box.width, box.height)
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(TEAL)
    shape.line.fill.background()
    element = shape._element
    element.nvSpPr.cNvPr.set("id", str(900 + len(layout.shapes)))
    element.nvSpPr.cNvPr.set("name", "强调色")
    style = element.find(qn("p:style"))
    if style is not None:
        element.remove(style)
    layout.shapes._spTree.insert(2, element)


def _set_theme(deck: Deck) -> None:
    """Our typeface and accent in the theme, so that what a person adds looks the same."""
    part = next(r.target_part for r in deck.slide_masters[0].part.rels.values() if r.reltype.endswith("/theme"))
    root = etree.fromstring(part.blob)
    for font in (*root.iter(qn("a:majorFont")), *root.iter(qn("a:minorFont"))):
        font.find(qn("a:latin")).set("typeface", LATIN)
        font.find(qn("a:ea")).set("typeface", EAST_ASIAN)
        for face in font.findall(qn("a:font")):
            if face.get("script") == "Hans":
                face.set("typeface", EAST_ASIAN)
    for accent in root.iter(qn("a:accent1")):
        accent.clear()
        etree.SubElement(accent, qn("a:srgbClr")).set("val", TEAL)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
