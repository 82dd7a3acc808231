"""What the parts of the page share: the desk, the person, and the steps."""

import streamlit as st

from app.app_pages.parts import address
from app.app_pages.person import changing, person
from app.base import decided
from app.base.knowledge import Knowledge
from app.case_work.desk import Desk
from app.people import database, works
from app.people.rights import Right
from app.people.works import Action, Step

PAGE = "cases"
"""Address of the page."""
WORK, AT = "work", "at"
"""Names in the address: the piece of work that is open, and what of it is in focus (``p3``, ``c1``, ``gaps``)."""


def who() -> str:
    """Whose works they are; a computer whose system names nobody has them all in one name."""
    return person().name or "本机"


def desk(kb: Knowledge) -> Desk:
    """The desk of the base that is open, shared by everybody."""
    return _desk(str(kb.snapshot.folder), decided.version(kb.snapshot.kb), kb)


@st.cache_resource(max_entries=1, show_spinner=False)
def _desk(folder: str, state: str, _kb: Knowledge) -> Desk:
    return Desk(_kb)


@changing(Right.MAP)
def do(kb: Knowledge, work: str, action: Action, about: str, before: str, after: str) -> None:
    """Make a step."""
    with database.writing(kb.snapshot.kb) as db:
        works.do(db, who(), work, Step(action, about, before, after))


@changing(Right.MAP)
def undo(kb: Knowledge, work: str) -> None:
    """Take the last step back."""
    with database.writing(kb.snapshot.kb) as db:
        works.undo(db, who(), work)


def go(work: str | None, at: str | None = None) -> None:
    """Open a piece of work, or the list."""
    address.put(**{WORK: work, AT: at, "reading": None})
