"""The rows of a form come in; a .docx goes out, the typography written on every run, so that WPS shows the same."""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, Twips
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from app.case_form.checked import CheckedCase
from app.case_form.layout import MARGIN, PAGE, WIDTH, Cell, Row, grid, rows, spans
from app.case_form.notice import Notice

FONT = "宋体"
_FONTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
_INDENT = 2
"""Characters at the beginning of a paragraph."""
_WHOLE = 120
"""Characters of the longest cell of a row that is kept on one page."""


def docx(checked: CheckedCase, notice: Notice) -> bytes:
    """The form, filled in."""
    return _Writer(notice).form(rows(checked, notice))


def lines(title: str, texts: Sequence[str], notice: Notice) -> bytes:
    """A title and paragraphs in the typography of a notice."""
    return _Writer(notice).lines(title, texts)


class _Writer:
    """Writes with one notice's typography."""

    def __init__(self, notice: Notice) -> None:
        self._notice, self._document = notice, Document()

    def form(self, table: list[Row]) -> bytes:
        self._page()
        self._defaults()
        self._paragraph(self._document.add_paragraph(), self._notice.form, WD_ALIGN_PARAGRAPH.CENTER, bold=True)
        self._paragraph(self._document.add_paragraph(), "报送单位（盖章）：")
        self._paragraph(self._document.add_paragraph(), "年    月    日", WD_ALIGN_PARAGRAPH.RIGHT)
        self._table(table)
        return self._saved(self._notice.form)

    def lines(self, title: str, texts: Sequence[str]) -> bytes:
        self._page()
        self._defaults()
        self._paragraph(self._document.add_paragraph(), title, WD_ALIGN_PARAGRAPH.CENTER, bold=True)
        for text in texts:
            self._paragraph(self._document.add_paragraph(), text)
        return self._saved(title)

    def _saved(self, title: str) -> bytes:
        self._document.core_properties.title = title
        self._document.core_properties.author = self._document.core_properties.comments = ""
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _page(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = map(Twips, PAGE)
        section.left_margin = section.right_margin = Twips(MARGIN[0])
        section.top_margin = section.bottom_margin = Twips(MARGIN[1])

    def _defaults(self) -> None:
        """The fonts of the styles, so that what is typed into the form later looks the same."""
        styles = self._document.styles
        defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        for properties in (defaults, styles["Normal"].element.get_or_add_rPr()):
            _set_fonts(properties)
            for name in ("w:sz", "w:szCs"):
                _replace(properties, name, str(round(2 * self._notice.size)))
        language = _replace(defaults, "w:lang", "en-US")
        language.set(qn("w:eastAsia"), "zh-CN")

    def _table(self, table: list[Row]) -> None:
        columns = grid(table)
        made = self._document.add_table(0, len(columns), style="Table Grid")
        made.autofit = False
        for column, width in zip(made._tbl.tblGrid.gridCol_lst, columns, strict=True):
            column.w = Twips(width)
        _replace(made._tbl.tblPr, "w:tblW", str(WIDTH), "w:w").set(qn("w:type"), "dxa")
        for row in table:
            added = made._tbl.add_tr()
            if max(len("".join(cell.paragraphs)) for cell in row) <= _WHOLE:
                added.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, span in zip(row, spans(row, columns), strict=True):
                self._cell(_Cell(_new_cell(added, cell.width, span), made), cell, keep=all(one.head for one in row))

    def _cell(self, made: _Cell, cell: Cell, *, keep: bool) -> None:
        """``keep``: its row names columns and stays on the page of the one below."""
        for number, text in enumerate(cell.paragraphs):
            paragraph = made.paragraphs[0] if not number else made.add_paragraph()
            align = WD_ALIGN_PARAGRAPH.CENTER if cell.head else WD_ALIGN_PARAGRAPH.LEFT
            self._paragraph(paragraph, text, align, bold=cell.head, indent=cell.indent)
            paragraph.paragraph_format.keep_with_next = keep or None

    def _paragraph(
        self,
        paragraph: Paragraph,
        text: str,
        align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
        *,
        bold: bool = False,
        indent: bool = False,
    ) -> None:
        form = paragraph.paragraph_format
        form.line_spacing, form.space_before, form.space_after = Pt(self._notice.line), Pt(0), Pt(0)
        form.alignment = align
        if indent:
            form.first_line_indent = Pt(_INDENT * self._notice.size)
            paragraph._p.get_or_add_pPr().get_or_add_ind().set(qn("w:firstLineChars"), str(100 * _INDENT))
        run = paragraph.add_run(_printable(text))
        run.font.size, run.bold = Pt(self._notice.size), bold or None
        _set_fonts(run._r.get_or_add_rPr())
        _replace(run._r.rPr, "w:szCs", str(round(2 * self._notice.size)))


def _printable(text: str) -> str:
    """``text`` without characters that XML does not hold."""
    return "".join(c for c in text if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff"))


def _new_cell(row: Any, width: int, span: int) -> Any:  # noqa: ANN401 - lxml elements
    """A cell at the end of a row, ``width`` twentieths of a point wide."""
    cell = row._add_tc()
    cell.width = Twips(width)
    if span > 1:
        cell.grid_span = span
    return cell


def _set_fonts(properties: Any) -> None:  # noqa: ANN401
    """One font for Latin and East Asian text, and no theme's."""
    fonts = properties.get_or_add_rFonts() if hasattr(properties, "get_or_add_rFonts") else _replace(properties, "w:rFonts", "")
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in _FONTS:
        fonts.set(qn(name), FONT)


def _replace(properties: Any, name: str, value: str, attribute: str = "w:val") -> Any:  # noqa: ANN401
    """The child ``name`` of some properties with a value, made where it is not there."""
    child = properties.find(qn(name))
    if child is None:
        child = OxmlElement(name)
        _insert(properties, child)
    if value:
        child.set(qn(attribute), value)
    return child


_ORDER = ("w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:color", "w:kern", "w:sz", "w:szCs", "w:u", "w:lang")
"""Order of the children of run properties (ECMA-376 part 1, 17.3.2.28), of those that are written here."""


def _insert(properties: Any, child: Any) -> None:  # noqa: ANN401
    """Put a child where the schema wants it."""
    later = {qn(name) for name in _ORDER[_ORDER.index(_prefixed(child)) + 1 :]} if _prefixed(child) in _ORDER else set()
    at = next((number for number, one in enumerate(properties) if one.tag in later), len(properties))
    properties.insert(at, child)


def _prefixed(child: Any) -> str:  # noqa: ANN401
    return f"w:{child.tag.rpartition('}')[2]}"
