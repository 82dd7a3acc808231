"""What is drawn on a page of an OFD: text and ruling lines."""

import pytest
from lxml import etree

from ingest.finding_kinds import FindingKind, Note
from ingest.formats.ofd.paths import rules
from ingest.formats.ofd.text import glyphs
from tests.ingest.formats.ofd_parts import MM, WORDS, blocks, line, pages, parts_of, read, words
from tests.render import ofd
from tests.render.typeset import run


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
    assert one.findings == (Note(FindingKind.WATERMARK, "内部资料"),)


@pytest.mark.parametrize("hidden", ['Visible="false"', 'Alpha="0"'])
def test_hidden_text_is_left_out(hidden):
    (one,) = pages(parts_of(line(WORDS) + line("测试", 130, hidden)))
    assert words(one) == WORDS
    assert one.findings == (Note(FindingKind.WATERMARK, "测试"),)


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


def unit(name, *objects):
    return f'<ofd:CompositeGraphicUnit ID="{name}"><ofd:Content>{"".join(objects)}</ofd:Content></ofd:CompositeGraphicUnit>'


def composite(name, attributes='Boundary="0 0 210 297"'):
    return f'<ofd:CompositeObject ResourceID="{name}" {attributes}/>'


def using(page, *units, kind="DocumentRes"):
    """Parts of a package whose page uses ``units``, which its resource part of that ``kind`` lists."""
    listed = "".join(units)
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    resources = f"<ofd:Res {space}><ofd:CompositeGraphicUnits>{listed}</ofd:CompositeGraphicUnits></ofd:Res>"
    return parts_of(page, common=f"<ofd:{kind}>Res.xml</ofd:{kind}>", **{"Doc_0/Res.xml": resources})


@pytest.mark.parametrize("kind", ["DocumentRes", "PublicRes"])
def test_the_text_of_a_composite_object_is_read_where_it_is_drawn(kind):
    parts = using(
        line("门诊就诊须知", 60) + composite(7), unit(7, line("一、实名就诊。", 120), line("二、当日有效。", 150)), kind=kind
    )
    assert read(parts).text.split() == ["门诊就诊须知", "一、实名就诊。", "二、当日有效。"]


def test_a_composite_object_is_moved_and_scaled_with_all_that_lies_in_it():
    """The unit measures in points (0.3528 mm), as converters write it, and lies within another one."""
    scale = 'CTM="0.3528 0 0 0.3528 0 0" Boundary="10 20 190 270"'
    inner = unit(8, text_object('<TextCode X="0" Y="10">甲</TextCode>', 'Size="10"'))
    (one,) = pages(using(composite(7, scale), unit(7, composite(8, 'Boundary="30 40 100 100"')), inner))
    (char,) = one.chars
    assert char.x0 == pytest.approx((10 + 0.3528 * (30 + 10)) * MM)
    assert char.size == pytest.approx(0.3528 * 10 * MM)


def test_a_composite_object_that_draws_itself_ends():
    parts = using(composite(7), unit(7, line(WORDS), composite(8)), unit(8, composite(7), composite(8), line("乙", 150)))
    assert words(pages(parts)[0]) == WORDS + "乙"


def test_units_that_multiply_make_the_page_unreadable():
    units = [unit(n, *[composite(n + 1)] * 12) for n in range(6)]
    assert pages(using(composite(0) + line(WORDS), *units)) == [None]


def annotated(kind):
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    drawn = f'<ofd:Appearance Boundary="20 30 100 20">{line("请于月底前报送。", 60)}</ofd:Appearance>'
    return {
        "Doc_0/Annots.xml": f'<ofd:Annotations {space}><ofd:Page PageID="0"><ofd:FileLoc>A.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>',
        "Doc_0/A.xml": f'<ofd:PageAnnot {space}><ofd:Annot Type="{kind}">{drawn}</ofd:Annot></ofd:PageAnnot>',
    }


@pytest.mark.parametrize(("kind", "noted"), [("Stamp", []), ("Watermark", [Note(FindingKind.WATERMARK, "请于月底前报送。")])])
def test_annotations_are_read_and_their_watermarks_told(kind, noted):
    parts = parts_of(line(WORDS))
    body = parts["Doc_0/Document.xml"].replace(
        "</ofd:Document>", "<ofd:Annotations>Annots.xml</ofd:Annotations></ofd:Document>"
    )
    found = read(parts | annotated(kind) | {"Doc_0/Document.xml": body})
    assert found.findings == noted
    assert ("请于月底前报送。" in found.text) == (not noted)
