"""Files embedded in a Word document (w:altChunk), from which a reader sees all or part of the text."""

import base64
import io
import quopri
import zipfile

import pytest

from ingest.draft import Job
from ingest.errors import SourceError
from ingest.finding_kinds import FindingKind
from ingest.formats import libreoffice
from ingest.formats.docx.parser import parse
from tests.ingest.formats.word_parts import cell, p, package, table

KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
PAGE = "<h1>院内感染报告办法</h1><p>第一条 发现聚集病例应当当日报告。</p><p>第二条 报告由感控科受理。</p>"
ARTICLES = ["第一条 发现聚集病例应当当日报告。", "第二条 报告由感控科受理。"]


def chunk(number=1):
    return f'<w:altChunk {R} r:id="c{number}"/>'


def word(body, **files):
    """A DOCX of ``body``; ``files`` are its embedded files c1, c2 … by name, with _ for the dot."""
    out = io.BytesIO(package(body))
    with zipfile.ZipFile(out, "a") as z:
        listed = "".join(
            f'<Relationship Id="c{n}" Type="{KIND}" Target="/word/{name.replace("_", ".")}"/>'
            for n, name in enumerate(files, 1)
        )
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        z.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{space}">{listed}</Relationships>')
        for name, data in files.items():
            z.writestr(f"word/{name.replace('_', '.')}", data)
    return out.getvalue()


def archive(text, encoding, transfer):
    data = text.encode(encoding)
    body = base64.encodebytes(data) if transfer == "base64" else quopri.encodestring(data)
    head = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="=x"\n\n--=x\nContent-Type: text/html; '
    )
    head += f'charset="{encoding}"\nContent-Transfer-Encoding: {transfer}\nContent-Location: file:///a.htm\n\n'
    return head.encode() + body + b"\n--=x--\n"


def read(data):
    return parse(data, "办法.docx", Job())


def texts(found):
    return [block.text for block in found.blocks]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a_mht", archive(f"<html><body>{PAGE}</body></html>", "utf-8", "quoted-printable")),
        ("b_mht", archive(f"<html><body>{PAGE}</body></html>", "gb2312", "base64")),
        ("c_html", f"<html><body>{PAGE}</body></html>".encode("utf-16")),
        ("d_xhtml", f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{PAGE}</body></html>'),
        ("e_docx", package("".join(map(p, ["院内感染报告办法", *ARTICLES])))),
        ("f_txt", "\n".join(["院内感染报告办法", *ARTICLES])),
    ],
)
def test_a_document_whose_whole_text_is_embedded(name, data):
    found = read(word(chunk(), **{name: data}))
    assert found.head.title == "院内感染报告办法"
    assert texts(found) == [article.replace(" ", "") for article in ARTICLES]
    assert found.findings == []


def test_what_is_embedded_stands_between_the_paragraphs_and_in_cells():
    rows = "<tr><th>药品</th><th>库存</th></tr><tr><td>甲</td><td>5 支</td></tr>"
    page = f"<html><body><p>二、由药房复核。</p><table border=1>{rows}</table></body></html>"
    body = (
        p("药品盘点规定") + p("一、每周盘点。") + chunk(1) + p("三、盘点人签名。") + table(cell("备注") + cell(chunk(2) + p()))
    )
    found = read(word(body, a_html=page, b_html="<html><body><p>另附清单</p></body></html>"))
    assert texts(found) == ["一、每周盘点。", "二、由药房复核。", "药品 库存", "甲 5 支", "三、盘点人签名。", "备注 另附清单"]


def test_an_embedded_file_that_cannot_be_read_is_told_with_its_page(monkeypatch):
    monkeypatch.setattr(libreoffice, "find", lambda: "")
    turn = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    found = read(word(p("盘点规定") + p("一、每周盘点。") + turn + p("二、复核。") + chunk(), a_rtf=b"{\\rtf1 text}"))
    (note,) = found.findings
    assert (note.kind, note.page) == (FindingKind.UNREAD_PART, 2)
    assert "word/a.rtf" in note.text and "LibreOffice" in note.text


@pytest.mark.parametrize("files", [{"a_bin": b"\x01\x02\x03"}, {}])
def test_a_document_with_nothing_but_an_unreadable_file_says_where_the_text_is(files):
    with pytest.raises(SourceError, match="文字在嵌入的文件里，读不出来"):
        read(word(chunk(), **files))


def test_documents_within_documents_end():
    inner = package(p("最里面"))
    for _ in range(6):
        inner = word(p("甲乙丙") + chunk(), a_docx=inner)
    (note,) = read(inner).findings
    assert "套得太深" in note.text
