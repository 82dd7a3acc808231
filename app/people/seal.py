"""What ``people.sqlite`` was, byte for byte, when somebody last wrote to it: ``people.seal`` beside it.

SQLite finds what breaks its own structure, and no bit that changed inside a text. The seal holds the file's own count of its
changes and its sha256. Where the count is another one, somebody was killed between writing and sealing, and nothing is told.
The file is read through SQLite: opening it beside would let go of the locks that this process holds on it.
"""

import hashlib
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FILE = "people.seal"
_COUNT, _SAME = slice(24, 28), slice(92, 96)
"""Where SQLite counts changes in the header of a file, and where it repeats the count (fileformat2, 1.3)."""
_SHORT = 16
_FRESH = 100_000_000
"""Nanoseconds for which a clock of the file system may tell two changes of a file alike."""
_WHOLE: set[tuple[str, tuple[int, ...]]] = set()
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
    """Whether the seal itself can be read, or there is none."""
    return not (folder / FILE).exists() or bool(_read(folder))


def broken(db: sqlite3.Connection, folder: Path) -> bool:
    """Whether the file is not what its last writer left; False where there is no seal of just that state."""
    sealed, state = _read(folder), _state(db)
    if not sealed or (sealed, state) in _WHOLE:
        return False
    with _still(db):
        data = db.serialize()
    wrong = data[_COUNT] != data[_SAME] or (_count(data) == sealed.split(" ")[0] and _text(data) != sealed)
    if not wrong and time.time_ns() - max(state[-2:], default=0) > _FRESH:
        _WHOLE.clear()
        _WHOLE.add((sealed, state))
    return wrong


def _state(db: sqlite3.Connection) -> tuple[int, ...]:
    """What the system says of the file: when it is the same, nobody wrote to it."""
    found = os.stat(db.execute("PRAGMA database_list").fetchone()[2])
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


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
