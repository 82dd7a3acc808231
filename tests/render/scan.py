"""PDF → page images as a scanner gives them: a little crooked, noisy and blurred."""

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

DEGREES = 1.0
"""How far the scanner turns the pages, counterclockwise."""
_SIGMA, _BLUR = 8.0, 0.6


def scan(pdf: bytes, dpi: int = 150, seed: int = 0) -> Iterator[Image.Image]:
    """Grey page images."""
    rng = np.random.default_rng(seed)
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            image = page.render(scale=dpi / 72).to_pil().convert("L")
            image = image.rotate(DEGREES, Image.Resampling.BICUBIC, fillcolor=255)
            image = image.filter(ImageFilter.GaussianBlur(_BLUR))
            noise = rng.normal(0.0, _SIGMA, (image.height, image.width))
            yield Image.fromarray(np.clip(np.asarray(image, float) + noise, 0, 255).astype(np.uint8))
    finally:
        document.close()


def image_pdf(images: list[Image.Image], dpi: int = 150) -> bytes:
    """A PDF with nothing but one image a page."""
    out = io.BytesIO()
    images[0].save(out, "PDF", resolution=dpi, save_all=True, append_images=images[1:], quality=80)
    return out.getvalue()


def save(images: list[Image.Image], folder: Path, dpi: int = 150) -> list[Path]:
    """PNG files ``001.png`` … in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:03d}.png" for number in range(1, len(images) + 1)]
    for image, path in zip(images, paths, strict=True):
        image.save(path, dpi=(dpi, dpi))
    return paths
