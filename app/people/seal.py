"""What ``people.sqlite`` was, byte for byte, when somebody last wrote to it: ``people.seal`` beside it.

SQLite finds what breaks its own structure, and no bit that changed inside a text. The seal holds the file's own count of its
changes and its sha256. Where the count is another one, somebody was killed between writing and sealing, and nothing is told.
The file is read through SQLite: opening it beside would let go of the locks that this process holds on it.
"""

import hashlib
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.people.file_state import State, settled, state

FILE = "people.seal"
_COUNT, _SAME = slice(24, 28), slice(92, 96)
"""Where SQLite counts changes in the header of a file, and where it repeats the count (fileformat2, 1.3)."""
_SHORT = 16
_WHOLE: set[tuple[str, State]] = set()
"""Seal and state of the file that this process compared last, so that a request need not read all of it again."""


def write(db: sqlite3.Connection, folder: Path) -> None:
    """Seal the file as it is now, unless nothing can be written beside it."""
    beside = folder / f"{FILE}.{os.getpid()}-{threading.get_ident()}.tmp"
    with _still(db), suppress(OSError):
        text = _text(db.serialize())
        try:
            beside.write_text(text, encoding="ascii")
            beside.replace(folder / FILE)
        finally:
            beside.unlink(missing_ok=True)


def forget(folder: Path) -> None:
    """Take the seal off, before another file takes the place of the sealed one."""
    (folder / FILE).unlink(missing_ok=True)


def intact(folder: Path) -> bool:
    """Whether the seal itself can be read, or there is none; PermissionError when it may not be."""
    if not (folder / FILE).exists():
        return True
    with (folder / FILE).open("rb"):
        return bool(_read(folder))


def broken(db: sqlite3.Connection, folder: Path) -> bool:
    """Whether the file is not what its last writer left; False where there is no seal of just that state."""
    sealed, now = _read(folder), state(db.execute("PRAGMA database_list").fetchone()[2])
    if not sealed or (sealed, now) in _WHOLE:
        return False
    with _still(db):
        data = db.serialize()
    wrong = data[_COUNT] != data[_SAME] or (_count(data) == sealed.split(" ")[0] and _text(data) != sealed)
    if not wrong and settled(now):
        _WHOLE.clear()
        _WHOLE.add((sealed, now))
    return wrong


@contextmanager
def _still(db: sqlite3.Connection) -> Iterator[None]:
    """Nobody changes the file meanwhile."""
    db.execute("BEGIN")
    try:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield
    finally:
        db.execute("ROLLBACK")


def _text(data: bytes) -> str:
    plain = f"{_count(data)} {hashlib.sha256(data).hexdigest()}"
    return f"{plain} {_check(plain)}"


def _count(data: bytes) -> str:
    return str(int.from_bytes(data[_COUNT], "big"))


def _check(plain: str) -> str:
    return hashlib.sha256(plain.encode("ascii")).hexdigest()[:_SHORT]


def _read(folder: Path) -> str:
    """The seal; "" where there is none that can be read."""
    with suppress(OSError, UnicodeDecodeError):
        text = (folder / FILE).read_text(encoding="ascii")
        plain, _, check = text.rpartition(" ")
        return text if check == _check(plain) else ""
    return ""
