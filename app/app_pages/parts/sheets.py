"""A long list is shown a sheet at a time; the address names the sheet."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from markupsafe import Markup

from app.app_pages.parts import address
from app.app_pages.parts.links import here
from app.app_pages.parts.markup import NONE, element, joined

T = TypeVar("T")
SHEET, ALL = "sheet", "all"
"""Name in the address of the sheet that is shown, from 1; its value for all of a list that is not too long."""
SIZE, MOST = 50, 500
"""Things of one sheet; things that may be shown at once, for printing."""
_NEAR = 2
"""Sheets on either side of the one shown that can be gone to at once, beside the first and the last."""


def span(count: int, *, size: int = SIZE) -> tuple[int, int]:
    """Positions [start, end) in a list of ``count`` things that the address asks for."""
    if address.value(SHEET) == ALL and count <= MOST:
        return 0, count
    start = (_number(count, size) - 1) * size
    return start, min(start + size, count)


def sheet(of: Sequence[T], *, size: int = SIZE) -> Sequence[T]:
    """Those of a list that the address asks for."""
    start, end = span(len(of), size=size)
    return of[start:end]


def sheets(page: str, count: int, unit: str, *, size: int = SIZE) -> Markup:
    """The way to the other sheets; nothing where there is one alone."""
    if count <= size:
        return NONE
    start, end = span(count, size=size)
    told = element("span", f"第 {start + 1}–{end} {unit}，共 {count} {unit}", class_="db-quiet")
    whole = here("全部列出", page, {SHEET: ALL}, class_="db-button") if count <= MOST and end - start < count else NONE
    back = here("分页显示", page, {SHEET: None}, class_="db-button") if end - start > size else NONE
    ways = list(_ways(page, _number(count, size), -(-count // size))) if end - start <= size else []
    return element("nav", joined([told, *ways, whole, back]), class_="db-buttons db-sheets", aria_label="翻页")


def _number(count: int, size: int) -> int:
    return min(max(address.number(SHEET), 1), max(-(-count // size), 1))


def _ways(page: str, now: int, last: int) -> Iterator[Markup]:
    """上一页, numbers, 下一页; left out numbers are three dots."""
    near = [n for n in range(1, last + 1) if n in (1, last) or abs(n - now) <= _NEAR]
    if now > 1:
        yield here("上一页", page, {SHEET: str(now - 1)}, class_="db-button")
    for before, n in zip([0, *near], near, strict=False):
        if n - before > 1:
            yield element("span", "…", class_="db-quiet")
        shown = element("b", str(n), class_="db-button db-chosen", aria_current="page")
        yield shown if n == now else here(str(n), page, {SHEET: str(n)}, class_="db-button")
    if now < last:
        yield here("下一页", page, {SHEET: str(now + 1)}, class_="db-button")
