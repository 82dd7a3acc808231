"""Which numbers a document has reached: tells a heading from a line that only looks like one."""

import unicodedata
from dataclasses import dataclass

from ingest.doctypes import Level
from ingest.numerals import chinese_to_int, int_to_chinese

_MAX_GAP = 6
"""A number may skip at most this many (a lost heading); more is no heading."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A line's numbering: its level's place in the scheme, number, printed label, and remaining text."""

    rank: int
    level: Level
    number: int
    label: str
    rest: str


def match(text: str, levels: tuple[Level, ...]) -> Marker | None:
    """The marker that ``text`` begins with, whatever its number."""
    for rank, level in enumerate(levels):
        found = level.pattern.match(text)
        if found:
            written = unicodedata.normalize("NFKC", found["n"] or "")
            number = _number(written)
            if number is not None:
                label = level.label.format(n=_printed(level, written, number))
                return Marker(rank, level, number, label, (found["rest"] or "").strip())
    return None


def _printed(level: Level, written: str, number: int) -> str:
    """How a label shows its number: annexes in figures, targets in Chinese, the rest as written."""
    if level.name == "annex":
        return str(number) if number else ""
    return int_to_chinese(number) if level.name == "target" else written


def _number(text: str) -> int | None:
    if not text:
        return 0
    try:
        return chinese_to_int(text)
    except ValueError:
        return None


class Sequence:
    """The numbers reached so far on every level."""

    def __init__(self, levels: tuple[Level, ...]) -> None:
        """Start before the first number of every level."""
        self._levels = levels
        self._last: dict[int, int] = {}

    def continues(self, text: str) -> Marker | None:
        """The marker of ``text`` when its number is due here, else None."""
        marker = match(text, self._levels)
        if marker is None or not self.due(marker):
            return None
        return marker

    def reads(self, text: str) -> Marker | None:
        """The marker that ``text`` begins with, due or not."""
        return match(text, self._levels)

    def due(self, marker: Marker) -> bool:
        """Whether the number may stand here: 0 or 1 always starts, else it follows the last."""
        last = self._last.get(marker.rank, 0)
        return marker.number <= 1 or last < marker.number <= last + _MAX_GAP

    def gap(self, marker: Marker) -> bool:
        """Whether numbers are missing before ``marker``."""
        return marker.number > self._last.get(marker.rank, 0) + 1

    def take(self, text: str) -> None:
        """Note the marker of ``text``, if it has one that is due."""
        marker = self.continues(text)
        if marker:
            self.note(marker)

    def note(self, marker: Marker) -> None:
        """Note ``marker``; levels below start anew, but items may number on through sections."""
        self._last[marker.rank] = marker.number
        for rank in [r for r in self._last if r > marker.rank]:
            if self._levels[rank].name != "item" or self._levels[marker.rank].name not in ("section",):
                del self._last[rank]
