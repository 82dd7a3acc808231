"""Pages of an OFD package as pictures."""

import io

import numpy as np
import pytest
from PIL import Image

from ingest.errors import SourceError
from ingest.rendering import fonts, ofd
from ingest.rendering.registry import render
from tests.ingest.formats.ofd_parts import MM, WORDS, line, pages, parts_of
from tests.render.ofd import package

HAS_FONT = pytest.mark.skipif(fonts.font(12) is None, reason="no Chinese font on this computer")
MEDIA = (
    '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016" BaseLoc="Res"><ofd:MultiMedias>'
    '<ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>'
)


def drawn(*objects, number=1, **more):
    return render(package(parts_of(*objects, **more)), "甲.ofd", number)


def with_image(boundary, colour="black"):
    out = io.BytesIO()
    Image.new("RGB", (50, 50), colour).save(out, "PNG")
    objects = f'<ofd:ImageObject ID="5" Boundary="{boundary}" ResourceID="7"/>'
    more = {"Doc_0/PublicRes.xml": MEDIA, "Doc_0/Res/a.png": out.getvalue()}
    return drawn(objects, common="<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>", **more)


def dark(page):
    """The outline of what is not white, in points."""
    ys, xs = np.nonzero(np.asarray(page.image.convert("L")) < 250)
    scale = page.image.width / page.width
    return [float(side) / scale for side in (xs.min(), ys.min(), xs.max() + 1, ys.max() + 1)]


@HAS_FONT
def test_glyphs_are_drawn_in_the_boxes_that_they_were_read_in():
    page = drawn(line(WORDS))
    (read,) = pages(parts_of(line(WORDS)))
    assert (page.width, page.height) == pytest.approx((210 * MM, 297 * MM))
    x0, top, x1, bottom = dark(page)
    assert min(c.x0 for c in read.chars) <= x0 + 1 and x1 <= max(c.x1 for c in read.chars) + 1
    assert min(c.top for c in read.chars) <= top + 1 and bottom <= max(c.bottom for c in read.chars) + 2
    assert x1 - x0 > 0.95 * (max(c.x1 for c in read.chars) - min(c.x0 for c in read.chars))
    assert page.note == ""


def test_without_a_chinese_font_glyphs_are_boxes_and_the_picture_says_so(monkeypatch):
    monkeypatch.setattr(ofd, "font", lambda _size: None)
    page = drawn(line(WORDS))
    (read,) = pages(parts_of(line(WORDS)))
    assert dark(page)[0] == pytest.approx(min(c.x0 for c in read.chars), abs=1)
    assert "字体" in page.note


def test_ruling_lines_are_drawn_where_they_were_read():
    rule = (
        '<ofd:PathObject ID="3" Boundary="20 50 100 0.3" LineWidth="0.25">'
        "<ofd:AbbreviatedData>M 0 0 L 100 0</ofd:AbbreviatedData></ofd:PathObject>"
    )
    assert dark(drawn(rule)) == pytest.approx([20 * MM, 50 * MM, 120 * MM, 50 * MM], abs=1)


def test_an_image_is_drawn_at_its_place():
    assert dark(with_image("10 20 100 50")) == pytest.approx([10 * MM, 20 * MM, 110 * MM, 70 * MM], abs=1)


def test_a_page_that_is_one_scanned_image_is_shown_as_that():
    page = with_image("0 0 210 297", "red")
    assert {colour for _, colour in page.image.getcolors()} == {(255, 0, 0)}


@pytest.mark.parametrize("boundary", ["-90000 -90000 99999 99999", "0 0 99999 0.001", "50000 0 10 10"])
def test_an_image_far_off_or_far_too_large_costs_no_more_than_a_page(boundary):
    assert with_image(boundary).image.size == (1191, 1684)


@HAS_FONT
def test_a_watermark_is_drawn_turned_and_grey():
    turned = line("内部资料", attributes='CTM="0.7 0.7 -0.7 0.7 0 0"')
    page = drawn(line(WORDS, y=400.0) + turned)
    seen = np.asarray(page.image.convert("L"))
    assert seen[: seen.shape[0] // 3].min() >= 180
    assert seen[seen.shape[0] // 3 :].min() < 50


def test_a_glyph_as_large_as_a_house_is_left_out():
    huge = line("字").replace('Size="', 'Size="9000')
    assert {colour for _, colour in drawn(huge).image.getcolors()} == {(255, 255, 255)}


def test_pages_are_counted_over_all_and_a_page_that_there_is_not_is_one_line():
    assert dark(drawn("", line(WORDS), number=2))
    with pytest.raises(SourceError, match="共 2 页"):
        drawn("", line(WORDS), number=3)


def test_a_broken_page_is_one_line():
    with pytest.raises(SourceError, match="第 1 页"):
        drawn("<?xml version='1.0'?><broken")
