"""Writing that a loss of power cannot undo: data is flushed before a name leads to it, and the folder of the name after."""

import contextlib
import os
from pathlib import Path


def flush(path: Path) -> None:
    """Have the system write the bytes of a file to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(path: Path) -> None:
    """Have the system write which names a folder holds; where it cannot (Windows, some file servers), it does so itself."""
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def replace(beside: Path, where: Path) -> None:
    """Give a flushed file the name ``where``, in the place of what bore it, and flush the folder."""
    beside.replace(where)
    flush_folder(where.parent)


def write_text(path: Path, text: str) -> None:
    """Write beside, flush, and rename."""
    beside = path.with_name(path.name + ".tmp")
    with beside.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    replace(beside, path)
