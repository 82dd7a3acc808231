"""Images as pages."""

import io

import pytest
from PIL import Image, ImageDraw

from ingest.errors import SourceError
from ingest.rendering import image
from ingest.rendering.registry import render


def made(size=(400, 800), kind="PNG", frames=1, **options):
    """A white image with a black square at its upper left corner; the frames after the first are grey."""
    first = Image.new("RGB", size, "white")
    ImageDraw.Draw(first).rectangle((0, 0, 40, 40), fill="black")
    out = io.BytesIO()
    if frames > 1:
        options |= {"save_all": True, "append_images": [Image.new("RGB", size, "grey")] * (frames - 1)}
    first.save(out, kind, **options)
    return out.getvalue()


def test_an_image_is_a_page_whose_longer_side_is_that_of_a4():
    page = render(made(), "甲.png", 1)
    assert (page.width, page.height) == (421, 842)
    assert page.image.getpixel((5, 5)) == (0, 0, 0)


def test_a_large_image_is_drawn_smaller():
    assert max(render(made(size=(3_000, 6_000)), "甲.png", 1).image.size) == 1684


def test_an_image_is_turned_as_the_camera_noted():
    exif = Image.Exif()
    exif[0x0112] = 6
    page = render(made(kind="JPEG", exif=exif), "甲.jpg", 1)
    assert (page.width, page.height) == (842, 421)
    assert page.image.getpixel((page.image.width - 5, 5)) == (0, 0, 0)


def test_each_page_of_a_tiff():
    data = made(kind="TIFF", frames=2)
    assert render(data, "甲.tif", 1).image.getpixel((200, 200)) == (255, 255, 255)
    assert render(data, "甲.tif", 2).image.getpixel((200, 200)) == (128, 128, 128)
    with pytest.raises(SourceError, match="共 2 页"):
        render(data, "甲.tif", 3)


def test_what_is_no_image_or_too_large_is_one_line(monkeypatch):
    with pytest.raises(SourceError, match="读不出来"):
        render(b"\x89PNG nothing", "甲.png", 1)
    monkeypatch.setattr(image, "MOST_PIXELS", 1_000)
    with pytest.raises(SourceError, match="400×800"):
        render(made(), "甲.png", 1)
