"""OFD packages written here, part by part, and read back."""

import io

import pytest
from PIL import Image

from ingest.draft import Job
from ingest.errors import SourceError
from ingest.finding_kinds import FindingKind, Note
from ingest.formats.ofd import picture
from ingest.formats.ofd.pages import needs_recognition, page
from ingest.formats.ofd.parser import parse
from ingest.formats.ofd.parts import located
from tests.ingest.formats.ofd_parts import MM, WORDS, leaves, line, pages, parts_of, read, words
from tests.render import ofd
from tests.render.model import Cell, Manuscript, Text, table
from tests.render.typeset import typeset


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
    assert [b.text for b in draft.blocks if not b.cells and not b.insert] == ["一、备用药品", WORDS * 3, "二、记录", WORDS]
    assert [(b.insert, b.text) for b in draft.blocks if b.insert] == [("专项行动之一：药品清点", WORDS)]
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
    assert Note(FindingKind.UNREADABLE, "第2页") in draft.findings
    assert [b.page for b in draft.blocks] == [1, 3]


def test_an_empty_page_is_no_finding():
    assert read(parts_of(line(WORDS), "")).findings == []


def test_a_page_of_wrong_characters_is_told():
    wrong = "".join(chr(0xE000 + i) for i in range(40))
    assert read(parts_of(line(WORDS), line(wrong))).findings == [Note(FindingKind.UNREADABLE, "第2页")]


def test_progress():
    told = []
    parse(ofd.package(parts_of(line("甲"), line("乙"))), "甲.ofd", Job(pages=lambda done, total: told.append((done, total))))
    assert told == [(0, 2), (1, 2), (2, 2)]


def scanned(image=None, text="", boundary="0 0 210 297"):
    out = io.BytesIO()
    Image.new("L", (60, 80), 255).save(out, "PNG")
    objects = f'<ofd:ImageObject Boundary="{boundary}" CTM="210 0 0 297 0 0" ResourceID="5"/>' + text
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
        return Page(number, width, 842, chars, [], (Note(FindingKind.RECOGNISED, f"第{number}页"),))

    monkeypatch.setattr(picture, "recognise", recognise)
    draft = read(scanned())
    assert [b.text for b in draft.blocks] == [WORDS]
    assert draft.findings == [Note(FindingKind.RECOGNISED, "第1页")]


def test_boxes_of_a_recognised_picture_stand_where_it_stands_on_the_page(monkeypatch):
    def recognise(pixels, number, width):
        from ingest.layout.page import Page, Word

        high, wide, _ = pixels.shape
        middle = Word(WORDS, width / 2, width * high / wide / 2, width, width * high / wide, 12)
        return Page(number, width, width * high / wide, [middle], [])

    monkeypatch.setattr(picture, "recognise", recognise)
    ((place,),) = [b.places for b in read(scanned(boundary="20 30 180 240")).blocks]
    assert place.box == pytest.approx([110 * MM, 150 * MM, 200 * MM, 270 * MM], abs=0.1)


def test_a_picture_that_cannot_be_opened_is_told():
    assert read(scanned(b"\x89PNG\r\n\x1a\n0000")).findings == [Note(FindingKind.UNREADABLE, "第1页")]


def test_the_text_layer_under_a_scan_is_read():
    (leaf,) = leaves(scanned(text=line(WORDS, attributes='Alpha="0"')))
    assert not needs_recognition(leaf)
    assert words(page(leaf)) == WORDS


def test_comments_between_the_objects_of_a_page_are_passed_over():
    (leaf,) = leaves(parts_of("<!-- 甲 -->" + line(WORDS) + "<?乙 丙?>"))
    assert words(page(leaf)) == WORDS


def test_a_page_with_text_on_a_picture_is_not_recognised():
    (leaf,) = leaves(scanned(text=line(WORDS)))
    assert words(page(leaf)) == WORDS
