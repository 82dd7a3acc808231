"""A clause on the page that it is printed on: the page's picture from the kept file, with the clause's boxes marked."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from app.base import kept_files
from app.base.knowledge import Knowledge
from ingest.model import Box, Clause
from ingest.rendering.registry import has_pictures, render

_MARGIN = 2.0
"""Points between a clause's box and the frame around it."""
_FRAME, _TINT = (0, 114, 178), (255, 244, 190)
"""Blue and light yellow, told apart by everybody (Okabe and Ito 2008); black text stays black on the tint."""
_UNSURE, _UNSURE_TINT = (213, 94, 0), (255, 232, 214)
"""Vermilion, of the same palette: a place that asks for a person."""
_LINE = 7
"""Pixels, odd: the frame is half as thick."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page with a clause marked on it."""

    page: int
    png: bytes
    width: float
    """Of the page, in points; boxes are measured in them."""
    height: float
    top: float = 0.0
    """Where the frame around the clause begins, in points from the top; 0 where nothing is framed."""
    note: str = ""
    """What the picture does not show as it is, in words for the user."""


@dataclass(frozen=True, slots=True)
class NoPageImage:
    """Why there is no picture, in words for the user."""

    reason: str


def page_images(kb: Knowledge, clause: Clause) -> tuple[PageImage, ...] | NoPageImage:
    """Every page that ``clause`` stands on, in order; SourceError when the kept file or a page cannot be read."""
    document = kb.documents[clause.document]
    if not has_pictures(document.source):
        return NoPageImage(f"“{document.source}”这种格式没有固定的页面，不能显示页面图像")
    pages = dict.fromkeys(place.page for place in clause.places if place.page and place.box)
    if not pages:
        return NoPageImage(f"“{clause.id}”在“{document.source}”里没有记下位置，不能显示页面图像")
    data = kept_files.read(kb.snapshot.kb, document.sha256, document.source)
    return tuple(page_marked(data, document.source, page, (), clause) for page in pages)


def page_marked(data: bytes, name: str, number: int, unsure: Sequence[Clause], chosen: Clause | None) -> PageImage:
    """Page ``number`` of a file with the ``unsure`` clauses marked, and over them the one that is ``chosen``.

    SourceError when the page cannot be drawn.
    """
    page = render(data, name, number)
    scale = page.image.width / page.width
    image = marked(page.image, [box for one in unsure for box in _boxes(one, number)], scale, _UNSURE, _UNSURE_TINT)
    framed = _boxes(chosen, number) if chosen else []
    image = marked(image, framed, scale)
    out = io.BytesIO()
    image.save(out, "PNG")
    top = min((y0 for _, y0, _, _ in framed), default=0.0)
    return PageImage(number, out.getvalue(), page.width, page.height, top, page.note)


def _boxes(clause: Clause, page: int) -> list[Box]:
    return [place.box for place in clause.places if place.page == page and place.box]


def marked(
    image: Image.Image,
    boxes: list[Box],
    scale: float,
    frame: tuple[int, int, int] = _FRAME,
    tint: tuple[int, int, int] = _TINT,
) -> Image.Image:
    """``image`` with the ``boxes`` (points) tinted and framed as one shape; ``scale`` in pixels per point."""
    if not boxes:
        return image
    shape = Image.new("L", image.size)
    pen = ImageDraw.Draw(shape)
    for x0, y0, x1, y1 in boxes:
        pen.rectangle([side * scale for side in (x0 - _MARGIN, y0 - _MARGIN, x1 + _MARGIN, y1 + _MARGIN)], fill=255)
    tinted = Image.composite(ImageChops.multiply(image, Image.new("RGB", image.size, tint)), image, shape)
    inner = shape.filter(ImageFilter.MinFilter(_LINE))
    tinted.paste(frame, mask=ImageChops.subtract(shape, inner))
    return tinted
