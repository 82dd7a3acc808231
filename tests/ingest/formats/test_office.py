"""Files of old word processors by way of LibreOffice; conversions are skipped where it is absent."""

import sys
import zipfile

import pytest

from ingest.draft import Job
from ingest.errors import SourceError
from ingest.formats import libreoffice, office
from ingest.pipeline import ingest

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = OLE + bytes(600) + "WordDocument".encode("utf-16-le")
RTF = r"""{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}
\pard \u26576?\u38498?\u25250?\u25937?\u36710?\u31649?\u29702?\u21150?\u27861?\par
\pard \u19968?\u12289?\u24635?\u21017?\par
\pard 1.\u27599?\u29677?\u28165?\u28857?\u12290?\par
\pard 2.\u21452?\u20154?\u26680?\u23545?\u12290?\par}"""
"""某院抢救车管理办法；一、总则；1.每班清点。2.双人核对。"""


@pytest.fixture
def soffice():
    if not libreoffice.find():
        pytest.skip("LibreOffice is not installed here")


@pytest.fixture
def fake(monkeypatch, tmp_path):
    """A program that stands in for LibreOffice."""
    if sys.platform == "win32":
        pytest.skip("a shell script stands in for LibreOffice")

    def _fake(script: str) -> None:
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setattr(libreoffice, "find", lambda: str(program))

    return _fake


def test_without_libreoffice_the_way_out_is_told(monkeypatch):
    monkeypatch.setattr(libreoffice, "find", lambda: "")
    with pytest.raises(SourceError) as caught:
        office.parse(WORD, "旧文件.doc", Job())
    assert str(caught.value) == "旧文件.doc：这台电脑没有安装 LibreOffice，读不了 .doc。请用 Word 或 WPS 另存为 .docx 后再加入"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.doc", b"\x00\x01" * 40),
        ("b.doc", OLE + b"\x07" * 3000),
        ("a.wps", b"%PDF-1.7"),
        ("a.rtf", OLE),
        ("a.odt", b"{\\rtf1}"),
    ],
)
def test_what_is_no_such_file_never_reaches_libreoffice(name, data, fake):
    fake("exit 1")
    with pytest.raises(SourceError, match=f"不是 {name[1:]} 文件"):
        office.parse(data, name, Job())


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "kill -9 $$"])
def test_a_file_that_libreoffice_cannot_open_is_told(script, fake):
    fake(script)
    with pytest.raises(SourceError, match="打不开"):
        office.parse(WORD, "坏.doc", Job())


def test_a_conversion_that_hangs_is_ended(monkeypatch, fake):
    monkeypatch.setattr(libreoffice, "TIMEOUT", 0.2)
    fake("sleep 60 & wait")
    with pytest.raises(SourceError, match="秒内没有读完"):
        office.parse(WORD, "慢.doc", Job())


def test_a_program_that_does_not_start_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(libreoffice, "find", lambda: str(tmp_path / "absent"))
    with pytest.raises(SourceError, match="启动不了"):
        office.parse(WORD, "旧.doc", Job())


def test_a_docx_under_an_old_name_is_read_as_what_it_is(write, monkeypatch):
    monkeypatch.setattr(libreoffice, "find", lambda: "")
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    path = write("改名.doc", b"")
    with zipfile.ZipFile(path, "w") as z:
        z.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{w}"><w:body><w:p><w:r><w:t>每周抽查。</w:t></w:r></w:p></w:body></w:document>',
        )
    assert [c.text for c in ingest(path).clauses] == ["每周抽查。"]


@pytest.mark.usefixtures("soffice")
@pytest.mark.parametrize("name", ["办法.rtf", "办法.doc", "办法.wps"])
def test_an_old_document_gives_its_clauses(write, name):
    parsed = ingest(write(name, RTF))
    assert parsed.document.title == "某院抢救车管理办法"
    assert [(c.path, c.text) for c in parsed.clauses] == [(("一", "1"), "每班清点。"), (("一", "2"), "双人核对。")]


@pytest.mark.usefixtures("soffice")
def test_a_broken_old_document_is_told(write):
    with pytest.raises(SourceError, match="打不开"):
        ingest(write("坏.doc", WORD))


PAGE = "<html><head><meta charset=utf-8></head><body><h1>抢救车管理办法</h1><p>第一条 每班清点。</p><p>第二条 双人核对。</p></body></html>"
ARCHIVE = f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{PAGE}"


@pytest.mark.parametrize("name", ["办法.doc", "办法.wps"])
@pytest.mark.parametrize("data", [PAGE, "\ufeff<!DOCTYPE html>\n" + PAGE, ARCHIVE])
def test_a_web_page_under_an_old_name_is_read_as_one(write, name, data):
    parsed = ingest(write(name, data))
    assert (parsed.document.title, [c.text for c in parsed.clauses]) == ("抢救车管理办法", ["每班清点。", "双人核对。"])


@pytest.mark.parametrize(("name", "newer"), [("台账.xls", ".xlsx"), ("课件.ppt", ".pptx"), ("台账.et", ".xlsx")])
def test_other_old_formats_are_told_what_to_become(write, name, newer):
    with pytest.raises(SourceError, match=f"另存为 {newer}"):
        ingest(write(name, OLE))
