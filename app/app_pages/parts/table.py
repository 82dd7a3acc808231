"""A whole list as a table: narrowed by facets with counts, sorted by a press on a column's head; the address keeps both."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from markupsafe import Markup

from app.app_pages.parts import address
from app.app_pages.parts.links import here
from app.app_pages.parts.markup import NONE, element, joined, show
from app.app_pages.parts.states import empty

T = TypeVar("T")
SORT = "sort"
"""Name in the address of the column that a list is sorted by; with a hyphen before it, backwards."""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column."""

    name: str
    """Its head, and what the address calls it."""
    cell: Callable[[T], str | Markup]
    order: Callable[[T], Any] | None = None
    """What to sort by; None where sorting by it has no sense."""


@dataclass(frozen=True, slots=True)
class Facet(Generic[T]):
    """What a list may be narrowed by."""

    name: str
    """Its name for people, and what the address calls it."""
    label: Callable[[T], str]
    """The value of a row; "" for none."""


def table(
    page: str, rows: Sequence[T], columns: Sequence[Column[T]], facets: Sequence[Facet[T]] = (), *, unit: str = "项"
) -> None:
    """``rows`` of the page with the address ``page``, narrowed and sorted as the address says, with how many there are."""
    chosen = narrowed(rows, facets)
    show(joined(_facet(page, facet, narrowed(rows, [f for f in facets if f is not facet])) for facet in facets))
    told = f"共 {len(rows)} {unit}" if len(chosen) == len(rows) else f"{len(chosen)} {unit}，共 {len(rows)} {unit}"
    clear = here("全部显示", page, dict.fromkeys(f.name for f in facets)) if len(chosen) != len(rows) else NONE
    show(element("p", Markup("{}　{}").format(told, clear), class_="db-quiet", role="status"))
    if not chosen:
        empty(f"没有符合条件的{unit}", "请去掉一个条件，或点“全部显示”。")
        return
    head = element("thead", element("tr", joined(_head(page, column) for column in columns)))
    body = element("tbody", joined(_row(row, columns) for row in ordered(chosen, columns)))
    show(element("div", element("table", head + body, class_="db-table"), class_="db-scroll"))


def narrowed(rows: Sequence[T], facets: Sequence[Facet[T]]) -> list[T]:
    """The rows that have what the address chooses; of several values of one facet any will do."""
    wanted = [(facet, set(address.values(facet.name))) for facet in facets]
    return [row for row in rows if all(not of or facet.label(row) in of for facet, of in wanted)]


def ordered(rows: Sequence[T], columns: Sequence[Column[T]]) -> list[T]:
    """The rows in the order that the address names, else in their own."""
    wanted = address.value(SORT)
    for column in columns:
        if column.order and wanted.removeprefix("-") == column.name:
            return sorted(rows, key=column.order, reverse=wanted.startswith("-"))
    return list(rows)


def _facet(page: str, facet: Facet[T], rows: Sequence[T]) -> Markup:
    """The values of a facet with their counts, the most frequent first; those chosen can be pressed again."""
    chosen, counts = address.values(facet.name), Counter(filter(None, map(facet.label, rows)))
    named = [*counts, *(one for one in chosen if one not in counts)]
    if len(named) <= 1 and not chosen:
        return NONE
    pressed = [_value(page, facet.name, one, counts[one], chosen) for one in sorted(named, key=lambda one: -counts[one])]
    return element("p", element("span", facet.name, class_="db-quiet") + joined(pressed), class_="db-facet")


def _value(page: str, name: str, one: str, count: int, chosen: Sequence[str]) -> Markup:
    after = [other for other in chosen if other != one] if one in chosen else [*chosen, one]
    return here(f"{one} {count}", page, {name: after}, class_="db-pill db-chosen" if one in chosen else "db-pill")


def _head(page: str, column: Column[T]) -> Markup:
    if column.order is None:
        return element("th", column.name, scope="col")
    now = address.value(SORT)
    sorted_ = {column.name: "ascending", f"-{column.name}": "descending"}.get(now, "none")
    arrow = {"ascending": " ↑", "descending": " ↓"}.get(sorted_, "")
    after = {"ascending": f"-{column.name}", "descending": None}.get(sorted_, column.name)
    return element("th", here(column.name + arrow, page, {SORT: after}), scope="col", aria_sort=sorted_)


def _row(row: T, columns: Sequence[Column[T]]) -> Markup:
    """One row; on a narrow screen each cell tells its column itself."""
    return element("tr", joined(element("td", column.cell(row), data_column=column.name) for column in columns))
