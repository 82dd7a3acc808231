"""The clauses of a thing: the few that it is itself, and the whole text of a document, searched and a sheet at a time."""

import streamlit as st
from markupsafe import Markup

from app.app_pages.parts import address
from app.app_pages.parts.basket import basket_button, holding
from app.app_pages.parts.clause_line import clause_line
from app.app_pages.parts.clause_line import words as all_words
from app.app_pages.parts.line import lines
from app.app_pages.parts.links import here
from app.app_pages.parts.markup import NONE, element, joined, show
from app.app_pages.parts.place import to_place
from app.app_pages.parts.sheets import SHEET, sheets, span
from app.app_pages.parts.states import empty, too_long, without_text
from app.app_pages.parts.to_thing import to_thing
from app.base.knowledge import Knowledge
from app.present import about as present
from app.present import entities
from app.present.about import About
from ingest.model import Clause

WITHIN = "within"
"""Name in the address of the words by which a text is searched."""
_TITLES = {"target": "目标简述和核心策略", "standard": "列出它的条款", "core_system": "列出它的条款"}
"""Kind → what its few clauses are to it."""


def words(kb: Knowledge, page: str, about: About) -> None:
    """The clauses that are the thing itself."""
    found = present.words(kb, about.id)
    if not found or about.kind == "document":
        return
    if about.kind == "clause" or (len(found) == 1 and about.kind not in _TITLES):
        show(element("section", all_words(entities.clause(kb, found[0])), aria_label="原文"))
        return
    title = _TITLES.get(about.kind, "原文")
    show(element("section", _heading(title, len(found)) + _lines(kb, page, found), aria_label=title))


def whole(kb: Knowledge, page: str, about: About) -> None:
    """The text of a document or a standard; what to do where it is not held."""
    document = present.text_of(kb, about.id)
    if not document:
        show(without_text(about.id) if about.kind == "standard" else NONE)
        return
    count = kb.clause_counts.get(document, 0)
    show(_heading("条款", count))
    if about.id != document:
        show(element("p", to_thing(kb.documents[document].title, "document", document)))
    st.text_input(
        "在条款里找",
        placeholder="条款里的几个字，或者编号",
        autocomplete="off",
        label_visibility="collapsed",
        icon=":material/search:",
        width=640,
        **address.bound(WITHIN, clears=(SHEET,)),
    )
    written = address.value(WITHIN)
    if too_long(written):
        return
    if written:
        _found(kb, page, present.found(kb, document, written))
    elif count:
        show(_lines(kb, page, present.clauses(kb, document, *span(count))) + sheets(page, count, "条"))
    else:
        empty("这份文件没有读出条款。", "请资料管理员在“资料管理”里核对这份文件。")


def _found(kb: Knowledge, page: str, found: list[Clause]) -> None:
    if not found:
        empty("这份文件里没有这几个字。", "少写几个字再找，或者点“全部条款”。")
    start, end = span(len(found))
    clear = here("全部条款", page, {WITHIN: None, SHEET: None})
    show(element("p", Markup("{} 条　{}").format(len(found), clear), class_="db-quiet", role="status"))
    show(_lines(kb, page, found[start:end]) + sheets(page, len(found), "条"))


def _heading(title: str, count: int) -> Markup:
    return element("h2", Markup("{} <span>{}</span>").format(title, count), class_="db-group")


def _lines(kb: Knowledge, page: str, found: list[Clause] | tuple[Clause, ...]) -> Markup:
    own = holding()
    return lines([_line(kb, page, one, own) for one in found])


def _line(kb: Knowledge, page: str, one: Clause, own: frozenset[str] | None) -> Markup:
    ways = [to_place(page, one.id), basket_button(one.id, own), to_thing("谁引用了它", "clause", one.id, "db-button")]
    return clause_line(entities.clause(kb, one), actions=joined(ways), document=False)
