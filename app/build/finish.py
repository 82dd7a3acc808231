"""The end of every change of a base: documents stored and put right, merged, indexed, and published as a snapshot."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.base import journal, kept_files, own_tables, recovery, snapshots
from app.base.manifest import FORMAT, Manifest, program
from app.base.snapshots import Snapshot
from app.base.store import Store
from app.build import correcting, indexing, shipped
from app.build.merge import Merged, merge
from app.build.shipped import Shipped
from app.build.sources import Incoming, Progress
from app.people import clock, corrections, database
from app.people.corrections import CORRECTIONS, Correction
from app.people.rights import local_name
from ingest.errors import BaseError, DuibiaoError
from ingest.kinds import kind_of
from ingest.model import Document


@dataclass(slots=True)
class Report:
    """The result of a build, addition or removal."""

    snapshot: Snapshot | None = None
    added: list[Document] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    errors: list[DuibiaoError] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """Mistakes in the thesaurus, the links and the standards; the lines in question are not used, all others are."""
    who: str = ""
    """Whose doing it is, for the audit log; the user of this computer where nobody is named."""
    action: str = ""
    """What was done as a whole, where the word in the log for each document does not say it."""
    replaced: dict[str, str] = field(default_factory=dict)
    """Id of a document that took the place of one with another id → the sha256 of that one."""
    renewed: int = 0
    """How many of those that were added took the place of one."""
    without_place: list[Correction] = field(default_factory=list)
    """Corrections that no longer apply: their place is gone, or says something else in the file as it is now."""

    def __post_init__(self) -> None:
        """Name the user of this computer."""
        self.who = self.who or local_name()


def finish(
    kb: Path,
    new: Path,
    store: Store,
    read: list[Incoming],
    action: str,
    before: Snapshot | None,
    report: Report,
    progress: Progress,
) -> Snapshot:
    """Store the files ``read`` (empty afterwards), merge and index the base, and publish ``new`` as its current snapshot.

    ``before`` is the snapshot whose index rows may be copied. ``action`` is the word in the audit log for a document that
    replaces none, and among the versions unless every document does.
    """
    journal.forget_kept(kb, store)
    progress("整理标准、目标和关联", 0, 3)
    data, merged = settle(kb, store, read, action, report)
    report.problems += [f.message for f in merged.findings]
    report.notes += [_lost(one) for one in report.without_place]
    read.clear()  # all of it is in the store now; of a large base it would take as much memory again
    progress("建立索引", 1, 3)
    identity = indexing.write(new, store, merged, data, before, progress, report.notes)
    made_of = Manifest(
        *(FORMAT, clock.utc(), program(), identity, _counts(store, merged), store.sources()),
        who=report.who,
        action=report.action or ("replace" if report.renewed and report.renewed == len(report.added) else action),
        own={name: told for name in own_tables.NAMES if (told := own_tables.sum_of(kb, name))},
        audit=journal.anchor(kb),
    )
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


def _counts(store: Store, merged: Merged) -> dict[str, int]:
    """How many things of each kind the base holds."""
    return {"documents": len(store.documents()), "clauses": len(merged.clauses), **Counter(map(kind_of, merged.entities))}


def settle(kb: Path, store: Store, read: Sequence[Incoming], action: str, report: Report) -> tuple[Shipped, Merged]:
    """Put the files ``read`` into ``store`` and its documents right, and merge: all that a snapshot holds but its index."""
    held = {(d.id, d.rendition): d.sha256 for d in store.documents(serving=False)}
    for one in read:
        store.put(one.parsed, one.doctype)
        document = one.parsed.document
        before = held.get((document.id, document.rendition), "") if _replaces(document, held) else ""
        before = report.replaced.get(document.id, before)
        replaces = _replaces(document, held) or document.id in report.replaced
        store.log(clock.utc(), report.who, "replace" if replaces else action, document, before)
        report.added.append(document)
        report.renewed += replaces
    store.prefer_originals()
    report.without_place = correcting.apply(store, standing(kb, store, report.notes))
    return merge_in(store, kb)


def standing(kb: Path, store: Store, notes: list[str]) -> list[Correction]:
    """The corrections that hold: those that people made, and those that ``store`` brings.

    Where they cannot be read, those of the serving snapshot, and a note says so.
    """
    try:
        with database.reading(kb) as db:
            made = CORRECTIONS.rows(db)[0]
    except BaseError as exc:
        notes.append(f"改正记录读不出来，沿用上一版已有的改正：{exc}")
        made = _served(kb)
    return corrections.standing([*made, *(one for one in store.ledger.corrections() if one not in made)], store.aliases())


def _served(kb: Path) -> list[Correction]:
    """The corrections in the serving snapshot; none where there is no snapshot."""
    try:
        serving = snapshots.current(kb)
    except BaseError:
        return []
    with snapshots.store(serving) as store:
        return store.ledger.corrected()


def take_out(store: Store, document: str, report: Report, *, for_another: bool = False) -> list[Document]:
    """Take out the original of a document if it has one, else its digest: what was taken out, then what is left of it.

    ``for_another``: another document takes its place, which is what the audit log tells.
    """
    renditions = [d for d in store.documents(serving=False) if d.id == document]
    held = sorted(renditions, key=lambda d: d.rendition != "original")
    for gone in held[:1]:
        store.drop(gone.id, gone.rendition)
        if not for_another:
            store.log(clock.utc(), report.who, "remove", gone)
    return held


def _lost(one: Correction) -> str:
    where = f"{one.clause or one.document} {corrections.label(one.field)}"
    return f"一处改正用不上了，原来的位置没有了或文字已经不同：{where}“{one.after}”"


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
    stated = store.stated_entities()
    data = shipped.read({entity.id for entity in stated}, kb, store.aliases())
    merged = merge(store.documents(), list(store.clauses()), stated, data)
    store.set_entities(merged.entities)
    store.set_links(merged.links)
    store.set_base_findings(merged.findings)
    return data, merged
