"""Files that wait in the draft, and what they were read as: ``KB/draft/``, beside the snapshots.

A file lies there under its sha256 from before its line is written in the draft until the draft was published or it was taken
off. What it was read as is kept beside it, so that a page of scans is recognised once.
"""

import contextlib
import sqlite3
import time
from collections.abc import Collection
from pathlib import Path

from app.base import by_content, manifest
from app.base.store import Store
from ingest.errors import SourceError, reason
from ingest.model import Parsed

_SUM = 64
"""Bytes before what a file was read as: their sha256, in hexadecimal."""
_KEPT_SECONDS = 24 * 3600
"""A file of which the draft has no line yet may still be being read."""


def keep(kb: Path, data: bytes) -> str:
    """Keep ``data`` for the draft and give its sha256; SourceError when it cannot be written."""
    sha = by_content.sha256_of(data)
    place = _place(kb, sha)
    try:
        by_content.write(place, data)
    except OSError as exc:
        raise SourceError(f"草稿写不进去（{reason(exc)}）", str(place.parent), "请检查权限和磁盘空间") from exc
    return sha


def read(kb: Path, sha: str, name: str) -> bytes:
    """The bytes of a file in the draft that came under ``name``; SourceError when it is gone or altered."""
    try:
        data = _place(kb, sha).read_bytes()
    except OSError as exc:
        raise SourceError(f"草稿里的“{name}”读不出来（{reason(exc)}）", str(kb), "请撤下这一项，重新上传") from exc
    if by_content.sha256_of(data) != sha:
        raise SourceError(f"草稿里的“{name}”被改动过或已损坏", str(kb), "请撤下这一项，重新上传")
    return data


def remember(kb: Path, sha: str, doctype: str, parsed: Parsed) -> None:
    """Keep what a file was read as; where that cannot be written it will be read again."""
    place = _read_as(kb, sha, doctype)
    with contextlib.suppress(OSError, sqlite3.Error):
        data = _packed(parsed, doctype)
        by_content.write(place, by_content.sha256_of(data).encode() + data)


def remembered(kb: Path, sha: str, doctype: str) -> Parsed | None:
    """What a file was read as by this version of the program; None when that is not kept."""
    place = _read_as(kb, sha, doctype)
    if not place.is_file() or not intact(place):
        return None
    with contextlib.suppress(OSError, sqlite3.Error, KeyError, ValueError, TypeError):
        return _unpacked(place.read_bytes()[_SUM:])
    return None


def _packed(parsed: Parsed, doctype: str) -> bytes:
    """The bytes of a store that holds one document."""
    with contextlib.closing(Store.create(Path(":memory:"))) as store:
        store.put(parsed, doctype)
        return store.serialized()


def _unpacked(data: bytes) -> Parsed:
    """The document of ``_packed``; ValueError or sqlite3.Error when it is none."""
    with contextlib.closing(Store.of(data)) as store:
        (document,) = store.documents()
        return store.parsed(document.id, document.rendition)


def intact(place: Path) -> bool:
    """Whether a file of what was read is as it was written."""
    try:
        kept = place.read_bytes()
    except OSError:
        return False
    return by_content.sha256_of(kept[_SUM:]).encode() == kept[:_SUM]


def sweep(kb: Path, named: Collection[str]) -> None:
    """Delete what the draft does not name, unless it came within the last day."""
    for path in (kb / "draft").glob("*"):
        with contextlib.suppress(OSError):
            if path.name[:64] not in named and time.time() - path.stat().st_mtime > _KEPT_SECONDS:
                path.unlink()


def _place(kb: Path, sha: str) -> Path:
    return kb / "draft" / sha


def _read_as(kb: Path, sha: str, doctype: str) -> Path:
    return kb / "draft" / f"{sha}-{doctype or 'any'}-{manifest.program()}.sqlite"
