"""Where text is printed: places of lines put together to places of clauses."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from ingest.model import Box, Place

_GAP = 4
"""Characters of white space at most between two lines of one run: a line end and empty lines."""
_UNEVEN = 3.0
"""Points by which the edges of cells of one row may differ."""


class Outline(NamedTuple):
    """Where a table cell is printed."""

    page: int | None
    box: Box | None = None
    lines: tuple[tuple[int, Box], ...] = ()
    """Of each of its lines, where it has several: how many characters it has but for white space, and its outline."""


def read(transcript: str, places: Iterable[Place]) -> str:
    """What stands in the transcript at ``places``: each on a line of its own, unless it goes on where the last one ended."""
    out, end = "", None
    for place in places:
        start, stop = place.span
        out += ("" if end in (None, start) else "\n") + transcript[start:stop]
        end = stop
    return out


def hull(places: Iterable[Place]) -> tuple[Place, ...]:
    """Places of one run of the transcript, on one page and one below the other, put together."""
    merged: list[Place] = []
    for place in places:
        before = merged[-1] if merged else None
        if (
            before
            and 0 <= place.span[0] - before.span[1] <= _GAP
            and before.page == place.page
            and _below(before.box, place.box)
        ):
            merged[-1] = Place((before.span[0], place.span[1]), before.page, union(before.box, place.box))
        else:
            merged.append(place)
    return tuple(merged)


def of_row(cells: Sequence[str], start: int, outlines: Sequence[Outline]) -> tuple[Place, ...]:
    """Places of a row written down from ``start`` with a tab after each cell but the last.

    Cells of one height side by side are one place; a cell merged over several rows is one of its own.
    """
    places: list[Place] = []
    for number, (cell, (page, box, _)) in enumerate(zip(cells, outlines, strict=True), 1):
        place = Place((start, start + len(cell) + (number < len(cells))), page, box)
        before = places[-1] if places else None
        if before and _level(before, place):
            places[-1] = Place((before.span[0], place.span[1]), page, union(before.box, box))
        elif before and not cell:
            places[-1] = replace(before, span=(before.span[0], place.span[1]))
        else:
            places.append(place)
        start = place.span[1]
    return tuple(places)


def of_cells(cells: Sequence[str], start: int, outlines: Sequence[Outline]) -> tuple[tuple[Place, ...], ...]:
    """Places of each cell of that row, one for each of its lines."""
    found = []
    for cell, outline in zip(cells, outlines, strict=True):
        found.append(tuple(_of_lines(cell, start, outline)) if cell else ())
        start += len(cell) + 1
    return tuple(found)


def _of_lines(cell: str, start: int, outline: Outline) -> Iterator[Place]:
    if not outline.lines:
        yield Place((start, start + len(cell)), outline.page, outline.box)
    letters = [start + at for at, char in enumerate(cell) if char != " "]
    done = 0
    for count, box in outline.lines:
        own = letters[done : done + count]
        done += count
        if own:
            yield Place((own[0], own[-1] + 1), outline.page, box)


def holding(transcript: str, places: Sequence[Place], texts: Iterable[str]) -> Iterator[tuple[Place, ...]]:
    """For each of ``texts``, which stand one after the other: those of ``places`` that it stands in, as far as it does.

    White space aside; all of ``places`` for a text that is not found.
    """
    letters = [(place, at) for place in places for at in range(*place.span) if _shows(transcript[at])]
    printed, end = "".join(transcript[at] for _, at in letters), 0
    for text in texts:
        wanted = "".join(text.split())
        begin = printed.find(wanted, end)
        if begin < 0:
            yield tuple(places)
            continue
        end = begin + len(wanted)
        found = [(place, [at for _, at in own]) for place, own in groupby(letters[begin:end], key=lambda pair: pair[0])]
        yield tuple(replace(place, span=(own[0], own[-1] + 1)) for place, own in found)


def _shows(char: str) -> bool:
    """Whether it is no white space; Python does not count the space without width as such, but clauses leave it out."""
    return not char.isspace() and char != "\u200b"


def _level(a: Place, b: Place) -> bool:
    """Whether two cells stand in the same rows of one page; what has no outline stands anywhere."""
    if a.box is None or b.box is None:
        return True
    return a.page == b.page and abs(a.box[1] - b.box[1]) <= _UNEVEN and abs(a.box[3] - b.box[3]) <= _UNEVEN


def union(a: Box | None, b: Box | None) -> Box | None:
    """The smallest box around both; None is nothing."""
    if a is None or b is None:
        return a or b
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _below(above: Box | None, box: Box | None) -> bool:
    """Whether ``box`` goes on below ``above`` in the same column; without boxes nothing speaks against it."""
    if above is None or box is None:
        return above is box
    return box[1] + box[3] >= above[1] + above[3] and min(above[2], box[2]) > max(above[0], box[0])
