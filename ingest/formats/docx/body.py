"""Paragraphs, tables and text boxes of a document body, in reading order → elements of a transcript."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from ingest.formats.docx import names, tables
from ingest.formats.docx.chunks import Chunks
from ingest.formats.docx.inline import LINE, MARK, PAGE, RENDERED, Shown, shown
from ingest.formats.docx.names import Element, alternative, child, name, switch, value
from ingest.formats.docx.numbering import Numbering
from ingest.formats.docx.pages import Pages
from ingest.formats.docx.styles import Format, Style, Styles, merged, outline_level, read
from ingest.numbering.doctypes import BOX_TITLE
from ingest.packages.bounds import MAX_LINES, too_long
from ingest.text.elements import Grid, Paragraph
from ingest.text.lines import width
from ingest.text.scripts import raised

CHUNK = "w:altChunk"
_HOLDERS = frozenset(("w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo"))
_BREAK = re.compile(f"([{LINE}{PAGE}{RENDERED}])")
_NO_HEADING = ("。", "；", ";", "，", ",")
_HEADING_WIDTH = 60
"""Full-width characters. A wider paragraph, or one that ends a sentence, is body text even if its style is a heading's."""
_CONTENTS_TITLE = re.compile(r"(?:目\s*[录次]|contents)", re.IGNORECASE)
_USUAL_SIZE = 21
"""Half points: the size of text that states none (五号)."""
_HALF_POINT = 10
"""Twentieths of a point in half a point."""
_HEADS_NEXT = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})+|第\S{1,6}[章节条])$")
"""Numbers that stand above what they number, in a paragraph without text (3.1 above a term, GB/T 1.1-2020 clause 8.7)."""


@dataclass(frozen=True, slots=True)
class _Block:
    """One paragraph."""

    lines: list[tuple[str, int]]
    """(text, page) of each line."""
    heading: int = 0
    indent: float = 0.0
    """Of the first line, in full-width characters."""
    boxes: list[Element] = field(default_factory=list)
    """The text boxes anchored in it."""
    graphics: list[Element] = field(default_factory=list)
    """The charts and diagrams in it."""


def blocks(holder: Element) -> Iterator[list[Element] | Element]:
    """The blocks of ``holder``: each table and each embedded file as an element, each visible paragraph as a list of elements.

    Word joins a paragraph whose mark is deleted or hidden to the next one, so such a list has several elements.
    """
    run: list[Element] = []
    for element in _flat(holder):
        if name(element) in ("w:tbl", CHUNK):
            if run:
                yield run
            run = []
            yield element
            continue
        run.append(element)
        if not _mark_gone(element):
            yield run
            run = []
    if run:
        yield run


def _flat(holder: Element) -> Iterator[Element]:
    """Paragraphs and tables in ``holder``, also those inside content controls and accepted insertions."""
    for element in holder:
        kind = name(element)
        if kind in ("w:p", "w:tbl", CHUNK):
            yield element
        elif kind in _HOLDERS:
            yield from _flat(element)
        elif kind == "mc:AlternateContent" and (branch := alternative(element)) is not None:
            yield from _flat(branch)


def _mark_gone(paragraph: Element) -> bool:
    """Whether the paragraph mark was deleted or is hidden."""
    mark = child(child(paragraph, "w:pPr"), "w:rPr")
    deleted = any(child(mark, kind) is not None for kind in ("w:del", "w:moveFrom"))
    return deleted or bool(switch(mark, "w:vanish")) or bool(switch(mark, "w:specVanish"))


class Body:
    """Reads the body of a document; the results are in its attributes."""

    def __init__(self, root: Element, styles: Styles, numbering: Numbering, chunks: Chunks, where: str) -> None:
        """``root`` is the element ``w:document``; ``where`` is the name of the file, for errors."""
        self._chunks, self._where = chunks, where
        self._styles, self._numbering = styles, numbering
        self._sections = [s for s in root.iter() if name(s) == "w:sectPr" and name(s.getparent()) != "w:sectPrChange"]
        self._section = 0
        self._fresh = False
        """Whether nothing but empty paragraphs has followed the last section break."""
        self._boxes = 0
        self._budget = tables.Budget(where)
        self._contents = False
        self.pages = Pages()
        self.elements: list[Paragraph | Grid] = []
        self.notes: dict[tuple[str, str], int] = {}
        """(part, id) of each footnote and endnote, in the order in which the text refers to them → its number, from 1."""
        self.noted: list[tuple[int, tuple[str, str]]] = []
        """Number of elements read before each note, which stands behind the paragraph or table that first refers to it."""
        self.comments: dict[str, int] = {}
        """Id of each comment → the page that it is on."""
        self.dropped: list[str] = []
        """Lines of tables of contents, which are left out."""
        self.pictures = False
        self.images: Counter[int] = Counter()
        """Page → number of pictures on it that are large enough to hold text."""

    def walk(self, holder: Element, insert: int = 0) -> None:
        """Add everything in ``holder`` to ``elements``; ``insert`` is the number of the text box around it, 0 for none."""
        for block in blocks(holder):
            if len(self.elements) > MAX_LINES:
                raise too_long(self._where)
            if not isinstance(block, list):
                (self._chunk if name(block) == CHUNK else self._table)(block)
                self._place_notes()
                continue
            paragraph = self._paragraph(block)
            self._fresh = self._fresh and not any(text.strip() for text, _ in paragraph.lines)
            for text, page in [] if self._fresh else paragraph.lines:
                self.elements.append(Paragraph(text, page, indent=paragraph.indent, heading=paragraph.heading, insert=insert))
            for anchored in paragraph.boxes:
                self.walk(anchored, self._next_box())
            for graphic in paragraph.graphics:
                self.elements += self._chunks.graphic(graphic, self.pages.number)
            self._place_notes()

    def _place_notes(self) -> None:
        """Let the notes to which the text has referred since the last time stand here."""
        self.noted += [(len(self.elements), note) for note in list(self.notes)[len(self.noted) :]]

    def _marked(self, text: str, notes: list[tuple[str, str]], heading: int) -> str:
        """``text`` with the numbers of its notes where they are marked, but for a heading and the title."""
        for note in notes:
            number = self.notes.setdefault(note, len(self.notes) + 1)
            text = text.replace(MARK, raised(str(number)) if self.elements and not heading else "", 1)
        return text

    def lines(self, holder: Element) -> list[tuple[str, int]]:
        """(text, page) of each line of a cell or a note; a row of a table inside it becomes one line."""
        out: list[tuple[str, int]] = []
        for block in blocks(holder):
            if not isinstance(block, list) and name(block) == CHUNK:
                out += [(_flat_text(element), self.pages.number) for element in self._chunks.elements(block, self.pages.number)]
                continue
            if not isinstance(block, list):
                for row in tables.read_rows(block, self.lines, self.pages, self._budget):
                    out.append((" ".join(cell for cell, _ in groupby(row.cells)), row.page))
                continue
            paragraph = self._paragraph(block, numbered_blank=True)
            out += paragraph.lines
            for anchored in paragraph.boxes:
                out += self.lines(anchored)
        return [(flat, page) for text, page in out if (flat := text.replace("\t", " ").strip())]

    def _chunk(self, chunk: Element) -> None:
        """Add what an embedded file shows; its boxes get numbers of their own."""
        numbers: dict[int, int] = {0: 0}
        for element in self._chunks.elements(chunk, self.pages.number):
            if isinstance(element, Grid):
                self.elements.append(element)
                continue
            if element.insert not in numbers:
                numbers[element.insert] = self._next_box()
            self.elements.append(replace(element, insert=numbers[element.insert]))
        self.pages.fill()

    def _table(self, table: Element) -> None:
        if not tables.is_frame(table):
            self.elements += tables.elements(tables.read_rows(table, self.lines, self.pages, self._budget), self._budget)
            return
        insert = self._next_box()
        for at, cell in enumerate(cell for row in tables.rows(table) for cell in tables.cells(row)):
            insert = self._next_box() if at and BOX_TITLE.match(_letters(cell)) else insert
            self.walk(cell, insert)

    def _next_box(self) -> int:
        self._boxes += 1
        return self._boxes

    def _paragraph(self, run: list[Element], numbered_blank: bool = False) -> _Block:
        """The visible paragraph that the elements of ``run`` make together; ``numbered_blank`` keeps a number without text."""
        last = run[-1]
        properties = child(last, "w:pPr")
        style = self._styles.paragraph(value(properties, "w:pStyle"))
        direct = read(last)
        full = merged((direct, style.format))
        seen = shown(run, style, self._styles)
        self.comments |= dict.fromkeys(seen.comments, self.pages.number)
        self.pictures = self.pictures or seen.pictures
        self.images[self.pages.number] += seen.images
        blank = not seen.text.strip()
        if style.contents:
            return self._contents_line(seen, properties)
        self._contents = self._contents and blank
        if not seen.text and not seen.boxes and _mark_gone(last):
            return _Block([])
        if full.break_before and self.elements:
            self.pages.turn()
        prefix = self._numbering.prefix(direct, style)
        alone = numbered_blank or _HEADS_NEXT.match(prefix.strip()) is not None
        text = prefix + seen.text.lstrip(" \t") if prefix and (alone or not blank) else seen.text
        heading = _heading(direct, style, text)
        text = self._marked(text, seen.notes, heading)
        lines = self._lines(text.replace(LINE, "") if heading else text)
        if seen.pictures:
            self.pages.fill()
        self._end_of_section(properties)
        return _Block(lines, heading, _indent(full, seen), seen.boxes, seen.graphics)

    def _lines(self, text: str) -> list[tuple[str, int]]:
        """(text, page on which it begins) of each line of ``text``; a page break alone makes no empty line."""
        out: list[tuple[str, int]] = []
        line, page, turned = "", self.pages.number, False
        for part in _BREAK.split(text):
            if part == RENDERED:
                self.pages.rendered()
            elif part in (LINE, PAGE):
                if part == LINE or line.strip():
                    out.append((line, page))
                line, turned = "", part == PAGE
                if part == PAGE:
                    self.pages.turn()
            elif part.strip():
                page = page if line.strip() else self.pages.number
                line += part
                self.pages.fill()
            else:
                line += part
        return [*out, (line, page)] if line.strip() or not (out or turned) else out

    def _end_of_section(self, properties: Element | None) -> None:
        """Turn the page if a section ends here and the next one begins on a new page; its own properties say so."""
        if child(properties, "w:sectPr") is None:
            return
        self._section += 1
        self._fresh = True
        while self.elements and _is_blank(self.elements[-1]):
            self.elements.pop()
        after = self._sections[self._section] if self._section < len(self._sections) else None
        if after is not None and value(after, "w:type") in ("", "nextPage", "oddPage", "evenPage"):
            self.pages.turn()

    def _contents_line(self, seen: Shown, properties: Element | None) -> _Block:
        """An empty paragraph in place of a line of a table of contents; page breaks in it are counted."""
        if not self._contents:
            self._drop_contents_title()
        self._contents = True
        lines = self._lines(seen.text.replace(MARK, ""))
        self._end_of_section(properties)
        self.dropped += [text for text, _ in lines if text.strip()]
        return _Block([("", page) for _, page in lines[:1]], boxes=seen.boxes)

    def _drop_contents_title(self) -> None:
        """Blank the heading (目录) above a table of contents."""
        at = next((i for i in range(len(self.elements) - 1, -1, -1) if not _is_blank(self.elements[i])), -1)
        last = self.elements[at] if at >= 0 else None
        if isinstance(last, Paragraph) and _CONTENTS_TITLE.fullmatch(last.text.strip()):
            self.dropped.append(last.text)
            self.elements[at] = Paragraph("", last.page)


def _is_blank(element: Paragraph | Grid) -> bool:
    return isinstance(element, Paragraph) and not element.text.strip()


def _flat_text(element: Paragraph | Grid) -> str:
    return element.text if isinstance(element, Paragraph) else " ".join(cell for row in element.rows for cell in row)


def _letters(cell: Element) -> str:
    return "".join(names.text(element) for element in cell.iter() if name(element) == "w:t")


def _heading(direct: Format, style: Style, text: str) -> int:
    """The level of the heading that a paragraph is; 0 for none."""
    level = style.heading if direct.outline is None else outline_level(direct.outline)
    reads_as_text = style.title or width(text) > _HEADING_WIDTH or text.rstrip().endswith(_NO_HEADING)
    return 0 if reads_as_text else level


def _indent(full: Format, seen: Shown) -> float:
    """Indent of the first line in full-width characters: that of the format, and typed spaces and tabs."""
    typed = re.match(r"[ \t\u3000\xa0]*", seen.text)
    lead = sum(2.0 if ch == "\t" else width(ch) for ch in typed[0]) if typed else 0.0
    if full.first_chars:
        return lead + full.first_chars / 100
    return lead + (full.first_line or 0) / ((seen.size or full.size or _USUAL_SIZE) * _HALF_POINT)
