"""The audit log: who changed what the base holds, and when."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime

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
    "tick": "核对待核对项",
    "untick": "撤销核对",
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
    """Its id or a clause's; the name of an own term, account or token; the id that an own example is about; a version."""
    rendition: str
    sha256: str


def record(db: sqlite3.Connection, changes: Iterable[Change]) -> int:
    """Write the lines that the log does not hold yet, and count them."""
    return AUDIT.take(db, changes)


def note(db: sqlite3.Connection, who: str, action: str, what: str) -> None:
    """Write the line of a change made just now, in the transaction that makes it."""
    AUDIT.add(db, Change(utc(), who, action, what, "", ""))


def _parse(cells: Sequence[str]) -> Change:
    time, who, action, document, rendition, sha256 = (cleaned(cell, MAX_ID) for cell in cells)
    try:
        datetime.fromisoformat(time)
    except ValueError as exc:
        raise DataError(f"时间“{time[:MAX_NAME]}”读不懂") from exc
    return Change(time, who, action, document, rendition, sha256)


AUDIT = Table(
    "audit",
    "操作记录",
    ("time", "who", "action", "document", "rendition", "sha256"),
    """CREATE TABLE audit (
        id INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL,
        document TEXT NOT NULL, rendition TEXT NOT NULL, sha256 TEXT NOT NULL,
        UNIQUE (time, who, action, document, rendition, sha256))""",
    _parse,
    astuple,
    order="time",
)
