"""Sources → a new snapshot. ``build`` starts from nothing, ``add`` and ``remove`` from the serving one."""

import getpass
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from app.base import snapshots
from app.base.snapshots import Manifest, Snapshot
from app.base.store import Store
from app.build import indexing, sources
from app.build.merge import settle
from app.build.sources import Progress, quiet
from corpus import CORPUS
from ingest.errors import BaseError, DuibiaoError, SourceError
from ingest.kinds import kind_of
from ingest.model import Document, Parsed

_BEGINNING, _ALIKE = 12, 0.3


@dataclass(slots=True)
class Report:
    """What a build or an addition did, file by file."""

    snapshot: Snapshot | None = None
    added: list[Document] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    errors: list[DuibiaoError] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """What is wrong with the thesaurus, the links and the standards; the rest of them serves."""


def build(kb: Path, paths: Sequence[Path] = (), progress: Progress = quiet, doctype: str = "") -> Report:
    """Publish a base made of ``paths`` (default: the corpus) alone; ``doctype`` forces the type of every file."""
    report = Report()
    parsed = sources.read(paths or [CORPUS / "documents", CORPUS / "catalogues"], report.errors, progress, doctype)
    if not parsed:
        raise report.errors[0] if report.errors else SourceError("没有可加入的文件", "、".join(map(str, paths)))
    with snapshots.writing(kb) as new:
        store = Store.create(new / snapshots.STORE)
        _take_leave(kb, store, parsed, report)
        report.snapshot = _finish(kb, new, store, parsed, "build", None, report, progress)
    return report


def _take_leave(kb: Path, store: Store, parsed: list[Parsed], report: Report) -> None:
    """Keep the audit log of the base that stood here, and say which of its documents a new build leaves out."""
    try:
        snapshot = snapshots.current(kb)
        with snapshots.reading(snapshot):
            before = Store.open(snapshot.folder / snapshots.STORE)
            store.take_audit(before)
            leaving = before.documents()
            before.close()
    except BaseError:
        return
    coming = {one.document.id for one in parsed}
    for left in leaving:
        if left.id not in coming:
            store.log(_now(), _who(), "leave", left)
            report.notes.append(f"新库不再包含“{left.title}”（{left.id}）；如需保留，请用 duibiao add 加回")


def add(kb: Path, paths: Sequence[Path], progress: Progress = quiet, doctype: str = "") -> Report:
    """Publish the serving base with ``paths`` added; an original takes the place of its document's digest."""
    report = Report()
    parsed = sources.read(paths, report.errors, progress, doctype)
    if not parsed:
        raise report.errors[0] if report.errors else SourceError("没有可加入的文件", "、".join(map(str, paths)))
    with snapshots.writing(kb) as new:
        before = snapshots.current(kb)
        shutil.copyfile(before.folder / snapshots.STORE, new / snapshots.STORE)
        store = Store.writable(new / snapshots.STORE)
        parsed = _explain(store, parsed, report)
        report.snapshot = _finish(kb, new, store, parsed, "add", before, report, progress)
    return report


def remove(kb: Path, document: str, progress: Progress = quiet) -> Report:
    """Publish the serving base without ``document``: its original if there is one, else its digest."""
    report = Report()
    with snapshots.writing(kb) as new:
        before = snapshots.current(kb)
        shutil.copyfile(before.folder / snapshots.STORE, new / snapshots.STORE)
        store = Store.writable(new / snapshots.STORE)
        renditions = [d for d in store.documents(serving=False) if d.id == document]
        if not renditions:
            store.close()
            raise BaseError(f"知识库里没有文件“{document}”", str(kb), "可用 duibiao list documents 查看")
        gone = max(renditions, key=lambda d: d.rendition == "original")
        store.drop(gone.id, gone.rendition)
        store.log(_now(), _who(), "remove", gone)
        if len(renditions) > 1:
            report.notes.append(f"已删除“{gone.title}”的原文，恢复为随系统提供的摘要")
        report.snapshot = _finish(kb, new, store, [], "remove", before, report, progress)
    return report


def _explain(store: Store, parsed: list[Parsed], report: Report) -> list[Parsed]:
    """What to take in, with a note on each document that is there already.

    A file that claims the id of quite another document is refused: what stood before is not lost to it.
    """
    before = {(d.id, d.rendition): d for d in store.documents(serving=False)}
    taken = []
    for one in parsed:
        doc = one.document
        same = before.get((doc.id, doc.rendition))
        if same and same.sha256 == doc.sha256:
            report.notes.append(f"“{doc.title}”已在库中，内容相同")
        elif same and same.source != doc.source and not _another_draft(store, one):
            what = f"与库内“{same.title}”（来自 {same.source}）编号相同（{doc.id}），内容却不同，没有收录"
            report.errors.append(SourceError(what, doc.source, "请在文件头写明不同的 id，或先用 duibiao remove 删除旧的"))
            continue
        elif same:
            report.notes.append(f"“{doc.title}”已更新为这次的版本")
        elif doc.rendition == "original" and (doc.id, "digest") in before:
            report.notes.append(f"“{doc.title}”的原文取代了摘要，条款编号不变")
        taken.append(one)
    if not taken:
        raise report.errors[0]
    return taken


def _another_draft(store: Store, one: Parsed) -> bool:
    """Whether a file is a draft of the document that has its id: a good part of its clauses begin alike."""
    old = {c.text[:_BEGINNING] for c in store.clauses(one.document.id)}
    return sum(c.text[:_BEGINNING] in old for c in one.clauses) >= _ALIKE * len(one.clauses)


def _finish(
    kb: Path,
    new: Path,
    store: Store,
    parsed: list[Parsed],
    action: str,
    before: Snapshot | None,
    report: Report,
    progress: Progress,
) -> Snapshot:
    """Everything after the documents are known: merge, link, index, publish."""
    for one in parsed:
        store.put(one)
        store.log(_now(), _who(), action, one.document)
        report.added.append(one.document)
    progress("整理标准、目标和关联", 0, 3)
    settled = settle(store)
    report.problems += [f.message for f in settled.problems]
    progress("建立索引", 1, 3)
    identity = indexing.write(new, store, settled, before, progress, report.notes)
    counts = {"documents": len(store.documents()), "clauses": len(settled.clauses)}
    for entity in settled.entities:
        counts[kind_of(entity)] = counts.get(kind_of(entity), 0) + 1
    origins = [
        {"document": d.id, "rendition": d.rendition, "file": d.source, "sha256": d.sha256}
        for d in store.documents(serving=False)
    ]
    store.close()
    progress("发布", 2, 3)
    manifest = Manifest(snapshots.FORMAT, _now(), _version(), identity, counts, origins)
    return snapshots.publish(kb, new, manifest)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _version() -> str:
    try:
        return version("duibiao")
    except PackageNotFoundError:
        return "0"
