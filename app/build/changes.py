"""Publishes the draft, and tells before what that will change."""

import contextlib
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.base import draft_files, kept_files, snapshots, versions
from app.base.snapshots import Snapshot
from app.base.store import Store
from app.base.versions import Difference, DocumentChange
from app.build import draft, moved, placing
from app.build.beside import Titles
from app.build.finish import Report, finish, settle
from app.build.sources import Incoming, Progress, quiet
from app.people import clock, database, decisions
from app.people.audit import Change
from app.people.corrections import Correction
from app.people.decisions import OPEN, Key
from app.people.draft import ADD, CORRECT, RETIRE, Staged
from app.people.text import MAX_ID, cleaned, short_id
from ingest.errors import BaseError, QuestionError
from ingest.model import Link


@dataclass(frozen=True, slots=True)
class Changed:
    """A document that the draft changes, clause by clause."""

    document: DocumentChange
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What publishing the draft will change."""

    state: str
    """Of base and draft: publishing is refused when it is another one by then."""
    version: int
    """The version that the draft is compared with."""
    staged: tuple[Staged, ...]
    documents: tuple[Changed, ...]
    links_lost: tuple[Link, ...]
    """Stated, curated and accepted links that will be gone."""
    links_new: int
    decisions_lost: tuple[Link, ...]
    """Decisions on links one end of which will be gone; they stay on record."""
    without_place: tuple[Correction, ...]
    """Corrections that will no longer apply."""
    notes: tuple[str, ...]


def state(kb: Path, staged: Sequence[Staged]) -> str:
    """Changes whenever the base or the draft does."""
    return short_id([snapshots.current(kb).name, *(one.key for one in staged)], 16)


def preview(kb: Path) -> Preview:
    """What publishing the draft would change; nothing is written into the base."""
    staged, serving = draft.staged(kb), snapshots.current(kb)
    report = Report()
    with tempfile.TemporaryDirectory(prefix="duibiao-") as folder, snapshots.store(serving) as before:
        path = Path(folder) / snapshots.STORE
        shutil.copyfile(serving.folder / snapshots.STORE, path)
        with contextlib.closing(Store.writable(path)) as after:
            _, merged = settle(kb, after, _taken(kb, after, staged, report), "add", report)
            aliases = after.aliases()
            documents = _documents(before, after)
            lost, new = _links(before.links(), merged.links, aliases)
            known = {e.id for e in merged.entities} | {d.id for d in after.documents()} | {c.id for c in merged.clauses}
    return Preview(
        state(kb, staged),
        int(serving.name),
        tuple(staged),
        documents,
        lost,
        new,
        _decisions(kb, known, aliases),
        tuple(report.without_place),
        tuple(report.notes),
    )


def publish(kb: Path, who: str, seen: str = "", progress: Progress = quiet) -> Report:
    """Publish the whole draft as one snapshot.

    ``seen`` is the state of the preview that the person looked at; QuestionError when base or draft have changed since, or
    when the draft is empty. Nothing changes then.
    """
    report = Report(who=who, action="publish")
    snapshots.current(kb)
    with snapshots.writing(kb) as new:
        before, staged = snapshots.current(kb), draft.staged(kb)
        if not staged:
            raise QuestionError("草稿是空的，没有可发布的", todo=_last(before))
        if seen and seen != state(kb, staged):
            raise QuestionError("您看过以后，草稿或知识库又有改动，没有发布", todo=f"请再看一遍将要改动的内容。{_last(before)}")
        shutil.copyfile(before.folder / snapshots.STORE, new / snapshots.STORE)
        store = Store.writable(new / snapshots.STORE)
        read = _taken(kb, store, staged, report)
        for one in staged:
            if one.action == ADD:
                kept_files.keep(kb, draft_files.read(kb, one.sha256, one.file))
        store.ledger.note(published=[one.key for one in staged])
        store.set_audit([*store.audit(), *_lines(staged, who)])
        report.snapshot = finish(kb, new, store, read, "add", before, report, progress)
    draft_files.sweep(kb, ())
    return report


def _taken(kb: Path, store: Store, staged: Sequence[Staged], report: Report) -> list[Incoming]:
    """The files of the draft, for a store from which what they replace and what is retired has been dropped."""
    uploads = [one for one in staged if one.action == ADD]
    titles = Titles.of(store)  # of which another librarian may have published more since the file was staged
    found = [(draft.parsed_of(kb, one), one) for one in uploads]
    read = [Incoming(parsed if one.instead else titles.place(parsed)[0], doctype=one.doctype) for parsed, one in found]
    moved.carry(store, store, read, report.notes)
    for one, incoming in zip(uploads, read, strict=True):
        if one.instead:
            placing.take_place(store, one.instead, incoming.parsed, report)
    for one in staged:
        if one.action == RETIRE:
            placing.left_out(store, one.document, report)
    store.ledger.note(one.correction for one in staged if one.action == CORRECT)
    return read


def _lines(staged: Sequence[Staged], who: str) -> list[Change]:
    """Lines for the audit log: each correction under the name of who made it, and the publication."""
    made = [
        Change(clock.utc(), one.who, "correct", cleaned(one.clause or one.document, MAX_ID), "", "", *_values(one))
        for one in staged
        if one.action == CORRECT
    ]
    return [*made, Change(clock.utc(), who, "publish", f"{len(staged)} 项", "", "")]


def _values(one: Staged) -> tuple[str, str]:
    return cleaned(one.before, MAX_ID), cleaned(one.after, MAX_ID)


def _last(before: Snapshot) -> str:
    by = f"由{before.manifest.who}" if before.manifest.who else ""
    return f"现在是第 {int(before.name)} 版，{by}发布"


def _documents(before: Store, after: Store) -> tuple[Changed, ...]:
    old, new, aliases = versions.states(before), versions.states(after), after.aliases()
    now_called = {aliases.get(identity, identity): state for identity, state in old.items()}
    return tuple(
        Changed(one, tuple(versions.compared(now_called.get(one.document), new.get(one.document), aliases)))
        for one in versions.changes(old, new, aliases)
    )


def _links(before: Sequence[Link], after: Sequence[Link], aliases: dict[str, str]) -> tuple[tuple[Link, ...], int]:
    """The certain links that will be gone, and how many new ones there will be."""

    def key(link: Link) -> Key:
        return aliases.get(link.subject, link.subject), link.predicate, aliases.get(link.object, link.object)

    old = {key(x): x for x in before if x.basis != "suggested"}
    new = {key(x) for x in after if x.basis != "suggested"}
    return tuple(link for one, link in old.items() if one not in new), len(new - set(old))


def _decisions(kb: Path, known: set[str], aliases: dict[str, str]) -> tuple[Link, ...]:
    """The decisions in force on links of which one end will be gone."""
    try:
        with database.reading(kb) as db:
            made, _ = decisions.standing(db, aliases)
    except BaseError:
        return ()
    return tuple(x for x in made.values() if x.review != OPEN and not {x.subject, x.object} <= known)
