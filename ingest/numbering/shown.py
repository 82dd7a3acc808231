"""Which numbering schemes a text shows: numbers at the beginnings of its lines that follow each other."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.numbering.levels import ABOVE_CODED, BRACKETED, CODED, DECIMALS, DIVISIONS, GRADE, LISTS, SPACED, STEPS, Level
from ingest.numbering.sequence import Marker, matches

_MARKED = re.compile(r"^[\s\u3000#*>·•-]*(?=[第附前序总分罚导（步(【〖［\[\d①-⑳a-zA-Z零〇一二三四五六七八九十百])")
"""White space, bullets and marks of Markdown before what may be a number."""
_TABLE = re.compile(r"\t|\S {2,}\S+ {2,}")
"""A row of a table, whose figures are no numbers of clauses."""
_FEW_DECIMALS = 3
"""Decimal numbers that a text must show to be numbered by them."""
_FEW_CODED = 2
"""Numbers that a text must show above articles that begin with them."""
_LONGEST = 400
"""Characters of a line that are looked at."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The schemes that a text shows beyond those that nearly every document has (一、（一）1.（1）①)."""

    divisions: frozenset[str]
    """Names of the levels from 部分 to 节."""
    coded: bool
    """第2.0.1条."""
    above_coded: Level | None
    """The level whose 1 stands above 第1.1条, and its 2 above 第2.1条."""
    spaced: bool
    """一 and 二 with a gap behind them."""
    decimal: bool
    """1, 1.1, 1.1.1, or 1, 2, 3 without a dot."""
    graded: bool
    """【A】 【B】 【C】, two of them at least."""
    lists: tuple[Level, ...]
    """Those of ``levels.LISTS`` of which it shows the first and the second number."""
    titles: tuple[Level, ...]
    """【护理评估】【护理措施】, 步骤一 步骤二."""


def opening_lines(text: str) -> list[str]:
    """The lines of ``text`` that may begin with a number, without what stands before it; rows of tables left out."""
    lines = (line[:_LONGEST] for line in text.splitlines())
    found = ((line, _MARKED.match(line)) for line in lines)
    return [line[mark.end() :].strip(" *　") for line, mark in found if mark and not _TABLE.search(line, mark.end())]


def shown(lines: Sequence[str]) -> Shown:
    """The schemes that ``lines``, each of which may begin with a number, show."""
    return Shown(
        divisions=frozenset(level.name for level in DIVISIONS if level.holds and _steps(numbers(level, lines)) > 0),
        coded=_steps_of_decimals(_markers((CODED,), lines)) > 0,
        above_coded=next((one for one in ABOVE_CODED if _below(_markers((CODED, one), lines)) >= _FEW_CODED), None),
        spaced=_begins(numbers(SPACED, lines)),
        decimal=_decimal(lines),
        graded=len({marker.label for marker in _markers((GRADE,), lines)}) > 1,
        lists=tuple(level for level in LISTS if _begins(numbers(level, lines))),
        titles=(
            *((BRACKETED,) if len({marker.rest for marker in _markers((BRACKETED,), lines)}) > 1 else ()),
            *(level for level in STEPS if _begins(numbers(level, lines))),
        ),
    )


def numbers(level: Level, lines: Iterable[str]) -> list[int]:
    """The numbers of one level in the order of the lines."""
    return [marker.number for marker in _markers((level,), lines)]


def _steps(found: Sequence[int]) -> int:
    """How often a number follows the one before it."""
    return sum(after == before + 1 for before, after in pairwise(found))


def _begins(found: Sequence[int]) -> bool:
    """Whether 1 and 2 follow each other."""
    return (1, 2) in pairwise(found)


def _markers(levels: tuple[Level, ...], lines: Iterable[str]) -> list[Marker]:
    return [marker for line in lines for marker in matches(line, levels)]


def _steps_of_decimals(markers: Sequence[Marker]) -> int:
    """How often a decimal number is followed by its next sibling."""
    return sum(a.stem == b.stem and b.number == a.number + 1 for a, b in pairwise(markers))


def _below(markers: Sequence[Marker]) -> int:
    """How many numbers of another level are followed by the first article that begins with them."""
    return sum(
        a.level is not CODED and b.parts[:1] == (str(a.number),) and {*b.parts[1:]} in ({"1"}, {"0", "1"})
        for a, b in pairwise(markers)
        if b.level is CODED
    )


def _decimal(lines: Sequence[str]) -> bool:
    """Whether clauses are numbered 1.1, 1.2 …, or their headings 1, 2, 3 without a dot."""
    deep = _markers(DECIMALS[1:], lines)
    if len({marker.parts for marker in deep}) >= _FEW_DECIMALS and any(
        a.stem == b.stem and (a.number, b.number) == (1, 2) for a, b in pairwise(deep)
    ):
        return True
    upper = _markers(DECIMALS[:2], lines)
    if _interlocked([m.parts for m in upper if m.stem or not m.dotted]):
        return True
    if any(b.parts == (*a.parts, "1") and (*a.parts, "2") in {m.parts for m in deep} for a, b in pairwise(upper)):
        return True
    return any(run >= _FEW_DECIMALS for run in _runs_from_one(m for m in _markers(DECIMALS[:1], lines) if not m.dotted))


def _interlocked(parts: Sequence[tuple[str, ...]]) -> bool:
    """Whether 1 is followed by 1.1, and 2 comes after, or any number by its first and second part: what no list has."""
    opened = next((at for at, (a, b) in enumerate(pairwise(parts)) if (a, b) == (("1",), ("1", "1"))), None)
    if opened is not None and ("2",) in parts[opened:]:
        return True
    return any(b == (*a, "1") and c == (*a, "2") for a, b, c in zip(parts, parts[1:], parts[2:], strict=False))


def _runs_from_one(markers: Iterable[Marker]) -> Iterator[int]:
    """How far each run of numbers 1, 2, 3 … comes that others may interrupt."""
    reached = 0
    for marker in markers:
        if marker.number == reached + 1:
            reached += 1
            yield reached
        elif marker.number == 1:
            reached = 1
