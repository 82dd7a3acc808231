"""The files of a quiz, read back."""

import re
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from app.training.quiz.bank import Bank, chosen
from app.training.quiz.gift import gift
from app.training.quiz.model import Form, Question
from app.training.quiz.paper import paper
from app.training.quiz.workbook import COLUMNS, workbook
from app.training.subjects import subjects


@pytest.fixture(scope="module")
def questions(opened):
    return chosen(
        Bank(opened, subjects(opened, ["NIT-2026-V", "NIT-2026-VI", "三级查房制度", "查对制度", "值班和交接班制度"])).questions,
        20,
    )


def test_the_workbook_gives_back_every_question(questions):
    sheet = load_workbook(BytesIO(workbook(questions))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert list(rows[0]) == [name for name, _ in COLUMNS]
    for row, q in zip(rows[1:], questions, strict=True):
        assert (row[0], row[1], row[6], row[9]) == (q.form, q.stem, q.answer, q.source.clause.id)
        assert [o for o in row[2:6] if o] == list(q.options)


def test_a_row_of_the_workbook_is_as_high_as_its_longest_text(questions):
    sheet = load_workbook(BytesIO(workbook(questions))).active
    assert sheet.row_dimensions[1].height == 19.0
    for row, q in enumerate(questions, 2):
        assert 15.0 * len(q.stem) / 32 <= sheet.row_dimensions[row].height <= 400.0


def test_a_stem_that_looks_like_a_formula_is_text(questions):
    first = questions[0]
    bad = Question(first.form, "=HYPERLINK(1)", first.key, first.source, "\x07解析", first.options, ("x",))
    cell = load_workbook(BytesIO(workbook([bad]))).active["B2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_gift_escapes_its_own_signs_and_shares_out_the_points(questions):
    text = gift(questions, "静脉输液")
    assert text.startswith("$CATEGORY: 静脉输液\n")
    assert text.count("::") == 2 * len(questions)
    several = next(q for q in questions if q.form is Form.MULTIPLE)
    part = text.split("\n\n")[1 + questions.index(several)]
    assert len(re.findall(r"~%(?:50|33\.33333)%", part)) == len(several.key)
    odd = Question(Form.SINGLE, "甲{乙}=丙~丁#:", ("a=b",), several.source, "因", ("a=b", "c", "d", "e"), ("f",))
    assert r"甲\{乙\}\=丙\~丁\#\:" in gift([odd], "") and r"=a\=b" in gift([odd], "")


def test_the_paper_has_its_answers_on_pages_of_their_own(questions):
    document = Document(BytesIO(paper(questions, "静脉输液")))
    texts = [p.text for p in document.paragraphs]
    key = texts.index("答案与出处")
    assert document.paragraphs[key].paragraph_format.page_break_before
    for number, q in enumerate(questions, 1):
        assert any(t.startswith(f"{number}. {q.stem}") for t in texts[:key])
        assert any(t.startswith(f"{number}. {q.answer}") and q.source.place in t for t in texts[key:])


def test_every_run_of_a_paper_has_its_east_asian_typeface(questions):
    document = Document(BytesIO(paper(questions, "静脉输液")))
    runs = [r for p in document.paragraphs for r in p.runs if r.text.strip()]
    assert runs and all(r._r.rPr.rFonts.get(qn("w:eastAsia")) == "微软雅黑" for r in runs)
