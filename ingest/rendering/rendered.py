"""A page's picture, and how large it may become."""

from dataclasses import dataclass
from math import ceil, sqrt

from PIL import Image

from ingest.errors import SourceError

SCALE = 2.0
"""Pixels per point: 144 dpi, at which the small print of a table can be read."""
_MOST_PIXELS = 8_000_000
"""A page of A3 at 144 dpi has 4 million; a poster is drawn smaller."""
_LONGEST = 8_000
"""Pixels of the longer side."""


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page's picture in RGB, and the page's width and height in points."""

    image: Image.Image
    width: float
    height: float
    note: str = ""
    """What the picture does not show as it is, in words for the user."""


def scale_of(width: float, height: float) -> float:
    """Pixels per point for a page of so many points."""
    return min(SCALE, sqrt(_MOST_PIXELS / max(width * height, 1.0)), _LONGEST / max(width, height, 1.0))


def pixels_of(width: float, height: float) -> tuple[int, int]:
    """Width and height of the picture of a page of so many points."""
    scale = scale_of(width, height)
    return max(ceil(width * scale), 1), max(ceil(height * scale), 1)


def no_such_page(number: int, pages: int, name: str) -> SourceError:
    """The error for a page that the file does not have."""
    return SourceError(f"没有第 {number} 页，文件共 {pages} 页", name)
