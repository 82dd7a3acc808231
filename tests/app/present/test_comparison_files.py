"""A comparison as files: everything is there, differences are marked, no cell is a formula."""

import io

import pytest
from docx import Document
from openpyxl import load_workbook

from app.present.comparison_files import docx, xlsx
from app.relations.side_by_side import Beside, FigureBeside, SideBySide
from app.relations.wording import worded
from ingest.model import Document as Held
from kg.crosswalk import Part

FORMULA = '=HYPERLINK("http://example.org","点")'


@pytest.fixture
def found():
    a, b = Part("甲#1", "第一条", "", "每季度清点\x01一次"), Part("乙#1", "第一条", "", "每月清点一次")
    alone, same = Part("甲#2", "第二条", "", FORMULA), Part("甲#3", "第三条", "", "不变的话")
    rows = (Beside((a,), (b,), ("reworded",)), Beside((alone,), (), ("removed",)), Beside((same,), (same,), ("same",)))
    figure = FigureBeside("频次", FORMULA, "每季度", "每月", (a, b))
    held = [Held(identity, f"{identity}办法", "statute") for identity in ("甲", "乙")]
    return SideBySide(*held, ("第 1 版", "第 2 版"), "articles", True, rows, (figure,), (), ())


def test_every_cell_of_the_workbook_is_text(found):
    book = load_workbook(io.BytesIO(xlsx(found)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert [FORMULA in [cell.value for cell in row] for row in book["逐条对照"].iter_rows()].count(True) == 1
    assert [cell.value for cell in book["逐条对照"]["A"]] == ["变化", "改写", "删去", "不变"]
    assert [cell.value for cell in book["数值不同"][2]][2:4] == ["每季度", "每月"]


def test_the_document_marks_what_differs_and_leaves_out_what_has_not_changed(found):
    made = Document(io.BytesIO(docx(found, lambda row: worded(row.a[0].text, row.b[0].text, list), whole=False)))
    figures, pairs = made.tables
    assert "每月" in [cell.text for cell in figures.rows[1].cells]
    assert [row.cells[0].text for row in pairs.rows] == ["变化", "改写", "删去"]
    left, right = pairs.rows[1].cells[1:]
    assert "".join(run.text for run in left.paragraphs[0].runs if run.font.strike) == "季度"
    assert "".join(run.text for run in right.paragraphs[0].runs if run.font.underline) == "月"
    whole = Document(io.BytesIO(docx(found, lambda row: worded(row.a[0].text, row.b[0].text, list), whole=True)))
    assert [row.cells[0].text for row in whole.tables[1].rows][-1] == "不变"
