"""One page as a format's reader gives it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.finding_kinds import Note
from ingest.layout.plane import UNMOVED, Matrix


class Word(NamedTuple):
    """Text printed in one place: a glyph, a word, or a run of words without a wide gap.

    Lengths in points, from the page's top left corner, ``top`` above ``bottom``.
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
        """Height of its middle on the page."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight horizontal or vertical ruling line, in points."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """Glyphs in the order of the file and ruling lines, as the text stands upright; ``number`` counts from 1."""

    number: int
    width: float
    height: float
    chars: list[Word]
    rules: list[Rule]
    findings: tuple[Note, ...] = field(default=())
    """What the reader left out or guessed on this page."""
    shown: Matrix = UNMOVED
    """From these places to those on the page as shown, in points from its top left corner."""
