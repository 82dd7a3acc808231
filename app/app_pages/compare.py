"""政策对照: two documents, or two versions of one, clause beside clause with the differences marked."""

from pathlib import Path

import streamlit as st

from app.app_pages.comparing import PAGE, VERSIONS
from app.app_pages.comparing.choosing import documents, mode, two_versions
from app.app_pages.comparing.shown import shown
from app.app_pages.parts.beside import Act, begin, jobs, key_of, waiting
from app.app_pages.parts.heading import heading
from app.app_pages.parts.place import place
from app.app_pages.parts.states import failed
from app.app_pages.person import require
from app.app_pages.shared import opened
from app.base.knowledge import Knowledge
from app.people.rights import Right
from app.relations import side_by_side
from app.relations.side_by_side import SideBySide
from ingest.errors import DuibiaoError

_STYLE = Path(__file__).with_name("comparing").joinpath("compare.css").read_text(encoding="utf-8")
_AT_ONCE = 0.5
"""Seconds that the page waits before it tells how far a comparison is."""


def page() -> None:
    require(Right.READ)
    kb = opened()
    st.html(f"<style>{_STYLE}</style>")
    heading("政策对照", "两份文件或一份文件的两版并排，逐条对照，标出不同的字和数。")
    try:
        if found := _found(kb):
            shown(kb, found)
    except DuibiaoError as exc:
        failed(exc)
    place(kb, PAGE)


def _found(kb: Knowledge) -> SideBySide | None:
    """What is chosen, compared; None while something is still to be chosen."""
    with st.container(key="choosing"):
        if mode() == VERSIONS:
            chosen = two_versions(kb)
            return _compared(kb, chosen, lambda tell: side_by_side.of_versions(kb, *chosen, tell)) if chosen else None
        both = documents(kb)
        return _compared(kb, both, lambda tell: side_by_side.of_documents(kb, *both, tell)) if both else None


def _compared(kb: Knowledge, chosen: tuple[object, ...], act: Act) -> SideBySide | None:
    """The comparison, made once for everybody; None while it goes on, which the page then shows."""
    key = key_of("compare", str(kb.snapshot.folder), *map(str, chosen))
    job = begin(key, act, "正在读两份文件")
    if not job.over(_AT_ONCE):
        waiting(key, "文件很长时要等一会儿，可以先去看别的页面，回来时接着看。")
        return None
    try:
        found: SideBySide = job.result()
    except DuibiaoError:
        jobs().pop(key, None)
        raise
    return found


page()
