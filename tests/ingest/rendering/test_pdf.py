"""Pages of a PDF as pictures."""

import io

import numpy as np
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import SourceError
from ingest.rendering import pdf
from ingest.rendering.registry import render
from ingest.rendering.rendered import SCALE


def made(size=(300, 200), pages=1, password=None):
    """A black square of 20 points whose upper left corner stands 10 points from the left and 30 from the top, on each page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, encrypt=password)
    for _ in range(pages):
        canvas.rect(10, size[1] - 50, 20, 20, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def dark(page):
    """The outline of what is dark, in points."""
    ys, xs = np.nonzero(np.asarray(page.image.convert("L")) < 128)
    scale = page.image.width / page.width
    return [round(float(side) / scale) for side in (xs.min(), ys.min(), xs.max() + 1, ys.max() + 1)]


def changed(data, change):
    document = pypdfium2.PdfDocument(data)
    change(document[0])
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def test_a_page_is_drawn_white_at_twice_its_points_with_what_stands_on_it():
    page = render(made(), "甲.PDF", 1)
    assert (page.width, page.height) == (300, 200)
    assert page.image.size == (300 * SCALE, 200 * SCALE)
    assert dark(page) == [10, 30, 30, 50]
    assert page.image.getpixel((0, 0)) == (255, 255, 255)


def test_a_turned_page_is_drawn_as_a_reader_sees_it():
    page = render(changed(made(), lambda p: p.set_rotation(90)), "甲.pdf", 1)
    assert (page.width, page.height) == (200, 300)
    assert dark(page) == [150, 10, 170, 30]


def test_a_cropped_page_begins_at_its_crop():
    page = render(changed(made(), lambda p: p.set_cropbox(5, 100, 105, 180)), "甲.pdf", 1)
    assert (page.width, page.height) == (100, 80)
    assert dark(page) == [5, 10, 25, 30]


@pytest.mark.parametrize("number", [0, 3])
def test_a_page_that_there_is_not(number):
    with pytest.raises(SourceError, match="共 2 页"):
        render(made(pages=2), "甲.pdf", number)


def test_a_poster_is_drawn_smaller():
    page = render(made(size=(14_000, 14_000)), "甲.pdf", 1)
    assert page.image.width * page.image.height <= 8_100_000
    assert dark(page)[:2] == pytest.approx([10, 30], abs=6)
    strip = render(made(size=(14_000, 60)), "甲.pdf", 1)
    assert strip.image.width <= 8_000


@pytest.mark.parametrize("data", [b"%PDF-1.4 nothing", made(password="x")], ids=["broken", "locked"])
def test_a_file_that_cannot_be_opened_is_one_line(data):
    with pytest.raises(SourceError) as caught:
        render(data, "甲.pdf", 1)
    assert "\n" not in str(caught.value)


def test_a_page_that_takes_for_ever_is_given_up(monkeypatch):
    monkeypatch.setattr(pdf, "_SECONDS", -1.0)
    with pytest.raises(SourceError, match="太复杂"):
        render(made(), "甲.pdf", 1)
