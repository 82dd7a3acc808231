"""Files kept byte for byte and found by their content: ``FOLDER/ab/ab12…`` holds the bytes whose sha256 is ``ab12…``."""

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from app.base import durable


def keep(folder: Path, data: bytes) -> str:
    """Keep ``data``, unless it is there already, and give its sha256."""
    sha256 = sha256_of(data)
    write(place(folder, sha256), data)
    return sha256


def write(where: Path, data: bytes) -> None:
    """Write ``data`` to ``where``, unless they are there already: beside under a name of its own, then renamed."""
    if where.is_file() and where.read_bytes() == data:
        return
    if not where.parent.is_dir():
        where.parent.mkdir(parents=True, exist_ok=True)
        durable.flush_folder(where.parent.parent)
    beside = unfinished(where)
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        durable.replace(beside, where)
    finally:
        beside.unlink(missing_ok=True)


def unfinished(where: Path) -> Path:
    """A file beside ``where`` that nobody else writes to."""
    return where.with_name(f"{where.name}.{os.getpid()}-{time.monotonic_ns()}.tmp")


def place(folder: Path, sha256: str) -> Path:
    """Where the file with this content lies."""
    return folder / sha256[:2] / sha256


def every(folder: Path) -> list[Path]:
    """Every file below ``folder``, in order; none where there is no such folder.

    OSError where it, or a folder in it, cannot be looked into, whose files ``Path.glob`` leaves out without a word.
    """

    def refuse(exc: OSError) -> None:
        if not isinstance(exc, FileNotFoundError):
            raise exc

    return sorted(Path(here, name) for here, _, names in os.walk(folder, onerror=refuse) for name in names)


def unnamed(folder: Path, named: set[str]) -> Iterator[Path]:
    """Every kept file whose sha256 is not among ``named``, and what killed writers left unfinished."""
    yield from (where for where in folder.glob("*/*") if where.name not in named)


def sha256_of(data: bytes) -> str:
    """In hexadecimal."""
    return hashlib.sha256(data).hexdigest()
