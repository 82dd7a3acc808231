"""看原页: where a clause is printed, over the page that is open; Esc or the back button returns to it."""

import streamlit as st
from markupsafe import Markup

from app.app_pages.parts import address
from app.app_pages.parts.citation import citation
from app.app_pages.parts.clause_line import words
from app.app_pages.parts.links import before_and_after, here
from app.app_pages.parts.markup import element, joined, show
from app.app_pages.parts.page_picture import page_picture
from app.app_pages.parts.states import failed
from app.app_pages.shared import opened
from app.base.knowledge import Knowledge
from app.present import entities
from app.present.around import Around, around
from app.present.page_image import NoPageImage, PageImage, page_images
from ingest.errors import DuibiaoError
from ingest.model import Clause

PLACE = "place"
"""Name in the address of the clause whose place is looked at."""
_KEPT = 24
"""Clauses whose pages stay in memory, some 300 kB a page."""
_HEIGHT = 600
"""Pixels of the pages, until the style says how much of the screen they have."""


def to_place(page: str, clause: str, label: str = "看原页") -> Markup:
    """A button-like link on ``page`` that opens the place of a clause."""
    return here(label, page, {PLACE: clause}, class_="db-button")


def place(kb: Knowledge, page: str) -> None:
    """The place that the address of ``page`` asks for; nothing where it asks for none. Call it once, at the end of a page."""
    if not (wanted := address.value(PLACE)):
        return
    found = around(kb, wanted)
    title = kb.documents[found.clause.document].title if found else "看原页"
    st.dialog(title, width="large", on_dismiss=_left)(_shown)(page, found)


def _left() -> None:
    address.put(**{PLACE: None})


def _shown(page: str, found: Around | None) -> None:
    kb = opened()
    if found is None:
        st.warning("知识库里没有这一条，可能已随文件更新改了位置。请关上这一页，重新检索。")
        return
    left, right = st.columns([3, 2], gap="medium")
    with right:
        _told(kb, page, found)
    with left:
        _pages(kb, found)


def _told(kb: Knowledge, page: str, found: Around) -> None:
    """The clause in words, its citation, and the way to the ones beside it."""
    shown = entities.clause(kb, found.clause)
    ids = [clause.id for clause in (*found.before, found.clause, *found.after)]
    show(element("p", joined(before_and_after(page, PLACE, ids, len(found.before), "条")), class_="db-buttons"))
    show(words(shown, document=False))
    show(citation(shown.citation, shown.citation_short))


def _pages(kb: Knowledge, found: Around) -> None:
    try:
        pages = _images(str(kb.snapshot.folder), found.clause.id, kb)
    except DuibiaoError as exc:
        failed(exc)
        pages = NoPageImage("")
    if isinstance(pages, NoPageImage):
        _text(pages, found)
        return
    with st.container(height=_HEIGHT, border=False, key="place_pages"):
        for one in pages:
            page_picture(one, f"第 {one.page} 页" + (f"（{one.note}）" if one.note else ""))


@st.cache_resource(max_entries=_KEPT, show_spinner="正在画出原页…")
def _images(folder: str, clause: str, _kb: Knowledge) -> tuple[PageImage, ...] | NoPageImage:
    found = _kb.clause(clause)
    return page_images(_kb, found) if found else NoPageImage("")


def _text(why: NoPageImage, found: Around) -> None:
    """The text around, with the clause marked."""
    rows = [(clause, clause is found.clause) for clause in (*found.before, found.clause, *found.after)]
    show(joined([element("p", why.reason, class_="db-quiet"), *(_paragraph(clause, this=this) for clause, this in rows)]))


def _paragraph(clause: Clause, *, this: bool) -> Markup:
    told = f"{clause.locator}　{clause.text}"
    return element("p", element("mark", told) if this else told, class_="db-words")
