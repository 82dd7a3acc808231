"""Things of a base as text: one with its neighbours, or all of a kind, one a line."""

from collections.abc import Callable, Sequence
from typing import Any

from app.base.citation import STATUS
from app.people.audit import ACTIONS, Change
from app.present.schema.base import Model
from app.present.schema.entities import (
    Clause,
    Concept,
    CoreSystem,
    Document,
    Finding,
    Indicator,
    Link,
    Listed,
    SpecialAction,
    Standard,
    Target,
    Task,
)
from app.present.schema.shown import Shown, ShownDocument, ShownTarget, WithNeighbours
from app.present.terminal.answers import indicator
from app.present.terminal.graphs import neighbour
from app.present.terminal.words import short

_APART = {"neighbours", "clauses", "strategies", "spans", "places"}
"""Fields that are shown below the others, or not at all."""


def shown(found: Shown) -> str:
    """One thing with its neighbours, a field a line; empty fields are left out."""
    fields = ((name, value) for name, value in found if name not in _APART and value)
    lines = [f"{name}：{'、'.join(map(str, value)) if isinstance(value, tuple) else value}" for name, value in fields]
    if isinstance(found, ShownTarget):
        lines += [f"策略{i}：{s.text}" for i, s in enumerate(found.strategies, 1)]
    if isinstance(found, ShownDocument):
        lines += [f"{c.locator}：{short(c.text)}" for c in found.clauses]
    if isinstance(found, WithNeighbours):
        lines += map(neighbour, found.neighbours)
    return "\n".join(lines)


def listing(rows: Sequence[Listed]) -> str:
    """One line an item."""
    return "\n".join(LINES[type(row)](row) for row in rows) if rows else "（空）"


def _finding(row: Finding) -> str:
    return "  ".join([row.document, row.message, row.text, *filter(None, [row.clause])])


LINES: dict[type[Model], Callable[[Any], str]] = {
    Document: lambda r: f"{r.id}  {r.title}",
    Clause: lambda r: f"{r.id}  {short(r.text)}",
    Standard: lambda r: f"{r.id}  {r.name}  {r.published}  {STATUS[r.status]}",
    Target: lambda r: f"{r.id}  {r.name}",
    Indicator: lambda r: f"{r.number}  {indicator(r)}",
    CoreSystem: lambda r: f"{r.number}  {r.id}",
    Task: lambda r: f"{r.number}  {r.title}  {r.id}",
    SpecialAction: lambda r: f"{r.number}  {r.title}  {r.id}",
    Concept: lambda r: f"{r.id}  {r.prefLabel}",
    Link: lambda r: f"{r.subject}  {r.predicate}  {r.object}  {r.basis}  {r.comment}",
    Finding: _finding,
}
"""A thing → its line. ``Any``, as each line reads the attributes of its own class."""


def changes(found: Sequence[Change]) -> str:
    """The audit log, a change a line."""
    told = (f"{x.time}  {x.who}  {ACTIONS.get(x.action, x.action)}  {x.document}  {x.sha256[:12]}" for x in found)
    return "\n".join(told) or "还没有操作记录。"
