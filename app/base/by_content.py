"""Files kept byte for byte and found by their content: ``FOLDER/ab/ab12…`` holds the bytes whose sha256 is ``ab12…``."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

_UNFINISHED = ".tmp"


def keep(folder: Path, data: bytes) -> str:
    """Keep ``data``, unless it is there already, and give its sha256; written beside, then renamed."""
    sha256 = sha256_of(data)
    where = place(folder, sha256)
    if not where.is_file() or sha256_of(where.read_bytes()) != sha256:
        where.parent.mkdir(parents=True, exist_ok=True)
        beside = where.with_name(where.name + _UNFINISHED)
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(where)
    return sha256


def place(folder: Path, sha256: str) -> Path:
    """Where the file with this content lies."""
    return folder / sha256[:2] / sha256


def unnamed(folder: Path, named: set[str]) -> Iterator[Path]:
    """Every kept file whose sha256 is not among ``named``, and what killed writers left unfinished."""
    yield from (where for where in folder.glob("*/*") if where.name not in named)


def sha256_of(data: bytes) -> str:
    """In hexadecimal."""
    return hashlib.sha256(data).hexdigest()
