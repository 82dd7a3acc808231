"""What a list may be narrowed by: values with their counts, each a link that chooses it or lets go of it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from markupsafe import Markup

from app.app_pages.parts import address
from app.app_pages.parts.links import here
from app.app_pages.parts.markup import NONE, element, joined
from app.app_pages.parts.sheets import SHEET
from app.app_pages.parts.years import Series, years

T = TypeVar("T")
_VALUES = 8
"""Values of a facet that are shown at once; the others are folded."""


@dataclass(frozen=True, slots=True)
class Facet(Generic[T]):
    """What a list may be narrowed by."""

    name: str
    """Its name for people, and what the address calls it."""
    label: Callable[[T], str]
    """The value of a row; "" for none."""
    years: bool = False
    """Whether the values are years, which stand on a time line."""


def counted(rows: Sequence[T], facets: Sequence[Facet[T]]) -> tuple[list[T], list[Counter[str]]]:
    """The rows that have what the address chooses, of several values of one facet any; and how many rows each value has.

    A facet's values are counted among the rows that all other facets let through.
    """
    wanted = [set(address.values(facet.name)) for facet in facets]
    chosen: list[T] = []
    counts: list[Counter[str]] = [Counter() for _ in facets]
    for row in rows:
        labels = [facet.label(row) for facet in facets]
        missed = [n for n, of in enumerate(wanted) if of and labels[n] not in of]
        if not missed:
            chosen.append(row)
        for n, label in enumerate(labels):
            if label and missed in ([], [n]):
                counts[n][label] += 1
    return chosen, counts


def narrowing(page: str, facets: Sequence[tuple[Facet[T], Counter[str]]]) -> Markup:
    """Facets one below the other, and beside them their years on one time line."""
    pills = joined(_facet(page, facet, counts) for facet, counts in facets if not facet.years)
    line = years([_series(page, facet, counts) for facet, counts in facets if facet.years])
    return element("div", element("div", pills) + line, class_="db-narrowing") if line else pills


def _series(page: str, facet: Facet[T], counts: Counter[str]) -> Series:
    """The years of a facet; one that is chosen stands there though no row has it any more."""
    whole = dict.fromkeys(address.values(facet.name), 0) | counts
    return Series(facet.name, whole, lambda year, drawn, title: value(page, facet.name, year, drawn, "db-bar", title))


def _facet(page: str, facet: Facet[T], counts: Counter[str]) -> Markup:
    """The values of a facet with their counts, those chosen and the most frequent first."""
    chosen = address.values(facet.name)
    named = sorted({*counts, *chosen}, key=lambda one: (one not in chosen, -counts[one], one))
    if len(named) <= 1 and not chosen:
        return NONE
    pressed = [value(page, facet.name, one, f"{one} {counts[one]}") for one in named]
    folded = pressed[_VALUES:]
    rest = (
        element("details", element("summary", f"还有 {len(folded)} 个") + joined(folded), class_="db-rest") if folded else NONE
    )
    head = element("span", facet.name, class_="db-quiet")
    return element("div", joined([head, *pressed[:_VALUES], rest]), class_="db-facet", role="group", aria_label=facet.name)


def value(page: str, name: str, one: str, label: str | Markup, class_: str = "db-pill", title: str | None = None) -> Markup:
    """A link that chooses one value of a facet, or lets go of it."""
    chosen = address.values(name)
    after = [other for other in chosen if other != one] if one in chosen else [*chosen, one]
    return here(label, page, {name: after, SHEET: None}, class_=f"{class_} db-chosen" if one in chosen else class_, title=title)
