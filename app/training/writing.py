"""Writes a Word document: fonts for Latin and East Asian text alike, explicit spacing, tables with their grid."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from app.training.theme import EAST_ASIAN, GREY, INK, LATIN, PALE, TEAL

LINE_SPACING = 1.45
"""Height of a line as a share of its size."""
TITLE, HEADING, TEXT, SMALL = 18, 12.5, 10.5, 8.5
"""Sizes in points."""
PAD = 1.5
WIDTH = 17.4
"""Of the text, in centimetres: A4 with margins of 1.8 cm."""
_MARGIN = 1.8


class Writer:
    """One document on A4, from the top."""

    def __init__(self, subject: str) -> None:
        """An empty document; ``subject`` stands in its properties and at the foot of its pages."""
        self._document = Document()
        section = self._document.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(_MARGIN)
        section.top_margin, section.bottom_margin = Cm(1.7), Cm(1.6)
        section.header_distance, section.footer_distance = Cm(0.8), Cm(0.8)
        properties = self._document.core_properties
        properties.title, properties.author, properties.language = subject, "", "zh-CN"
        _face(self._document.styles["Normal"].element.get_or_add_rPr())
        self._foot(section.footer.paragraphs[0], subject)

    def title(self, text: str, *, new_page: bool = False) -> None:
        """The name of the document, or of what begins on a new page."""
        paragraph = self._line(text, size=TITLE, bold=True, colour=TEAL, align=WD_ALIGN_PARAGRAPH.CENTER, after=4, keep=True)
        paragraph.paragraph_format.page_break_before = new_page

    def centred(self, text: str, *, small: bool = False) -> None:
        """A line below a title."""
        self._line(text, size=9.5 if small else TEXT, colour=GREY if small else INK, align=WD_ALIGN_PARAGRAPH.CENTER, after=6)

    def heading(self, text: str) -> None:
        """A heading, kept with what follows."""
        self._line(text, size=HEADING, bold=True, colour=TEAL, before=8, after=3, keep=True)

    def text(self, text: str, after: float = 3) -> None:
        """A paragraph."""
        self._line(text, size=TEXT, after=after)

    def note(self, text: str) -> None:
        """A remark in small type."""
        self._line(text, size=SMALL, colour=GREY, before=3, after=0)

    def question(self, text: str, *, keep: bool, room: float = 1) -> None:
        """A question; ``keep`` holds it together with its options, ``room``: points below it, to write an answer in."""
        self._line(text, size=10.5, before=5, after=room, keep=keep, hanging=True)

    def option(self, text: str, *, keep: bool) -> None:
        """A line of options; a tab leads to the second column."""
        paragraph = self._line(text, size=10.5, after=0, keep=keep)
        paragraph.paragraph_format.left_indent = Cm(0.9)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(8.8))

    def keyed(self, key: str, text: str, place: str) -> None:
        """An entry of a key: in bold, what explains it, and its place in small type."""
        paragraph = self._line(f"{key}　", size=10, bold=True, before=4, after=0)
        paragraph.paragraph_format.keep_together = True
        self._run(paragraph, text, 9.5, INK)
        self._run(paragraph, f"〔出处：{place}〕", 8.5, GREY)

    def table(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], size: float, pad: float = PAD
    ) -> None:
        """A table; ``widths`` in centimetres, ``pad`` in points above and below a row.

        The head, if any, is repeated on every page; no row is cut.
        """
        table = self._document.add_table(0, len(widths))
        table.autofit = False
        _frame(table, widths)
        for number, row in enumerate([*([head] if head else []), *rows], 0 if head else 1):
            cells = table.add_row().cells
            for cell, text, width in zip(cells, row, widths, strict=True):
                cell.width = Cm(width)
                self._cell(cell, text, size, PAD if number == 0 else pad, head=number == 0)
            _whole(table.rows[-1]._tr, repeated=number == 0)

    def saved(self) -> bytes:
        """The file."""
        out = BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _cell(self, cell: _Cell, text: str, size: float, pad: float, *, head: bool) -> None:
        paragraph = cell.paragraphs[0]
        _space(paragraph, size, before=pad, after=pad)
        self._run(paragraph, text, size, "FFFFFF" if head else INK, bold=head)
        if head:
            _shade(cell, TEAL)

    def boxed(self, text: str) -> None:
        """A paragraph on the pale tint of the accent."""
        table = self._document.add_table(1, 1)
        table.autofit = False
        _frame(table, [WIDTH], lines=False)
        cell = table.rows[0].cells[0]
        cell.width = Cm(WIDTH)
        _space(cell.paragraphs[0], TEXT, before=3, after=3)
        self._run(cell.paragraphs[0], text, TEXT, INK)
        _shade(cell, PALE)

    def _line(
        self,
        text: str,
        *,
        size: float,
        bold: bool = False,
        colour: str = INK,
        align: WD_ALIGN_PARAGRAPH | None = None,
        before: float = 0,
        after: float = 0,
        keep: bool = False,
        hanging: bool = False,
    ) -> Paragraph:
        paragraph = self._document.add_paragraph()
        _space(paragraph, size, before, after)
        if align is not None:
            paragraph.alignment = align
        paragraph.paragraph_format.keep_with_next = keep
        if hanging:
            paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(0.7), Cm(-0.7)
        self._run(paragraph, text, size, colour, bold=bold)
        return paragraph

    def _run(self, paragraph: Paragraph, text: str, size: float, colour: str, *, bold: bool = False) -> None:
        run = paragraph.add_run(text)
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, RGBColor.from_string(colour)
        _face(run._r.get_or_add_rPr())

    def _foot(self, paragraph: Paragraph, subject: str) -> None:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._run(paragraph, f"{subject}　第 ", 8.5, GREY)
        run = paragraph.add_run()
        for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
            run._r.append(_field(kind, code))
        run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(GREY)
        _face(run._r.get_or_add_rPr())
        self._run(paragraph, " 页", 8.5, GREY)


def _field(kind: str, code: str) -> Any:  # noqa: ANN401 - python-docx has no types for its XML
    if code:
        element = OxmlElement("w:instrText")
        element.set(qn("xml:space"), "preserve")
        element.text = code
        return element
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    return element


def _face(properties: Any) -> None:  # noqa: ANN401
    """The typeface for every script: Word and WPS take w:eastAsia for Chinese, and nothing else sets it."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for script, name in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", EAST_ASIAN), ("cs", LATIN)):
        fonts.set(qn(f"w:{script}"), name)


def _space(paragraph: Paragraph, size: float, before: float, after: float) -> None:
    """Exact line spacing: typefaces that stand in for ours then take no more room."""
    layout = paragraph.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), Pt(round(size * LINE_SPACING, 1))
    # The grid of Chinese documents would stretch every line of this typeface.
    grid = OxmlElement("w:snapToGrid")
    grid.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().insert_element_before(
        grid, "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr", "w:sectPr", "w:pPrChange"
    )


def _frame(table: Table, widths: Sequence[float], *, lines: bool = True) -> None:
    """Explicit grid and thin lines: WPS guesses both where they are not written."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        shown = lines and side not in ("left", "right", "insideV")
        for name, value in (("val", "single" if shown else "nil"), ("sz", "4"), ("space", "0"), ("color", "B9C6C8")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def _shade(cell: _Cell, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _whole(row: Any, *, repeated: bool) -> None:  # noqa: ANN401
    properties = row.get_or_add_trPr()
    for name in ("w:cantSplit", "w:tblHeader") if repeated else ("w:cantSplit",):
        properties.append(OxmlElement(name))
