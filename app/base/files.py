"""A file that a person asked for: written whole or not at all; and what the system says of files, in Chinese."""

import errno
import os
import tempfile
from pathlib import Path

from app.base import durable
from ingest.errors import OutputError, reason


def in_chinese(exc: OSError) -> str:
    """One line for an error of the system that nothing else has put into words."""
    where = f"{exc.filename}：" if exc.filename else ""
    return f"{where}{reason(exc)}。请检查路径、权限和磁盘空间"


def write_output(path: Path, content: str | bytes) -> None:
    """Write ``content`` beside ``path`` and rename it, so that a failure leaves what was there; OutputError when it fails.

    A link is followed, and a device or pipe (``/dev/stdout``) is written to, not replaced.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            _replace(target, data)
    except (OSError, RuntimeError) as exc:
        # pathlib raises a RuntimeError where links run in a circle.
        why = reason(exc if isinstance(exc, OSError) else OSError(errno.ELOOP, ""))
        raise OutputError(f"写不进去（{why}）", str(path), "请换一个位置或名称，原有的文件没有改动") from exc


def _replace(target: Path, data: bytes) -> None:
    """A temporary file of its own, with the rights of the file it replaces or of a new one."""
    handle, name = tempfile.mkstemp(prefix=".duibiao-", dir=target.parent)
    beside = Path(name)
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~umask())
        durable.replace(beside, target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def umask() -> int:
    """The rights that new files lack; reading it means setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
