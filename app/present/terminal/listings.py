"""All things of a kind as text, one a line."""

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
    Regulation,
    SpecialAction,
    Standard,
    Target,
    Task,
)
from app.present.terminal.answers import indicator
from app.present.terminal.library import when
from app.present.terminal.words import short


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
    Regulation: lambda r: f"{r.id}  {r.title}  {r.number}",
    Concept: lambda r: f"{r.id}  {r.prefLabel}",
    Link: lambda r: f"{r.subject}  {r.predicate}  {r.object}  {r.basis}  {r.comment}",
    Finding: _finding,
}
"""A thing → its line. ``Any``, as each line reads the attributes of its own class."""


def changes(found: Sequence[Change]) -> str:
    """The audit log, a change a line."""
    return "\n".join(map(_change, found)) or "没有操作记录。"


def _change(x: Change) -> str:
    line = f"{when(x.time)}  {x.who}  {ACTIONS.get(x.action, x.action)}  {x.document}  {x.sha256[:12]}".rstrip()
    return f"{line}  {short(x.before) or '（无）'} → {short(x.after)}" if x.after else line
