"""Pieces of work on a case: a draft, and the steps in which its author went through it, the last of which can be undone.

The draft itself is a file kept by its content (``app/case_work/desk.py``); here is its sha256. What a step changes is worked
out anew from the draft and the steps whenever a piece of work is opened, so that undoing is taking the last step off.
"""

import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from enum import StrEnum

from app.people.clock import checked_time, local
from app.people.table import Table
from app.people.text import MAX_ID, MAX_NAME, MAX_TEXT, checked, checked_lines
from ingest.errors import DataError, NotFoundError, QuestionError

MAX_TITLE = 200
"""Characters of the name of a piece of work, and of its file."""
_PERSON = "姓名"
_SHA256 = 64


class Action(StrEnum):
    """What a step does."""

    MEND = "mend"
    """Puts other words into a paragraph of the draft. ``about``: where, as ``Span`` of ``app/case_work`` writes it."""
    DECIDE = "decide"
    """Says what a practice answers to. ``about``: the practice; ``after``: ids, a line each, none where to nothing."""
    FILL = "fill"
    """Fills a field of the form. ``about``: its key."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that the author did."""

    action: Action
    about: str
    before: str = ""
    """Of a mend: the words that are replaced; of a decision: a line an id, what stood there when it was chosen."""
    after: str = ""
    time: str = ""
    """Local date and time, ISO 8601 to the millisecond."""


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work; its author alone sees it."""

    id: str
    person: str
    title: str
    file: str
    """Name of the draft as it came."""
    sha256: str
    """Of the draft's bytes."""
    made: str
    deleted: str = ""
    """When it was deleted; "" where it was not."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A piece of work in its author's list."""

    work: Work
    changed: str
    """When its last step was made."""
    steps: int


@dataclass(frozen=True, slots=True)
class _Kept:
    """A step with the work that it belongs to, as it lies in the file."""

    work: str
    step: Step


def start(db: sqlite3.Connection, person: str, title: str, file: str, sha256: str) -> Work:
    """A new piece of work on a draft; QuestionError when a name cannot be kept."""
    work = _work(secrets.token_hex(6), person, title, file, sha256, local(), "")
    WORKS.add(db, work)
    return work


def listed(db: sqlite3.Connection, person: str) -> tuple[list[Listed], list[DataError]]:
    """A person's works, those deleted too, the last changed first; and what is wrong with rows that cannot be read."""
    found, problems = WORKS.rows(db)
    changed = {
        work: (str(last), int(count))
        for work, last, count in db.execute("SELECT work, max(time), count(*) FROM work_steps GROUP BY work")
    }
    own = [Listed(work, *changed.get(work.id, (work.made, 0))) for work in found if work.person == person]
    return sorted(own, key=lambda one: one.changed, reverse=True), problems


def find(db: sqlite3.Connection, person: str, identity: str) -> Work:
    """A person's piece of work; NotFoundError where that person has none of this id, or deleted it."""
    found = next((one.work for one in listed(db, person)[0] if one.work.id == identity), None)
    if found is None or found.deleted:
        raise NotFoundError("没有这份案例，可能已删除，或是别人的", todo="请回到列表，打开自己的案例")
    return found


def rename(db: sqlite3.Connection, person: str, identity: str, title: str) -> None:
    """Give a piece of work another name; QuestionError when it cannot be kept."""
    _replace(db, replace(find(db, person, identity), title=checked(title, "名称", MAX_TITLE)))


def delete(db: sqlite3.Connection, person: str, identity: str) -> None:
    """Put a piece of work aside; it can be had back until ``purge`` takes it."""
    _replace(db, replace(find(db, person, identity), deleted=local()))


def restore(db: sqlite3.Connection, person: str, identity: str) -> None:
    """Have a deleted piece of work back, unless it is gone for good."""
    for work in (one.work for one in listed(db, person)[0]):
        if work.id == identity and work.deleted:
            _replace(db, replace(work, deleted=""))


def purge(db: sqlite3.Connection, before: str) -> None:
    """Take out for good what was deleted before a time (ISO 8601): a case has names and telephone numbers in it."""
    gone = [work.id for work in WORKS.rows(db)[0] if work.deleted and work.deleted < before]
    db.executemany("DELETE FROM work_steps WHERE work = ?", [(one,) for one in gone])
    db.executemany("DELETE FROM works WHERE work = ?", [(one,) for one in gone])


def copy(db: sqlite3.Connection, person: str, identity: str) -> Work:
    """The same draft with the same steps once more."""
    work = find(db, person, identity)
    again = start(db, person, f"{work.title[: MAX_TITLE - 5]}（副本）", work.file, work.sha256)
    for step in steps(db, work.id):
        STEPS.add(db, _Kept(again.id, step))
    return again


def files(db: sqlite3.Connection) -> set[str]:
    """The sha256 of every draft that a piece of work needs."""
    return {work.sha256 for work in WORKS.rows(db)[0]}


def steps(db: sqlite3.Connection, identity: str) -> list[Step]:
    """The steps of a piece of work in the order made; a row that cannot be read is left out."""
    found = []
    columns = ", ".join(STEPS.columns)
    for cells in db.execute(f"SELECT {columns} FROM work_steps WHERE work = ? ORDER BY id", (identity,)):
        try:
            found.append(STEPS.read(cells).step)
        except (DataError, QuestionError):
            continue
    return found


def do(db: sqlite3.Connection, person: str, identity: str, step: Step) -> None:
    """Make a step; NotFoundError where the work is not that person's, QuestionError when a text cannot be kept."""
    STEPS.add(db, _Kept(find(db, person, identity).id, replace(step, time=local())))


def undo(db: sqlite3.Connection, person: str, identity: str) -> Step | None:
    """Take the last step back and return it; None where there is none."""
    work = find(db, person, identity)
    last = steps(db, work.id)[-1:]
    db.execute("DELETE FROM work_steps WHERE id = (SELECT max(id) FROM work_steps WHERE work = ?)", (work.id,))
    return last[0] if last else None


def _replace(db: sqlite3.Connection, work: Work) -> None:
    db.execute("UPDATE works SET title = ?, deleted = ? WHERE work = ?", (work.title, work.deleted, work.id))


def _work(identity: str, person: str, title: str, file: str, sha256: str, made: str, deleted: str) -> Work:
    if len(sha256) != _SHA256 or not set(sha256) <= set("0123456789abcdef"):
        raise QuestionError("草稿的校验码读不懂", todo="请重新上传草稿")
    return Work(
        checked(identity, "编号", MAX_NAME),
        checked(person, _PERSON, MAX_NAME),
        checked(title, "名称", MAX_TITLE),
        checked(file, "文件名", MAX_TITLE),
        sha256,
        checked_time(made),
        checked_time(deleted, required=False),
    )


def _parse_step(cells: Sequence[str]) -> _Kept:
    work, time, action, about, before, after = cells
    if action not in set(Action):
        raise DataError(f"没有“{action[:MAX_NAME]}”这种步骤")
    step = Step(
        Action(action),
        checked_lines(about, "位置", MAX_TEXT),
        checked_lines(before, "原来的文字", MAX_TEXT),
        checked_lines(after, "新的文字", MAX_TEXT),
        checked_time(time),
    )
    return _Kept(checked(work, "编号", MAX_ID), step)


def _step_cells(kept: _Kept) -> tuple[str, ...]:
    step = kept.step
    return kept.work, step.time, step.action, step.about, step.before, step.after


WORKS = Table(
    "works",
    "案例",
    ("work", "person", "title", "file", "sha256", "made", "deleted"),
    """CREATE TABLE works (
        id INTEGER PRIMARY KEY AUTOINCREMENT, work TEXT NOT NULL UNIQUE, person TEXT NOT NULL, title TEXT NOT NULL,
        file TEXT NOT NULL, sha256 TEXT NOT NULL, made TEXT NOT NULL, deleted TEXT NOT NULL)""",
    lambda cells: _work(*cells),
    astuple,
    order="made",
    since=3,
)
STEPS = Table(
    "work_steps",
    "案例的步骤",
    ("work", "time", "action", "about", "before", "after"),
    """CREATE TABLE work_steps (
        id INTEGER PRIMARY KEY AUTOINCREMENT, work TEXT NOT NULL, time TEXT NOT NULL, action TEXT NOT NULL,
        about TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL)""",
    _parse_step,
    _step_cells,
    since=3,
)
