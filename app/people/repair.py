"""Whether ``people.sqlite`` is whole, and what can be read of one that is not."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.people import audit, chain, database, earlier, seal
from app.people.database import FILE, READ_SECONDS, WRITE_SECONDS, connected
from app.people.rights import local_name
from app.people.table import Table
from app.people.tables import TABLES
from ingest.errors import DuibiaoError


@dataclass(frozen=True, slots=True)
class Condition:
    """What is in the file and what is wrong with it."""

    counts: tuple[tuple[str, int], ...]
    """What people call each table, and how many of its rows can be read."""
    problems: tuple[str, ...]
    """Rows that cannot be read."""
    untaken: tuple[str, ...]
    """Lines of files of earlier versions that could not be taken in."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair kept, and where the file as it was lies."""

    aside: Path | None
    """None where the file was gone."""
    counts: tuple[tuple[str, int], ...]


def check(kb: Path) -> Condition:
    """Read every row; BaseError when the file as a whole cannot be read."""
    with database.reading(kb) as db:
        return _condition(db)


def repair(kb: Path) -> Repaired | None:
    """Copy the file aside and keep of it what can be read; None when nothing is wrong.

    Where the file was there once and is gone, an empty one is made. BaseError when it cannot be.
    """
    path = kb / FILE
    if not path.exists() and not database.lost(kb):
        return None
    with database.translated(kb):
        if not path.exists():
            return _rebuilt(path)
        try:
            return _without_bad_rows(path)
        except sqlite3.DatabaseError as exc:
            if not database.means_damage(exc):
                raise
        return _rebuilt(path)


def _condition(db: sqlite3.Connection) -> Condition:
    read = [(table, *table.rows(db)) for table in TABLES]
    wrong = tuple(str(problem) for _, _, problems in read for problem in problems)
    return Condition(tuple((table.label, len(rows)) for table, rows, _ in read), wrong, tuple(earlier.problems(db)))


def _without_bad_rows(path: Path) -> Repaired | None:
    """Delete single rows in the file, which is whole; sqlite3.DatabaseError when it is not."""
    with closing(connected(path, WRITE_SECONDS)) as db:
        if not database.usable(db, path):
            return None
        with _sealing(db, path.parent), database.transaction(db):
            database.create(db)
            if not _condition(db).problems:
                return None
            aside = _aside(path)
            with closing(connected(aside, READ_SECONDS, "rwc")) as copy, closing(connected(path, READ_SECONDS)) as source:
                source.backup(copy)
            for table in TABLES:
                bad = [(number,) for number, *cells in table.stored(db, "id") if not _readable(table, cells)]
                db.executemany(f"DELETE FROM {table.name} WHERE id = ?", bad)
            _tell(db)
            return Repaired(aside, _condition(db).counts)


@contextmanager
def _sealing(db: sqlite3.Connection, folder: Path) -> Iterator[None]:
    yield
    seal.write(db, folder)


def _rebuilt(path: Path) -> Repaired:
    """A new file of the rows that can be read, put in the place of the damaged one in one step.

    Nobody writes meanwhile: writing into a damaged file is refused. Its journal, if it had one, is gone: SQLite played it
    back when the file was opened to be looked at.
    """
    aside, new = _aside(path) if path.exists() else None, path.with_name(f"{FILE}.new")
    left_over = [new, new.with_name(f"{new.name}-journal")]
    if aside:
        shutil.copyfile(path, aside)
    else:
        left_over.append(path.with_name(f"{FILE}-journal"))
    for left in left_over:
        left.unlink(missing_ok=True)
    with closing(connected(new, WRITE_SECONDS, "rwc")) as db:
        with database.transaction(db):
            database.create(db)
            for table in TABLES if aside else ():
                table.take(db, _salvaged(path, table))
            _tell(db)
            counts = _condition(db).counts
    seal.forget(path.parent)
    new.replace(path)
    with closing(connected(path, WRITE_SECONDS)) as db:
        seal.write(db, path.parent)
    return Repaired(aside, counts)


def _tell(db: sqlite3.Connection) -> None:
    """Write into the log that it was repaired, and begin its chain anew."""
    audit.note(db, local_name(), chain.REPAIR, FILE)
    chain.renew(db)


def _salvaged(path: Path, table: Table[Any]) -> list[Any]:
    """The rows before the first damaged place and those after the last one, in the order written."""
    found: dict[int, Any] = {}
    for order in ("id", "id DESC"):
        found |= {number: row for number, row in _until_damage(path, table, order) if number not in found}
    return [found[number] for number in sorted(found)]


def _until_damage(path: Path, table: Table[Any], order: str) -> Iterator[tuple[int, Any]]:
    with closing(connected(path, READ_SECONDS)) as db:
        try:
            for number, *cells in table.stored(db, order):
                if isinstance(number, int) and _readable(table, cells):
                    yield number, table.read(cells)
        except sqlite3.DatabaseError as exc:
            if not database.means_damage(exc):
                raise


def _readable(table: Table[Any], cells: list[Any]) -> bool:
    try:
        table.read(cells)
    except DuibiaoError:
        return False
    return True


def _aside(path: Path) -> Path:
    return earlier.free(path.with_name(f"people-damaged-{date.today():%Y%m%d}.sqlite"))
