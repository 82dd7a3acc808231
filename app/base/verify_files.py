"""Whether the files of a base are, byte for byte, what was kept: all versions, originals, drafts, own tables.

PermissionError comes out of every check: what may not be read is not damaged.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from app.base import by_content, draft_files, faults, integrity, manifest, own_tables, snapshots
from app.base.looked import Damage, Looked
from app.base.manifest import MANIFEST, Manifest
from ingest.errors import BaseError, reason

_AGAIN = "请找回原来的文件，运行 duibiao rebuild 并写上它的路径，或从备份恢复"
_UPLOAD = "请把它再上传一次"


def versions(kb: Path) -> Looked:
    """The pointer, and every file of every version that is kept."""
    found: list[Damage] = []
    serving, failed = None, None
    try:
        serving = snapshots.current(kb).folder
    except BaseError as exc:
        if isinstance(exc.__cause__, PermissionError):
            raise exc.__cause__ from exc
        failed = exc
    count = 1
    for folder in faults.snapshot_folders(kb):
        todo = faults.advice(kb) if folder == serving or not serving else "现在的一版不受影响，但不能再回到这一版"
        wrong = [Damage(path.relative_to(kb).as_posix(), what, todo) for path, what in _wrong(folder)]
        if failed and wrong and failed.where == str(folder):
            failed = None  # the pointer is right: what is wrong with the version that it names is told file by file
        found += wrong
        count += sum(1 for _ in folder.iterdir())
    if failed:
        found.insert(0, Damage(snapshots.CURRENT, failed.what, failed.todo))
    return Looked("各版文件", count, tuple(found))


def _wrong(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each file of a version that is not as published, and what is wrong with it."""
    try:
        made_of = manifest.read(folder)
    except manifest.OtherFormat as exc:
        yield folder / MANIFEST, f"由另一版本的程序建立（格式 {exc.found}），没有核对"
        return
    except faults.UNREADABLE as exc:
        yield folder / MANIFEST, _why(exc)
        return
    for name in made_of.files:
        try:
            if integrity.damaged(folder, made_of, (name,)):
                yield folder / name, "和发布时不一样，已损坏"
        except OSError as exc:
            yield folder / name, _why(exc)
    for path in sorted(folder.iterdir()):
        if path.name not in made_of.files and path.name != MANIFEST:
            yield path, "不是发布的文件，是后来放进来的"


def originals(kb: Path) -> Looked:
    """The files that documents were read from, and the records of their names."""
    named: dict[str, set[str]] = {}
    files: dict[str, str] = {}
    for made_of in _manifests(kb):
        for one in made_of.sources:
            named.setdefault(one.sha256, set()).add(json.dumps(asdict(one), ensure_ascii=False))
            files[one.sha256] = one.file
    kept = [path for path in by_content.every(snapshots.files(kb)) if path.suffix != ".tmp"]
    there = {path.name for path in kept}
    lost = [f"files/{sha[:2]}/{sha}" for sha in files if sha not in there]
    found = [Damage(name, f"留存的原件“{files[Path(name).name]}”不见了", _AGAIN) for name in lost]
    for path in kept:
        if what := _unlike(path, path.name):
            found.append(Damage(_inside(kb, path), f"留存的原件“{files.get(path.name, path.name[:12])}”{what}", _AGAIN))
    records = [path for path in by_content.every(kb / "names") if path.suffix == ".json"]
    for path in records:
        wanted = named.get(path.stem)
        if wanted and _text(path) not in wanted:
            found.append(Damage(_inside(kb, path), "原件的名称记录已损坏", "不影响使用，下次发布时会重写"))
    return Looked("原件", len(kept) + len(records), tuple(found))


def drafts(kb: Path) -> Looked:
    """What waits in the draft, drafts of cases, and files that a rebuild left out."""
    found: list[Damage] = []
    paths = [p for name in ("draft", "drafts", "left-out") for p in by_content.every(kb / name) if p.is_file()]
    paths = [path for path in paths if path.suffix != ".tmp"]
    for path in paths:
        folder, name = _inside(kb, path).split("/")[0], path.name
        if folder == "draft" and path.suffix:
            if not draft_files.intact(path):
                found.append(Damage(_inside(kb, path), "读过一遍的结果已损坏", "不影响使用，会重新读取"))
        elif what := _unlike(path, name.partition("-")[0] if folder == "left-out" else name):
            found.append(Damage(_inside(kb, path), f"这份文件{what}", _UPLOAD))
    return Looked("草稿", len(paths), tuple(found))


def own(kb: Path) -> Looked:
    """Own terms and examples, which people also change by hand: whether they are what was published last."""
    found = []
    try:
        published = snapshots.current(kb).manifest.own
    except BaseError:
        return Looked("本院术语和问法", 0, ())
    for name in own_tables.NAMES:
        if own_tables.sum_of(kb, name) != published.get(name, ""):
            todo = "改过还没有发布的，请运行 duibiao terms publish；没有改过的，请从备份取回"
            found.append(Damage(name, "和发布时不一样：改过还没有发布，或已损坏", todo, notice=True))
    return Looked("本院术语和问法", len(published), tuple(found))


def _manifests(kb: Path) -> Iterator[Manifest]:
    for folder in faults.snapshot_folders(kb):
        try:
            yield manifest.read(folder)
        except faults.UNREADABLE:
            continue


def _unlike(path: Path, told: str) -> str:
    """What is wrong with a file whose sha256 begins with ``told``; "" when nothing is."""
    try:
        return "" if hashlib.sha256(path.read_bytes()).hexdigest().startswith(told) else "被改动过或已损坏"
    except OSError as exc:
        return _why(exc)


def _why(exc: Exception) -> str:
    if isinstance(exc, PermissionError):
        raise exc
    if isinstance(exc, FileNotFoundError):
        return "文件不见了"
    return f"读不出来（{reason(exc)}）" if isinstance(exc, OSError) else "清单已损坏"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except PermissionError:
        raise
    except (OSError, UnicodeDecodeError):
        return ""


def _inside(kb: Path, path: Path) -> str:
    return path.relative_to(kb).as_posix()
