"""A backup of a base: one zip with all that cannot be made again, taken while people go on working.

In it: the serving snapshot, the files that documents were read from, what people decided, saved and prepared, own terms and
examples; and a list of all of them with their sha256. It is written beside and renamed, and read back before it counts.
"""

import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path, PurePosixPath

from app.base import by_content, durable, faults, integrity, own_tables, snapshots
from app.base.files import umask
from app.base.manifest import MANIFEST, OtherFormat
from app.people import audit, clock, database, seal
from app.people.audit import Change
from app.people.rights import local_name
from app.people.text import MAX_ID, cleaned
from ingest.errors import BaseError, OutputError, SourceError, reason

LIST = "backup.json"
_FORMAT = 1
_CHUNK = 1 << 20
_OF_DISK = "lost+found"
"""What an empty disk has."""
_FOLDERS = ("files", "names", "draft", "drafts")
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How a file in a backup may be packed."""
Progress = Callable[[str, float, int], None]
"""As in ``app.build.sources``."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds."""

    created: str
    version: int
    """Number of the snapshot in it."""
    files: dict[str, str]
    """Path inside the base → sha256."""


def write(kb: Path, out: Path, progress: Progress = lambda _w, _d, _t: None) -> Backup:
    """Write a backup of ``kb`` to ``out``; OutputError or BaseError when that fails, and then ``out`` is as it was."""
    snapshot = snapshots.current(kb)
    try:
        with tempfile.TemporaryDirectory(prefix="duibiao-") as folder:
            beside = out.with_name(f".{out.name}.{os.getpid()}.tmp")
            with contextlib.ExitStack() as cleaning:
                cleaning.callback(beside.unlink, missing_ok=True)
                beside.touch(mode=0o600)  # it holds people's data
                made = _packed(kb, snapshot, beside, Path(folder), progress)
                check(beside, progress)
                durable.flush(beside)
                durable.replace(beside, out)
    except OSError as exc:
        raise OutputError(f"备份写不进去（{reason(exc)}）", str(out), "请换一个位置，或清出空间") from exc
    return made


def _packed(kb: Path, snapshot: snapshots.Snapshot, out: Path, folder: Path, progress: Progress) -> Backup:
    paths = list(_paths(kb, snapshot, folder))
    sums: dict[str, str] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for done, (name, path) in enumerate(paths):
            progress("写备份", done, len(paths))
            with contextlib.suppress(FileNotFoundError):  # swept away by somebody who published meanwhile: no snapshot needs it
                sums[name] = _put(archive, name, path)
        pointer = snapshots.pointer(snapshot).encode()
        archive.writestr(snapshots.CURRENT, pointer)
        sums[snapshots.CURRENT] = hashlib.sha256(pointer).hexdigest()
        made = Backup(datetime.now(UTC).isoformat(timespec="seconds"), int(snapshot.name), sums)
        text = {"format": _FORMAT, "created": made.created, "version": made.version, "files": sums}
        archive.writestr(LIST, json.dumps(text, ensure_ascii=False, indent=1))
    published = {f"snapshots/{snapshot.name}/{name}" for name in (*snapshot.manifest.files, MANIFEST)}
    if published - sums.keys():
        raise BaseError("备份的时候有人发布了新的版本，没有备份", str(kb), "请再备份一次")
    lacking = {source.sha256 for source in snapshot.manifest.sources} - {
        sums[name] for name in sums if name.startswith("files/")
    }
    if lacking:
        raise BaseError(f"有 {len(lacking)} 份库内留存的原件不见了或已损坏，没有备份", str(kb), "请先运行 duibiao rebuild 补上")
    return made


def _paths(kb: Path, snapshot: snapshots.Snapshot, folder: Path) -> Iterator[tuple[str, Path]]:
    """Name in the archive and place of everything that is kept; people's data as a copy that nobody writes to."""
    for path in sorted(snapshot.folder.iterdir()):
        yield f"snapshots/{snapshot.name}/{path.name}", path
    for name in _FOLDERS:
        for path in _every(kb / name):
            if path.is_file() and path.suffix != ".tmp":
                yield path.relative_to(kb).as_posix(), path
    for name in (own_tables.TERMS, own_tables.EXAMPLES, database.MARKER):
        if (kb / name).is_file():
            yield name, kb / name
    if (kb / database.FILE).exists():
        yield database.FILE, _people(kb, folder)


def _every(folder: Path) -> list[Path]:
    try:
        return by_content.every(folder)
    except OSError as exc:
        raise _unreadable(exc, Path(exc.filename)) from exc


def _people(kb: Path, folder: Path) -> Path:
    copy = folder / database.FILE
    with database.translated(kb), contextlib.closing(database.connected(kb / database.FILE, database.READ_SECONDS)) as source:
        if not database.usable(source, kb / database.FILE):
            raise sqlite3.DatabaseError("emptied")
        with contextlib.closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    return copy


def _put(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    digest, parts = hashlib.sha256(), _parts(path)
    first = next(parts, b"")  # a file that is gone is found to be so before it has a place in the archive
    with archive.open(name, "w", force_zip64=True) as target:
        for data in chain((first,), parts):
            digest.update(data)
            target.write(data)
    return digest.hexdigest()


def _parts(path: Path) -> Iterator[bytes]:
    """The bytes of a file of the base; FileNotFoundError when it is gone, BaseError when it cannot be read."""
    try:
        with path.open("rb") as file:
            while data := file.read(_CHUNK):
                yield data
    except FileNotFoundError:
        raise
    except OSError as exc:
        raise _unreadable(exc, path) from exc


def _unreadable(exc: OSError, path: Path) -> BaseError:
    if isinstance(exc, PermissionError):
        return faults.forbidden(path)
    return BaseError(f"读不出来（{reason(exc)}），没有备份", str(path), "请检查磁盘")


def check(path: Path, progress: Progress = lambda _w, _d, _t: None) -> Backup:
    """Read a whole backup and compare it with its list; SourceError when it is none, damaged or not complete."""
    try:
        with zipfile.ZipFile(path) as archive:
            made = _listed(archive)
            if set(made.files) | {LIST} != set(archive.namelist()) or len(archive.namelist()) != len(made.files) + 1:
                raise SourceError("备份不完整，和清单对不上", str(path), "请换一份备份")
            for done, (name, sha256) in enumerate(made.files.items()):
                progress("核对备份", done, len(made.files))
                if _sum(archive, name) != sha256:
                    raise SourceError(f"备份里的 {name} 已损坏", str(path), "请换一份备份")
    except FileNotFoundError as exc:
        raise SourceError("没有这个文件", str(path), "请检查路径") from exc
    except (
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        KeyError,
        TypeError,
        RuntimeError,
        NotImplementedError,
        EOFError,
    ) as exc:
        raise SourceError("不是对标的备份，或已损坏", str(path), "请选用 duibiao backup 写出的文件") from exc
    return made


def restore(path: Path, kb: Path, progress: Progress = lambda _w, _d, _t: None) -> Backup:
    """Make ``kb`` from a backup; SourceError when the backup is damaged, BaseError when something lies there already.

    What was unpacked is opened before it gets its place: of a backup without a whole base nothing is left. The audit log in
    it has the line of the restoring then, too. A folder that is there stays, with its owner and rights: it may be a volume,
    or lie where nothing else may be written.
    """
    made = check(path, progress)
    if kb.exists() and (not kb.is_dir() or any(one.name != _OF_DISK for one in kb.iterdir())):
        raise BaseError("这里已经有内容，没有恢复", str(kb), "请用 --kb 指定一个空的或还不存在的文件夹")
    there = kb.exists()
    try:
        kb.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{kb.name}-", dir=kb if there else kb.parent))
        try:
            _unpack(path, made, beside, progress)
            _check_base(beside, path)
            _log(beside, path, made)
            if there:
                _move_up(beside)
            else:
                beside.chmod(0o777 & ~umask())
                durable.replace(beside, kb)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as exc:
        raise BaseError(f"恢复写不进去（{reason(exc)}）", str(kb), "请检查权限和磁盘空间") from exc
    snapshots.current(kb)
    return made


def _move_up(inner: Path) -> None:
    """Give what was unpacked inside its folder a place in it; what makes it a base comes last."""
    for path in sorted(inner.iterdir(), key=lambda one: one.name == snapshots.CURRENT):
        durable.replace(path, inner.parent / path.name)


def _log(folder: Path, backup: Path, made: Backup) -> None:
    """Write down in what was unpacked who restored it from which file, which seals people's data as they are now.

    SourceError when they are none that this program can write. Where they were lost before the backup was taken, they stay
    lost: a log that began here would hide that.
    """
    if database.lost(folder):
        return
    name, now = cleaned(backup.name, MAX_ID), f"第 {made.version} 版"
    line = Change(clock.utc(), local_name(), "restore", name, "", integrity.sha256(backup), "", now)
    try:
        with database.writing(folder) as db:
            audit.record(db, [line])
    except BaseError as exc:
        raise SourceError(
            f"备份里的人员数据用不了（{exc.what}），没有恢复", str(backup), "请升级 duibiao，或换一份备份"
        ) from exc
    durable.flush(folder / seal.FILE)
    durable.flush_folder(folder)


def _check_base(folder: Path, backup: Path) -> None:
    """SourceError when what was unpacked is no whole base; one of an earlier format is, and says itself what to do."""
    try:
        snapshots.current(folder)
    except BaseError as exc:
        if isinstance(exc.__cause__, OtherFormat):
            return
        raise SourceError(f"备份里的知识库用不了（{exc.what}），没有恢复", str(backup), "请换一份备份") from exc


def _unpack(path: Path, made: Backup, folder: Path, progress: Progress) -> None:
    with zipfile.ZipFile(path) as archive:
        for done, name in enumerate(made.files):
            progress("恢复", done, len(made.files))
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as source, target.open("wb") as file:
                shutil.copyfileobj(source, file, _CHUNK)
            durable.flush(target)
    for inner in (folder, *filter(Path.is_dir, folder.rglob("*"))):
        durable.flush_folder(inner)


def _listed(archive: zipfile.ZipFile) -> Backup:
    """What the list of a backup says; ValueError when it is none, or one of a shape that ``write`` does not give it."""
    text = json.loads(archive.read(LIST))
    if not isinstance(text, dict) or any(member.compress_type not in _PACKED for member in archive.infolist()):
        raise ValueError(LIST)
    created, version, files = text.get("created"), text.get("version"), text.get("files")
    if not (isinstance(created, str) and isinstance(version, int) and isinstance(files, dict)):
        raise ValueError(LIST)
    if text.get("format") != _FORMAT or not all(_inside(name) and isinstance(sha256, str) for name, sha256 in files.items()):
        raise ValueError(LIST)
    return Backup(created, version, files)


def _inside(name: str) -> bool:
    """Whether a name stays inside the folder that it is unpacked into, on any system."""
    path = PurePosixPath(name)
    return (
        bool(path.parts)
        and not path.is_absolute()
        and ".." not in path.parts
        and not {"\\", ":", "\0"} & set(name)
        and name == path.as_posix()
    )


def _sum(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as source:
        while data := source.read(_CHUNK):
            digest.update(data)
    return digest.hexdigest()
