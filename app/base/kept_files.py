"""The files that documents were read from, kept in the base byte for byte and found by their content.

``KB/files/ab/ab12…`` holds the bytes whose sha256 is ``ab12…``: the same content is kept once, under however many names it
came. A kept file is never changed, and is deleted only when no snapshot names it any more.
"""

from pathlib import Path, PurePath

from app.base import by_content, recovery, snapshots
from ingest.errors import SourceError, reason


def keep(kb: Path, data: bytes) -> str:
    """Keep ``data``, unless it is there already, and give its sha256; only while ``snapshots.writing`` is held."""
    return by_content.keep(snapshots.files(kb), data)


def read(kb: Path, sha256: str, name: str) -> bytes:
    """The bytes of a kept file that came under ``name``; SourceError when it is gone, altered, or cannot be read."""
    place, again = _place(kb, sha256), "请找回原来的文件，运行 duibiao rebuild 并写上它的路径"
    try:
        data = place.read_bytes()
    except FileNotFoundError as exc:
        raise SourceError(f"库内留存的原件“{name}”不见了", str(place), again) from exc
    except OSError as exc:
        raise SourceError(f"库内留存的原件“{name}”读不出来（{reason(exc)}）", str(place), "请检查权限和磁盘") from exc
    if by_content.sha256_of(data) != sha256:
        raise SourceError(f"库内留存的原件“{name}”被改动过或已损坏", str(place), again)
    return data


def sweep(kb: Path, named: set[str]) -> None:
    """Delete every kept file whose sha256 is not among ``named``, and what killed writers left unfinished."""
    for place in by_content.unnamed(snapshots.files(kb), named):
        place.unlink(missing_ok=True)
    recovery.forget(kb, named)


def leave_out(kb: Path, sha256: str, name: str) -> Path:
    """Move a kept file out of the way, into ``KB/left-out``, and give its new place."""
    place = kb / "left-out" / f"{sha256[:12]}-{PurePath(name).name}"
    place.parent.mkdir(exist_ok=True)
    _place(kb, sha256).replace(place)
    return place


def _place(kb: Path, sha256: str) -> Path:
    return by_content.place(snapshots.files(kb), sha256)
