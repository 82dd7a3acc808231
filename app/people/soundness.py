"""What is wrong with ``people.sqlite``: its structure, its rows, and the chain of the audit log."""

import errno
import os
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.people import chain, database, earlier, seal
from app.people.chain import Anchor
from app.people.tables import TABLES
from ingest.errors import BaseError

_TAMPERED = "请查明原因；以前的备份里有当时的记录，可以对照"


@dataclass(frozen=True, slots=True)
class Noted:
    """An anchor that was kept somewhere."""

    where: str
    """As people call the place."""
    anchor: Anchor
    time: str
    """When it was kept, ISO 8601, UTC; "" where that is not known."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong."""

    what: str
    todo: str


def problems(kb: Path, anchors: Sequence[Noted]) -> list[Problem]:
    """Everything that is wrong with the file; ``anchors``: what the end of the audit log once was.

    PermissionError when it may not be read, which is not damaged.
    """
    file = kb / database.FILE
    if file.exists() and not os.access(file, os.R_OK):  # not opened: closing it would let go of the locks of this process
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))
    if not seal.intact(kb):
        return [Problem(f"{seal.FILE} 已损坏", "下次有人保存时会重写，不影响使用"), *_read(kb, anchors)]
    return _read(kb, anchors)


def _read(kb: Path, anchors: Sequence[Noted]) -> list[Problem]:
    try:
        with database.reading(kb) as db:
            return list(_problems(db, anchors))
    except BaseError as exc:
        return [Problem(exc.what, exc.todo)]


def _problems(db: sqlite3.Connection, anchors: Sequence[Noted]) -> Iterator[Problem]:
    found = [str(row[0]) for row in db.execute("PRAGMA integrity_check")]
    if found != ["ok"] or db.execute("PRAGMA foreign_key_check").fetchone():
        yield Problem("文件已损坏", database.REPAIR)
    rows = [problem for table in TABLES for problem in table.rows(db)[1]]
    for line in (*map(str, rows), *earlier.problems(db)):
        yield Problem(line, "可用 duibiao people repair 去掉读不懂的记录")
    for line in chain.broken(db):
        yield Problem(f"操作记录{line}", _TAMPERED)
    repaired = db.execute("SELECT max(time) FROM audit WHERE action = ?", (chain.REPAIR,)).fetchone()[0] or ""
    for noted in anchors:  # a repair begins the chain anew: what was noted before it no longer fits
        if not (noted.time and noted.time < repaired) and (line := chain.missing(db, noted.anchor)):
            yield Problem(f"操作记录和{noted.where}对不上：{line}", _TAMPERED)
