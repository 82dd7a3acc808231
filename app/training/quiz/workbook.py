"""Questions come in; a workbook goes out in the columns that Chinese quiz systems import."""

import math
from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, TYPE_STRING, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from app.training.quiz.model import LETTERS, Question
from app.training.theme import EAST_ASIAN, INK, TEAL

COLUMNS = (
    ("题型", 9),
    ("题干", 64),
    *((f"选项{letter}", 26) for letter in LETTERS),
    ("答案", 12),
    ("解析", 60),
    ("出处", 44),
    ("条款编号", 44),
)
"""Name of each column and its width in characters."""
_TWO = 2
"""Widths of a digit that a Chinese character takes."""
_ROUNDING = 4
"""Widths of a digit that a line may leave free at its end."""
_LINE, _HIGHEST = 15.0, 400.0
"""Points of a line, and of the highest row."""


def workbook(questions: Sequence[Question]) -> bytes:
    """One row a question; every cell is text, so that no stem is taken for a formula."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "试题"
    for row, values in enumerate([[name for name, _ in COLUMNS], *map(_row, questions)], 1):
        sheet.row_dimensions[row].height = _height(values)
        for column, value in enumerate(values, 1):
            _write(sheet.cell(row, column), value, head=row == 1)
    for column, (_, width) in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _height(values: Sequence[str]) -> float:
    """Points that a row takes: not every program makes rows as high as their wrapped text."""
    columns = zip(values, COLUMNS, strict=True)
    lines = max(math.ceil(_TWO * len(value) / (width - _ROUNDING)) for value, (_, width) in columns)
    return min(_LINE * max(lines, 1) + 4.0, _HIGHEST)


def _row(question: Question) -> list[str]:
    options = [*question.options, *[""] * (len(LETTERS) - len(question.options))]
    source = question.source
    return [question.form, question.stem, *options, question.answer, question.explanation, source.place, source.clause.id]


def _write(cell: Cell, value: str, *, head: bool) -> None:
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.data_type = TYPE_STRING
    cell.font = Font(name=EAST_ASIAN, size=11, bold=head, color="FFFFFF" if head else INK)
    cell.alignment = Alignment(wrap_text=True, vertical="center" if head else "top")
    cell.border = Border(bottom=Side(style="hair", color="BFC7C9"))
    if head:
        cell.fill = PatternFill("solid", fgColor=TEAL)
