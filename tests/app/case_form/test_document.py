import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from app.case_form import pages
from app.case_form.case import Basis, Case, CasePractice, Person
from app.case_form.forms import Read
from app.case_form.layout import MARGIN, PAGE, WIDTH


@pytest.fixture
def made(forms, clause):
    """A form with everything but effects, as bytes."""
    case = Case(
        organisation="某市医院 <科研&教学>",
        recommender=Person("张某", "1", "a@b"),
        title="危急值管理",
        standards=("危急值管理",),
        introduction="第一段。\n第二段。",
        practices=(CasePractice("每周抽查。", (Basis(clause("护士长每周")),)), CasePractice("没有依据的做法。")),
    )
    return forms.docx(forms.check(Read(case, from_draft=False)))


def test_the_form_has_all_fields_and_what_was_put_in(made, forms):
    text = "\n".join(cell.text for row in Document(io.BytesIO(made)).tables[0].rows for cell in row.cells)
    for field in forms.notice.fields:
        assert field.key in ("subtitle", "enclosures") or field.label in text
    for put_in in (
        "某市医院 <科研&教学>",
        "第一段。\n第二段。",
        "每周抽查。",
        "《病区陪护管理办法》第三条",
        "“护士长每周抽查陪护证20张，未佩戴的当场补办。”",
    ):
        assert put_in in text
    effects = next(row for row in Document(io.BytesIO(made)).tables[0].rows if row.cells[0].text == "取得成效")
    assert effects.cells[1].text == "〔未提供〕"


def test_every_run_has_the_typography_of_the_notice(made):
    document = Document(io.BytesIO(made))
    runs, lines = list(document.element.body.iter(qn("w:r"))), list(document.element.body.iter(qn("w:p")))
    assert runs
    for run in runs:
        fonts = run.rPr.find(qn("w:rFonts"))
        assert {fonts.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "eastAsia", "cs")} == {"宋体"}
        assert run.rPr.find(qn("w:sz")).get(qn("w:val")) == run.rPr.find(qn("w:szCs")).get(qn("w:val")) == "28"
    for line in lines:
        spacing = line.pPr.find(qn("w:spacing"))
        assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("480", "exact")
        assert spacing.get(qn("w:before")) == spacing.get(qn("w:after")) == "0"


def test_widths_are_explicit_and_fit_the_page(made):
    table = Document(io.BytesIO(made)).tables[0]._tbl
    columns = [int(column.get(qn("w:w"))) for column in table.tblGrid]
    assert sum(columns) == WIDTH == PAGE[0] - 2 * MARGIN[0]
    for row in table.tr_lst:
        at = 0
        for cell in row.tc_lst:
            assert int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) == sum(columns[at : at + cell.grid_span])
            at += cell.grid_span
        assert at == len(columns)


def test_the_column_that_has_the_most_to_say_is_the_widest(forms, clause):
    def widths(text, bases):
        case = Case(title="陪护", practices=(CasePractice(text, bases),))
        table = Document(io.BytesIO(forms.docx(forms.check(Read(case, from_draft=False))))).tables[0]._tbl
        head = next(row for row in table.tr_lst if "".join(t.text for t in row.iter(qn("w:t"))).startswith("实践措施"))
        return [int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in head.tc_lst]

    quoted, told = (
        widths("抽查。", (Basis(clause("护士长每周")),)),
        widths("护士长每周抽查陪护证，未佩戴的当场补办并登记。" * 4, ()),
    )
    assert max(quoted) == quoted[2] and told[0] > quoted[0]


def test_the_names_of_columns_stay_on_the_page_of_the_first_practice(made):
    rows = Document(io.BytesIO(made)).tables[0].rows
    kept = [row for row in rows if all(p.paragraph_format.keep_with_next for c in row.cells for p in c.paragraphs)]
    assert [[*dict.fromkeys(c.text for c in row.cells)] for row in kept] == [["实践措施", "条款及位置", "条款原文"]]


def test_children_of_run_properties_stand_in_the_order_of_the_schema(made):
    order = ["rFonts", "b", "bCs", "i", "iCs", "color", "kern", "sz", "szCs", "u", "lang"]
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        for part in ("word/document.xml", "word/styles.xml"):
            for properties in etree.fromstring(package.read(part)).iter(qn("w:rPr")):
                names = [n for child in properties if (n := etree.QName(child).localname) in order]
                assert names == sorted(names, key=order.index)


@pytest.mark.slow
def test_the_estimate_grows_with_the_text_and_agrees_with_libreoffice(forms):
    short = forms.check(Read(Case(title="危急值管理", introduction="话。"), from_draft=False))
    long = forms.check(
        Read(Case(title="危急值管理", introduction="\n".join(["这是一段用来占地方的文字，" * 12] * 30)), from_draft=False)
    )
    assert forms.pages(short) == 1 and forms.pages(long) >= 5
    for checked in (short, long):
        counted = pages.counted(forms.docx(checked))
        if counted is None:
            pytest.skip("LibreOffice is not installed")
        assert abs(counted - forms.pages(checked)) <= 1
