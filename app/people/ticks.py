"""Findings that a librarian has looked at; one that changes is another finding, and asks again."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from app.people import audit
from app.people.audit import Change
from app.people.clock import utc
from app.people.table import Table
from app.people.text import MAX_ID, MAX_NAME, checked, short_id
from ingest.errors import DataError
from ingest.model import Finding

DONE, OPEN = "done", "open"
STATES = {DONE: "已核对", OPEN: "撤销"}


@dataclass(frozen=True, slots=True)
class Tick:
    """That somebody looked at a finding, or took that back."""

    time: str
    """ISO 8601, UTC."""
    who: str
    finding: str
    """Its key."""
    document: str
    state: str


def key(finding: Finding) -> str:
    """A short id of a finding that stays the same through rebuilds as long as it says the same of the same place."""
    said = (finding.document, finding.code, finding.message, finding.text, str(finding.page or ""), finding.clause)
    return short_id(said, 12)


def standing(db: sqlite3.Connection) -> dict[str, Tick]:
    """The last word on each finding that was ticked off and not taken back, by key."""
    last = {one.finding: one for one in TICKS.rows(db)[0]}
    return {finding: one for finding, one in last.items() if one.state == DONE}


def mark(db: sqlite3.Connection, findings: Iterable[Finding], state: str, who: str) -> int:
    """Write down that somebody looked at findings, or takes that back, and count those that did not stand so already."""
    there, time = standing(db), utc()
    changed = [one for one in findings if (key(one) in there) != (state == DONE)]
    for one in changed:
        TICKS.add(db, Tick(time, who, key(one), one.document, state))
    action = "tick" if state == DONE else "untick"
    count = Counter(one.document for one in changed)
    audit.record(db, (Change(time, who, action, document or "整个知识库", "", "") for document in count))
    return len(changed)


def _parse(cells: Sequence[str]) -> Tick:
    time, who, finding, document, state = cells
    if state not in STATES:
        raise DataError(f"没有“{state}”这种核对结果", todo=f"可用：{'、'.join(STATES)}")
    return Tick(
        time,
        checked(who, "姓名", MAX_NAME, required=False),
        checked(finding, "待核对编号", MAX_NAME),
        checked(document, "文件编号", MAX_ID, required=False),
        state,
    )


TICKS = Table(
    "ticks",
    "核对记录",
    ("time", "who", "finding", "document", "state"),
    """CREATE TABLE ticks (
        id INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, who TEXT NOT NULL, finding TEXT NOT NULL,
        document TEXT NOT NULL, state TEXT NOT NULL)""",
    _parse,
    astuple,
    since=5,
)
