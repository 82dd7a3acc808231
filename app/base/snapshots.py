"""The knowledge base on disk: numbered snapshots and one pointer. This module alone knows the layout.

::

    KB/CURRENT                  the name of the serving snapshot and the seal of its manifest, replaced in one step
    KB/snapshots/000007/        base.sqlite  words.json  bm25.npz  vectors.faiss  parts.faiss  parts.npy
                                examples.npz  examples.faiss  manifest.json
    KB/snapshots/.new-…/        a build under way; swept away by the next one
    KB/files/ab/ab12…           the files that documents were read from, by their sha256 (``kept_files``)
    KB/names/ab12….json         under which name, id and type each of them was taken in (``recovery``)
    KB/drafts/ab/ab12…          drafts of cases that people work on (``app.case_work.desk``)
    KB/left-out/                kept files that a rebuild without manifest could not take in
    KB/people.sqlite            what people decide, save and change (``app.people``)
    KB/people.txt               says that there is one, should it get lost
    KB/terms.csv, examples.csv  a hospital's own terms and examples (``own_tables``); no build changes them
    KB/write.lock               held by the one who builds

A snapshot never changes once its manifest stands. A reader keeps the one it opened; the last
``keep()`` stay on disk for it. One of a format that keeps no files stays for as long as it holds
a document that the serving one lacks, and one without a readable manifest while it alone
may need a kept file.
"""

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import platformdirs
from filelock import FileLock, Timeout

from app.base import durable, faults, integrity, manifest, recovery
from app.base.manifest import FIRST_WITH_FILES, MANIFEST, Manifest
from app.base.store import Store
from app.people import database, settings
from ingest.errors import BaseError, reason

CURRENT, STORE, WORDS = faults.CURRENT, faults.STORE, "words.json"
_LOCK_SECONDS = 120


@dataclass(frozen=True, slots=True)
class IndexFiles:
    """The files of one index, and under which name the store keeps what its rows are."""

    name: str
    bm25: str
    vectors: str


ENTRIES = IndexFiles("entries", "bm25.npz", "vectors.faiss")
"""What can be found: clauses and the entities people cite."""
EXAMPLES = IndexFiles("examples", "examples.npz", "examples.faiss")
"""How people ask about them."""
EXAMPLE, OWN_EXAMPLE = "example", "own_example"
"""Kinds of rows in ``EXAMPLES``: one that ships, and one that the hospital wrote."""
PARTS, OWNERS = "parts.faiss", "parts.npy"
"""The vectors of parts of entries, and of which row of ``ENTRIES`` each part is one."""
FILES = (STORE, WORDS, ENTRIES.bm25, ENTRIES.vectors, PARTS, OWNERS, EXAMPLES.bm25, EXAMPLES.vectors)


def default_folder() -> Path:
    """``DUIBIAO_KB``, else the user's data folder."""
    return Path(os.environ.get("DUIBIAO_KB") or platformdirs.user_data_path("duibiao") / "kb")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A published snapshot."""

    folder: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        """Its number, e.g. ``000007``."""
        return self.folder.name

    def level(self, files: IndexFiles) -> tuple[float, float]:
        """Mean and standard deviation of its cosines with the rows of an index (``index.models.calibration``)."""
        mean, deviation = self.manifest.model[f"level.{files.name}"].split()
        return float(mean), float(deviation)

    @property
    def kb(self) -> Path:
        """The knowledge base that it is a snapshot of."""
        return self.folder.parents[1]


def files(kb: Path) -> Path:
    """The folder of the files that documents were read from."""
    return kb / "files"


def drafts(kb: Path) -> Path:
    """The folder of the drafts of cases."""
    return kb / "drafts"


def current(kb: Path) -> Snapshot:
    """The serving snapshot; BaseError when there is none or it cannot be used."""
    try:
        if not kb.exists():
            raise BaseError("知识库不存在", str(kb), "请用 --kb 指定知识库文件夹，或运行 duibiao build 新建")
        if not kb.is_dir():
            raise BaseError("知识库路径是文件，不是文件夹", str(kb), "请用 --kb 指定文件夹")
        text = (kb / CURRENT).read_text(encoding="utf-8")
        name, _, seal = text.strip().partition(" ")
    except FileNotFoundError as exc:
        raise BaseError("这里没有建成的知识库（缺 CURRENT）", str(kb), faults.advice(kb)) from exc
    except PermissionError as exc:
        raise faults.forbidden(kb) from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise faults.unreadable(exc, kb / "snapshots" / CURRENT) from exc
    found = load(kb / "snapshots" / name) if faults.is_number(name) else None
    if not found or (seal and text != pointer(found)):
        raise BaseError("知识库的 CURRENT 文件已损坏", str(kb), faults.advice(kb))
    return found


def load(folder: Path) -> Snapshot:
    """Open the snapshot in ``folder``; BaseError unless every file of it is, byte for byte, what was published.

    A file is read through once a process, and again when the system says that it changed.
    """
    try:
        found = manifest.read(folder)
        wrong = integrity.damaged(folder, found, FILES)
    except faults.UNREADABLE as exc:
        raise faults.unreadable(exc, folder) from exc
    if wrong:
        raise faults.damaged(wrong, folder)
    return Snapshot(folder, found)


@contextmanager
def writing(kb: Path) -> Iterator[Path]:
    """Hold the lock and give an empty folder to build in; what is left of killed builds is swept away."""
    with locked(kb):
        for left in (kb / "snapshots").glob(".new-*"):
            shutil.rmtree(left, ignore_errors=True)
        new = Path(tempfile.mkdtemp(prefix=".new-", dir=kb / "snapshots"))
        new.chmod(new.parent.stat().st_mode)  # who may read the base may read the new snapshot
        try:
            yield new
        finally:
            shutil.rmtree(new, ignore_errors=True)


@contextmanager
def locked(kb: Path) -> Iterator[None]:
    """Be the only one who writes; BaseError when someone else is for long, or when nothing can be written."""
    try:
        if kb.exists() and not kb.is_dir():
            raise BaseError("知识库路径是文件，不是文件夹", str(kb), "请用 --kb 指定文件夹")
        (kb / "snapshots").mkdir(parents=True, exist_ok=True)
        with FileLock(kb / "write.lock", timeout=_LOCK_SECONDS):
            yield
    except Timeout as exc:
        raise BaseError("别人正在更新这个知识库", str(kb), "请稍后再试") from exc
    except (OSError, sqlite3.OperationalError) as exc:
        why = reason(exc) if isinstance(exc, OSError) else database.said(exc)
        raise BaseError(f"知识库写不进去（{why}）", str(kb), "请检查权限和磁盘空间，原有内容没有改动") from exc


def keep(kb: Path) -> int:
    """How many versions stay on disk: ``DUIBIAO_VERSIONS`` on this computer, else what the base's settings say.

    All stay where the settings cannot be read. BaseError when the variable is no such number.
    """
    written, least = os.environ.get("DUIBIAO_VERSIONS", ""), settings.VERSIONS.least
    if written and (not written.isdecimal() or int(written) < least):
        raise BaseError(f"环境变量 DUIBIAO_VERSIONS 写的是“{written}”", todo=f"请写留存的版数，至少 {least}；原有内容没有改动")
    if written:
        return int(written)
    try:
        with database.reading(kb) as db:
            return settings.value(db, settings.VERSIONS)
    except BaseError:
        return sys.maxsize


def publish(kb: Path, new: Path, made_of: Manifest) -> Snapshot:
    """Give the finished folder ``new`` the next number and point to it in one step."""
    kept = keep(kb)
    for name in FILES:
        durable.flush(new / name)
        made_of.files[name] = {"bytes": (new / name).stat().st_size, "sha256": integrity.sha256(new / name)}
    durable.write_text(new / MANIFEST, made_of.sealed().text())
    published = load(new)
    numbers = sorted(int(p.name) for p in (kb / "snapshots").iterdir() if faults.is_number(p.name))
    name = f"{(numbers[-1] if numbers else 0) + 1:06d}"
    new.rename(kb / "snapshots" / name)
    durable.flush_folder(kb / "snapshots")
    published = Snapshot(kb / "snapshots" / name, published.manifest)
    durable.write_text(kb / CURRENT, pointer(published))
    stale = [kb / "snapshots" / f"{number:06d}" for number in numbers[: -(kept - 1)]]
    others = [folder for folder in faults.snapshot_folders(kb) if folder not in stale]
    for old in stale:
        if not _only_copy(old, made_of) and not recovery.needed(kb, old, others):
            shutil.rmtree(old, ignore_errors=True)
    return published


def pointer(snapshot: Snapshot) -> str:
    """What ``CURRENT`` says when this snapshot serves."""
    return f"{snapshot.name} {snapshot.manifest.seal}".rstrip() + "\n"


def _only_copy(old: Path, serving: Manifest) -> bool:
    """Whether a snapshot without kept files holds a document of somebody's own that the serving one lacks."""
    held = {(source.document, source.rendition) for source in serving.sources}
    try:
        found, _ = manifest.sources(old)
        return found < FIRST_WITH_FILES and any((own.id, own.rendition) not in held for own in faults.own_documents(old))
    except faults.UNREADABLE:
        return False


@contextmanager
def reading(snapshot: Snapshot) -> Iterator[None]:
    """Turn what a damaged or forbidden file makes a library say into one line."""
    try:
        yield
    except (sqlite3.DatabaseError, OSError, ValueError, KeyError, RuntimeError, BadZipFile) as exc:
        raise faults.unreadable(exc, snapshot.folder) from exc


@contextmanager
def store(snapshot: Snapshot) -> Iterator[Store]:
    """What a snapshot holds, to be read; BaseError when it is damaged or forbidden."""
    with reading(snapshot), closing(Store.open(snapshot.folder / STORE)) as found:
        yield found
