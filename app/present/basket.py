"""What lies in a basket comes in; the lines that a page shows of it go out."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.base import cited
from app.base.knowledge import Knowledge
from app.people.baskets import Item


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in a basket, as it is cited now."""

    id: str
    full: str
    """Citation after GB/T 7714; "" where the base no longer holds the thing."""
    short: str
    note: str


def lines(kb: Knowledge, items: Sequence[Item]) -> tuple[Line, ...]:
    """The items in their order, each with its citation in the serving base."""
    return tuple(_line(kb, item) for item in items)


def _line(kb: Knowledge, item: Item) -> Line:
    citation = cited.of(kb, kb.current(item.id))
    return Line(item.id, citation.full, citation.short, item.note) if citation else Line(item.id, "", "", item.note)
