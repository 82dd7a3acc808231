"""Parser of HTML files: pages of sites, saved pages, "save as HTML" of Word and WPS."""

import re
from dataclasses import replace

from lxml.html import HtmlElement

from ingest.blocks.assembly import draft
from ingest.draft import Draft, Job
from ingest.errors import SourceError
from ingest.finding_kinds import FindingKind, Note
from ingest.formats.html.flow import Flow
from ingest.formats.html.left_out import left_out
from ingest.formats.html.page import Page, read
from ingest.formats.html.tables import Row, grid, is_layout, rows
from ingest.heads import labels
from ingest.heads.ending import ORGAN_ALONE
from ingest.heads.head import Head
from ingest.heads.sections import title_below
from ingest.identifiers import DocumentNumber
from ingest.numbering.doctypes import SALUTATION, line_kind
from ingest.numbering.levels import ARTICLE, PLAIN_LEVELS
from ingest.numbering.sequence import match
from ingest.packages.bounds import check_length
from ingest.tables.cells import plain
from ingest.text.elements import Grid, Paragraph
from ingest.text.lines import Line, clean, width
from ingest.text.transcript import Transcript, transcribe

_MAX_NESTING = 6
"""Depth of nested tables from which a table only serves layout; no table of data is nested so deeply."""
_SITE = re.compile(r"\s*[-_|–—]+\s*")
_LEAST_TITLE = 6
_HEAD, _SHORT = 15, 30
_CATALOGUE_NUMBER = re.compile(r"^索\s*引\s*号")


def parse(data: bytes, name: str, job: Job) -> Draft:
    """Blocks of a web page; SourceError when it has no text, or as ``page.read`` raises it."""
    page = read(data, name)
    body = _Body(page)
    body.read(page.root)
    elements, above = _from_title(body.elements, page.title, body)
    if body.number and not any(body.number in el.text for el in elements if isinstance(el, Paragraph)):
        elements.insert(0, Paragraph(body.number))
    if not elements:
        raise SourceError("网页里没有文字", name, "内容也许由脚本生成，请用浏览器打开后另存，或打印成 PDF 后加入")
    check_length(elements, name)
    findings = [*body.findings, *left_out(page)] + [
        Note(FindingKind.SITE_FURNITURE, text) for text in (*page.dropped, *body.site_lines, *above)
    ]
    found = draft(_without_pages(transcribe(elements)), job, findings)
    found = replace(found, head=found.head.completed(_told(body)))
    if found.head.title or not page.title:
        return found
    return replace(found, head=replace(found.head, title=_titles(page.title)[-1]))


def _told(body: "_Body") -> Head:
    """Who issued the document and when, as the site's entry or the lines around the text say."""
    rows = [Line("\t".join(cells), (0, 0), cells=cells) for cells in body.entry]
    entry = labels.read(rows)
    posted = labels.hints([Line(text, (0, 0)) for text in body.site_lines])
    return Head(issuer=entry.issuer or posted.issuer, date=entry.date or posted.date)


def shown_in(data: bytes, name: str) -> tuple[list[Paragraph | Grid], list[Note]]:
    """The elements of a web page that is part of another file, and notes on what was left out; SourceError as in ``parse``."""
    page = read(data, name)
    body = _Body(page)
    body.read(page.root)
    check_length(body.elements, name)
    site = [Note(FindingKind.SITE_FURNITURE, text) for text in (*page.dropped, *body.site_lines)]
    return body.elements, [*body.findings, *left_out(page), *site]


class _Body(Flow):
    """A ``Flow`` that also reads tables, for the whole page."""

    def __init__(self, page: Page) -> None:
        """Begin with no elements."""
        super().__init__(page)
        self.findings: list[Note] = []
        self.number = ""
        """The document number in the site's catalogue entry (索引号 …) above the text; "" without one."""
        self.entry: list[tuple[str, ...]] = []
        """The rows of that entry."""

    def table(self, element: HtmlElement) -> bool:
        """Add a table of data as a grid under its caption."""
        found = rows(element, self._page)
        if self._tables >= _MAX_NESTING or not found or is_layout(element, found, self._page):
            return False
        texts = {cell.element: self._cell_text(cell.element) for row in found for cell in row.cells}
        if self._is_entry(found, texts):
            return True
        for caption in element.iterchildren("caption"):
            self.elements += [replace(el, page=self._page_number) for el in Flow(self._page).read(caption).elements]
        cells = grid(found, texts)
        if not cells.rows:
            return False
        titles = next((y for y in range(len(cells.rows)) if y not in cells.wide), 0)
        last = self.elements[-1] if self.elements else None
        goes_on = isinstance(last, Grid) and last.page != self._page_number and len(last.rows[0]) == len(cells.rows[0])
        self.elements += [Paragraph(row[0], self._page_number) for row in cells.rows[:titles] if row[0]]
        continued = goes_on and not titles and not self._blanks
        self.elements.append(Grid(tuple(cells.rows[titles:]), self._page_number, continued, list=self._marked_list()))
        shifted = [" | ".join(plain([c])[:12] for c in cells.rows[y]) for y in cells.shifted]
        self.findings += [Note(FindingKind.CELLS_SHIFTED, text) for text in shifted]
        self._blanks = 0
        return True

    def _cell_text(self, cell: HtmlElement) -> str:
        lines = Flow(self._page, cell=True).read(cell).elements
        return "\n".join(line.text for line in lines if isinstance(line, Paragraph))

    def _is_entry(self, found: list[Row], texts: dict[HtmlElement, str]) -> bool:
        """Whether the table is the site's catalogue entry (索引号, 主题分类 …); its document number is kept."""
        cells = [texts[cell.element] for row in found for cell in row.cells]
        if not any(_CATALOGUE_NUMBER.match(text) for text in cells):
            return False
        numbers = (str(n) for text in cells for n in DocumentNumber.find(text))
        self.number = self.number or next(numbers, "")
        self.entry += [tuple(texts[cell.element] for cell in row.cells) for row in found]
        self.site_lines.append(" ".join(" ".join(cells).split()))
        return True


def _without_pages(transcript: Transcript) -> Transcript:
    """The transcript without page numbers. A browser adds page breaks of its own, so the true numbers are not known."""
    return replace(transcript, lines=[line.without_page() for line in transcript.lines])


def _titles(title: str) -> list[str]:
    """Possible titles in the text of ``<title>``; names of the site are left out, at its end, then before it."""
    parts = _SITE.split(title)
    wholes = [title, *("-".join(parts[:n]) for n in range(len(parts) - 1, 0, -1))]
    wholes += ["-".join(parts[n:]) for n in range(1, len(parts))]
    return [whole for whole in wholes if width(whole) >= _LEAST_TITLE] or [title]


def _from_title(elements: list[Paragraph | Grid], title: str, body: "_Body") -> tuple[list[Paragraph | Grid], list[str]]:
    """The elements without the site's short lines above the title, and the lines left out; ``title`` is that of the page.

    The title is the line that repeats ``title``, the heading marked as it, the only one, or the first line in the middle.
    Nothing is left out where it would stand below text that has begun.
    """
    names = {re.sub(r"\s+", "", name) for name in (_titles(title) if title else [])}
    texts = [re.sub(r"\s+", "", el.text) if isinstance(el, Paragraph) else "" for el in elements[:_HEAD]]
    marked = [at for at in (body.title_at, _only_heading(elements), body.centred_at) if at is not None and at < len(elements)]
    otherwise = next((at for at in marked if not _names_organ(elements[at])), 0)
    named = [i for i, text in enumerate(texts) if text and text in names and not _names_organ(elements[i])]
    at = _below_section(elements, body.title_at) or (
        otherwise if otherwise in named else max(named, key=lambda i: (len(texts[i]), -i), default=otherwise)
    )
    if any(_begins_text(el) for el in elements[:at]):
        return elements, []
    above = [el for el in elements[:at] if isinstance(el, Paragraph) and _is_loose(el.text)]
    kept = [el for el in elements[:at] if el not in above]
    return kept + elements[at:], [clean(el.text) for el in above]


def _below_section(elements: list[Paragraph | Grid], title_at: int | None) -> int:
    """Where the title stands below a heading that names the section of the site; 0 for none.

    ``title_at`` is where the heading stands that is marked as the title, and so as no heading of the text.
    """
    lines = [
        (clean(el.text), el.heading or int(at == title_at)) if isinstance(el, Paragraph) else ("", 0)
        for at, el in enumerate(elements)
    ]
    first = next((at for at, (_, level) in enumerate(lines[:_HEAD]) if level), len(lines))
    below = title_below(lines[first:])
    return first + below if below else 0


def _only_heading(elements: list[Paragraph | Grid]) -> int | None:
    """Where the only heading of the highest level stands; None where there are several, or none near the beginning."""
    levels = [(el.heading, at) for at, el in enumerate(elements) if isinstance(el, Paragraph) and el.heading]
    highest = [at for level, at in levels if level == min(levels)[0]]
    return highest[0] if len(highest) == 1 and highest[0] < _HEAD else None


def _names_organ(element: Paragraph | Grid) -> bool:
    """Whether a line is nothing but the name of an organ: the site's owner above the text, or who signed below it."""
    return isinstance(element, Paragraph) and ORGAN_ALONE.match(clean(element.text)) is not None


def _begins_text(element: Paragraph | Grid) -> bool:
    """Whether a line belongs to the text of a document: it is numbered, or addresses somebody."""
    text = clean(element.text) if isinstance(element, Paragraph) else ""
    return SALUTATION.match(text) is not None or match(text, (*PLAIN_LEVELS, ARTICLE)) is not None


def _is_loose(text: str) -> bool:
    """Whether a line above the title does not belong to the document: no number, no issuer, no sentence."""
    official = next(DocumentNumber.find(text), None) or line_kind(clean(text)) or re.match(r"附\s*件|.*文件$", text)
    return not official and width(text) <= _SHORT and "。" not in text
