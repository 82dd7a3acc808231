"""The CSV files in which earlier versions kept decisions and questions → their tables, once."""

import hashlib
import logging
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

from app.people import spreadsheet
from app.people.decisions import DECISIONS
from app.people.questions import QUESTIONS
from app.people.table import Table

FILES: dict[str, Table[Any]] = {"decisions.csv": DECISIONS, "questions.csv": QUESTIONS}
SQL = """CREATE TABLE imported (
    name TEXT NOT NULL, sha256 TEXT NOT NULL, time TEXT NOT NULL, taken INTEGER NOT NULL, problems TEXT NOT NULL,
    PRIMARY KEY (name, sha256))"""
"""What was taken in from which file: a file stays here until it is renamed, and must not be taken in again."""
_log = logging.getLogger(__name__)


def waiting(kb: Path) -> bool:
    """Whether such a file lies beside the snapshots."""
    return any((kb / name).is_file() for name in FILES)


def take_in(db: sqlite3.Connection, kb: Path) -> None:
    """Write what these files hold into their tables, unless that was done; lines that cannot be read are logged."""
    for name, table in FILES.items():
        sha = _sha256(kb / name)
        if not sha or db.execute("SELECT 1 FROM imported WHERE name = ? AND sha256 = ?", (name, sha)).fetchone():
            continue
        rows, problems = spreadsheet.read(kb / name, table)
        told = [f"{problem}（没有收录）" for problem in problems]
        found = (name, sha, datetime.now().isoformat(timespec="seconds"), table.take(db, rows), "\n".join(told))
        db.execute("INSERT INTO imported VALUES (?, ?, ?, ?, ?)", found)
        for line in told:
            _log.warning("注意：%s", line)


def set_aside(db: sqlite3.Connection, kb: Path) -> None:
    """Rename the files that were taken in; call it in a transaction, so that only one process does.

    One that cannot be renamed (a spreadsheet has it open) is left for the next time.
    """
    for name in FILES:
        path = kb / name
        if db.execute("SELECT 1 FROM imported WHERE name = ? AND sha256 = ?", (name, _sha256(path))).fetchone():
            try:
                path.rename(free(path.with_stem(f"{path.stem}-imported")))
            except OSError:
                continue


def problems(db: sqlite3.Connection) -> list[str]:
    """Lines that could not be taken in, each with its file and number."""
    told = db.execute("SELECT problems FROM imported WHERE problems <> '' ORDER BY time, name")
    return [line for (text,) in told for line in str(text).split("\n")]


def free(path: Path) -> Path:
    """``path``, or the same with the first number after its name under which nothing lies."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in range(2, 10_000))
    return next(other for other in (path, *numbered) if not other.exists())


def _sha256(path: Path) -> str:
    """Of the file's bytes; "" when there is none that can be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
