"""The log file of the server: requests, warnings and errors. A full one is put aside, and so many of those are kept."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from filelock import FileLock, Timeout

from app.server.watch import ACCESS
from ingest.errors import OutputError, reason

LARGEST, KEPT = 10 * 1024 * 1024, 9
"""Bytes of a file, and how many full ones are kept beside it: 100 MB in all."""
_HELD: list[FileLock] = []
"""Locks of the files that this process writes; the system gives them free when it ends."""


def own(folder: Path) -> Path:
    """The file in ``folder`` that no other server writes: web.log, else web-2.log …, since only one can put a full one aside.

    OutputError when nothing can be written there.
    """
    number = 1
    while True:
        file = folder / ("web.log" if number == 1 else f"web-{number}.log")
        lock = FileLock(file.with_suffix(".lock"), timeout=0)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout:
            number += 1
        except OSError as exc:
            raise _unwritable(file, exc) from exc
        else:
            _HELD.append(lock)
            return file


def write_to(file: Path) -> None:
    """Let the log of this process go to ``file``; OutputError when it cannot be written.

    Call it when the app is made: loggers that keep their lines from the root by then, as Streamlit's do, are written too.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8")
    except OSError as exc:
        raise _unwritable(file, exc) from exc
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    known = (one for one in logging.Logger.manager.loggerDict.values() if isinstance(one, logging.Logger))
    for logger in (logging.getLogger(), *(one for one in known if not one.propagate)):
        logger.addHandler(handler)
    ACCESS.setLevel(logging.INFO)


def _unwritable(file: Path, why: OSError) -> OutputError:
    return OutputError(f"日志写不了（{reason(why)}）", str(file), "请用 --log 换一个位置")
