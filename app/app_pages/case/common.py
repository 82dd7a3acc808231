"""What the parts of the page share: the desk, the person, and the steps."""

import streamlit as st

from app.app_pages.parts import address
from app.app_pages.person import changing, owner
from app.app_pages.shared import opened
from app.base import decided, snapshots
from app.base.knowledge import Knowledge
from app.case_work import adopted
from app.case_work.desk import Desk
from app.case_work.replay import replay
from app.people import database, works
from app.people.rights import Right
from app.people.works import Action, Step
from ingest.errors import QuestionError

PAGE = "cases"
"""Address of the page."""
WORK, AT, READING = "work", "at", "reading"
"""Names in the address: the work that is open, what of it is in focus (``p3``, ``c1``, ``gaps``), a draft being read."""
FOCUS = "case-focus"
"""Id of the place beside the draft, or on a phone below it, that shows what is in focus."""
COVER = {"covered": ("覆盖", "in_force"), "partly": ("部分", "not_yet"), "not": ("缺", "superseded")}
"""How far a strategy is covered → its word and the meaning of its badge."""


def desk(kb: Knowledge) -> Desk:
    """The desk of the base that is open, shared by everybody."""
    return _desk(str(kb.snapshot.folder), decided.version(kb.snapshot.kb), kb)


@st.cache_resource(max_entries=1, show_spinner=False)
def _desk(folder: str, state: str, _kb: Knowledge) -> Desk:
    return Desk(_kb)


@changing(Right.MAP)
def do(work: str, action: Action, about: str, before: str, after: str) -> None:
    """Make a step."""
    make(work, Step(action, about, before, after))


def make(work: str, step: Step) -> None:
    """Make a step; DuibiaoError where it cannot be made, as when the draft was changed in another window."""
    if step.action is Action.MEND and replay(desk(opened()).open(owner(), work).standing.draft, [step]).lost:
        raise QuestionError("这一处已经改过了，这次没有再改", todo="现在的草稿如下")
    with database.writing(snapshots.default_folder()) as db:
        works.do(db, owner(), work, step)


@changing(Right.MAP)
def take(kb: Knowledge, work: str, practice: str, identity: str, *, taken: bool) -> None:
    """Make a thing of the base a basis of a practice, as it read in ``kb`` beside those chosen up to now; or no longer."""
    standing = desk(opened()).open(owner(), work).standing
    step = adopted.step(kb, standing, practice, identity, taken=taken)
    do(work, step.action, step.about, step.before, step.after)


@changing(Right.MAP)
def undo(work: str, number: int) -> None:
    """Take the step of that number back, which is the last one unless something was done in another window."""
    with database.writing(snapshots.default_folder()) as db:
        if len(works.steps(db, work)) != number:
            raise QuestionError("这一步已经撤销，或者后来又改过，这次没有撤销", todo="现在的草稿如下")
        works.undo(db, owner(), work)


def go(work: str | None, at: str | None = None) -> None:
    """Open a piece of work, or the list."""
    address.put(**{WORK: work, AT: at, READING: None})
