"""How the tables that people fill are written: by one process at a time, and replaced in one step."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import BaseError

_LOCK_SECONDS = 30


@contextmanager
def locked(kb: Path) -> Iterator[None]:
    """Be the only one who writes what people decide and keep; BaseError when someone else does for long, or nothing can."""
    try:
        kb.mkdir(parents=True, exist_ok=True)
        with FileLock(kb / "people.lock", timeout=_LOCK_SECONDS):
            yield
    except Timeout as exc:
        raise BaseError("别人正在保存", str(kb), "请稍后再试") from exc
    except OSError as exc:
        raise BaseError(f"写不进去（{exc.strerror or exc}）", str(kb), "请检查权限和磁盘空间，原有内容没有改动") from exc


def write_text(path: Path, text: str) -> None:
    """Write beside and rename, flushed to disk."""
    beside = path.with_name(path.name + ".tmp")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
