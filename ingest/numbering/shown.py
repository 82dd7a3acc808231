"""Which numbering schemes a text shows: numbers at the beginnings of its lines that follow each other."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.numbering.further import ANSWER, APPENDICES, CODES, HYPHENED, LETTERED, QUESTION, ROMANS
from ingest.numbering.levels import (
    ABOVE_CODED,
    ARTICLE,
    BRACKETED,
    CHAPTER,
    COUNTED_WORDS,
    DECIMALS,
    DIVISIONS,
    GRADE,
    ITEM,
    LISTS,
    SECTION,
    SPACED,
    STEPS,
    SUBHEADING,
    SUBITEM,
    Level,
)
from ingest.numbering.sequence import Marker, matches

_MARKED = re.compile(
    rf"^[\s\u3000#*>·•-]*(?={'|'.join(COUNTED_WORDS)}"
    r"|[第附前序总分罚导（步问答回解(【〖［\[\d①-⑳Ⅰ-ⅿa-zA-Zａ-ｚＡ-Ｚ零〇一二三四五六七八九十百])"
)
"""White space, bullets and marks of Markdown before what may be a number."""
_TABLE = re.compile(r"\t|\S {2,}\S+ {2,}")
"""A row of a table, whose figures are no numbers of clauses."""
_FEW_DECIMALS = 3
"""Decimal numbers that a text must show to be numbered by them."""
_FEW_CODED = 2
"""Numbers that a text must show above articles that begin with them."""
_FEW_QUESTIONS = 2
"""Questions, and answers, that a text must show to consist of them."""
_TITLE = 20
"""Characters of the title of a chapter that is the only one of a text."""
_CLAUSE = re.compile("[，,：:]")
"""What no such title has."""
_LONGEST = 400
"""Characters of a line that are looked at."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The schemes that a text shows beyond those that nearly every document has (一、（一）1.（1）①)."""

    divisions: frozenset[str]
    """Names of the levels from 部分 to 节."""
    coded: tuple[Level, ...]
    """第2.1节, 第2.0.1条."""
    above_coded: Level | None
    """The level whose 1 stands above 第1.1条, and its 2 above 第2.1条."""
    subheaded: bool
    """3.1 stands above 第3.1.1条."""
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
    romans: tuple[Level, ...]
    """Ⅰ and Ⅱ."""
    hyphened: tuple[Level, ...]
    """1-1 and 1-2."""
    questions: tuple[Level, ...]
    """问： and 答：, each of them twice."""
    appendices: tuple[Level, ...]
    """附录A, 附表一, behind all else."""
    sure: frozenset[tuple[str, ...]]
    """Decimal numbers that their first child or next sibling follows."""
    lettered: tuple[Level, ...]
    """A.1 and A.2 below 附录A."""


def opening_lines(text: str) -> list[str]:
    """The lines of ``text`` that may begin with a number, without what stands before it; rows of tables left out."""
    lines = (line[:_LONGEST] for line in text.splitlines())
    found = ((line, _MARKED.match(line)) for line in lines)
    return [line[mark.end() :].strip(" *　") for line, mark in found if mark and not _TABLE.search(line, mark.end())]


def shown(lines: Sequence[str]) -> Shown:
    """The schemes that ``lines``, each of which may begin with a number, show."""
    return Shown(
        divisions=frozenset(level.name for level in DIVISIONS if level.holds and _divides(level, lines)),
        coded=tuple(level for level in CODES if _steps_of_decimals(_markers((level,), lines)) > 0),
        above_coded=next((one for one in ABOVE_CODED if _below(_markers((*CODES, one), lines)) >= _FEW_CODED), None),
        subheaded=_below(_markers((*CODES, SUBHEADING), lines)) > 0,
        spaced=_begins(numbers(SPACED, lines)),
        decimal=_decimal(lines),
        graded=len({marker.label for marker in _markers((GRADE,), lines)}) > 1,
        lists=tuple(level for level in LISTS if _begins(numbers(level, lines))),
        titles=(
            *((BRACKETED,) if len({marker.rest for marker in _markers((BRACKETED,), lines)}) > 1 else ()),
            *(level for level in STEPS if _begins(numbers(level, lines))),
        ),
        romans=tuple(level for level in ROMANS if _begins(numbers(level, lines))),
        hyphened=(HYPHENED,) if _begins(numbers(HYPHENED, lines)) else (),
        questions=(QUESTION,) if _asked(lines) else (),
        sure=frozenset(_sure(_markers(DECIMALS, lines))),
        appendices=APPENDICES if (appended := _appended(lines)) else (),
        lettered=LETTERED if appended and _steps_of_decimals(_markers(LETTERED, lines)) > 0 else (),
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


def _divides(level: Level, lines: Sequence[str]) -> bool:
    """Whether two divisions follow each other, or one, the only one of a text, opens a list of its own."""
    return _steps(numbers(level, lines)) > 0 or any(
        _names_division(level, upper) and _is_first(level, lower) for upper, lower in pairwise(lines)
    )


def _names_division(level: Level, line: str) -> bool:
    return any(0 < len(marker.rest) <= _TITLE and not _CLAUSE.search(marker.rest) for marker in matches(line, (level,)))


def _is_first(above: Level, line: str) -> bool:
    lower = DIVISIONS[DIVISIONS.index(above) + 1 :]
    lists = (ARTICLE, CHAPTER, SECTION, ITEM, SUBITEM, DECIMALS[0])
    return any(marker.number == 1 for marker in matches(line, (*(level for level in lower if level.holds), *lists)))


def _asked(lines: Sequence[str]) -> bool:
    """Whether two questions and two answers stand at the beginnings of lines."""
    asked = sum(QUESTION.pattern.match(line) is not None for line in lines)
    return min(asked, sum(ANSWER.match(line) is not None for line in lines)) >= _FEW_QUESTIONS


def _appended(lines: Sequence[str]) -> bool:
    """Whether annexes stand behind all else: what is numbered behind the first of them begins anew."""
    first = next((at for at, line in enumerate(lines) if next(matches(line, APPENDICES), None)), 0)
    upper = _markers((ARTICLE, CHAPTER, *(level for level in DIVISIONS if level.holds)), lines[first + 1 :])
    return first > 0 and (not upper or upper[0].number == 1)


def _markers(levels: tuple[Level, ...], lines: Iterable[str]) -> list[Marker]:
    return [marker for line in lines for marker in matches(line, levels)]


def _sure(markers: Sequence[Marker]) -> Iterator[tuple[str, ...]]:
    """Decimal numbers that are followed by their first child (8, 8.1), or below chapters by their next sibling (4.2, 4.3)."""
    for a, b in pairwise(markers):
        if b.parts == (*a.parts, "1") or (a.stem and b.stem == a.stem and b.number == a.number + 1):
            yield a.parts


def _steps_of_decimals(markers: Sequence[Marker]) -> int:
    """How often a decimal number is followed by its next sibling, or by the first child of its parent's next sibling."""
    return sum(
        (a.stem == b.stem and b.number == a.number + 1)
        or (b.number == 1 and b.stem[:1] > a.stem[:1] and len(a.stem) == len(b.stem))
        for a, b in pairwise(markers)
    )


def _below(markers: Sequence[Marker]) -> int:
    """How many numbers of another level are followed by the first article that begins with them."""
    return sum(
        a.level not in CODES and b.parts[: len(a.parts)] == a.parts and {*b.parts[len(a.parts) :]} in ({"1"}, {"0", "1"})
        for a, b in pairwise(markers)
        if b.level in CODES
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
