"""What a format's reader saw, in order of reading → one text with lines that know their place in it.

Every format but plain text, Markdown and CSV gives paragraphs and grids; written down one below the other, with
a tab between cells and a form feed between pages, they go the same way as a text file from here on.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.text.lines import Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or one printed line of it, with its number or bullet as a reader sees it."""

    text: str
    page: int | None = None
    blanks: int = 0
    """Empty lines before it."""
    indent: float = 0.0
    """White space before it, in full-width characters."""
    measured: float = 0.0
    """Printed width with its indent, in full-width characters; 0 when the format does not know."""
    heading: bool = False
    """Marked as a heading by the format (a style, a tag, a bookmark), not merely looking like one."""
    box: int = 0
    """Which boxed insert (text box, framed cell) it stands in, from 1; 0 for running text."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Grid:
    r"""A table with every row as wide as the widest; a merged cell's text stands in every cell that it covers.

    Lines of a cell are parted by ``\n`` only where a new paragraph or list item begins; ``ingest.cells.LIST_MARK``
    opens a list that the format marked as one.
    """

    rows: tuple[tuple[str, ...], ...]
    page: int | None = None
    continued: bool = False
    """Goes on from the grid before it, over a page break."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Transcript:
    """The text of a document and its lines, tables' rows among them."""

    text: str
    lines: list[Line]


def transcribe(elements: Iterable[Paragraph | Grid]) -> Transcript:
    """Write ``elements`` down; blank paragraphs count as empty lines before the next."""
    parts: list[str] = []
    lines: list[Line] = []
    at, tables, page, blanks = 0, 0, None, 0

    def put(text: str) -> int:
        nonlocal at
        parts.append(text)
        at += len(text)
        return at - len(text)

    for element in elements:
        fresh = element.page is not None and page is not None and element.page != page
        page = element.page or page
        if fresh:
            put("\f")
        if isinstance(element, Grid):
            tables += not (element.continued and tables)
            for number, cells in enumerate(element.rows):
                raw = "\t".join(" ".join(cell.split()) for cell in cells)
                start = put(raw + "\n")
                broken = number == 0 and (fresh or element.continued)
                line = Line(
                    raw,
                    (start, start + len(raw)),
                    element.page,
                    broken,
                    cells=cells,
                    table=tables,
                    confidence=element.confidence,
                )
                lines.append(line)
            blanks = 0
            continue
        text = element.text.strip(" \u3000\xa0\ufeff\r\n")
        if not text.strip():
            blanks += 1 + element.blanks
            put("\n")
            continue
        blanks += element.blanks
        put("\n" * element.blanks)
        raw = text.replace("\n", " ")
        start = put(raw + "\n")
        lines.append(
            Line(
                raw,
                (start, start + len(raw)),
                element.page,
                fresh,
                blanks,
                element.indent,
                element.measured,
                box=element.box,
                heading=element.heading,
                confidence=element.confidence,
            )
        )
        blanks = 0
    return Transcript("".join(parts), lines)
