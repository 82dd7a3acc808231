"""Parser of images of pages (PNG, JPEG, BMP; TIFF with several pages): reads all text by character recognition."""

import io

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from ingest.blocks.assembly import draft
from ingest.draft import Draft, Job
from ingest.errors import SourceError
from ingest.layout.reading import elements
from ingest.layout.scan import LONG_SIDE, recognise
from ingest.layout.sheet import Sheet, lay_out
from ingest.text.transcript import transcribe

MOST_PIXELS = 120_000_000
"""Pixels of the first page; more would need too much memory."""
LONG_SIDE_POINTS = 842.0
"""Points: every page is taken to be as long as A4, because the resolution that an image file states is often wrong."""


def parse(data: bytes, name: str, job: Job) -> Draft:
    """Blocks of an image file; SourceError when it is no image, is damaged or too large."""
    sheets: list[Sheet] = []
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise SourceError(f"图像有 {image.width}×{image.height} 像素，太大", name, "请缩小到每页 4000 像素以内")
            count = getattr(image, "n_frames", 1)
            for number, frame in enumerate(ImageSequence.Iterator(image), 1):
                job.pages(number - 1, count)
                job.recognising()
                sheets.append(_sheet(frame, number))
    except Image.DecompressionBombError as exc:
        raise SourceError("图像的像素太多", name, "请缩小到每页 4000 像素以内") from exc
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as exc:
        raise SourceError("图像读不出来，可能已损坏或不是图像", name, "请重新扫描或另存为 PNG、JPG 后再加入") from exc
    found, findings = elements(sheets)
    return draft(transcribe(found), job, findings)


def as_shown(frame: Image.Image) -> Image.Image:
    """The page as a reader sees it: in RGB, turned as its EXIF orientation says."""
    return ImageOps.exif_transpose(frame).convert("RGB")


def _sheet(frame: Image.Image, number: int) -> Sheet:
    """Page ``number`` (from 1), recognised and laid out."""
    picture = as_shown(frame)
    picture.thumbnail((LONG_SIDE, LONG_SIDE))
    pixels = np.asarray(picture)[:, :, ::-1]
    width = pixels.shape[1] * LONG_SIDE_POINTS / max(pixels.shape[:2])
    return lay_out(recognise(np.ascontiguousarray(pixels), number, width))
