"""Publishes a new snapshot: ``build`` and ``rebuild`` make it anew, ``add`` and ``remove`` change the current one."""

import contextlib
import shlex
import shutil
import sqlite3
from collections.abc import Callable, Sequence, Set
from hashlib import sha256
from pathlib import Path

from app.base import faults, kept_files, recovery, snapshots
from app.base.store import Store
from app.build import loose, moved, placing, shipped, sources, uncatalogued
from app.build.finish import Report, finish, take_out
from app.build.sources import Incoming, Progress, quiet
from app.people import clock
from app.people.audit import Change
from app.people.text import MAX_ID, cleaned
from ingest.errors import BaseError, DuibiaoError, QuestionError, SourceError
from ingest.text.decoding import read_bytes


def build(kb: Path, paths: Sequence[Path] = (), progress: Progress = quiet, doctype: str = "", who: str = "") -> Report:
    """Publish a base of the files ``paths`` alone (default: those in ``corpus/``).

    ``doctype`` sets the document type of every file; "" lets it be recognised. A file that cannot be read becomes an error in
    the report. Raises the first error, or SourceError, when no file could be read; then nothing changes.
    """
    report = Report(who=who)
    read = sources.read(paths or shipped.sources(), report.errors, progress, doctype)
    if not read:
        raise _nothing(paths, report.errors)
    with snapshots.writing(kb) as new:
        read = _kept(kb, placing.anew(_called(kb), read, report), report)
        store = Store.create(new / snapshots.STORE)
        _replace_base(kb, store, read, report)
        report.snapshot = finish(kb, new, store, read, "build", None, report, progress)
    return report


def rebuild(kb: Path, files: Sequence[Path] = (), progress: Progress = quiet, who: str = "") -> Report:
    """Publish the base made anew from the files kept in it; BaseError when one cannot be read, and then nothing changes.

    ``files`` take the places of kept ones with the same content that are missing or altered. One that cannot be read, or
    that the base never held, becomes an error in the report.
    """
    report = Report(who=who)
    recovery.recoverable(kb)  # refused before a folder that is no base is written to
    with snapshots.writing(kb) as new:
        found = recovery.recoverable(kb)
        report.errors += _put_back(kb, files, {source.sha256 for source in (*found.listed, *found.loose)})
        failed: list[DuibiaoError] = []
        called = {one.sha256: one.document for one in found.listed}
        read = placing.anew(called, sources.reread(kb, found.listed, failed, progress), report)
        if failed:
            what = f"有 {len(failed)} 份文件不能重建：{'；'.join(map(str, [*failed, *report.errors]))}"
            raise BaseError(what, str(kb), "没有重建，原有知识库没有改动")
        read = loose.take_in(kb, found, read, report.notes, progress)
        store = Store.create(new / snapshots.STORE)
        _replace_base(kb, store, read, report)
        report.snapshot = finish(kb, new, store, read, "rebuild", None, report, progress)
    return report


def _called(kb: Path) -> dict[str, str]:
    """sha256 → id of the files in the present base; empty where it cannot be opened."""
    with contextlib.suppress(BaseError), snapshots.store(snapshots.current(kb)) as store:
        return {one.sha256: one.document for one in store.sources()}
    return {}


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
        with snapshots.store(snapshot) as before:
            store.take_audit(before)
            moved.carry(before, store, read, report.notes)
            leaving = [document for document in before.documents() if document.id not in store.aliases()]
    except BaseError:
        _name_left(kb, coming, report)
        _save_audit(kb, store, report)
        moved.carry_from(kb, store, read, report.notes)
        return
    for left in (one for one in leaving if _lost(one.id, one.rendition, coming)):
        store.log(clock.utc(), report.who, "leave", left)
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


def _save_audit(kb: Path, store: Store, report: Report) -> None:
    """Copy the audit log of a base that cannot be opened (another file damaged, an earlier format); none of a damaged store."""
    with contextlib.suppress(*faults.UNREADABLE, sqlite3.DatabaseError):
        for folder in faults.snapshot_folders(kb)[:1]:
            if not faults.trusted(folder):
                report.notes.append("上一版的文件已损坏，其中还没有记入操作记录的改动（如有）没有收下")
                return
            with contextlib.closing(Store.open(folder / snapshots.STORE)) as before:
                store.take_audit(before)


def add(
    kb: Path, paths: Sequence[Path], progress: Progress = quiet, doctype: str = "", who: str = "", instead: str = ""
) -> Report:
    """Publish the current base with the files ``paths`` added; an original replaces the digest of the same document.

    ``instead``: the id of the document whose place the one file takes. Errors as in ``build``; BaseError when there is no
    base, QuestionError when more than one file would take that place, or there is no such document.
    """
    report = Report(who=who)
    read = sources.read(paths, report.errors, progress, doctype)
    if instead and len(read) + len(report.errors) != 1:
        raise QuestionError("更换一份文件只能写一个文件", todo="请一次更换一份")
    if not read:
        raise _nothing(paths, report.errors)
    snapshots.current(kb)  # refused before a folder that is no base is written to
    with snapshots.writing(kb) as new:
        before = snapshots.current(kb)
        shutil.copyfile(before.folder / snapshots.STORE, new / snapshots.STORE)
        store = Store.writable(new / snapshots.STORE)
        read = [placing.instead_of(store, instead, *read)] if instead else placing.accepted(store, read, report)
        read = _kept(kb, read, report)
        moved.carry(store, store, read, report.notes)
        report.notes += filter(None, (uncatalogued.told(one.parsed) for one in read))
        if instead:
            placing.take_place(store, instead, read[0].parsed, report)
        report.snapshot = finish(kb, new, store, read, "add", before, report, progress)
    return report


def _nothing(paths: Sequence[Path], errors: Sequence[DuibiaoError]) -> DuibiaoError:
    """What to raise where no file could be read: every reason, as nothing else tells them."""
    if len(errors) == 1:
        return errors[0]
    if errors:  # without their folders, which are nobody's business on a page
        every = "；".join(f"{Path(error.where).name}：{error.told}" for error in errors)
        return SourceError(f"{len(errors)} 份文件都没有加入：{every}")
    return SourceError("没有可加入的文件", "、".join(map(str, paths)))


def remove(kb: Path, document: str, progress: Progress = quiet, who: str = "") -> Report:
    """Publish the current base without ``document``: without its original if it has one, else without its digest.

    Raises BaseError when the base does not have the document.
    """
    report = Report(who=who)
    snapshots.current(kb)  # refused before a folder that is no base is written to
    with snapshots.writing(kb) as new:
        before = snapshots.current(kb)
        shutil.copyfile(before.folder / snapshots.STORE, new / snapshots.STORE)
        store = Store.writable(new / snapshots.STORE)
        taken = take_out(store, document, report)
        if not taken:
            store.close()
            raise BaseError(f"知识库里没有文件“{document}”", str(kb), "可用 duibiao list documents 查看")
        gone, *left = taken
        if left:
            report.notes.append(f"已删除“{gone.title}”的原文，恢复为随系统提供的摘要")
        elif again := shipped.path_of(gone):
            report.notes.append(f"“{gone.title}”是随系统提供的；要恢复，请运行 duibiao add {shlex.quote(str(again))}")
        report.snapshot = finish(kb, new, store, [], "remove", before, report, progress)
    return report


def publish_own(kb: Path, edit: Callable[[Path], str], action: str, progress: Progress = quiet, who: str = "") -> Report:
    """Publish the current base anew after ``edit`` changed its own terms or examples.

    ``edit`` takes the folder and returns what it changed, for the audit log; nobody else writes meanwhile. What it raises
    comes out, and then nothing is published. BaseError when there is no base.
    """
    report = Report(who=who)
    snapshots.current(kb)  # refused before a folder that is no base is written to
    with snapshots.writing(kb) as new:
        before = snapshots.current(kb)
        changed = edit(kb)
        shutil.copyfile(before.folder / snapshots.STORE, new / snapshots.STORE)
        store = Store.writable(new / snapshots.STORE)
        store.set_audit([*store.audit(), Change(clock.utc(), report.who, action, cleaned(changed, MAX_ID), "", "")])
        report.snapshot = finish(kb, new, store, [], action, before, report, progress)
    return report
