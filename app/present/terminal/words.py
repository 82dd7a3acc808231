"""What all text for the terminal shares."""

from collections.abc import Sequence

from app.present.schema.entities import Cell, Line

_WIDTH = 160
"""Characters of a text that are shown."""
_MOST_ITEMS = 12
"""Items of a list that are shown below the clause that opens it."""


def short(text: str) -> str:
    """The beginning of ``text``."""
    return text if len(text) <= _WIDTH else text[:_WIDTH] + "…"


def row(cells: Sequence[Cell]) -> str:
    """A table row with its column heads; "" for what is no row."""
    return "；".join(f"{cell.column}：{cell.text}" if cell.column else cell.text for cell in cells)


def items(found: Sequence[Line], count: int) -> list[str]:
    """The items of a list, those of items further in, under the line that counts them; none where there is no list."""
    if not found:
        return []
    lines = [f"{'  ' * line.depth}{line.locator} {short(line.text)}" for line in found[:_MOST_ITEMS]]
    more = [f"  还有 {len(found) - _MOST_ITEMS} 条，用 duibiao show 看全部"] * (len(found) > _MOST_ITEMS)
    return [f"共 {count} 项：", *lines, *more]
