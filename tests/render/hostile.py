"""Files that are small and would take all memory or time: what a parser has to stand."""

import io
import zlib
from collections.abc import Callable
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image


def pdf(objects: list[bytes]) -> bytes:
    """A PDF of ``objects``, numbered from 1; the first is its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def stream(head: bytes, content: bytes) -> bytes:
    """A stream object with the entries ``head``."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(content), content)


def page_of(content: bytes, resources: bytes, *others: bytes, box: bytes = b"0 0 595 842") -> bytes:
    """A PDF of one page; ``others`` are its objects from number 5 on."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<<%s>>>>" % (box, resources)
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", pages, page, stream(b"", content), *others])


def form_that_draws_itself(times: int = 2) -> bytes:
    """A PDF whose form object draws itself, ``times`` at each level."""
    forms = b"/XObject<</X 5 0 R>>"
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%s>>" % forms
    return page_of(b"/X Do", forms, stream(head, b"q " + b"/X Do " * times + b"Q"))


def _annotations(rng: Random) -> bytes:
    """A PDF whose page has very many comments, and fields of a form that are their own parents."""
    note = b"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(%s)>>" % (b"a" * rng.randint(10, 40_000))
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(x)/Rect[0 0 9 9]/Parent 6 0 R/Kids[6 0 R 6 0 R]>>"
    listed = b"[" + b"5 0 R 6 0 R " * rng.randint(10_000, 60_000) + b"]"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots 7 0 R>>"
    catalogue = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields 7 0 R>>>>"
    text = stream(b"", b"BT /F 12 Tf (x) Tj ET")
    return pdf([catalogue, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, text, note, field, listed])


def _names(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as zipped:
        for name, text in parts.items():
            zipped.writestr(name, text)
    return out.getvalue()


def _word(body: str, **parts: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    named = {f"word/{name}.xml": text for name, text in parts.items()}
    return _names({"word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>"} | named)


def _ofd(page: str, units: str = "", box: str = "0 0 210 297") -> bytes:
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    common = f"<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:PageArea><ofd:DocumentRes>R.xml</ofd:DocumentRes>"
    pages = '</ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages>'
    return _names(
        {
            "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "D.xml": f"<ofd:Document {space}>{common}{pages}</ofd:Document>",
            "R.xml": f"<ofd:Res {space}><ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits></ofd:Res>",
            "P.xml": f"<ofd:Page {space}><ofd:Content><ofd:Layer>{page}</ofd:Layer></ofd:Content></ofd:Page>",
        }
    )


def _composites(rng: Random) -> bytes:
    wide = rng.randint(2, 40)
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="{n}"><ofd:Content>'
        + f'<ofd:CompositeObject ResourceID="{(n + 1) % 7}" Boundary="0 0 9 9"/>' * wide
        + "</ofd:Content></ofd:CompositeGraphicUnit>"
        for n in range(7)
    )
    return _ofd('<ofd:CompositeObject ResourceID="0" Boundary="0 0 9 9"/>', units)


def _endless_deltas(rng: Random) -> bytes:
    code = f'<ofd:TextCode X="0" Y="4" DeltaX="g {10 ** rng.randint(5, 9)} 4">{"药" * rng.randint(10, 30_000)}</ofd:TextCode>'
    return _ofd(
        f'<ofd:TextObject Boundary="0 0 9 9" Size="4">{code}</ofd:TextObject>' * rng.randint(1, 30), box="0 0 99999 99999"
    )


def _bomb(rng: Random) -> bytes:
    """A content stream that unpacks to many times its size, once or twice packed."""
    size = rng.choice((50, 200, 800)) * 1_000_000
    packed = zlib.compress(b"(ab) Tj " * (size // 8), 9)
    return page_of(b"q Q", b"", stream(b"/Filter/FlateDecode", packed)).replace(b"/Contents 4 0 R", b"/Contents 5 0 R")


def _nested_forms(rng: Random) -> bytes:
    """Forms that each draw the next several times."""
    deep, wide = rng.randint(4, 30), rng.randint(2, 12)
    forms = []
    for n in range(deep):
        inner = b"/XObject<</X %d 0 R>>" % (6 + n)
        head = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%s>>" % inner
        forms.append(stream(head, b"/X Do " * wide))
    forms.append(stream(b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]", b"0 0 m 9 9 l S " * 50))
    return page_of(b"/X Do", b"/XObject<</X 5 0 R>>", *forms)


def _huge_page(rng: Random) -> bytes:
    side = 10 ** rng.randint(4, 8)
    image = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8" % (side, side)
    return page_of(
        b"%d 0 0 %d 0 0 cm /X Do" % (side, side), b"/XObject<</X 5 0 R>>", stream(image, b"x"), box=b"0 0 %d %d" % (side, side)
    )


def _page_cycle(rng: Random) -> bytes:
    kids = b" ".join([b"2 0 R"] * rng.randint(1, 50))
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, 10 ** rng.randint(1, 7))])


def _operators(rng: Random) -> bytes:
    """A page of very many operators: glyphs, strokes or states."""
    one = rng.choice((b"0 0 m 9 9 l S\n", b"q\n", b"BT /F 9 Tf (abc) Tj ET\n", b"1 0 0 1 1 1 cm\n"))
    return page_of(one * rng.randint(50_000, 600_000), b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>")


def _deep_word(rng: Random) -> bytes:
    deep = rng.randint(20, 2_000)
    return _word("<w:tbl><w:tr><w:tc>" * deep + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * deep)


def _wide_word(rng: Random) -> bytes:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{10 ** rng.randint(2, 9)}"/></w:tcPr><w:p><w:r><w:t>{"长" * 5_000}</w:t></w:r></w:p></w:tc>'
    return _word(f"<w:tbl>{f'<w:tr>{cell}</w:tr>' * rng.randint(10, 3_000)}</w:tbl>")


def _many_paragraphs(rng: Random) -> bytes:
    return _word("<w:p><w:r><w:t>甲</w:t></w:r></w:p>" * rng.randint(30_000, 400_000))


def _entities(rng: Random) -> bytes:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, rng.randint(4, 12)))
    return _names({"word/document.xml": f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]><x>&a3;</x>'})


def _sheet(rng: Random) -> bytes:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, rng.randint(2, 40_000))
    )
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    relations = '<R><Relationship Id="r1" Type="x/worksheet" Target="/xl/s.xml"/></R>'
    space = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    book = f'<workbook {space}><sheets><sheet name="s" r:id="r1"/></sheets></workbook>'
    sheet = f"<worksheet><sheetData>{rows}</sheetData>{merged}</worksheet>"
    return _names({"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": relations, "xl/s.xml": sheet})


def _zip_bomb(rng: Random) -> bytes:
    return _names({"word/document.xml": "<a>" + " " * rng.choice((30_000_000, 90_000_000)) + "</a>"})


def _deep_page(rng: Random) -> bytes:
    tag = rng.choice(("div", "table><tr><td", "blockquote", "ul><li", "font"))
    return f"<html><body>{f'<{tag}>' * rng.randint(100, 100_000)}文字".encode()


def _wide_page(rng: Random) -> bytes:
    cell = f'<td colspan="{10 ** rng.randint(3, 9)}" rowspan="{10 ** rng.randint(3, 9)}">甲</td>'
    return f"<html><body><table>{f'<tr>{cell * 3}</tr>' * rng.randint(10, 4_000)}</table></body></html>".encode()


def _lines(rng: Random) -> bytes:
    line = rng.choice(("一、甲\n", "1.1.1.1 甲\n", "第一条 乙\n", "甲\t乙\t丙\n", "甲 | 乙 | 丙\n", "a\n\n", "（一）"))
    return (line * rng.randint(20_000, 500_000)).encode()


def _marks(rng: Random) -> bytes:
    """Markdown whose marks lie in one another, or never close."""
    one = rng.choice(("> ", "[", "*a **b ", "![](", "`a ``b ", "- ", "<a ", "|a|b|\n|-|-|\n", "#" * 7, "&#x41;"))
    return (one * rng.randint(5_000, 200_000)).encode()


def _picture(rng: Random) -> bytes:
    """A picture of many pixels, or of noise, or one of many pages."""
    out = io.BytesIO()
    kind = rng.randrange(3)
    if kind == 0:
        Image.new("1", (rng.choice((9_000, 30_000)), rng.choice((9_000, 30_000)))).save(out, "PNG")
    elif kind == 1:
        Image.frombytes("L", (800, 600), rng.randbytes(480_000)).save(out, "PNG")
    else:
        page = Image.new("1", (40, 40), 1)
        page.save(out, "TIFF", save_all=True, append_images=[page] * rng.randint(2, 12))
    return out.getvalue()


KINDS: dict[str, tuple[str, Callable[[Random], bytes]]] = {
    "form that draws itself": ("pdf", lambda rng: form_that_draws_itself(rng.randint(1, 9))),
    "forms that multiply": ("pdf", _nested_forms),
    "stream that unpacks without end": ("pdf", _bomb),
    "huge page and image": ("pdf", _huge_page),
    "cycle of pages": ("pdf", _page_cycle),
    "page of many operators": ("pdf", _operators),
    "comments and fields": ("pdf", _annotations),
    "composites that multiply": ("ofd", _composites),
    "endless distances": ("ofd", _endless_deltas),
    "deep tables": ("docx", _deep_word),
    "merged cells": ("docx", _wide_word),
    "many paragraphs": ("docx", _many_paragraphs),
    "entities": ("docx", _entities),
    "package that unpacks without end": ("docx", _zip_bomb),
    "sheet to the last cell": ("xlsx", _sheet),
    "deep page": ("html", _deep_page),
    "spans": ("html", _wide_page),
    "many lines": ("txt", _lines),
    "marks": ("md", _marks),
    "pictures": ("tif", _picture),
}
"""Kind of attack → (extension, its generator)."""
