"""Goes back to an earlier version of the base by publishing its content anew."""

import shutil
from dataclasses import replace
from pathlib import Path

from app.base import snapshots, versions
from app.base.snapshots import Snapshot
from app.base.store import Store
from app.build.finish import Report, finish, standing
from app.build.sources import Progress, quiet
from app.people import clock, corrections
from app.people.audit import Change
from app.people.corrections import Correction
from ingest.errors import BaseError, QuestionError


def rollback(kb: Path, number: int, who: str = "", progress: Progress = quiet) -> Report:
    """Publish what version ``number`` holds as a new version; what came since stays in the versions between.

    Terms, examples and decisions of the hospital's own are not part of a version and stay as they are. NotFoundError when the
    version is not kept, QuestionError when it is the serving one. A serving version that is damaged stops nothing.
    """
    report = Report(who=who)
    versions.at(kb, number)  # refused before a folder that is no base is written to
    with snapshots.writing(kb) as new:
        before, target = _serving(kb), versions.at(kb, number)
        if before and target.name == before.name:
            raise QuestionError(f"现在就是第 {number} 版", todo="可用 duibiao versions 查看留存的各版")
        shutil.copyfile(target.folder / snapshots.STORE, new / snapshots.STORE)
        with snapshots.reading(target):
            store = Store.writable(new / snapshots.STORE)
            if before:
                _tell(before, store, report)
        store.ledger.note(_undoing(kb, store, report))
        served = f"第 {int(before.name)} 版" if before else ""
        line = Change(clock.utc(), report.who, "rollback", f"第 {number} 版", "", "", served, f"第 {number} 版")
        store.set_audit([*store.audit(), line])
        report.snapshot = finish(kb, new, store, [], "rollback", target, report, progress)
    back = f"恢复以前的是第 {int(before.name)} 版，留存期内还可以恢复回来" if before else "恢复以前的一版已损坏"
    report.notes.append(f"内容已恢复为第 {number} 版；{back}")
    report.notes.append("本院术语、问法和关联审核不随版本恢复，保持现在的样子")
    return report


def _serving(kb: Path) -> Snapshot | None:
    """The serving snapshot; None when it cannot be read, which going back is to mend."""
    try:
        return snapshots.current(kb)
    except BaseError:
        return None


def _tell(serving: Snapshot, store: Store, report: Report) -> None:
    """Note each document that the version gone back to does not hold, or holds otherwise."""
    with snapshots.store(serving) as before:
        old, new = versions.states(before), versions.states(store)
    said = {
        versions.GONE: "恢复后不再包含“{}”",
        versions.CHANGED: "“{}”恢复为以前的内容",
        versions.NEW: "重新包含“{}”",
    }
    report.notes += [said[one.kind].format(one.title) for one in versions.changes(old, new, store.aliases())]


def _undoing(kb: Path, store: Store, report: Report) -> list[Correction]:
    """The corrections that make those in force the ones that the version holds."""
    made = {one.place: one for one in standing(kb, store, report.notes)}
    held = {one.place: one for one in corrections.standing(store.ledger.corrected(), store.aliases())}
    back = [replace(one, after=one.before) for place, one in made.items() if place not in held]
    again = [one for place, one in held.items() if place not in made or made[place].after != one.after]
    return [replace(one, time=clock.utc(), who=report.who) for one in (*back, *again)]
