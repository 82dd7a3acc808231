"""Which level a document nests in which, read from where their numbers begin anew and where they go on."""

from collections.abc import Iterable, Iterator, Sequence

from ingest.numbering.levels import ANNEX_LIST, ANNEXES, Level
from ingest.numbering.sequence import Marker, matches

_SURE = 2
"""By so many signs those against the usual order must be more than those for it."""

Opened = tuple[str, int]
"""A level and a number of it; a level named "" begins a part of the document in which all lists start anew."""


def opened(levels: Sequence[Level], lines: Iterable[str]) -> Iterator[Opened]:
    """What each of ``lines`` opens; the levels of decimals are one, named ``decimals``."""
    scheme = tuple(levels)
    decimals = [marker for line in lines for marker in matches(line, scheme) if marker.level.decimal]
    bare = any(not m.dotted and not m.stem and m.number > 1 for m in decimals) or _are_lists(decimals)
    for line in lines:
        marker = next((m for m in matches(line, scheme) if not (bare and m.level.decimal and m.dotted)), None)
        if marker:
            yield _opened(marker)


def _are_lists(decimals: Sequence[Marker]) -> bool:
    """Whether numbers with a dot (1. 2.) are lists below 1.1: one of them is higher than the chapter of the next 1.1.

    Or they begin anew, and 3.1 does not go on from the one before it.
    """
    highest = last = ones = 0
    apart = False
    for marker in decimals:
        if not marker.stem:
            highest, last = (max(highest, marker.number), marker.number) if marker.dotted else (0, 0)
            ones += marker.dotted and marker.number == 1
        elif marker.stem[0].isdecimal() and highest > int(marker.stem[0]):
            return True
        else:
            apart = apart or (bool(last) and marker.stem[0] != str(last))
            highest = last = 0
    return apart and ones > 1


def _opened(marker: Marker) -> Opened:
    level = marker.level
    if level.decimal and not level.whole:
        return ("decimals", 0 if marker.stem else marker.number)
    return ("" if level.holds or level.text or level.name in (*ANNEXES, ANNEX_LIST.name) else level.name, marker.number)


def nested(usual: Sequence[str], found: Iterable[Opened]) -> list[str]:
    """The levels ``usual``, highest first, in the order that ``found`` shows."""
    seen = list(found)
    there = {name for name, _ in seen}
    order = [name for name in usual if name in there]
    for _ in tuple(order):
        for at in range(len(order) - 1):
            upper, lower = order[at], order[at + 1]
            margin = 1 if lower == "decimals" else _SURE
            if _signs(lower, upper, seen) >= _signs(upper, lower, seen) + margin:
                order[at : at + 2] = lower, upper
    shown = iter(order)
    return [next(shown) if name in there else name for name in usual]


def _signs(upper: str, lower: str, found: Iterable[Opened]) -> int:
    """How often ``found`` shows that ``lower`` stands below ``upper``: it begins again behind it, or ends before it goes on."""
    signs, last, below, fresh = 0, 0, False, False
    for name, number in found:
        if name == "":
            last, below, fresh = 0, False, False
        elif name == lower:
            signs += fresh and number == 1 and below
            fresh, below = False, True
        elif name == upper:
            signs += below and not fresh and number == last + 1 > 1
            last, fresh = number or last, True
    return signs
