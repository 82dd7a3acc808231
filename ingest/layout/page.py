"""One page as the parser of a format gives it to the layout analysis."""

from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.finding_kinds import Note
from ingest.layout.plane import UNMOVED, Matrix


class Word(NamedTuple):
    """Text printed in one place: a glyph, a word, or a run of words without a wide gap.

    Lengths are in points, from the top left corner of the page, y downwards; ``size`` is the font size.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    confidence: float = 1.0

    @property
    def middle(self) -> float:
        """The y coordinate of its middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical ruling line, in points from the top left corner of the page."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page turned so that its text is upright: glyphs in the order of the file, and ruling lines; ``number`` from 1."""

    number: int
    width: float
    height: float
    chars: list[Word]
    rules: list[Rule]
    findings: tuple[Note, ...] = field(default=())
    """What the parser left out or guessed on this page."""
    shown: Matrix = UNMOVED
    """The matrix from these coordinates to the page as a viewer shows it, in points from its top left corner."""
