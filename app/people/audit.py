"""The audit log: who changed what the base holds, and when."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime, timedelta

from app.people import chain
from app.people.clock import utc
from app.people.table import Table
from app.people.text import MAX_ID, MAX_NAME, cleaned
from ingest.errors import DataError

ACTIONS = {
    "build": "建库收录",
    "add": "加入",
    "replace": "更换",
    "rebuild": "重建",
    "remove": "删除",
    "leave": "建库时不再收录",
    "add_term": "加入本院术语",
    "remove_term": "删除本院术语",
    "add_example": "加入本院问法",
    "remove_example": "删除本院问法",
    "publish_own": "发布本院术语和问法",
    "add_account": "新建账号",
    "change_role": "更改角色",
    "change_password": "更改密码",
    "disable_account": "停用账号",
    "enable_account": "恢复账号",
    "add_token": "新建接口令牌",
    "revoke_token": "停用接口令牌",
    "publish": "发布草稿",
    "correct": "改正",
    "rollback": "恢复到以前的版本",
    "restore": "从备份恢复",
    "tick": "核对待核对项",
    "untick": "撤销核对",
    "decide_link": "审核关联",
    "change_setting": "更改留存设置",
    chain.TRIM: "按留存设置删去较早的操作记录",
    chain.REPAIR: "修复人员数据",
}
"""What is done with a document, with what a hospital has of its own, or with an account, by the word that the log keeps."""


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the log."""

    time: str
    """ISO 8601, UTC."""
    who: str
    """The account logged in, else that of the operating system."""
    action: str
    document: str
    """Its id or a clause's; the name of an own term, account, token, backup; the id that an own example is about; a version."""
    rendition: str
    sha256: str
    """Of the document's or the backup's file; of a trimmed log: the hash of its last line."""
    before: str = ""
    """What stood there before, as far as one line can say it."""
    after: str = ""


def record(db: sqlite3.Connection, changes: Iterable[Change]) -> int:
    """Write the lines that the log does not hold yet, and count them."""
    return AUDIT.take(db, changes)


def note(db: sqlite3.Connection, who: str, action: str, what: str, *, before: str = "", after: str = "") -> None:
    """Write the line of a change made just now, in the transaction that makes it."""
    AUDIT.add(db, Change(utc(), who, action, what, "", "", before, after))


def trim(db: sqlite3.Connection, days: int, who: str) -> None:
    """Take out lines older than so many days, and write the line that says so; 0 keeps all."""
    earliest = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="milliseconds")
    if days and (taken := chain.trim(db, earliest)):
        count, last = taken
        AUDIT.add(db, Change(utc(), who, chain.TRIM, f"{count} 条，到第 {last.number} 条为止", "", last.hash))


def _parse(cells: Sequence[str]) -> Change:
    time, who, action, document, rendition, sha256, before, after = (cleaned(cell, MAX_ID) for cell in cells)
    try:
        datetime.fromisoformat(time)
    except ValueError as exc:
        raise DataError(f"时间“{time[:MAX_NAME]}”读不懂") from exc
    return Change(time, who, action, document, rendition, sha256, before, after)


AUDIT = Table(
    "audit",
    "操作记录",
    ("time", "who", "action", "document", "rendition", "sha256", "before", "after"),
    """CREATE TABLE audit (
        id INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL,
        document TEXT NOT NULL, rendition TEXT NOT NULL, sha256 TEXT NOT NULL,
        before TEXT NOT NULL DEFAULT '', after TEXT NOT NULL DEFAULT '', chain TEXT NOT NULL DEFAULT '',
        UNIQUE (time, who, action, document, rendition, sha256, before, after))""",
    _parse,
    astuple,
    order="time",
    added=("before", "after"),
)
_OLD = "id, time, who, action, document, rendition, sha256"
CHANGES = (
    "ALTER TABLE audit RENAME TO audit_before",
    AUDIT.sql,
    f"INSERT INTO audit ({_OLD}) SELECT {_OLD} FROM audit_before",
    "DROP TABLE audit_before",
)
"""What brings the table of a file before version 6 to what it is now."""
CHANGED = 6
