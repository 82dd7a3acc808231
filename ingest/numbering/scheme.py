"""By which levels a document is numbered: those of its type, and those that its text shows.

The type is a first guess. Divisions, decimals and lists that the text shows in sequence are added, and a level that begins
anew below another one stands below it, whatever is usual.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.numbering.doctypes import BY_NAME, DOCTYPES, DocType
from ingest.numbering.further import ROMANS
from ingest.numbering.levels import (
    ANNEX,
    ANNEX_LIST,
    BACK,
    BRACKETED,
    CHAPTER,
    CIRCLED,
    DECIMALS,
    DIVISIONS,
    GRADE,
    ITEM,
    LISTS,
    POINT,
    SECTION,
    SPACED,
    STEPS,
    SUBHEADING,
    SUBITEM,
    Level,
    in_simplified,
)
from ingest.numbering.nesting import nested, opened
from ingest.numbering.sequence import match
from ingest.numbering.shown import Shown, opening_lines, shown

_LISTED = re.compile(r"^[ \u3000]*附[录表图].{1,60}\n+[ \u3000]*附[录表图]", re.MULTILINE)
"""Annexes that are only listed."""
_CODE = re.compile(r"^\W*1\.0\.1\s", re.MULTILINE)
"""How the first article of a code of construction begins where it is not called 第1.0.1条."""
_AS_PRINTED = ("standard", "slides")
"""Types whose levels are fixed (GB/T 1.1-2020), or whose numbers stand where a slide puts them."""
_LISTS = frozenset(
    level.name for level in (SPACED, CHAPTER, SECTION, BRACKETED, *STEPS, GRADE, ITEM, SUBITEM, CIRCLED, *LISTS, *ROMANS)
)
"""Levels that a document may nest in another order than the usual one."""


def recognise(text: str, name: str = "") -> DocType:
    """The type called ``name``, else the first of which every pattern occurs in ``text``, with the levels that this shows.

    ``general`` when none fits.
    """
    if name:
        return numbered(BY_NAME[name], text)
    folded = in_simplified(text)
    fits = (one for one in DOCTYPES if one.recognise and all(pattern.search(folded) for pattern in one.recognise))
    return numbered(next(fits, BY_NAME["general"]), text)


def numbered(doctype: DocType, text: str) -> DocType:
    """``doctype`` with the levels that ``text`` shows."""
    if doctype.name in _AS_PRINTED:
        return replace(doctype, levels=_with_coded(doctype.levels, text))
    lines = opening_lines(text)
    seen = shown(lines)
    levels = _with_lists(_with_decimals(_with_titles(_with_divisions(doctype.levels, seen), seen), seen), seen)
    for level in (*seen.romans, *seen.hyphened, *seen.questions):
        levels = _below_what_precedes(levels, level, lines)
    return replace(doctype, levels=_in_order(_with_appendices(levels, seen, text), lines))


def _with_coded(levels: tuple[Level, ...], text: str) -> tuple[Level, ...]:
    """The fixed levels of a type, with 第3.1.1条 below 3.1 where the text shows it."""
    at = max((rank + 1 for rank, level in enumerate(levels) if level.decimal), default=0)
    coded = shown(opening_lines(text)).coded if at and re.search(r"\d\s*条", text) else ()
    points = (POINT,) if at and (coded or _CODE.search(text)) else ()
    return (*levels[:at], *coded, *points, *levels[at:])


def _with_divisions(levels: tuple[Level, ...], seen: Shown) -> tuple[Level, ...]:
    """部分, 编, 章, 节 and 第2.0.1条, with the level above it, above all but annexes."""
    above: tuple[Level, ...] = (seen.above_coded,) if seen.above_coded else ()
    levels = tuple(level for level in levels if level not in above)
    above += (SUBHEADING,) if seen.subheaded else ()
    known = {level.name for level in levels}
    extra = DIVISIONS if seen.divisions and not known & {level.name for level in DIVISIONS} else ()
    coded = (*above, *seen.coded, POINT) if seen.coded or above else ()
    at = next(i for i, level in enumerate(levels) if not level.name.startswith("annex"))
    after = max([at, *(i + 1 for i, level in enumerate(levels) if level.holds)])
    return (*levels[:at], *extra, *levels[at:after], *coded, *levels[after:])


def _with_decimals(levels: tuple[Level, ...], seen: Shown) -> tuple[Level, ...]:
    """1, 1.1, 1.1.1 above the items 1. 2. of a list, which still are what begins again at 1."""
    if not seen.decimal or (seen.above_coded and seen.above_coded.decimal):
        return levels
    at = next(i for i, level in enumerate(levels) if level.name == "item")
    return (*levels[:at], BACK, *(replace(level, sure=seen.sure) for level in DECIMALS), *levels[at:])


def _with_titles(levels: tuple[Level, ...], seen: Shown) -> tuple[Level, ...]:
    """一 with a gap behind it beside 一、, 【护理评估】 and 步骤一 below both and （一）, unless articles have such titles."""
    if any(level.text for level in levels):
        return levels
    upper = next(i for i, level in enumerate(levels) if level.name == "chapter")
    levels = (*levels[:upper], *((SPACED,) if seen.spaced else ()), *levels[upper:])
    at = next(i for i, level in enumerate(levels) if level.name == "section") + 1
    return (*levels[:at], *seen.titles, *levels[at:])


def _with_lists(levels: tuple[Level, ...], seen: Shown) -> tuple[Level, ...]:
    """【C】 above 1. of a list; 1）, a）, A. and the like below （1）."""
    if seen.graded:
        at = next(i for i, level in enumerate(levels) if level.name == "item")
        levels = (*levels[:at], GRADE, *levels[at:])
    leaf = any(level.name == "subitem" and level.leaf for level in levels)
    extra = [replace(level, leaf=leaf) for level in seen.lists]
    at = next(i for i, level in enumerate(levels) if level.name == "subitem") + 1
    return (*levels[:at], *extra, *levels[at:])


def _below_what_precedes(levels: tuple[Level, ...], level: Level, lines: Sequence[str]) -> tuple[Level, ...]:
    """``levels`` with ``level`` below the lowest one that is opened before it; where articles are, a list in them."""
    first = next((at for at, line in enumerate(lines) if level.pattern.match(line)), 0)
    before = [marker.rank for line in lines[:first] if (marker := match(line, levels))]
    top = next(rank for rank, one in enumerate(levels) if one.name not in (ANNEX.name, ANNEX_LIST.name))
    at = max([top, *(rank + 1 for rank in before)])
    leaf = any(one.text for one in levels[:at])
    return (*levels[:at], replace(level, leaf=leaf), *levels[at:])


def _with_appendices(levels: tuple[Level, ...], seen: Shown, text: str) -> tuple[Level, ...]:
    """附录A, 附表一 beside 附件, unless they are only listed; A.1, A.1.1 below them."""
    if not seen.appendices or _LISTED.search(text):
        return levels
    at = next(i for i, level in enumerate(levels) if level.name == "item") if seen.lettered else 0
    lettered = (BACK, *seen.lettered) if seen.lettered and BACK not in levels else seen.lettered
    after = max((i + 1 for i, level in enumerate(levels) if level.decimal and not level.whole), default=at)
    levels = (*levels[:after], *lettered, *levels[after:])
    return (*levels[:1], *seen.appendices, *levels[1:])


def _in_order(levels: tuple[Level, ...], lines: Sequence[str]) -> tuple[Level, ...]:
    """``levels`` with those of lists in the order in which the text nests them."""
    usual = [name for name in dict.fromkeys(_slot(level) for level in levels) if name]
    order = nested(usual, opened(levels, lines))
    ranked = iter([level for name in order for level in levels if _slot(level) == name])
    return tuple(next(ranked) if _slot(level) else level for level in levels)


def _slot(level: Level) -> str:
    """The name under which a level changes places, decimals all together; "" for one that stays where it is."""
    if level.decimal and not level.whole:
        return "decimals"
    return level.name if level.name in _LISTS else ""
