"""Two documents side by side come in; a .docx or .xlsx for people goes out, differences marked in it."""

import io
from collections.abc import Callable, Sequence

from docx import Document as new_document
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.table import _Cell
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, TYPE_STRING
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from app.present.terminal.comparison import CHANGES
from app.relations.side_by_side import SAME, Beside, FigureBeside, SideBySide, number_of, text_of
from app.relations.wording import Piece, Wording

Worded = Callable[[Beside], tuple[Wording, Wording]]
"""A row → the texts of both sides in pieces."""
_VERSIONS = CHANGES | {SAME: "不变"}
_DOCUMENTS = _VERSIONS | {"added": "仅乙有", "removed": "仅甲有", "renumbered": "编号不同", "reworded": "文字不同"}
FONT = "宋体"
_GONE, _NEW = RGBColor(0xA3, 0x20, 0x1D), RGBColor(0x14, 0x68, 0x2F)
FIGURES = ("类别", "所在文字", "甲", "乙", "甲的条款", "乙的条款")
CONTRADICTIONS = ("文件", "指标", "数值一", "数值二", "条款一", "条款二")
"""Columns of the figures that differ, and of those that contradict each other."""
_WIDTHS = (10, 14, 60, 14, 60)


def words(found: SideBySide) -> dict[str, str]:
    """What can become of a clause → what people call it, for two versions or for two documents."""
    return _VERSIONS if found.versions else _DOCUMENTS


def change(found: SideBySide, row: Beside) -> str:
    """What became of a row in words: 编号变动、改写."""
    return "、".join(words(found)[one] for one in row.changes)


def figure_rows(of: Sequence[FigureBeside]) -> list[tuple[str, ...]]:
    """Figures as in the columns 类别, 所在文字, 甲, 乙 and the places of both."""
    return [(one.sort, one.said, one.a or "没有写", one.b or "没有写", one.units[0].number, one.units[1].number) for one in of]


def figure_tables(found: SideBySide) -> tuple[tuple[str, tuple[FigureBeside, ...]], ...]:
    """The tables of figures, each under its heading."""
    return ("数值不同", found.figures), ("数值相同，写在别的条款", found.elsewhere)


def contradiction_rows(found: SideBySide) -> list[tuple[str, ...]]:
    """The figures of one document that contradict each other."""
    return [(one.document, one.name, *one.values, *one.places) for one in found.contradictions]


def xlsx(found: SideBySide) -> bytes:
    """A sheet for the clauses, one for the figures, one for what contradicts itself; every cell is text."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "逐条对照"
    heads = ("变化", "甲：编号", f"甲：{found.names[0]}", "乙：编号", f"乙：{found.names[1]}")
    rows = [(change(found, row), number_of(row.a), text_of(row.a), number_of(row.b), text_of(row.b)) for row in found.rows]
    _sheet(first, heads, rows, _WIDTHS)
    for title, figures in figure_tables(found):
        _sheet(book.create_sheet(title), FIGURES, figure_rows(figures), (10, 50, 20, 20, 20, 20))
    _sheet(book.create_sheet("同一文件内不一致"), CONTRADICTIONS, contradiction_rows(found), (40, 30, 14, 14, 40, 40))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(sheet: Worksheet, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    for number, values in enumerate([heads, *rows], 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(number, column)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:32_767]
            cell.data_type = TYPE_STRING
            cell.font = Font(name=FONT, bold=number == 1)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes, sheet.auto_filter.ref = "A2", sheet.dimensions


def docx(found: SideBySide, worded: Worded, *, whole: bool) -> bytes:
    """Tables of figures and of clauses, words that the other side has not in colour, struck out or underlined.

    ``whole``: with the clauses that have not changed.
    """
    document = new_document()
    _page(document)
    _paragraph(document, f"对照：{found.names[0]} — {found.names[1]}", size=15, bold=True)
    _paragraph(document, f"甲：{found.a.title}（{found.names[0]}）；乙：{found.b.title}（{found.names[1]}）")
    _paragraph(document, "甲有乙没有的字划去，乙有甲没有的字加下划线。")
    for title, heads, rows in (
        *((title, FIGURES, figure_rows(figures)) for title, figures in figure_tables(found)),
        ("同一文件内不一致", CONTRADICTIONS, contradiction_rows(found)),
    ):
        if rows:
            _paragraph(document, title, size=12, bold=True)
            _table(document, heads, [[(Piece(value),) for value in row] for row in rows])
    _paragraph(document, "逐条对照", size=12, bold=True)
    shown = [row for row in found.rows if whole or row.changes != (SAME,)]
    _table(document, ("变化", f"甲：{found.names[0]}", f"乙：{found.names[1]}"), [_cells(found, row, worded) for row in shown])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _cells(found: SideBySide, row: Beside, worded: Worded) -> list[Wording]:
    a, b = worded(row) if row.a and row.b else ((Piece(text_of(row.a)),), (Piece(text_of(row.b)),))
    return [(Piece(change(found, row)),), (Piece(f"{number_of(row.a)}　"), *a), (Piece(f"{number_of(row.b)}　"), *b)]


def _page(document: Document) -> None:
    """A4 across, in a typeface that Word and WPS have."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Pt(842), Pt(595)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Pt(50)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10.5)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    document.core_properties.author = document.core_properties.comments = ""


def _paragraph(document: Document, text: str, *, size: float = 10.5, bold: bool = False) -> None:
    run = document.add_paragraph().add_run(_printable(text))
    run.bold, run.font.size = bold, Pt(size)


def _table(document: Document, heads: Sequence[str], rows: Sequence[Sequence[Wording]]) -> None:
    table = document.add_table(1, len(heads), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(_printable(head)).bold = True
    for row in rows:
        for place, (cell, wording) in enumerate(zip(table.add_row().cells, row, strict=True)):
            _worded(cell, wording, gone=place < len(heads) - 1)


def _worded(cell: _Cell, wording: Wording, *, gone: bool) -> None:
    """Text with the words marked that differ: struck out on the side of 甲, underlined on that of 乙."""
    paragraph = cell.paragraphs[0]
    for piece in wording:
        run = paragraph.add_run(_printable(piece.text))
        if piece.differs:
            run.font.strike, run.font.underline = gone, not gone
            run.font.color.rgb = _GONE if gone else _NEW


def _printable(text: str) -> str:
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))
