"""政策对照: two documents, or two versions of one, clause beside clause with the differences marked."""

from pathlib import Path

import streamlit as st

from app.app_pages.comparing import PAGE, VERSIONS
from app.app_pages.comparing.choosing import documents, mode, two_versions
from app.app_pages.comparing.shown import shown
from app.app_pages.parts.markup import element, show
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
_KEPT = 16
"""Comparisons that stay in memory."""


def page() -> None:
    require(Right.READ)
    kb = opened()
    st.html(f"<style>{_STYLE}</style>")
    show(element("h1", "政策对照", class_="db-hidden"))
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
            return _versions(str(kb.snapshot.folder), *chosen, kb) if chosen else None
        both = documents(kb)
        return _documents(str(kb.snapshot.folder), *both, kb) if both else None


@st.cache_resource(max_entries=_KEPT, show_spinner="正在逐条对照…")
def _documents(folder: str, a: str, b: str, _kb: Knowledge) -> SideBySide:
    return side_by_side.of_documents(_kb, a, b)


@st.cache_resource(max_entries=_KEPT, show_spinner="正在逐条对照…")
def _versions(folder: str, document: str, before: int, after: int, _kb: Knowledge) -> SideBySide:
    return side_by_side.of_versions(_kb, document, before, after)


page()
