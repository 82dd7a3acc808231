"""The image that covers a page → the page, by character recognition."""

import io
import warnings
from dataclasses import replace

import numpy as np
from PIL import Image, UnidentifiedImageError

from ingest.formats.ofd.book import Leaf
from ingest.formats.ofd.space import POINTS
from ingest.layout.page import Page
from ingest.layout.plane import then
from ingest.layout.scan import LONG_SIDE, recognise

_FORMATS = ("JPEG", "PNG", "BMP", "TIFF", "GIF")
_MOST_PIXELS = 80_000_000


def recognised(data: bytes, leaf: Leaf) -> Page | None:
    """The page of ``leaf`` recognised from the image ``data``; None when the image cannot be opened."""
    picture = opened(data)
    if picture is None:
        return None
    pixels = np.ascontiguousarray(np.asarray(picture)[:, :, ::-1])
    width = leaf.size[0] * POINTS
    page = recognise(pixels, leaf.number, width)
    x, y, wide, high = (length * POINTS for length in leaf.pictured)
    on_page = (wide / width, 0.0, 0.0, high / (width * picture.height / picture.width), x, y)
    return replace(page, shown=then(page.shown, on_page))


def opened(data: bytes) -> Image.Image | None:
    """The image ``data`` in RGB, its longer side at most ``LONG_SIDE`` pixels; None when it is too large or no image."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return _opened(data)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Warning, Image.DecompressionBombError):
        return None


def _opened(data: bytes) -> Image.Image | None:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
        if image.width * image.height > _MOST_PIXELS:
            return None
        picture = image.convert("RGB")
    picture.thumbnail((LONG_SIDE, LONG_SIDE))
    return picture
