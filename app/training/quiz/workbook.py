"""Questions come in; a workbook goes out in the columns that Chinese quiz systems import."""

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


def workbook(questions: Sequence[Question]) -> bytes:
    """One row a question; every cell is text, so that no stem is taken for a formula."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "试题"
    for row, values in enumerate([[name for name, _ in COLUMNS], *map(_row, questions)], 1):
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
