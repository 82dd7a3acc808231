"""Presentations: what each slide shows, from files made here."""

import io
import random
import re
import zipfile

import pytest
from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches

from ingest.draft import Job
from ingest.errors import DuibiaoError, SourceError
from ingest.formats.pptx.deck import Deck
from ingest.formats.pptx.parser import _elements, parse
from ingest.packages.ooxml import OfficePackage
from ingest.pipeline import ingest
from ingest.text.elements import Grid

TITLE, CONTENT, HEADED, BLANK = 0, 1, 5, 6
"""Layouts of python-pptx's own template."""


class Made:
    """A presentation on the way; sizes in inches."""

    def __init__(self):
        self.deck = Presentation()

    def slide(self, layout=BLANK, title="", body=()):
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[layout])
        if title:
            slide.shapes.title.text = title
        if body:
            write(slide.placeholders[1].text_frame, body)
        return slide

    @property
    def data(self):
        out = io.BytesIO()
        self.deck.save(out)
        return out.getvalue()


def write(frame, lines):
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.level = len(line) - len(line.lstrip(">"))
        paragraph.text = line.lstrip(">")
    return frame


def box(shapes, x, y, *lines, width=2, height=1):
    shape = shapes.add_textbox(Inches(x), Inches(y), Inches(width), Inches(height))
    return write(shape.text_frame, lines)


def mark(paragraph, tag, **attributes):
    element = etree.SubElement(paragraph._p.get_or_add_pPr(), qn(tag))
    for name, value in attributes.items():
        element.set(name, value)


def elements(data):
    return list(_elements(Deck(OfficePackage(data, "课件")), Job(), []))


def texts(data):
    return [el.text for el in elements(data) if not isinstance(el, Grid)]


def rewritten(data, change):
    """The package with ``change`` (name, xml) → xml, or None to leave the part out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if (part := change(name, old.read(name))) is not None:
                new.writestr(name, part)
    return out.getvalue()


def test_slides_become_clauses(write):
    made = Made()
    made.slide(TITLE, "护理质量培训", ["某某医院"])
    made.slide(CONTENT, "换药的要求", ["换药前后都要洗手。", "敷料分类放置。"])
    parsed = ingest(write("课件.pptx", made.data))
    assert (parsed.document.doctype, parsed.document.title) == ("slides", "护理质量培训")
    assert [(c.text, c.page) for c in parsed.clauses if c.kind == "item"] == [("换药前后都要洗手。", 2), ("敷料分类放置。", 2)]
    assert ingest(write("课件.pptx", made.data), Job(doctype="general")).document.doctype == "general"


def test_pages_titles_and_hidden_slides():
    made = Made()
    made.slide(TITLE, "护理质量培训", ["某某医院"])
    made.slide(HEADED, "藏")._element.set("show", "0")
    made.slide(HEADED, "步骤")
    found = [(el.text, el.page, el.blanks, el.heading) for el in elements(made.data)]
    assert found == [("护理质量培训", 1, 2, False), ("某某医院", 1, 2, False), ("步骤", 2, 2, True)]


def test_bullets_are_inherited_and_numbers_counted():
    made = Made()
    made.slide(CONTENT, "题", ["甲", ">乙", "丙"])
    frame = box(made.slide().shapes, 1, 1, "一步", "", "二步", ">细目", "三步", "无号", "重来")
    for at in (0, 2, 4, 6):
        mark(frame.paragraphs[at], "a:buAutoNum", type="arabicPeriod")
    mark(frame.paragraphs[3], "a:buAutoNum", type="ea1ChsPeriod", startAt="2")
    other = box(made.slide().shapes, 1, 1, "方块", "无")
    mark(other.paragraphs[0], "a:buChar", char="n")
    mark(other.paragraphs[1], "a:buNone")
    assert texts(made.data)[1:] == [
        "• 甲",
        "• 乙",
        "• 丙",
        "1. 一步",
        "2. 二步",
        "二. 细目",
        "3. 三步",
        "无号",
        "1. 重来",
        "• 方块",
        "无",
    ]


@pytest.mark.parametrize(
    ("scheme", "shown"),
    [
        ("arabicParenR", "1) "),
        ("arabicParenBoth", "(1) "),
        ("alphaUcPeriod", "A. "),
        ("romanLcPeriod", "i. "),
        ("circleNumDbPlain", "① "),
        ("ea1ChsPlain", "一 "),
        ("odd", "1 "),
    ],
)
def test_schemes_of_numbers(scheme, shown):
    made = Made()
    mark(box(made.slide().shapes, 1, 1, "甲").paragraphs[0], "a:buAutoNum", type=scheme)
    assert texts(made.data) == [f"{shown}甲"]


def test_shapes_in_order_of_reading():
    made = Made()
    shapes = made.slide().shapes
    for text, x, y in (("丁", 5, 3), ("甲", 1, 1.02), ("乙", 5, 1), ("丙", 1, 3)):
        box(shapes, x, y, text, width=3)
    assert texts(made.data) == ["甲", "乙", "丙", "丁"]


def test_a_column_beside_and_cards():
    made = Made()
    shapes = made.slide().shapes
    box(shapes, 0, 0, "侧栏", height=6, width=1)
    for text, y in (("上", 1), ("下", 3)):
        box(shapes, 2, y, text)
    cards = made.slide().shapes
    for x, name in ((6, "乙"), (1, "甲")):
        box(cards, x, 2, f"{name}的说明", width=2, height=2)
        box(cards, x, 1.5, name, width=2, height=0.4)
    assert texts(made.data) == ["侧栏", "上", "下", "甲", "甲的说明", "乙", "乙的说明"]


def test_groups_stay_together_in_the_slides_own_units():
    made = Made()
    shapes = made.slide().shapes
    group = shapes.add_group_shape()
    box(group.shapes, 4, 4, "组右")
    box(group.shapes, 1, 4, "组左")
    box(shapes, 1, 2, "中")
    frame = group._element.grpSpPr.find(qn("a:xfrm"))
    frame.find(qn("a:off")).set("y", "0")
    assert texts(made.data) == ["组左", "组右", "中"]


def test_line_breaks_and_signs():
    made = Made()
    box(made.slide().shapes, 1, 1, "甲\v乙\u200b", "a\tb、", "c")
    found = elements(made.data)
    assert [(el.text, el.blanks) for el in found] == [("甲", 2), ("乙", 0), ("a b、", 2), ("c", 1)]


def test_tables_with_merged_cells():
    made = Made()
    table = made.slide().shapes.add_table(3, 3, Inches(1), Inches(1), Inches(6), Inches(2)).table
    for cell, text in zip(table.iter_cells(), ("科室", "指标", "", "内科", "洗手率", "≥95%", "", "漏检率", "≤1%"), strict=True):
        cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    (grid,) = elements(made.data)
    assert grid.rows == (("科室", "指标", "指标"), ("内科", "洗手率", "≥95%"), ("内科", "漏检率", "≤1%"))


def test_footers_numbers_and_hidden_shapes_are_left_out():
    made = Made()
    shapes = made.slide().shapes
    box(shapes, 1, 1, "留")
    box(shapes, 1, 2, "藏")
    shapes[1]._element.nvSpPr.cNvPr.set("hidden", "1")
    box(shapes, 1, 3, "脚")
    etree.SubElement(shapes[2]._element.nvSpPr.nvPr, qn("p:ph")).set("type", "ftr")
    assert texts(made.data) == ["留"]


def test_diagrams_as_the_tree_of_their_texts():
    names = (
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    )
    frame = f'<p:graphicFrame {names}><p:nvGraphicFramePr/><a:graphic><a:graphicData><dgm:relIds r:dm="rDm"/></a:graphicData></a:graphic></p:graphicFrame>'
    points = "".join(
        f'<dgm:pt modelId="{i}"><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        for i, text in ((3, "乙"), (2, "甲一"), (1, "甲"))
    )
    links = "".join(
        f'<dgm:cxn srcId="{a}" destId="{b}" srcOrd="{n}"/>' for a, b, n in ((0, 3, 1), (0, 1, 0), (1, 2, 0), (2, 0, 0))
    )
    model = f'<dgm:dataModel {names}><dgm:ptLst><dgm:pt modelId="0" type="doc"/>{points}</dgm:ptLst><dgm:cxnLst>{links}</dgm:cxnLst></dgm:dataModel>'

    def change(name, part):
        if name.endswith("slides/slide1.xml"):
            return part.replace(b"</p:spTree>", frame.encode() + b"</p:spTree>")
        if name.endswith("slide1.xml.rels"):
            return part.replace(
                b"</Relationships>",
                b'<Relationship Id="rDm" Type="x/diagramData" Target="../diagrams/data1.xml"/></Relationships>',
            )
        return part

    made = Made()
    made.slide()
    data = io.BytesIO(rewritten(made.data, change))
    with zipfile.ZipFile(data, "a") as z:
        z.writestr("ppt/diagrams/data1.xml", model)
    assert texts(data.getvalue()) == ["甲", "甲一", "乙"]


def test_a_deck_without_its_layouts_is_still_read():
    made = Made()
    made.slide(CONTENT, "题", ["甲"])
    data = rewritten(made.data, lambda name, part: None if "slideLayouts" in name or "theme" in name else part)
    assert texts(data) == ["题", "甲"]


def _without(pattern):
    made = Made()
    made.slide(CONTENT, "题", ["甲"])
    return rewritten(made.data, lambda name, part: None if re.search(pattern, name) else part)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "旧版 Office"),
        (_without("^$")[:2000], "不完整"),
        (_without(r"slides/slide1\.xml$"), "缺少"),
        (_without(r"presentation\.xml\.rels$"), "缺少一页"),
        (_without(r"ppt/presentation\.xml$"), "缺少"),
        (rewritten(_without("^$"), lambda name, part: part[:200] if name.endswith("slide1.xml") else part), "已损坏"),
        (Made().data, "没有文字"),
    ],
)
def test_presentations_that_cannot_be_read(write, data, says):
    with pytest.raises(SourceError, match=says) as caught:
        ingest(write("坏.pptx", data))
    assert "\n" not in str(caught.value)


def test_mutated_presentations_raise_nothing_else():
    rng = random.Random(7)
    made = Made()
    made.slide(TITLE, "题", ["甲"])
    box(made.slide(CONTENT, "二", ["乙", ">丙"]).shapes, 1, 1, "丁")
    with zipfile.ZipFile(io.BytesIO(made.data)) as z:
        wanted = [n for n in z.namelist() if re.search(r"slides/|presentation|slideLayout[12]\.|slideMaster1\.xml$", n)]
    for _ in range(40):
        target = rng.choice(wanted)

        def change(name, part, target=target):
            changed = bytearray(part)
            for _ in range(rng.choice((1, 3)) if name == target else 0):
                at = rng.randrange(len(changed))
                changed[at : at + rng.randrange(6)] = bytes(rng.choice(b'<>/="019A: ') for _ in range(rng.randrange(4)))
            return bytes(changed)

        try:
            parse(rewritten(made.data, change), "变.pptx", Job())
        except DuibiaoError as error:
            assert "\n" not in str(error)
