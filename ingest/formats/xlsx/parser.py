"""Parser of Excel workbooks (XLSX, XLSM). A table with known columns becomes a catalogue; other rows become clauses."""

import re
from dataclasses import replace
from pathlib import Path

from ingest.blocks.assembly import assemble
from ingest.draft import Draft, Job
from ingest.errors import SourceError
from ingest.finding_kinds import FindingKind, Note
from ingest.formats.xlsx.workbook import Sheet, Workbook
from ingest.heads import labels, signed
from ingest.identifiers import DocumentNumber
from ingest.numbering.doctypes import BY_NAME
from ingest.packages.bounds import check_length
from ingest.packages.ooxml import OfficePackage
from ingest.tables.cells import plain
from ingest.tables.headers import Cells, Layout, is_given, is_line, lay_out, line, title_of, title_or_stem
from ingest.text.elements import Grid, Paragraph
from ingest.text.signing import in_pairs, in_row, signs_row
from ingest.text.transcript import transcribe

_Elements = list[Paragraph | Grid]


def parse(data: bytes, name: str, job: Job) -> Draft:
    """Blocks of a workbook; SourceError when it is encrypted, broken, too large or empty."""
    workbook = Workbook(OfficePackage(data, name))
    every = list(workbook.sheets())
    sheets = [sheet for sheet in every if sheet.rows]
    if not sheets:
        raise SourceError("工作簿里没有内容", name, "请确认导出是否完整；隐藏的工作表不读")
    layouts = [lay_out(sheet.rows) for sheet in sheets]
    kind = next((layout.header.kind for layout in layouts if layout.header.kind), None)
    alone = len(sheets) == 1 or is_given(Path(name).stem)
    lines = [line(sheets[0].rows[at]) for at in layouts[0].titles] if alone else []
    title = title_of(lines) or _in_common(
        [title_of([line(s.rows[at]) for at in x.titles]) for s, x in zip(sheets, layouts, strict=True)]
    )
    elements: _Elements = []
    for sheet, layout in zip(sheets, layouts, strict=True):
        heading = _heading(sheet, layout) if len(sheets) > 1 else ""
        elements += [Paragraph(heading, heading=1)] if heading else []
        elements += _elements(sheet, layout, (heading, title if len(sheets) == 1 else ""))
    check_length(elements, name)
    doctype = BY_NAME[job.doctype or ("catalogue" if kind else "general")]
    transcript = transcribe(elements)
    blocks, notes = assemble(transcript.lines, doctype)
    rows = sheets[0].rows
    number = next((str(n) for text in lines for n in DocumentNumber.find(text)), "")
    told = labels.in_header([text for sheet, layout in zip(sheets, layouts, strict=True) for text in _above(sheet, layout)])
    told = told.completed(signed.told([rows[at] for at in (*layouts[0].titles, *signed.LAST) if -len(rows) <= at]))
    head = replace(told, title=title_or_stem(title, Path(name).stem, kind), number=number or told.number)
    return Draft(
        transcript.text, doctype, blocks, head, findings=[*transcript.notes, *_findings(every, workbook.hidden), *notes]
    )


def _in_common(titles: list[str]) -> str:
    """The title that all sheets bear, but for what stands in brackets at its end; "" where there is none."""
    names = {re.sub(r"\s*[（(][^（）()]*[)）]$", "", title) for title in titles}
    return names.pop() if len(names) == 1 else ""


def _heading(sheet: Sheet, layout: Layout) -> str:
    """What a sheet of several is headed by: its name, or its title where the name is the one that the program gave it."""
    return (is_given(sheet.name) and title_of([line(sheet.rows[at]) for at in layout.titles])) or sheet.name


def _elements(sheet: Sheet, layout: Layout, known: tuple[str, ...]) -> _Elements:
    """The elements of one sheet: lines above the table but for those ``known``, a grid below each heading, lines below."""
    rows, header = sheet.rows, layout.header
    titles = [text for text in _above(sheet, layout) if text and text not in (*known, sheet.name)]
    out: _Elements = [Paragraph(text) for text in titles]
    for part in layout.parts:
        out += [Paragraph(part.heading, heading=int("。" not in part.heading))] if part.heading else []
        body = [rows[at] for at in part.rows]
        if body and len(header.cells) > 1:
            names = [header.cells] if header.kind else rows[header.start : header.stop]
            signed_off = all(signs_row(in_row(row)) for row in body)
            out.append(Grid((*(() if signed_off and part.heading else names), *body)))
        out += [] if len(header.cells) > 1 else [Paragraph(plain(row)) for row in body]
    if not layout.parts and header.cells:
        out.append(Grid((header.cells,)))
    return out + [Paragraph(line(rows[at])) for at in layout.notes if not is_line(rows[at]) or line(rows[at])]


def _above(sheet: Sheet, layout: Layout) -> list[str]:
    """The lines above the column names; a cell merged over several columns is read once."""
    rows = (sheet.rows[at] for at in layout.titles)
    return [line(row) if is_line(row) else in_pairs(_once(row)) or plain(_once(row)) for row in rows]


def _once(row: Cells) -> Cells:
    return tuple(cell for cell in dict.fromkeys(row) if cell)


def _findings(sheets: list[Sheet], hidden: list[str]) -> list[Note]:
    """Notes on what the sheets show, or hide, that does not become text."""
    told = [(FindingKind.HIDDEN_PAGE, f"工作表“{name}”") for name in hidden]
    for sheet in sheets:
        counted = (
            (FindingKind.HIDDEN_CELLS, sheet.hidden, f"{sheet.hidden} 行、列"),
            (FindingKind.NO_VALUE, sheet.without_value, f"{sheet.without_value} 格"),
            (FindingKind.PICTURE, sheet.pictures, f"{sheet.pictures} 格"),
            (FindingKind.UNREAD_PART, sheet.drawn, sheet.drawn),
            *((FindingKind.ANNOTATION, comment, comment) for comment in sheet.comments),
        )
        told += [(kind, f"工作表“{sheet.name}”：{what}") for kind, some, what in counted if some]
    return [Note(kind, text) for kind, text in told]
