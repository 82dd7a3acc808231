"""What can be had back from the files kept in a base whose manifests cannot all be read.

A snapshot is listed by its manifest; where that cannot be read, by its store; where that cannot be read either, it may need
any kept file. Nothing is deleted that a snapshot without a readable manifest may need, until a rebuild took it in.
"""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from app.base import durable, faults, manifest
from app.base.manifest import FIRST_WITH_FILES, FORMAT, Source
from app.base.store import Store
from corpus import CORPUS
from ingest.errors import BaseError

_SIGNATURES = (
    (b"%PDF", ".pdf"),
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
    (b"BM", ".bmp"),
    (b"{\\rtf", ".rtf"),
    (b"\xd0\xcf\x11\xe0", ".doc"),
    (b"---", ".md"),
    (b"<", ".html"),
)
_IN_ZIP = ((b"word/", ".docx"), (b"xl/", ".xlsx"), (b"ppt/", ".pptx"), (b"OFD.xml", ".ofd"), (b"opendocument", ".odt"))
"""What a file begins with, and what a zip file holds, by the file name extension of its format."""


@dataclass(frozen=True, slots=True)
class Recoverable:
    """What a base can be made anew from."""

    folder: Path | None
    """The snapshot whose list is followed; None when none can be read."""
    listed: list[Source]
    loose: list[Source]
    """Kept files beyond that list which a snapshot without a readable manifest may hold, the latest last."""


def recoverable(kb: Path) -> Recoverable:
    """What to make ``kb`` anew from; BaseError when it keeps nothing for that."""
    folders = faults.snapshot_folders(kb)
    for folder in folders:
        found, sources = _listed(folder)
        if sources is None:
            continue
        loose = loose_files(kb, folder)
        if found < FIRST_WITH_FILES and not loose:
            raise faults.of_other_format(found, folder)
        if found >= FIRST_WITH_FILES:
            return Recoverable(folder, sources, loose)
    if loose := loose_files(kb):
        return Recoverable(None, [], loose)
    raise BaseError("这里没有可以重建的知识库", str(kb), "请用 --kb 指定知识库文件夹，或运行 duibiao build 新建")


def loose_files(kb: Path, followed: Path | None = None) -> list[Source]:
    """Kept files that only snapshots without a readable manifest may need, the latest last.

    ``followed`` is a snapshot whose list is followed anyway. All kept files are loose where there is no snapshot.
    """
    folders = faults.snapshot_folders(kb)
    certain = {sha256 for folder in folders for sha256 in _in_manifest(folder) or ()}
    certain |= {one.sha256 for one in (followed and _listed(followed)[1]) or ()}
    loose: dict[str, list[Source]] = {}
    for folder in folders:
        if folder != followed and _in_manifest(folder) is None:
            for one in _may_need(kb, folder):
                loose.setdefault(one.sha256, []).append(one)
    if not folders:
        loose = {path.name: [_named(path)] for path in _kept(kb)}
    paths = sorted((p for p in _kept(kb) if p.name in loose and p.name not in certain), key=lambda p: p.stat().st_mtime_ns)
    return [loose[path.name][0] for path in paths]


def needed(kb: Path, old: Path, others: Iterable[Path]) -> bool:
    """Whether ``old`` has no readable manifest, and may be the last of the snapshots of ``kb`` to need a kept file."""
    if _in_manifest(old) is not None:
        return False
    safe = {sha256 for folder in others for sha256 in _in_manifest(folder) or ()}
    there = {path.name for path in _kept(kb)}
    return any(one.sha256 in there - safe for one in _may_need(kb, old))


def named_files(kb: Path) -> set[str] | None:
    """The sha256 of every file that a snapshot needs; None when that is not known for sure."""
    lists = [_in_manifest(folder) for folder in faults.snapshot_folders(kb)]
    return None if None in lists else {sha256 for found in lists for sha256 in found or ()}


def record(kb: Path, sources: Iterable[Source]) -> None:
    """Write down beside the kept files under which name, id and type each was taken in, for when no snapshot tells it."""
    for one in sources:
        path = _record(kb, one.sha256)
        text = json.dumps(asdict(one), ensure_ascii=False)
        if not path.is_file() or path.read_bytes() != text.encode():
            path.parent.mkdir(exist_ok=True)
            durable.write_text(path, text)


def forget(kb: Path, named: set[str]) -> None:
    """Delete the records of all files but those with the sha256 ``named``."""
    for path in _record(kb, "").parent.glob("*"):
        if path.name.partition(".")[0] not in named:
            path.unlink(missing_ok=True)


def _listed(folder: Path) -> tuple[int, list[Source] | None]:
    """Format of a snapshot and its sources, from its manifest, else from its store; no sources when neither can be read."""
    try:
        return manifest.sources(folder)
    except PermissionError as exc:
        raise faults.forbidden(folder) from exc
    except faults.UNREADABLE:
        return FORMAT, _stored(folder)


def _in_manifest(folder: Path) -> set[str] | None:
    try:
        return {one.sha256 for one in manifest.sources(folder)[1]}
    except PermissionError as exc:
        raise faults.forbidden(folder) from exc
    except faults.UNREADABLE:
        return None


def _stored(folder: Path) -> list[Source] | None:
    """The sources that the store of a snapshot names; None when it is damaged."""
    try:
        with closing(Store.open(folder / "base.sqlite")) as store:
            return store.sources() if store.intact() else None
    except (sqlite3.Error, *faults.UNREADABLE):
        return None


def _may_need(kb: Path, folder: Path) -> list[Source]:
    """The sources of a snapshot without a readable manifest; every kept file when its store does not tell them either."""
    stored = _stored(folder)
    return [_named(path) for path in _kept(kb)] if stored is None else stored


def _kept(kb: Path) -> list[Path]:
    return [path for path in (kb / "files").glob("*/*") if len(path.name) == len("ab") * 32]


def _named(path: Path) -> Source:
    """A kept file under the name that it was taken in with; without a record of that, by its content."""
    try:
        written = json.loads(_record(path.parents[2], path.name).read_text(encoding="utf-8"))
        if written["sha256"] == path.name and all(isinstance(cell, str) for cell in written.values()):
            return Source(**written)
    except faults.UNREADABLE:
        pass
    shipped = {p.read_bytes(): p.name for p in CORPUS.rglob("*") if p.is_file()}
    data = path.read_bytes()
    if data in shipped:
        return Source("", "digest", shipped[data], path.name)
    return Source("", "original", path.name[:12] + _extension(data), path.name)


def _extension(data: bytes) -> str:
    if data.startswith(b"PK"):
        return next((extension for part, extension in _IN_ZIP if part in data), ".docx")
    return next((extension for start, extension in _SIGNATURES if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(start)), ".txt")


def _record(kb: Path, sha256: str) -> Path:
    return kb / "names" / f"{sha256}.json"
