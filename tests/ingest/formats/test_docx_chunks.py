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


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
A, C, D = (f"http://schemas.openxmlformats.org/drawingml/2006/{name}" for name in ("main", "chart", "diagram"))


def drawing(inner, side=3_000_000):
    space = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    return f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{space}"><wp:extent cx="{side}" cy="{side}"/>{inner}</wp:inline></w:drawing></w:r></w:p>'


def related(body, **parts):
    """A DOCX of ``body``; ``parts`` are its other parts by kind: id of the relation and kind, and XML."""
    out = io.BytesIO(package(body))
    with zipfile.ZipFile(out, "a") as z:
        listed = "".join(f'<Relationship Id="{kind}" Type="{OFFICE}{kind}" Target="{kind}.xml"/>' for kind in parts)
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        z.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{space}">{listed}</Relationships>')
        for kind, xml in parts.items():
            z.writestr(f"word/{kind}.xml", xml)
    return out.getvalue()


def test_charts_and_diagrams_are_read_where_they_stand():
    values = '<c:cat><c:pt idx="0"><c:v>三月</c:v></c:pt></c:cat><c:val><c:pt idx="0"><c:v>4</c:v></c:pt></c:val>'
    chart = f'<c:x xmlns:c="{C}"><c:ser><c:tx><c:v>给药差错</c:v></c:tx>{values}</c:ser></c:x>'
    points = f'<d:pt modelId="1" type="doc"/><d:pt modelId="2"><d:t><a:p xmlns:a="{A}"><a:r><a:t>先核对再给药</a:t></a:r></a:p></d:t></d:pt>'
    model = f'<d:m xmlns:d="{D}"><d:ptLst>{points}</d:ptLst><d:cxnLst><d:cxn srcId="1" destId="2"/></d:cxnLst></d:m>'
    shown = drawing(f'<c:chart xmlns:c="{C}" {R} r:id="chart"/>') + drawing(f'<d:relIds xmlns:d="{D}" {R} r:dm="diagramData"/>')
    found = read(related(p("给药分析") + p("一、结果如下。") + shown + p("二、结束。"), chart=chart, diagramData=model))
    assert texts(found) == ["一、结果如下。", "给药差错 三月 4", "先核对再给药", "二、结束。"]


def test_pictures_headers_and_footers_are_told():
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    head = f"<w:hdr {w}><w:p><w:r><w:t>某院受控文件</w:t></w:r></w:p></w:hdr>"
    foot = f"<w:ftr {w}><w:p><w:r><w:t>- 1 -</w:t></w:r></w:p></w:ftr>"
    pictures = drawing(f'<a:blip xmlns:a="{A}"/>') * 2 + drawing(f'<a:blip xmlns:a="{A}"/>', side=200_000)
    turn = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    found = read(related(p("给药分析") + turn + p("一、流程见图。") + pictures, header=head, footer=foot))
    assert [(note.kind, note.text, note.page) for note in found.findings] == [
        (FindingKind.PICTURE, "第2页：2 幅", 2),
        (FindingKind.RUNNING_HEAD, "某院受控文件", None),
    ]
