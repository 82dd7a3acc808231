"""A page that is an image, or one of several in a TIFF."""

import io

from PIL import Image, UnidentifiedImageError

from ingest.errors import SourceError
from ingest.formats.image import LONG_SIDE_POINTS, MOST_PIXELS, as_shown
from ingest.rendering.rendered import RenderedPage, no_such_page, pixels_of


def render(data: bytes, name: str, number: int) -> RenderedPage:
    """Page ``number``, from 1; SourceError when the file is no image, too large, or lacks the page."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            pages = getattr(image, "n_frames", 1)
            if not 1 <= number <= pages:
                raise no_such_page(number, pages, name)
            if image.width * image.height > MOST_PIXELS:
                raise SourceError(f"图像有 {image.width}×{image.height} 像素，太大", name)
            image.seek(number - 1)
            picture = as_shown(image)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as exc:
        raise SourceError("图像读不出来，可能已损坏", name) from exc
    longer = max(picture.size)
    width, height = (side * LONG_SIDE_POINTS / longer for side in picture.size)
    picture.thumbnail(pixels_of(width, height))
    return RenderedPage(picture, width, height)
