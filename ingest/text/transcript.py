"""What a format's reader saw, in order of reading → one text with lines that know their place in it.

Every format but plain text, Markdown and CSV gives paragraphs and grids; written down one below the other, with
a tab between cells and a form feed between pages, they go the same way as a text file from here on.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.finding_kinds import Note
from ingest.text import laid_out
from ingest.text.elements import Grid, Paragraph
from ingest.text.lines import Line
from ingest.text.places import Outline, of_cells, of_row
from ingest.text.turning import noted, unturned


@dataclass(frozen=True, slots=True)
class Transcript:
    """The text of a document and its lines, tables' rows among them."""

    text: str
    lines: list[Line]
    notes: tuple[Note, ...] = ()
    """What was left out of the text."""


def transcribe(elements: Iterable[Paragraph | Grid]) -> Transcript:
    """Write ``elements`` down; blank paragraphs count as empty lines before the next."""
    scribe = _Scribe()
    for element in elements:
        for part in laid_out.as_text(element) if isinstance(element, Grid) else (element,):
            scribe.take(part)
    return Transcript("".join(scribe.parts), scribe.lines, tuple(scribe.notes))


class _Scribe:
    """Writes elements one below the other, and knows how far it has come."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.lines: list[Line] = []
        self.notes: list[Note] = []
        self._at = self._tables = self._blanks = 0
        self._page: int | None = None

    def take(self, element: Paragraph | Grid) -> None:
        """The next element, below a form feed where it begins a page."""
        fresh = element.page is not None and self._page is not None and element.page != self._page
        self._page = element.page or self._page
        if fresh:
            self._put("\f")
        if isinstance(element, Grid):
            self._grid(element, fresh)
        else:
            self._paragraph(element, fresh)

    def _put(self, text: str) -> int:
        """Where ``text`` begins."""
        self.parts.append(text)
        self._at += len(text)
        return self._at - len(text)

    def _unturned(self, text: str) -> str:
        """``text`` without marks that turn its direction, which are noted."""
        self.notes += noted(text)
        return unturned(text)

    def _grid(self, grid: Grid, fresh: bool) -> None:
        self._tables += not (grid.continued and self._tables)
        for number, row in enumerate(grid.rows):
            cells = tuple(self._unturned(cell) for cell in row)
            flat = [" ".join(cell.split()) for cell in cells]
            raw = "\t".join(flat)
            start = self._put(raw + "\n")
            outlines = grid.outlines[number] if grid.outlines else (Outline(grid.page),) * len(cells)
            line = Line(
                raw,
                (start, start + len(raw)),
                grid.page,
                number == 0 and (fresh or grid.continued),
                cells=cells,
                table=self._tables,
                confidence=grid.confidence,
                parts=of_row(flat, start, outlines),
                columns=of_cells(flat, start, outlines),
                list=grid.list,
            )
            self.lines.append(line)
        self._blanks = 0

    def _paragraph(self, paragraph: Paragraph, fresh: bool) -> None:
        text = self._unturned(paragraph.text).strip(" \u3000\xa0\ufeff\r\n")
        if not text.strip():
            self._blanks += 1 + paragraph.blanks
            self._put("\n")
            return
        self._put("\n" * paragraph.blanks)
        raw = text.replace("\n", " ")
        start = self._put(raw + "\n")
        line = Line(
            raw,
            (start, start + len(raw)),
            paragraph.page,
            fresh,
            self._blanks + paragraph.blanks,
            paragraph.indent,
            paragraph.measured,
            insert=paragraph.insert,
            heading=paragraph.heading,
            confidence=paragraph.confidence,
            bounds=paragraph.bounds,
            list=paragraph.list,
        )
        self.lines.append(line)
        self._blanks = 0
