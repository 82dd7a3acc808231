"""Publishes a new snapshot: ``build`` and ``rebuild`` make it anew, ``add`` and ``remove`` change the current one."""

import contextlib
import shlex
import shutil
import sqlite3
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from app.base import faults, journal, kept_files, recovery, snapshots
from app.base.manifest import FORMAT, Manifest
from app.base.snapshots import Snapshot
from app.base.store import Store
from app.build import indexing, loose, moved, shipped, sources
from app.build.merge import Merged, merge
from app.build.shipped import Shipped
from app.build.sources import Incoming, Progress, quiet
from app.people.audit import Change
from app.people.rights import local_name
from app.people.text import MAX_ID, cleaned
from ingest.errors import BaseError, DuibiaoError, SourceError
from ingest.kinds import kind_of
from ingest.model import Document
from ingest.text.decoding import read_bytes

_BEGINNING, _SAME_BEGINNINGS = 12, 0.3
"""A file is a draft of a document if this share of its clauses begin with the same 12 characters as a clause of it."""


@dataclass(slots=True)
class Report:
    """The result of a build, addition or removal."""

    snapshot: Snapshot | None = None
    added: list[Document] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    errors: list[DuibiaoError] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """Mistakes in the thesaurus, the links and the standards; the lines in question are not used, all others are."""


def build(kb: Path, paths: Sequence[Path] = (), progress: Progress = quiet, doctype: str = "") -> Report:
    """Publish a base of the files ``paths`` alone (default: those in ``corpus/``).

    ``doctype`` sets the document type of every file; "" lets it be recognised. A file that cannot be read becomes an error in
    the report. Raises the first error, or SourceError, when no file could be read; then nothing changes.
    """
    report = Report()
    read = sources.read(paths or shipped.sources(), report.errors, progress, doctype)
    if not read:
        raise report.errors[0] if report.errors else SourceError("没有可加入的文件", "、".join(map(str, paths)))
    with snapshots.writing(kb) as new:
        read = _kept(kb, read, report)
        store = Store.create(new / snapshots.STORE)
        _replace_base(kb, store, read, report)
        report.snapshot = _finish(kb, new, store, read, "build", None, report, progress)
    return report


def rebuild(kb: Path, files: Sequence[Path] = (), progress: Progress = quiet) -> Report:
    """Publish the base made anew from the files kept in it; BaseError when one cannot be read, and then nothing changes.

    ``files`` take the places of kept ones with the same content that are missing or altered. One that cannot be read, or
    that the base never held, becomes an error in the report.
    """
    report = Report()
    recovery.recoverable(kb)  # refused before a folder that is no base is written to
    with snapshots.writing(kb) as new:
        found = recovery.recoverable(kb)
        report.errors += _put_back(kb, files, {source.sha256 for source in (*found.listed, *found.loose)})
        failed: list[DuibiaoError] = []
        read = sources.reread(kb, found.listed, failed, progress)
        if failed:
            what = f"有 {len(failed)} 份文件不能重建：{'；'.join(map(str, [*failed, *report.errors]))}"
            raise BaseError(what, str(kb), "没有重建，原有知识库没有改动")
        read = loose.take_in(kb, found, read, report.notes, progress)
        store = Store.create(new / snapshots.STORE)
        _replace_base(kb, store, read, report)
        report.snapshot = _finish(kb, new, store, read, "rebuild", None, report, progress)
    return report


def _put_back(kb: Path, files: Sequence[Path], named: Set[str]) -> list[DuibiaoError]:
    """Keep those ``files`` whose sha256 is among ``named`` and return an error for each of the others."""
    errors: list[DuibiaoError] = []
    for file in files:
        try:
            data = read_bytes(file)
            if sha256(data).hexdigest() not in named:
                raise SourceError(
                    "内容与库内任何一份原件都不相同，没有用上", str(file), "新文件请在重建以后用 duibiao add 加入"
                )
            kept_files.keep(kb, data)
        except DuibiaoError as exc:
            errors.append(exc)
    return errors


def _kept(kb: Path, read: list[Incoming], report: Report) -> list[Incoming]:
    """Keep the content of each file in the base; return the files kept.

    A file that was changed since it was parsed becomes an error in the report. Raises it when no file is left.
    """
    kept = []
    for one in read:
        try:
            kept_files.keep(kb, one.data())
            kept.append(one)
        except SourceError as exc:
            report.errors.append(exc)
    if not kept:
        raise report.errors[0]
    return kept


def _replace_base(kb: Path, store: Store, read: list[Incoming], report: Report) -> None:
    """Copy the audit log of the present base into ``store``, and note which of its documents the new one will not have."""
    coming = {(one.parsed.document.id, one.parsed.document.rendition) for one in read}
    try:
        snapshot = snapshots.current(kb)
        with snapshots.reading(snapshot):
            before = Store.open(snapshot.folder / snapshots.STORE)
            store.take_audit(before)
            moved.carry(before, store, read, report.notes)
            leaving = [document for document in before.documents() if document.id not in store.aliases()]
            before.close()
    except BaseError:
        _name_left(kb, coming, report)
        _save_audit(kb, store)
        moved.carry_from(kb, store, read, report.notes)
        return
    for left in (one for one in leaving if _lost(one.id, one.rendition, coming)):
        store.log(_now(), local_name(), "leave", left)
        report.notes.append(f"新库不再包含“{left.title}”（{left.id}）；如需保留，请用 duibiao add 加回")


def _lost(document: str, rendition: str, coming: Set[tuple[str, str]]) -> bool:
    """Whether ``coming`` has neither this rendition of the document nor its original."""
    return not coming & {(document, rendition), (document, "original")}


def _name_left(kb: Path, coming: Set[tuple[str, str]], report: Report) -> None:
    """Note which documents that people added the new base will not have, when the present base cannot be opened."""
    with contextlib.suppress(*faults.UNREADABLE):
        for own in (own for folder in faults.snapshot_folders(kb)[:1] for own in faults.own_documents(folder)):
            if _lost(own.id, own.rendition, coming):
                report.notes.append(f"新库不再包含自己加入的“{own.title}”（{own.file}）；请用 duibiao add 加回")


def _save_audit(kb: Path, store: Store) -> None:
    """Copy the audit log of a base that cannot be opened (damaged or of an earlier format), as far as the log can be read."""
    with contextlib.suppress(*faults.UNREADABLE, sqlite3.DatabaseError):
        for folder in faults.snapshot_folders(kb)[:1]:
            with contextlib.closing(Store.open(folder / snapshots.STORE)) as before:
                store.take_audit(before)


def add(kb: Path, paths: Sequence[Path], progress: Progress = quiet, doctype: str = "") -> Report:
    """Publish the current base with the files ``paths`` added; an original replaces the digest of the same document.

    Errors as in ``build``; BaseError when there is no base.
    """
    report = Report()
    read = sources.read(paths, report.errors, progress, doctype)
    if not read:
        raise report.errors[0] if report.errors else SourceError("没有可加入的文件", "、".join(map(str, paths)))
    snapshots.current(kb)  # refused before a folder that is no base is written to
    with snapshots.writing(kb) as new:
        before = snapshots.current(kb)
        shutil.copyfile(before.folder / snapshots.STORE, new / snapshots.STORE)
        store = Store.writable(new / snapshots.STORE)
        read = _kept(kb, _accepted(store, read, report), report)
        moved.carry(store, store, read, report.notes)
        report.snapshot = _finish(kb, new, store, read, "add", before, report, progress)
    return report


def remove(kb: Path, document: str, progress: Progress = quiet) -> Report:
    """Publish the current base without ``document``: without its original if it has one, else without its digest.

    Raises BaseError when the base does not have the document.
    """
    report = Report()
    snapshots.current(kb)  # refused before a folder that is no base is written to
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
        store.log(_now(), local_name(), "remove", gone)
        if len(renditions) > 1:
            report.notes.append(f"已删除“{gone.title}”的原文，恢复为随系统提供的摘要")
        elif again := shipped.path_of(gone):
            report.notes.append(f"“{gone.title}”是随系统提供的；要恢复，请运行 duibiao add {shlex.quote(str(again))}")
        report.snapshot = _finish(kb, new, store, [], "remove", before, report, progress)
    return report


def publish_own(kb: Path, edit: Callable[[Path], str], action: str, progress: Progress = quiet) -> Report:
    """Publish the current base anew after ``edit`` changed its own terms or examples.

    ``edit`` takes the folder and returns what it changed, for the audit log; nobody else writes meanwhile. What it raises
    comes out, and then nothing is published. BaseError when there is no base.
    """
    report = Report()
    snapshots.current(kb)  # refused before a folder that is no base is written to
    with snapshots.writing(kb) as new:
        before = snapshots.current(kb)
        changed = edit(kb)
        shutil.copyfile(before.folder / snapshots.STORE, new / snapshots.STORE)
        store = Store.writable(new / snapshots.STORE)
        store.set_audit([*store.audit(), Change(_now(), local_name(), action, cleaned(changed, MAX_ID), "", "")])
        report.snapshot = _finish(kb, new, store, [], action, before, report, progress)
    return report


def _accepted(store: Store, read: list[Incoming], report: Report) -> list[Incoming]:
    """The files to add, with a note in the report on each document that the base already has.

    A file with the id of a different document is refused. Raises the first error when every file is refused.
    """
    before = {(d.id, d.rendition): d for d in store.documents(serving=False)}
    taken = []
    for one in read:
        doc = one.parsed.document
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
    if taken:
        return taken
    raise report.errors[0]


def _another_draft(store: Store, one: Incoming) -> bool:
    """Whether a file is another draft of the document with its id: enough of their clauses have the same beginning."""
    old = {c.text[:_BEGINNING] for c in store.clauses(one.parsed.document.id)}
    return sum(c.text[:_BEGINNING] in old for c in one.parsed.clauses) >= _SAME_BEGINNINGS * len(one.parsed.clauses)


def _finish(
    kb: Path,
    new: Path,
    store: Store,
    read: list[Incoming],
    action: str,
    before: Snapshot | None,
    report: Report,
    progress: Progress,
) -> Snapshot:
    """Store the files ``read``, merge and index the base, and publish ``new`` as its current snapshot.

    ``before`` is the snapshot whose index rows may be copied. ``action`` is the
    word in the audit log for a document that replaces none.
    """
    journal.forget_kept(kb, store)
    held = {(d.id, d.rendition): d.sha256 for d in store.documents(serving=False)}
    for one in read:
        store.put(one.parsed, one.doctype)
        store.log(_now(), local_name(), "replace" if _replaces(one.parsed.document, held) else action, one.parsed.document)
        report.added.append(one.parsed.document)
    progress("整理标准、目标和关联", 0, 3)
    data, merged = merge_in(store, kb)
    report.problems += [f.message for f in merged.findings]
    progress("建立索引", 1, 3)
    identity = indexing.write(new, store, merged, data, before, progress, report.notes)
    counts = {"documents": len(store.documents()), "clauses": len(merged.clauses)}
    for entity in merged.entities:
        counts[kind_of(entity)] = counts.get(kind_of(entity), 0) + 1
    made_of = Manifest(FORMAT, _now(), _version(), identity, counts, store.sources())
    recovery.record(kb, made_of.sources)
    store.close()
    progress("发布", 2, 3)
    snapshot = snapshots.publish(kb, new, made_of)
    (kb / indexing.JOURNAL).unlink(missing_ok=True)
    _sweep(kb, report)
    try:
        journal.hand_over(snapshot)
    except BaseError as exc:
        report.notes.append(f"已发布，但操作记录暂时没有记下，下次发布时补记：{exc}")
    return snapshot


def _replaces(document: Document, held: Mapping[tuple[str, str], str]) -> bool:
    """Whether a document takes the place of other content; ``held``: sha256 of each id and rendition in the base before."""
    same = held.get((document.id, document.rendition), "")
    return same != document.sha256 if same else document.rendition == "original" and (document.id, "digest") in held


def _sweep(kb: Path, report: Report) -> None:
    """Delete the kept files that no snapshot lists; none when a list cannot be read, and then name those at stake."""
    named = recovery.named_files(kb)
    if named is not None:
        kept_files.sweep(kb, named)
    elif at_stake := recovery.loose_files(kb):
        names = "、".join(one.file for one in at_stake)
        report.notes.append(
            f"有一版的清单已损坏，可能属于它的 {len(at_stake)} 份原件仍留存在库内；请用 duibiao rebuild 收回：{names}"
        )


def merge_in(store: Store, kb: Path | None = None) -> tuple[Shipped, Merged]:
    """Merge the documents in ``store`` with the shipped data and the own data of ``kb``; write the result to ``store``."""
    store.prefer_originals()
    stated = store.stated_entities()
    data = shipped.read({entity.id for entity in stated}, kb, store.aliases())
    merged = merge(store.documents(), list(store.clauses()), stated, data)
    store.set_entities(merged.entities)
    store.set_links(merged.links)
    store.set_base_findings(merged.findings)
    return data, merged


def _now() -> str:
    """The time in UTC, ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _version() -> str:
    """The installed version of duibiao; "0" when it is not installed as a package."""
    try:
        return version("duibiao")
    except PackageNotFoundError:
        return "0"
