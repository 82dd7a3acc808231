"""A time line: how many things there are of each year, as bars that can be pressed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from app.app_pages.parts.markup import NONE, element, joined

_EVERY = 5
"""Years between two labels of the axis."""
_ROOM, _ROOM_AT_THE_END = 3, 5
"""Bars, at their narrowest, that a label takes; and that it and the last label take, which ends where its bar does."""
_MOST = 60
"""Years that are drawn; where there are more, only those of which there is something, the latest ones."""


@dataclass(frozen=True, slots=True)
class Series:
    """Years of one kind, such as those of publication."""

    name: str
    counts: Mapping[str, int]
    """Year → how many things."""
    way: Callable[[str, Markup, str], Markup]
    """Makes a link of a year, what is drawn in it and what it is called."""


def years(series: Sequence[Series]) -> Markup:
    """Bars of all series over one axis of years; nothing where fewer than two years are known."""
    known = sorted({int(year) for one in series for year in one.counts if year.isdecimal()})
    if len(known) <= 1:
        return NONE
    axis = range(known[0], known[-1] + 1) if known[-1] - known[0] < _MOST else known[-_MOST:]
    most = max(max(one.counts.values(), default=0) for one in series) or 1
    rows = [_row(one, axis, most, number) for number, one in enumerate(series, 1)]
    return element("div", joined([*rows, _axis(axis)]), class_="db-years", role="group", aria_label="时间线")


def _row(one: Series, axis: Sequence[int], most: int, number: int) -> Markup:
    bars = joined(_bar(one, year, most) for year in axis)
    return element("div", element("span", one.name, class_="db-quiet") + bars, class_=f"db-bars db-bars-{number}")


def _bar(one: Series, year: int, most: int) -> Markup:
    count = one.counts.get(str(year))
    if count is None:
        return element("span", "", class_="db-no-bar")
    drawn = element("b", str(count)) + element("i", "", style=f"height:{round(100 * count / most)}%")
    return one.way(str(year), drawn, f"{one.name} {year}：{count} 项")


def _axis(axis: Sequence[int]) -> Markup:
    """The axis itself: its first year, its last one, and round ones between where no label touches another."""
    labelled, last = [0], len(axis) - 1
    for at, year in enumerate(axis):
        if year % _EVERY == 0 and at - labelled[-1] >= _ROOM and last - at >= _ROOM_AT_THE_END:
            labelled.append(at)
    told = (element("span", str(year) if at in (*labelled, last) else "") for at, year in enumerate(axis))
    return element("div", element("span", "") + joined(told), class_="db-axis", aria_hidden="true")
