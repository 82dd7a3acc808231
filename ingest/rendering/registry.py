"""Which module draws the pages of which format; a format is one line in ``RENDERERS``."""

from importlib import import_module

from ingest.errors import DuibiaoError, SourceError, reason
from ingest.rendering.rendered import RenderedPage

RENDERERS = {
    ".pdf": "pdf",
    ".ofd": "ofd",
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
    ".tif": "image",
    ".tiff": "image",
    ".bmp": "image",
}
"""File name extension → the module below ``ingest.rendering`` whose ``render`` draws it. Other formats have no fixed pages."""


def has_pictures(name: str) -> bool:
    """Whether pages of a file of this name can be drawn."""
    return _extension(name) in RENDERERS


def render(data: bytes, name: str, number: int) -> RenderedPage:
    """Page ``number``, from 1, of a file with ``has_pictures``; SourceError when it cannot be drawn."""
    draw = import_module(f"ingest.rendering.{RENDERERS[_extension(name)]}").render
    try:
        page: RenderedPage = draw(data, name, number)
    except DuibiaoError:
        raise
    except Exception as exc:  # what a library raises over a hostile file cannot be listed
        raise SourceError(f"第 {number} 页画不出来（{reason(exc)}）", name, "可能已损坏") from exc
    return page


def _extension(name: str) -> str:
    return "." + name.rsplit(".", 1)[-1].lower()
