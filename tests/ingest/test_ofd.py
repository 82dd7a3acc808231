"""OFD packages written here, part by part, and read back."""

import io
import random
import zipfile

import pytest
from lxml import etree
from PIL import Image

from ingest.draft import Job
from ingest.errors import SourceError
from ingest.ofd import picture
from ingest.ofd.book import Book
from ingest.ofd.pages import needs_recognition, page
from ingest.ofd.parts import Parts, located
from ingest.ofd.paths import rules
from ingest.ofd.text import glyphs
from ingest.packages import open_package
from ingest.parsers.ofd import parse
from tests.render import ofd
from tests.render.model import Cell, Manuscript, Text, table
from tests.render.typeset import run, typeset

MM = 72 / 25.4
WORDS = "本院药学部每周抽查一次病区备用药品，核对数量与效期，并把结果告知护士长。"


def line(text, y=100.0, attributes="", x=80.0):
    return ofd.text_object(run(text, x, y, 12.0), attributes)


def parts_of(*pages, common="", root="", area="<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>", **more):
    """Parts of a package whose pages hold the given objects."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    parts = {
        "OFD.xml": root
        or f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea>{area}</ofd:PageArea>{common}"
        f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number, objects in enumerate(pages):
        body = objects if objects.startswith("<?xml") else ofd.content(objects)
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = body
    return parts | more


def leaves(parts):
    return list(Book(Parts(open_package(ofd.package(parts), "甲.ofd"), "甲.ofd")).leaves())


def pages(parts):
    return [page(leaf) for leaf in leaves(parts)]


def read(parts):
    return parse(ofd.package(parts), "甲.ofd", Job())


def words(one):
    return "".join(char.text for char in one.chars)


def blocks(parts):
    return [block.text for block in read(parts).blocks]


# --- the whole way


def test_lines_tables_and_frames_of_a_typeset_manuscript():
    manuscript = Manuscript(
        (
            Text("一、备用药品", 2.0),
            Text(WORDS * 3, 2.0),
            Text("专项行动之一：药品清点", box=1),
            Text(WORDS, 2.0, box=1),
            table([["序号", "病区", "次数"], ["1", Cell("内科", rows=2), "4次"], ["2", None, "5次"]]),
            Text("二、记录", 2.0),
            Text(WORDS, 2.0),
        )
    )
    draft = parse(ofd.ofd(typeset(manuscript)), "甲.ofd", Job())
    assert [b.text for b in draft.blocks if not b.cells and not b.box] == ["一、备用药品", WORDS * 3, "二、记录", WORDS]
    assert [(b.box, b.text) for b in draft.blocks if b.box] == [("专项行动之一：药品清点", WORDS)]
    assert [b.cells for b in draft.blocks if b.cells] == [("序号", "病区", "次数"), ("1", "内科", "4次"), ("2", "内科", "5次")]
    assert {b.page for b in draft.blocks} == {1}


def test_a_place_on_the_page_in_points():
    (one,) = pages(parts_of(line("药品", y=100.0, x=80.0)))
    first, second = one.chars
    assert (one.width, one.height) == pytest.approx((210 * MM, 297 * MM))
    assert (first.x0, first.size, second.x0) == pytest.approx((80, 12, 92), abs=0.05)
    assert first.top < 100 - 10 < 100 < first.bottom < 102


def test_documents_of_one_package_follow_one_another():
    parts = parts_of(line("甲文"))
    second = {name.replace("Doc_0", "Doc_1"): body.replace("甲文", "乙文") for name, body in parts.items() if "Doc_0" in name}
    body = "<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    both = pages(parts | second | {"OFD.xml": parts["OFD.xml"].replace("</ofd:OFD>", body)})
    assert [(one.number, words(one)) for one in both] == [(1, "甲文"), (2, "乙文")]


def test_a_title_of_the_package_serves_where_the_pages_have_none():
    info = "<ofd:DocInfo><ofd:Title>Microsoft Word - 药品清点办法.docx</ofd:Title></ofd:DocInfo><ofd:DocRoot>"
    parts = parts_of(line(WORDS))
    parts["OFD.xml"] = parts["OFD.xml"].replace("<ofd:DocRoot>", info)
    assert read(parts).head.title == "药品清点办法"


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_any_prefix_and_no_namespace_at_all(prefix):
    bare = {
        name: body.replace(' xmlns:ofd="http://www.ofdspec.org/2016"', ' xmlns:x="urn:x"' if prefix else "").replace(
            "ofd:", prefix
        )
        for name, body in parts_of(line("药品")).items()
    }
    assert words(pages(bare)[0]) == "药品"


@pytest.mark.parametrize(
    ("location", "beside", "part"),
    [
        ("Pages/P.xml", "Doc_0/Document.xml", "Doc_0/Pages/P.xml"),
        ("/Doc_0/P.xml", "Doc_0/Document.xml", "Doc_0/P.xml"),
        ("./P.xml", "OFD.xml", "P.xml"),
        ("../Res/a.png", "Doc_0/Res.xml", "Res/a.png"),
        ("Pages\\P.xml", "Doc_0/Document.xml", "Doc_0/Pages/P.xml"),
    ],
)
def test_locations(location, beside, part):
    assert located(location, beside) == part


def test_a_location_never_leads_out_of_the_package():
    with pytest.raises(SourceError, match="指向文件之外"):
        located("../../etc/passwd", "Doc_0/Document.xml")


def test_names_of_parts_whatever_their_case_and_slashes():
    parts = {name.upper().replace("/", "\\"): body for name, body in parts_of(line("药品")).items()}
    assert words(pages(parts)[0]) == "药品"


# --- text


def glyphs_of(xml, most=1000):
    return glyphs(etree.fromstring(xml), most)


def lefts(xml):
    return [round(g.char.x0 / MM, 2) for g in glyphs_of(xml)]


def text_object(code, attributes='Size="4"'):
    return f'<TextObject Boundary="10 20 100 10" {attributes}>{code}</TextObject>'


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('<TextCode X="0" Y="4" DeltaX="g 2 4 6">甲乙丙丁</TextCode>', [10, 14, 18, 24]),
        ('<TextCode X="1" Y="4" DeltaX="4 5 6">甲乙丙丁</TextCode>', [11, 15, 20, 26]),
        ('<TextCode X="0" Y="4" DeltaX="5">甲乙丙</TextCode>', [10, 15, 20]),
        ('<TextCode X="0" Y="4">甲A乙</TextCode>', [10, 14, 16]),
        ('<TextCode X="0" Y="4" DeltaX="4 4">甲 乙</TextCode>', [10, 18]),
        ('<TextCode X="0" Y="4" DeltaX="g 1000000000 4">甲乙丙</TextCode>', [10, 14, 18]),
        ('<TextCode X="0" Y="4" DeltaX="g x 4">甲乙</TextCode>', [10, 14]),
        ('<TextCode X="0" Y="4">甲</TextCode><TextCode X="8">乙</TextCode><TextCode Y="9">丙</TextCode>', [10, 18, 18]),
        ('<TextCode X="nan" Y="4">甲</TextCode>', [10]),
        ('<TextCode X="1e300" Y="4">甲</TextCode>', [10]),
        ("<TextCode>a&#x4E19;<!-- 丁 --></TextCode>", [10, 12]),
        ('<CGTransform CodePosition="0"><Glyphs>7 8</Glyphs></CGTransform><TextCode X="0" Y="4">甲乙</TextCode>', [10, 14]),
    ],
)
def test_places_of_glyphs(code, expected):
    assert lefts(text_object(code)) == expected


def test_spaces_as_the_file_writes_them():
    found = glyphs_of(text_object('<TextCode X="0" Y="4" DeltaX="4 4 6 2 2"> 甲  A乙</TextCode>'))
    assert [g.char.text for g in found] == ["甲 ", "A", "乙"]
    assert blocks(parts_of(line(WORDS) + line("共 7 间，2026年", 130))) == [WORDS, "共 7 间，2026年"]


def test_a_scaled_object_and_narrow_letters():
    (glyph,) = glyphs_of(text_object('<TextCode X="1" Y="1">甲</TextCode>', 'Size="1" CTM="4 0 0 4 2 3"'))
    assert glyph.char.size == pytest.approx(4 * MM)
    assert glyph.char.x0 == pytest.approx((10 + 4 + 2) * MM)
    one, two = glyphs_of(text_object('<TextCode X="0" Y="4">甲乙</TextCode>', 'Size="4" HScale="0.5"'))
    assert two.char.x0 - one.char.x0 == pytest.approx(2 * MM)


@pytest.mark.parametrize("attributes", ["", 'Size="0"', 'Size="-3"', 'Size="inf"', 'Size="4" CTM="0 0 0 0 0 0"'])
def test_text_without_a_size_is_none(attributes):
    assert glyphs_of(text_object("<TextCode>甲</TextCode>", attributes)) == []


def test_text_set_from_top_to_bottom():
    down = glyphs_of(text_object('<TextCode X="0" Y="4" DeltaY="5 5">甲乙丙</TextCode>'))
    assert [round(g.char.top / MM - down[0].char.top / MM) for g in down] == [0, 5, 10]


def test_turned_text_is_a_watermark():
    slanted = ofd.text_object(run("内部资料", 200, 300, 40), 'CTM="0.7 0.7 -0.7 0.7 0 0"')
    (one,) = pages(parts_of(line(WORDS) + slanted))
    assert words(one) == WORDS
    assert one.findings == (("watermark", "内部资料"),)


@pytest.mark.parametrize("hidden", ['Visible="false"', 'Alpha="0"'])
def test_hidden_text_is_left_out(hidden):
    (one,) = pages(parts_of(line(WORDS) + line("测试", 130, hidden)))
    assert words(one) == WORDS
    assert one.findings == (("watermark", "测试"),)


@pytest.mark.parametrize("matrix", ["0 1 -1 0 0 0", "0 -1 1 0 0 0", "-1 0 0 -1 0 0"])
def test_a_page_whose_text_is_turned_by_quarters(matrix):
    objects = (
        f'<ofd:TextObject Boundary="100 100 9 90" Size="5" CTM="{matrix}"><ofd:TextCode X="0" Y="0">{WORDS}</ofd:TextCode>'
    )
    (one,) = pages(parts_of(objects + "</ofd:TextObject>"))
    assert words(one) == WORDS
    assert [c.x0 for c in one.chars] == sorted(c.x0 for c in one.chars)
    assert len({round(c.top, 3) for c in one.chars}) == 1
    assert (one.width > one.height) == (matrix[0] == "0")


# --- rules


def ruled(data, attributes=""):
    path = etree.fromstring(
        f'<PathObject Boundary="10 20 90 90" {attributes}><AbbreviatedData>{data}</AbbreviatedData></PathObject>'
    )
    return [tuple(round(v / MM) for v in (r.x0, r.top, r.x1, r.bottom)) for r in rules(path)]


@pytest.mark.parametrize(
    ("data", "attributes", "expected"),
    [
        ("M 0 0 L 50 0", "", [(10, 20, 60, 20)]),
        ("S 0 0 L 0 30", "", [(10, 20, 10, 50)]),
        ("M 50 0 L 0 0 M 0 9 L 50 9", "", [(10, 20, 60, 20), (10, 29, 60, 29)]),
        ("M 0 0 L 50 0 L 50 30 L 0 30 C", "", [(10, 20, 60, 20), (60, 20, 60, 50), (10, 50, 60, 50), (10, 20, 10, 50)]),
        ("M 0 0 L 50 0 L 50 0.4 L 0 0.4 C", 'Stroke="false" Fill="true"', [(10, 20, 60, 20)]),
        ("M 0 0 L 50 0 L 50 30 L 0 30 C", 'Stroke="false" Fill="true"', []),
        ("M 0 0 L 50 0", 'Stroke="false"', []),
        ("M 0 0 L 50 30", "", []),
        ("M 0 0 Q 1 1 50 0", "", []),
        ("M 0 0 B 1 1 2 2 50 0 M 0 9 L 50 9", "", [(10, 29, 60, 29)]),
        ("M 0 0 A 5 5 0 0 1 50 0", "", []),
        ("M 0 0 L 5 0", 'CTM="10 0 0 1 0 0"', [(10, 20, 60, 20)]),
        ("M 0 0 L 50 0 X 1 2", "", [(10, 20, 60, 20)]),
        ("M 0 0 L", "", []),
        ("", "", []),
    ],
)
def test_ruling_lines(data, attributes, expected):
    assert ruled(data, attributes) == expected


def test_a_path_not_shown_rules_nothing():
    hidden = '<ofd:PathObject Boundary="10 10 50 1" Visible="false"><ofd:AbbreviatedData>M 0 0 L 50 0</ofd:AbbreviatedData>'
    assert pages(parts_of(line("药品") + hidden + "</ofd:PathObject>"))[0].rules == []


# --- pages


def test_blocks_within_blocks_and_composed_graphics():
    inner = f"<ofd:PageBlock><ofd:PageBlock>{line('药品')}</ofd:PageBlock></ofd:PageBlock>"
    composed = f'<ofd:CompositeObject Boundary="0 0 9 9">{line("图形")}</ofd:CompositeObject>'
    assert words(pages(parts_of(inner + composed))[0]) == "药品"


def test_the_order_of_the_file():
    assert words(pages(parts_of(line("一") + line("二", 120) + line("三", 140)))[0]) == "一二三"


def test_a_page_of_its_own_size():
    own = ofd.content(line("药品"), "<ofd:Area><ofd:PhysicalBox>0 0 297 210</ofd:PhysicalBox></ofd:Area>")
    first, second = pages(parts_of(own, line("药品")))
    assert first.width > first.height
    assert second.width < second.height


def test_text_far_from_its_page_is_not_on_it():
    assert words(pages(parts_of(line("药品") + line("甲", 90_000)))[0]) == "药品"


@pytest.mark.parametrize(
    "area",
    [
        "",
        "<ofd:PhysicalBox>0 0 9e4 9e4</ofd:PhysicalBox>",
        "<ofd:PhysicalBox>0 0 0 0</ofd:PhysicalBox>",
        "<ofd:PhysicalBox>甲</ofd:PhysicalBox>",
    ],
)
def test_a_page_without_a_size_is_a4(area):
    assert pages(parts_of(line("药品"), area=area))[0].width == pytest.approx(210 * MM)


@pytest.mark.parametrize(("order", "expected"), [("Background", "页眉药品"), ("Foreground", "药品页眉")])
def test_templates_below_and_above_the_page(order, expected):
    common = f'<ofd:TemplatePage ID="7" BaseLoc="Tpls/T.xml" ZOrder="{order}"/>'
    used = ofd.content(line("药品")).replace("<ofd:Content>", '<ofd:Template TemplateID="7"/><ofd:Content>')
    more = {"Doc_0/Tpls/T.xml": ofd.content(line("页眉", 40))}
    both = pages(parts_of(used, used, common=common, **more))
    assert [words(one) for one in both] == [expected, expected]


def test_a_lost_template_loses_no_page():
    used = ofd.content(line("药品")).replace("<ofd:Content>", '<ofd:Template TemplateID="7"/><ofd:Content>')
    assert words(pages(parts_of(used, common='<ofd:TemplatePage ID="7" BaseLoc="../../T.xml"/>'))[0]) == "药品"


@pytest.mark.parametrize("broken", [None, "<ofd:Page", ""])
def test_a_page_that_cannot_be_read_is_told_and_the_rest_goes_on(broken):
    parts = parts_of(line(WORDS), line("甲"), line(WORDS))
    if broken is None:
        del parts["Doc_0/Pages/Page_1/Content.xml"]
    else:
        parts["Doc_0/Pages/Page_1/Content.xml"] = broken
    draft = read(parts)
    assert ("unreadable", "第2页") in draft.findings
    assert [b.page for b in draft.blocks] == [1, 3]


def test_an_empty_page_is_no_finding():
    assert read(parts_of(line(WORDS), "")).findings == []


def test_a_page_of_wrong_characters_is_told():
    wrong = "".join(chr(0xE000 + i) for i in range(40))
    assert read(parts_of(line(WORDS), line(wrong))).findings == [("unreadable", "第2页")]


def test_progress():
    told = []
    parse(ofd.package(parts_of(line("甲"), line("乙"))), "甲.ofd", Job(pages=lambda done, total: told.append((done, total))))
    assert told == [(1, 2), (2, 2)]


# --- pictures


def scanned(image=None, text=""):
    out = io.BytesIO()
    Image.new("L", (60, 80), 255).save(out, "PNG")
    objects = '<ofd:ImageObject Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="5"/>' + text
    resources = (
        '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016" BaseLoc="Res"><ofd:MultiMedias>'
        '<ofd:MultiMedia ID="5" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>'
    )
    more = {"Doc_0/DocumentRes.xml": resources, "Doc_0/Res/a.png": image or out.getvalue()}
    return parts_of(objects, common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>", **more)


def test_a_page_that_is_one_picture_is_recognised(monkeypatch):
    def recognise(pixels, number, width):
        from ingest.layout.page import Page, Word

        assert pixels.shape == (80, 60, 3)
        chars = [Word(ch, 80 + 12 * i, 100, 92 + 12 * i, 112, 12) for i, ch in enumerate(WORDS)]
        return Page(number, width, 842, chars, [], (("recognised", f"第{number}页"),))

    monkeypatch.setattr(picture, "recognise", recognise)
    draft = read(scanned())
    assert [b.text for b in draft.blocks] == [WORDS]
    assert draft.findings == [("recognised", "第1页")]


def test_a_picture_that_cannot_be_opened_is_told():
    assert read(scanned(b"\x89PNG\r\n\x1a\n0000")).findings == [("unreadable", "第1页")]


def test_the_text_layer_under_a_scan_is_read():
    (leaf,) = leaves(scanned(text=line(WORDS, attributes='Alpha="0"')))
    assert not needs_recognition(leaf)
    assert words(page(leaf)) == WORDS


def test_a_page_with_text_on_a_picture_is_not_recognised():
    (leaf,) = leaves(scanned(text=line(WORDS)))
    assert words(page(leaf)) == WORDS


# --- refused


def many(pages_):
    parts = parts_of(line("甲"))
    listed = '<ofd:Page ID="0" BaseLoc="Pages/Page_0/Content.xml"/>'
    return parts | {"Doc_0/Document.xml": parts["Doc_0/Document.xml"].replace(listed, listed * pages_)}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7", "不完整或不是"),
        (ofd.package({"a.xml": "<a/>"}), "缺少 OFD.xml"),
        (ofd.package({"OFD.xml": "<OFD"}), "OFD.xml 已损坏"),
        (ofd.package({"OFD.xml": "<OFD/>"}), "没有页面"),
        (ofd.package(parts_of()), "没有页面"),
        (ofd.package(parts_of(line("甲"), **{"Encryptions.xml": "<a/>"})), "加了密码"),
        (ofd.package(many(10_001)), "超过 10000 页"),
        (
            ofd.package({"OFD.xml": "<OFD><DocBody><DocRoot>../D.xml</DocRoot></DocBody></OFD>"}),
            "指向文件之外",
        ),
    ],
)
def test_refused_in_one_line(data, message):
    with pytest.raises(SourceError, match=message) as caught:
        parse(data, "甲.ofd", Job())
    assert str(caught.value).startswith("甲.ofd：")
    assert "\n" not in str(caught.value)


def test_the_same_content_shown_without_end():
    dense = "".join(line(WORDS, 60 + i) for i in range(500))
    parts = many(3000) | {"Doc_0/Pages/Page_0/Content.xml": ofd.content(dense)}
    with pytest.raises(SourceError, match="反复引用"):
        read(parts)


def test_a_page_with_more_text_than_a_page_holds():
    assert read(parts_of("".join(line("药" * 999, y) for y in range(100, 130)), line(WORDS))).findings == [
        ("unreadable", "第1页")
    ]


@pytest.mark.parametrize("seed", range(60))
def test_damaged_bytes_end_in_one_line_or_a_draft(seed):
    rng = random.Random(seed)
    parts = parts_of(line(WORDS) + line("乙", 120), line("丙"), common='<ofd:TemplatePage ID="7" BaseLoc="T.xml"/>')
    name = rng.choice(list(parts))
    body = bytearray(parts[name].encode())
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(body))
        body[at : at + rng.randint(0, 4)] = rng.choice([b"", b"<", b">", b'"', b"-9e9", b"\0", rng.randbytes(3)])
    data = bytearray(ofd.package(parts | {name: bytes(body)}))
    if seed % 3 == 0:
        for _ in range(4):
            data[rng.randrange(len(data))] = rng.randrange(256)
    try:
        parse(bytes(data), "甲.ofd", Job())
    except SourceError as exc:
        assert "\n" not in str(exc)


def test_a_truncated_package_is_refused():
    data = ofd.package(parts_of(line(WORDS)))
    assert zipfile.is_zipfile(io.BytesIO(data))
    with pytest.raises(SourceError):
        parse(data[: len(data) // 2], "甲.ofd", Job())
