"""What the reader of a format gives: paragraphs and grids, as a reader sees them."""

from dataclasses import dataclass

from ingest.model import Box
from ingest.text.places import Outline


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
    heading: int = 0
    """The level, from 1, of the heading that the format marks it as (by style, tag, bookmark); 0 if it only looks like one."""
    insert: int = 0
    """Which boxed insert (text box, framed cell) it stands in, from 1; 0 for running text."""
    confidence: float = 1.0
    bounds: Box | None = None
    """Where it is printed, where the format knows it."""
    list: int = 0
    """Which list that the format marks it stands in, from 1, the outermost; 0 for none."""


@dataclass(frozen=True, slots=True)
class Grid:
    r"""A table with every row as wide as the widest; a merged cell's text stands in every cell that it covers.

    Lines of a cell are parted by ``\n`` only where a new paragraph or list item begins; ``ingest.tables.cells.LIST_MARK``
    opens a list that the format marked as one.
    """

    rows: tuple[tuple[str, ...], ...]
    page: int | None = None
    continued: bool = False
    """Goes on from the grid before it, over a page break."""
    confidence: float = 1.0
    outlines: tuple[tuple[Outline, ...], ...] = ()
    """Where each cell is printed, where the format knows it: for one that a page break cut off from its text, where that is."""
    list: int = 0
    """Which list that the format marks it stands in, from 1, the outermost; 0 for none."""
