"""Which numbers a document has reached, and so whether a line opens a heading or only looks like one."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.numbering.doctypes import SENTENCE_END
from ingest.numbering.levels import ANNEXES, Level, in_simplified
from ingest.numerals import chinese_to_int, int_to_chinese, int_to_circled, letter_to_int, roman_to_int

_MAX_GAP = 6
"""A number may skip at most this many (a lost heading); more is no heading."""
_DECIMAL_GAP = 3
_RUNNING_ON = 2
"""A number above this that follows the last one under the heading before shows that the level numbers on through headings."""
_STARTS_ANEW = (*ANNEXES, "slide")
"""Levels behind which no number follows one that was reached before."""
_FIRST = re.compile(r"^(?:适用)?范围|^总则|^目的")
"""What the first clause of a standard is called (GB/T 1.1-2020 clause 8.5)."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A line's numbering: its level's place in the scheme, number, printed label, and remaining text."""

    rank: int
    level: Level
    number: int
    label: str
    rest: str
    sub: int = 0
    """第十条之一 has 1 here."""
    firm: bool = False
    stem: tuple[str, ...] = ()
    """The parts of a decimal number before its last."""
    dotted: bool = False
    """The number of a chapter is followed by a dot (1. 范围)."""
    doubtful: bool = False
    """It may be a reference (第六条 第三款…), and is none only where just this number is next."""

    @property
    def parts(self) -> tuple[str, ...]:
        """A decimal number whole, part by part."""
        return (*self.stem, str(self.number))


def matches(text: str, levels: tuple[Level, ...], raw: str = "") -> Iterator[Marker]:
    """Every marker that ``text`` may begin with; ``raw`` is the line as found, with its gaps."""
    folded, line = in_simplified(text), in_simplified(raw or text)
    for rank, level in enumerate(levels):
        found = level.pattern.match(folded)
        if not found:
            continue
        groups = {key: unicodedata.normalize("NFKC", value or "") for key, value in found.groupdict().items()}
        number = _number(groups["n"], level)
        rest = text[slice(*found.span("rest"))].strip()
        firm = bool(level.firm and level.firm.match(line))
        cited = not firm and level.cited is not None and level.cited.match(rest) is not None
        doubtful = cited and level.apart is not None and level.apart.match(line) is not None
        if number is None or (cited and not doubtful):
            continue
        stem = tuple(part for part in re.split(r"[\s.]+", groups.get("stem", "")) if part)
        label = _label(level, found, groups, number, stem)
        rest = rest.lstrip("：:").lstrip()
        yield Marker(rank, level, number, label, rest, _sub(groups), firm, stem, bool(groups.get("dot")), doubtful)


def match(text: str, levels: tuple[Level, ...], raw: str = "") -> Marker | None:
    """The first marker that ``text`` begins with, whatever its number; ``raw`` is the line as found."""
    return next(matches(text, levels, raw), None)


def _label(level: Level, found: re.Match[str], groups: dict[str, str], number: int, stem: tuple[str, ...]) -> str:
    """The label of a heading: annexes are numbered in figures, targets in Chinese, the rest as written, without gaps."""
    written = re.sub(r"\s+", "", found["n"] if level.roman else groups["n"])
    if level.name == "annex":
        written = str(number) if number else ""
    elif level.name == "target":
        written = int_to_chinese(number)
    whole = ".".join((*stem, str(number)))
    label = level.label.format(
        n=written,
        number=whole,
        circled=int_to_circled(number),
        rest=re.sub(r"\s+", "", groups["rest"]),
        name=groups.get("name", ""),
    )
    return label + (f"之{groups['sub']}" if groups.get("sub") else "")


def _sub(groups: dict[str, str]) -> int:
    return chinese_to_int(groups["sub"]) if groups.get("sub") else 0


def _number(text: str, level: Level) -> int | None:
    if not text:
        return 0
    if level.caption:
        return int(re.split(r"\D+", text)[-1])
    if text.isascii() and text.isalpha() and not level.roman:
        return letter_to_int(text)
    try:
        return roman_to_int(text.upper()) if level.roman else chinese_to_int(text)
    except ValueError:
        return None


@dataclass(slots=True)
class _Decimals:
    """The decimal number reached, and the one reached before the higher heading that it stands under."""

    reached: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    dotted: bool = False

    def due(self, marker: Marker) -> bool:
        """Whether ``marker`` may come next, from the last number here or from the last one before the heading."""
        if self.reached and marker.dotted and not self.dotted:
            return False
        if _opens_annexes(marker, self.reached) or (marker.parts in marker.level.sure and _is_behind(marker, self.reached)):
            return True
        fresh = not self.reached and bool(self.before)
        return _decimal_due(marker, self.reached) or (fresh and _decimal_due(marker, self.before))

    def gap(self, marker: Marker) -> bool:
        """Whether numbers are missing between the last one and ``marker``."""
        if _opens_annexes(marker, self.reached):
            return False
        starts = (self.reached, self.before) if not self.reached else (self.reached,)
        return all(_decimal_gap(marker, reached) for reached in starts)

    def note(self, marker: Marker) -> None:
        """Remember ``marker`` as reached."""
        self.reached = marker.parts
        self.dotted = marker.dotted if not marker.stem else self.dotted

    def under(self, marker: Marker) -> None:
        """Remember that a higher heading begins: the numbers start anew below it, or run on."""
        anew = marker.level.name in _STARTS_ANEW
        self.before = () if anew else self.reached or self.before
        letter = marker.label[-1:] if marker.level.name in ANNEXES else ""
        self.reached = (letter,) if letter.isascii() and letter.isalpha() else ()


class Sequence:
    """The numbers reached so far on every level."""

    def __init__(self, levels: tuple[Level, ...]) -> None:
        """Start before the first number of every level."""
        self.levels = levels
        self._last: dict[int, tuple[int, int]] = {}
        self._before: dict[int, int] = {}
        """Last number of a level under the heading before, by rank; none where its numbers have begun again."""
        self._runs_on: set[int] = set()
        """Levels that were seen to number on through headings."""
        self._decimals = _Decimals()
        self._topmost = next((rank for rank, level in enumerate(levels) if level.decimal), len(levels))

    @property
    def started(self) -> bool:
        """Whether any number has been reached."""
        return bool(self._last)

    def continues(self, text: str, raw: str = "") -> Marker | None:
        """The first marker of ``text`` whose number is due here, else None.

        A sentence that a list has reached goes on in the list, even where a chapter of this number might begin.
        """
        due = (marker for marker in matches(text, self.levels, raw) if self.due(marker))
        first = next(due, None)
        if first is None or not (first.level.decimal and first.dotted and text[-1] in SENTENCE_END):
            return first
        return next((marker for marker in due if self._last.get(marker.rank, (0, 0))[0] == marker.number - 1 > 0), first)

    def again(self, text: str) -> Marker | None:
        """The first marker of ``text`` whose number is the one just reached on its level, else None."""
        return next((marker for marker in matches(text, self.levels) if self._is_reached(marker)), None)

    def _is_reached(self, marker: Marker) -> bool:
        if marker.level.decimal:
            return marker.parts == self._decimals.reached[: len(marker.parts)]
        return not marker.level.caption and self._last.get(marker.rank) == (marker.number, marker.sub)

    def reads(self, text: str) -> Marker | None:
        """The marker that ``text`` begins with, due or not."""
        return match(text, self.levels)

    def due(self, marker: Marker) -> bool:
        """Whether the number may stand here: 0 or 1 always starts, else it follows the last one, here or before the heading.

        Behind 第二条 there may be 第六条之一, as what stood between them may have been deleted.
        """
        if marker.level.caption:
            return True
        if marker.level.decimal:
            return self._decimals.due(marker)
        last, sub = self._last.get(marker.rank, (0, 0))
        if marker.sub:
            return marker.number > last or (marker.number == last and sub < marker.sub)
        if marker.doubtful:
            return marker.number == last + 1
        excerpt = marker.level.firm is not None and marker.rank not in self._last
        return marker.number <= 1 or excerpt or (last < marker.number and (marker.firm or self._near(marker)))

    def _near(self, marker: Marker) -> bool:
        """Whether not too many numbers are missing before ``marker``."""
        if marker.number <= self._last.get(marker.rank, (0, 0))[0] + _MAX_GAP:
            return True
        before = self._before.get(marker.rank, 0)
        return 0 < marker.number - before <= (_MAX_GAP if marker.rank in self._runs_on else 1)

    def gap(self, marker: Marker) -> bool:
        """Whether numbers are missing before ``marker``; a file may begin with any annex."""
        if marker.level.caption or marker.sub or (marker.level.name == "annex" and marker.rank not in self._last):
            return False
        if marker.level.decimal:
            return self._decimals.gap(marker)
        expected = {self._last.get(marker.rank, (0, 0))[0] + 1, self._before.get(marker.rank, 0) + 1}
        return marker.number > 1 and marker.number not in expected

    def take(self, text: str, raw: str = "") -> None:
        """Remember the marker of ``text`` as reached, if it has one that is due."""
        marker = self.continues(text, raw)
        if marker:
            self.note(marker)

    def note(self, marker: Marker) -> None:
        """Remember ``marker`` as reached; lower levels start again at 1 or run on."""
        if marker.number == self._before.get(marker.rank, 0) + 1 > _RUNNING_ON:
            self._runs_on.add(marker.rank)
        self._before.pop(marker.rank, None)
        self._last[marker.rank] = (marker.number, marker.sub)
        if marker.level.decimal:
            self._decimals.note(marker)
        elif marker.rank < self._topmost and marker.level.name != "back":
            self._decimals.under(marker)
        for rank in [r for r in self._last if r > marker.rank]:
            if marker.level.name not in self.levels[rank].through:
                self._before[rank] = self._last.pop(rank)[0]
        if marker.level.name in _STARTS_ANEW:
            self._before = {rank: number for rank, number in self._before.items() if rank < marker.rank}


def _is_behind(marker: Marker, reached: tuple[str, ...]) -> bool:
    """Whether ``marker`` is higher than ``reached``, number by number."""
    figures = [part for part in (*marker.parts, *reached) if not part.isdecimal()]
    return not figures and [*map(int, marker.parts)] > [*map(int, reached)]


def _opens_annexes(marker: Marker, reached: tuple[str, ...]) -> bool:
    """Whether ``marker`` is the first annex behind clauses numbered in figures (附录A.1 behind 4.2)."""
    return marker.level.name in ANNEXES and marker.parts == ("A", "1") and reached[:1] != ("A",)


def _decimal_gap(marker: Marker, reached: tuple[str, ...]) -> bool:
    """Whether numbers are missing between ``reached`` and ``marker``."""
    same = reached[: len(marker.stem)] == marker.stem
    before = reached[len(marker.stem) : len(marker.stem) + 1] if same else ()
    return marker.number > (int(before[0]) if before and before[0].isdecimal() else 0) + 1


def _decimal_due(marker: Marker, reached: tuple[str, ...]) -> bool:
    """Whether a clause number follows the last one: its next child, sibling, or the next of a parent."""
    parts = marker.parts
    if parts[0] == "0" and not reached:
        return parts in (("0",), ("0", "1"))
    if len(parts) == 1 and marker.number == 1:
        return not reached or reached[0] == "0" or _FIRST.match(marker.rest) is not None
    at = next((i for i, (a, b) in enumerate(zip(parts, reached, strict=False)) if a != b), min(len(parts), len(reached)))
    if parts[at : at + 1] == ("0",) and at == 1 == len(reached):
        at, reached = 2, (*reached, "0")
    if (
        at == len(parts)
        or any(part not in ("0", "1") for part in parts[at + 1 : -1])
        or parts[at + 1 :][-1:] not in ((), ("1",))
    ):
        return False
    step = _ordinal(parts[at]) - (_ordinal(reached[at]) if at < len(reached) else 0)
    return parts[at].isdecimal() == (at >= len(reached) or reached[at].isdecimal()) and 1 <= step <= _DECIMAL_GAP


def _ordinal(part: str) -> int:
    return int(part) if part.isdecimal() else letter_to_int(part)
