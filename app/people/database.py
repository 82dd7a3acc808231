"""``people.sqlite`` beside the snapshots: opened for a moment, read or changed in one transaction, and closed.

It keeps a rollback journal (SQLite's default) and not a write-ahead log: one that lies on a file server, or that a reader
may not write beside, must be readable too, one file is the whole of it between transactions, and people write a few rows
an hour. Readers wait for a writer only while it commits.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path, PurePath
from urllib.parse import quote

from app.people import chain, earlier, seal, sessions
from app.people.tables import CHANGES, TABLES, VERSION
from ingest.errors import BaseError, LostError, reason

FILE = "people.sqlite"
MARKER = "people.txt"
"""Lies beside the file from when its tables were made: without it, no file is an empty one; with it, no file is a lost one."""
_MARKED = f"{FILE} 里是审核记录、保存的问题和操作记录，备份知识库时请一起备份。请不要删除这两个文件。\n"
READ_SECONDS, WRITE_SECONDS = 5.0, 30.0
"""How long another process may hold the file: an answer must not wait for long, what a person wrote may."""
_MARK = 0x44554942
"""``application_id`` of the file: DUIB."""
REPAIR = "请运行 duibiao people repair，能读出的会保留，原文件另存"
_LOST = (
    "不见了，审核记录和保存的问题没有了",
    "请从备份恢复这个文件；没有备份的，运行 duibiao people repair 重新开始，导出过的 CSV 可再用 people import 收录",
)
_BUSY = ("别人正在保存", "请稍后再试")
_FORBIDDEN = ("打不开或没有权限", "请让信息科检查这个文件和所在文件夹的权限，内容没有改动")
_SAID: dict[int, tuple[str, str]] = {
    **dict.fromkeys((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED), _BUSY),
    **dict.fromkeys((sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH), _FORBIDDEN),
    sqlite3.SQLITE_FULL: ("磁盘满了，没有保存", "请清出空间后再试，原有内容没有改动"),
    sqlite3.SQLITE_IOERR: ("磁盘读写出错", "请检查磁盘后再试，原有内容没有改动"),
}
"""What is wrong and what to do, by SQLite's code; any other code means damage."""
_STATE = (
    "SELECT (SELECT user_version FROM pragma_user_version), (SELECT application_id FROM pragma_application_id), "
    "(SELECT count(*) FROM sqlite_master)"
)
"""Read in one statement: between two, another process may make the tables, and the file would look like a foreign one."""
_CODE = 0xFF
"""The part of an extended code that names its kind."""


@contextmanager
def reading(kb: Path) -> Iterator[sqlite3.Connection]:
    """What people decided and kept, to be read; empty where nothing was.

    BaseError when it cannot be read, LostError when it was there once and is gone.

    Files of earlier versions are taken in first; where nothing can be written, they are read all the same.
    """
    with translated(kb):
        if earlier.waiting(kb):
            with suppress(BaseError), writing(kb):
                pass
        with closing(_opened(kb)) as db:
            yield db


@contextmanager
def glancing(kb: Path) -> Iterator[sqlite3.Connection | None]:
    """The file to look one row up, as every request does: not checked for damage. None where there is none, or an older one.

    BaseError when it cannot be read.
    """
    with translated(kb):
        if not (kb / FILE).exists():
            yield None
            return
        with closing(connected(kb / FILE, READ_SECONDS)) as db:
            yield db if found_version(db) == VERSION else None


@contextmanager
def writing(kb: Path) -> Iterator[sqlite3.Connection]:
    """One transaction: all that is written in it stays, or nothing when an error leaves it. BaseError when it cannot be."""
    with translated(kb):
        _folder(kb)
        _refuse_lost(kb)
        with closing(connected(kb / FILE, WRITE_SECONDS, "rwc")) as db:
            db.execute("PRAGMA synchronous = EXTRA")
            _prepare(db, kb)
            with transaction(db):
                yield db
                chain.link(db)
            seal.write(db, kb)


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Hold the right to write; commit, or take everything back when an error comes out."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def connected(path: Path | str, seconds: float, mode: str = "rw") -> sqlite3.Connection:
    """A connection on which each statement is its own transaction unless one is begun. Bad UTF-8 becomes lone surrogates."""
    name = sqlite_uri(path.resolve(), f"mode={mode}") if isinstance(path, Path) else path
    db = sqlite3.connect(name, timeout=seconds, isolation_level=None, uri=isinstance(path, Path))
    db.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    return db


def sqlite_uri(path: PurePath, options: str) -> str:
    """The URI of an absolute path for SQLite; on a network drive ``as_uri`` would name the server as host, which it refuses."""
    quoted = quote(os.fsencode(path.as_posix()), safe="/:")
    return f"file://{'' if quoted.startswith('/') else '/'}{quoted}?{options}"


def create(db: sqlite3.Connection) -> None:
    """Make the tables that an empty file lacks, or bring those of an earlier version to this one.

    sqlite3.DatabaseError when the file is another program's.
    """
    version = found_version(db)
    if version == VERSION:
        return
    for sql in _missing(version):
        db.execute(sql)
    chain.link(db)
    db.execute(f"PRAGMA application_id = {_MARK}")
    db.execute(f"PRAGMA user_version = {VERSION}")


def _missing(version: int) -> list[str]:
    """The statements that make the tables which a file of this version lacks, and change those that it has otherwise."""
    made = [(earlier.SQL, 1), (sessions.SQL, sessions.SINCE), *((table.sql, table.since) for table in TABLES)]
    changed = [sql for since, statements in CHANGES for sql in statements if 0 < version < since]
    return [*(sql for sql, since in made if since > version), *changed]


def found_version(db: sqlite3.Connection) -> int:
    """The version of its schema, 0 when nothing is in the file; sqlite3.DatabaseError when it is none of ours."""
    version, mark, tables = db.execute(_STATE).fetchone()
    if (version or tables) and mark != _MARK:
        raise sqlite3.DatabaseError("not a file of this program")
    return int(version)


def _opened(kb: Path) -> sqlite3.Connection:
    """The file, checked; one in memory where there is none yet, or where it is one of an earlier version."""
    path = kb / FILE
    if path.exists():
        db = connected(path, READ_SECONDS)
        if usable(db, kb / FILE):
            return db if found_version(db) == VERSION else _brought(db)
        db.close()
    _refuse_lost(kb)
    db = connected(":memory:", 0)
    create(db)
    earlier.take_in(db, kb)
    return db


def _brought(db: sqlite3.Connection) -> sqlite3.Connection:
    """A copy in memory of a file of an earlier version, with the tables of this one; the file stays as it is."""
    copy = connected(":memory:", 0)
    with closing(db):
        db.backup(copy)
    create(copy)
    return copy


def _prepare(db: sqlite3.Connection, kb: Path) -> None:
    """Make the tables that a file lacks and take in files of earlier versions, in a transaction of its own."""
    if usable(db, kb / FILE) and found_version(db) == VERSION and not earlier.waiting(kb):
        return
    seal.forget(kb)  # it is that of a file which lay here before
    with transaction(db):
        create(db)
        earlier.take_in(db, kb)
    mark(kb)
    with transaction(db):
        earlier.set_aside(db, kb)


def lost(kb: Path) -> bool:
    """Whether the file was there once and is gone."""
    return (kb / MARKER).exists() and not (kb / FILE).exists()


def _refuse_lost(kb: Path) -> None:
    if lost(kb):
        what, todo = _LOST
        raise LostError(what, str(kb / FILE), todo)


def mark(kb: Path) -> None:
    """Write the marker, unless it is there or cannot be written."""
    with suppress(OSError):
        if not (kb / MARKER).exists():
            (kb / MARKER).write_text(_MARKED, encoding="utf-8")


def marked(kb: Path) -> bool:
    """Whether the marker, where it is, says what it should."""
    try:
        return (kb / MARKER).read_text(encoding="utf-8") == _MARKED
    except FileNotFoundError:
        return True
    except (OSError, UnicodeDecodeError):
        return False


def usable(db: sqlite3.Connection, path: Path) -> bool:
    """Whether the file holds our tables.

    BaseError when a newer program made them, sqlite3.DatabaseError when it is damaged, or empty though it held them once.
    """
    marked = (path.parent / MARKER).exists()  # asked first: another process may be making the tables
    version = found_version(db)
    if version > VERSION:
        what = f"由更新的版本写成（第 {version} 版，本程序只认到第 {VERSION} 版）"
        raise BaseError(what, str(path), "请升级 duibiao")
    if version and (wrong := _damage(db)):
        raise sqlite3.DatabaseError(wrong)
    if version and seal.broken(db, path.parent):
        raise sqlite3.DatabaseError("not what was written")
    if marked and not version:
        raise sqlite3.DatabaseError("emptied")
    if version:
        mark(path.parent)
    return version > 0


def _damage(db: sqlite3.Connection) -> str:
    """What SQLite finds wrong in the structure of the file, in its own words; "" when nothing is."""
    (found,) = db.execute("PRAGMA quick_check(1)").fetchone()
    return "" if found == "ok" else str(found).replace("\n", " ")


def _folder(kb: Path) -> None:
    if kb.exists() and not kb.is_dir():
        raise BaseError("知识库路径是文件，不是文件夹", str(kb), "请用 --kb 指定文件夹")
    kb.mkdir(parents=True, exist_ok=True)


def said(exc: sqlite3.Error) -> str:
    """What is wrong, in a few words."""
    return _SAID.get(_code(exc), ("读写出错", ""))[0]


def means_damage(exc: sqlite3.Error) -> bool:
    """Whether it is the file that is wrong, and not its lock, its permissions or the disk."""
    return _code(exc) not in _SAID


def _code(exc: sqlite3.Error) -> int:
    return getattr(exc, "sqlite_errorcode", 0) & _CODE


@contextmanager
def translated(kb: Path) -> Iterator[None]:
    """Turn what SQLite and the system say into one line."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as exc:
        what, todo = _SAID.get(_code(exc), ("文件已损坏，或不是对标的文件", REPAIR))
        raise BaseError(what, str(kb / FILE), todo) from exc
    except OSError as exc:
        raise BaseError(f"打不开或写不进去（{reason(exc)}）", str(kb), "请检查权限和磁盘空间，原有内容没有改动") from exc
