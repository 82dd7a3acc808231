"""Pages of our Word and PowerPoint files as pictures."""

import io

import pytest
from docx import Document
from PIL import Image

from app.present import office_pages
from ingest.errors import SourceError


def test_every_page_is_a_picture():
    if not office_pages.can_draw():
        pytest.skip("LibreOffice is not installed")
    document, out = Document(), io.BytesIO()
    document.add_paragraph("第一页")
    document.add_page_break()
    document.add_paragraph("第二页")
    document.save(out)
    pages = [Image.open(io.BytesIO(page)) for page in office_pages.pictures(out.getvalue(), ".docx", 400)]
    assert [page.width for page in pages] == [400, 400] and pages[0].height > 400


def test_without_libreoffice_it_is_one_line(monkeypatch):
    monkeypatch.setattr("ingest.formats.libreoffice.find", lambda: "")
    with pytest.raises(SourceError, match="没有安装 LibreOffice"):
        office_pages.pictures(b"", ".docx")
