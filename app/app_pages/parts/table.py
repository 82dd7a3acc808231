"""A whole list as a table: narrowed by facets with counts, sorted by a press on a column's head, a sheet at a time.

The address keeps what is chosen, so that the back button, a reload and a shared address show the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from markupsafe import Markup

from app.app_pages.parts import address
from app.app_pages.parts.facets import Facet, counted, narrowing
from app.app_pages.parts.links import here
from app.app_pages.parts.markup import NONE, element, joined, show
from app.app_pages.parts.sheets import SHEET, sheet, sheets
from app.app_pages.parts.states import empty

T = TypeVar("T")
SORT = "sort"
"""Name in the address of the column that a list is sorted by; with a hyphen before it, backwards."""
_NOTHING: tuple[object, ...] = ("", [], None)
"""What a column sorts by where a row has no value."""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column."""

    name: str
    """Its head, and what the address calls it."""
    cell: Callable[[T], str | Markup]
    order: Callable[[T], Any] | None = None
    """What to sort by; None where sorting by it has no sense."""
    main: bool = False
    """Whether it is what the row is called: it stands first and large on a telephone."""


def table(
    page: str, rows: Sequence[T], columns: Sequence[Column[T]], facets: Sequence[Facet[T]] = (), *, unit: str = "项"
) -> None:
    """``rows`` of the page with the address ``page``, narrowed and sorted as the address says, with how many there are."""
    chosen, counts = counted(rows, facets)
    show(narrowing(page, list(zip(facets, counts, strict=True))))
    told = f"共 {len(rows)} {unit}" if len(chosen) == len(rows) else f"{len(chosen)} {unit}，共 {len(rows)} {unit}"
    cleared = dict.fromkeys((*(facet.name for facet in facets), SHEET))
    clear = here("全部显示", page, cleared) if len(chosen) != len(rows) else NONE
    show(element("p", Markup("{}　{}").format(told, clear), class_="db-quiet", role="status"))
    if not chosen:
        empty(f"没有符合条件的{unit}", "请去掉一个条件，或点“全部显示”。")
        return
    ways = joined((_sort(page, column, element_="span") for column in columns if column.order), "　")
    sorts = element("p", Markup("排序：") + ways, class_="db-quiet db-sorts") if ways else NONE
    head = element("thead", element("tr", joined(_sort(page, column) for column in columns)))
    body = element("tbody", joined(_row(row, columns) for row in sheet(ordered(chosen, columns))))
    show(sorts + element("div", element("table", head + body, class_="db-table"), class_="db-scroll"))
    show(sheets(page, len(chosen), unit))


def ordered(rows: Sequence[T], columns: Sequence[Column[T]]) -> list[T]:
    """The rows in the order that the address names, those without a value last; else in their own."""
    wanted = address.value(SORT)
    for column in columns:
        if column.order and wanted.removeprefix("-") == column.name:
            keys = [column.order(row) for row in rows]
            told = [n for n, key in enumerate(keys) if key not in _NOTHING]
            found = sorted(told, key=keys.__getitem__, reverse=wanted.startswith("-"))
            return [rows[n] for n in (*found, *(n for n, key in enumerate(keys) if key in _NOTHING))]
    return list(rows)


def _sort(page: str, column: Column[T], element_: str = "th") -> Markup:
    """A column's head, or on a telephone the way to sort by it."""
    scope = "col" if element_ == "th" else None
    if column.order is None:
        return element(element_, column.name, scope=scope)
    sorted_ = {column.name: "ascending", f"-{column.name}": "descending"}.get(address.value(SORT), "none")
    arrow = {"ascending": " ↑", "descending": " ↓"}.get(sorted_, "")
    after = {"ascending": f"-{column.name}", "descending": None}.get(sorted_, column.name)
    way = here(column.name + arrow, page, {SORT: after, SHEET: None})
    return element(element_, way, scope=scope, aria_sort=sorted_ if scope else None)


def _row(row: T, columns: Sequence[Column[T]]) -> Markup:
    """One row; on a narrow screen each cell tells its column itself."""
    return element("tr", joined(_cell(row, column) for column in columns))


def _cell(row: T, column: Column[T]) -> Markup:
    return element("td", column.cell(row), data_column=column.name, class_="db-main" if column.main else None)
