"""How long things are kept: rows that a person with the right sets, the last one on a name counts; else the default."""

import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from app.people import audit
from app.people.clock import utc
from app.people.table import Table
from app.people.text import MAX_NAME, checked
from ingest.errors import DataError, NotFoundError, QuestionError


@dataclass(frozen=True, slots=True)
class Setting:
    """What can be set."""

    name: str
    label: str
    unit: str
    default: int
    least: int
    most: int
    forever: str = ""
    """What 0 means, where 0 may be set beside ``least`` to ``most``."""

    def said(self, value: int) -> str:
        """As people read it: ``10 版``."""
        return self.forever if self.forever and not value else f"{value} {self.unit}"


VERSIONS = Setting("versions", "知识库留存的版数", "版", 10, 2, 1_000)
AUDIT_DAYS = Setting("audit_days", "操作记录留存", "天", 0, 180, 36_500, "一直留存")
"""The law asks for six months at least (网络安全法 第二十一条)."""
SESSION_HOURS = Setting("session_hours", "登录后多久要重新登录", "小时", 12, 1, 24)
IDLE_MINUTES = Setting("idle_minutes", "多久不用要重新登录", "分钟", 120, 5, 1_440)
ALL = {one.name: one for one in (VERSIONS, AUDIT_DAYS, SESSION_HOURS, IDLE_MINUTES)}


@dataclass(frozen=True, slots=True)
class Chosen:
    """One setting, set by somebody."""

    time: str
    """ISO 8601, UTC."""
    who: str
    name: str
    value: str


def value(db: sqlite3.Connection, setting: Setting) -> int:
    """What holds now; the default where nobody set it, or what is written is no such value."""
    row = db.execute("SELECT value FROM settings WHERE name = ? ORDER BY id DESC LIMIT 1", (setting.name,)).fetchone()
    try:
        return _checked(setting, str(row[0])) if row else setting.default
    except QuestionError:
        return setting.default


def choose(db: sqlite3.Connection, name: str, written: str, by: str) -> bool:
    """Set one; False where it stood so already. QuestionError for an unknown name or a value that it cannot have."""
    if name not in ALL:
        raise NotFoundError(f"没有“{name[:MAX_NAME]}”这一项设置", todo=f"可用：{'、'.join(ALL)}")
    setting = ALL[name]
    before, after = value(db, setting), _checked(setting, written)
    if before == after:
        return False
    SETTINGS.add(db, Chosen(utc(), by, name, str(after)))
    audit.note(db, by, "change_setting", setting.label, before=setting.said(before), after=setting.said(after))
    return True


def _checked(setting: Setting, written: str) -> int:
    number = int(written) if written.isascii() and written.isdecimal() else -1
    if setting.least <= number <= setting.most or (setting.forever and number == 0):
        return number
    also = f"，或 0（{setting.forever}）" if setting.forever else ""
    todo = f"请写 {setting.least} 到 {setting.most} 的整数（{setting.unit}）{also}"
    raise QuestionError(f"{setting.label}不能设为“{written[:MAX_NAME]}”", todo=todo)


def _parse(cells: Sequence[str]) -> Chosen:
    time, who, name, written = cells
    if name not in ALL:
        raise DataError(f"没有“{name[:MAX_NAME]}”这一项设置", todo=f"可用：{'、'.join(ALL)}")
    return Chosen(time, checked(who, "姓名", MAX_NAME, required=False), name, str(_checked(ALL[name], written)))


SETTINGS = Table(
    "settings",
    "留存设置",
    ("time", "who", "name", "value"),
    """CREATE TABLE settings (
        id INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, who TEXT NOT NULL, name TEXT NOT NULL,
        value TEXT NOT NULL)""",
    _parse,
    astuple,
    since=6,
    secret=True,  # taken in from a table, one would change without a line in the audit log
)
