"""What two documents say differently: the sentence that tells it, and the whole of two documents side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.base import units
from app.base.citation import inner
from app.base.knowledge import Knowledge
from ingest.model import Document
from kg.crosswalk import Row, Unit

_NAMED, _SHOWN = 6, 12
"""Units that the sentence names of each document, and units that are shown."""
_CALLED = {"tasks": "项任务", "targets": "项目标", "articles": "条"}
"""What rows compare → how units are counted; else 处."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What two documents say differently."""

    sentence: str
    """The conclusion, in Chinese."""
    ids: tuple[str, ...]
    """What to read, what corresponds beside each other."""
    kind: str = "clause"
    """Kind of result that these are."""


def whole(kb: Knowledge, a: Document, b: Document) -> Compared | None:
    """Two documents as a whole: what only one of them has, and what one divides. None where they are of different kinds."""
    both = units.side(kb, a), units.side(kb, b)
    if units.kind_of(both[0]) != units.kind_of(both[1]):
        return None
    kind, rows = units.rows(kb, *both)
    sides = ((a, [unit for row in rows for unit in row.a]), (b, [unit for row in rows for unit in row.b]))
    counts = "，".join(f"{titled(document)} {len(some)} {_CALLED.get(kind, '处')}" for document, some in sides)
    only_a, only_b = (
        [unit for row in rows if row.relation == name for unit in (*row.a, *row.b)] for name in ("only_a", "only_b")
    )
    alone = "；".join(f"只有{which}写了：{_listed(some)}" for which, some in (("前一份", only_a), ("后一份", only_b)) if some)
    shown = sorted((row for row in rows if _differs(row)), key=lambda row: bool(row.a and row.b)) or rows
    ids = tuple(unit.id for row in shown for unit in (*row.a, *row.b))[:_SHOWN]
    figures = of_figures(figure for row in rows for figure in row.figures if all(figure) and figure[1] != figure[2])
    sentence = f"两份文件对照：{counts}；{alone or '每一处都能在另一份里找到对应'}{figures or '。'}"
    return Compared(sentence, ids, "target" if kind == "targets" else "clause")


def _differs(row: Row) -> bool:
    """Whether only one document has it, or one divides what the other has in one piece."""
    return len(row.a) != len(row.b)


def titled(document: Document) -> str:
    """Its title in 《》."""
    return f"《{inner(document.title)}》"


def of_figures(differing: Iterable[tuple[str, str, str]]) -> str:
    """The end of a sentence: the figures that differ, each with its name and both values; "" where none does."""
    told = "；".join(f"{name}：{one}，对 {other}" for name, one, other in differing)
    return f"。数值不同：{told}。" if told else ""


def _listed(some: Sequence[Unit]) -> str:
    """Number and title of the first units, and how many there are."""
    told = "、".join(f"{unit.number} {unit.title}".strip() for unit in some[:_NAMED])
    return told + (f"等 {len(some)} 处" if len(some) > _NAMED else "")
