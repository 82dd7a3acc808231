"""Corrections in place: the words of a clause, the cells of a row, and what is known of a document."""

from pathlib import Path

import streamlit as st

from app.app_pages.librarian import differences
from app.app_pages.librarian.telling import say
from app.app_pages.parts.markup import element, joined, show
from app.app_pages.person import changing, may, person
from app.app_pages.shared import plain
from app.build import correcting, draft
from app.build.review import Review
from app.people import database, ticks
from app.people.corrections import Correction, label
from app.people.rights import Right
from app.people.ticks import DONE
from app.present.terminal.library import when
from ingest.model import Clause, Document, Finding
from ingest.numbering.doctypes import DOCTYPES, LEVELS

_HEAD = {"title": "标题", "number": "文号", "issuer": "发布单位", "date": "日期（如 2026-01-31）"}


def editing(kb: Path, found: Review, clause: Clause) -> None:
    """The chosen clause: what the parser was unsure of in it, and its words to put right."""
    with st.container(border=True, key="chosen clause"):
        st.markdown(f"**{plain(clause.locator or '全文')}**")
        waiting = found.unsure.get(clause.id, [])
        for one in waiting:
            st.warning(plain(f"{one.message}：{one.text}" if one.text else one.message), icon=":material/help:")
        with st.form(f"form {clause.id}", border=False):
            fields = _fields(clause)
            with st.container(horizontal=True):
                st.form_submit_button(
                    "保存改正",
                    type="primary",
                    disabled=not may(Right.UPLOAD),
                    on_click=_save,
                    args=(kb, found.parsed.document.id, clause, fields, waiting),
                )
        if waiting:
            st.button(
                "认可，不用改",
                key="accept",
                shortcut="Alt+A",
                icon=":material/check:",
                on_click=_accept,
                args=(kb, waiting),
            )
        _before(found, clause)


def _fields(clause: Clause) -> dict[str, str]:
    """Inputs for the words of a clause; each field with what it showed."""
    if not clause.cells:
        st.text_area("条款文字", clause.text, key=_key(clause, "text"), height="content")
        return {"text": clause.text}
    for at, text in enumerate(clause.cells):
        name = clause.columns[at] if at < len(clause.columns) else ""
        st.text_input(name or f"第 {at + 1} 栏", text, key=_key(clause, f"cell.{at + 1}"), autocomplete="off")
    return {f"cell.{at + 1}": text for at, text in enumerate(clause.cells)}


def _key(clause: Clause, field: str) -> str:
    return f"{field} {clause.id} {clause.text}"


@changing(Right.UPLOAD)
def _save(kb: Path, document: str, clause: Clause, fields: dict[str, str], waiting: list[Finding]) -> None:
    written = {field: (shown, st.session_state[_key(clause, field)]) for field, shown in fields.items()}
    changed = {field: (shown, now) for field, (shown, now) in written.items() if now.strip() != shown.strip()}
    if changed:
        draft.correct_all(kb, document, clause.id, changed, person().name)
        _tick(kb, waiting)
    say("改正已放进草稿，发布后生效" if changed else "文字没有改动")


@changing(Right.UPLOAD)
def _accept(kb: Path, waiting: list[Finding]) -> None:
    _tick(kb, waiting)
    say("已核对")


def _tick(kb: Path, waiting: list[Finding]) -> None:
    with database.writing(kb) as db:
        ticks.mark(db, waiting, DONE, person().name)


def _before(found: Review, clause: Clause) -> None:
    """What was read, where it was put right."""
    one = found.corrected(clause.id)
    if one and one.before != one.after:
        old, new = differences.changed(one.before, one.after)
        rows = [("读到的", old), ("改为（未发布）", new)]
        show(joined(element("p", element("span", f"{name}　", class_="db-quiet") + text) for name, text in rows))


def heading(kb: Path, found: Review) -> None:
    """What is known of the document, to put right."""
    one = found.parsed.document
    st.caption("改正先放进草稿，发布后生效，以后重建或更换文件仍然有效。改类型会按新的类型重新读一遍这份文件。")
    with st.form(f"head {one.sha256}"):
        for field, name in _HEAD.items():
            st.text_input(name, getattr(one, field), key=_of(one, field), autocomplete="off")
        levels = [level for level in LEVELS if level]
        st.selectbox(
            "层级",
            ["", *levels],
            index=["", *levels].index(one.level),
            format_func=lambda level: LEVELS.get(level, "") or "不详",
            key=_of(one, "level"),
        )
        names = [doctype.name for doctype in DOCTYPES]
        labels = {doctype.name: doctype.label for doctype in DOCTYPES}
        st.selectbox("类型", names, index=names.index(one.doctype), format_func=labels.__getitem__, key=_of(one, "doctype"))
        st.form_submit_button("保存改正", type="primary", disabled=not may(Right.UPLOAD), on_click=_save_head, args=(kb, one))
    _made(kb, found)


def _made(kb: Path, found: Review) -> None:
    """What was put right in this document and published, each with a button that undoes it."""
    if not found.corrections:
        return
    st.subheader(f"已发布的改正（{len(found.corrections)}）", anchor=False)
    clauses = {clause.id: clause.locator for clause in found.parsed.clauses}
    for one in found.corrections:
        holds = correcting.value(found.parsed, one.clause, one.field) == one.after
        with st.container(horizontal=True, vertical_alignment="center"):
            place = clauses.get(one.clause, one.clause.partition("#")[2])
            old, new = differences.changed(one.before, one.after)
            lost = element("span", "　用不上：原来的位置没有了或文字已经不同") if not holds else element("span", "")
            head = element("span", f"{place} {label(one.field)}　{one.who} {when(one.time)}　", class_="db-quiet")
            show(element("p", joined([head, old, element("span", " → "), new, lost]), class_="db-words"))
            if holds and may(Right.UPLOAD):
                st.button(
                    "撤销改正", key=f"undo {one.key}", type="tertiary", icon=":material/undo:", on_click=_undo, args=(kb, one)
                )


@changing(Right.UPLOAD)
def _undo(kb: Path, one: Correction) -> None:
    draft.correct(kb, one.document, one.clause, one.field, one.before, person().name, seen=one.after)
    say("撤销改正已放进草稿，发布后生效")


def _of(one: Document, field: str) -> str:
    return f"{field} {one.id} {getattr(one, field)}"


@changing(Right.UPLOAD)
def _save_head(kb: Path, one: Document) -> None:
    written = {
        field: (getattr(one, field), st.session_state[_of(one, field)].strip()) for field in (*_HEAD, "level", "doctype")
    }
    changed = {field: (shown, now) for field, (shown, now) in written.items() if now != shown}
    _, doctype = changed.pop("doctype", ("", ""))
    if changed or doctype:
        draft.correct_all(kb, one.id, "", changed, person().name, doctype=doctype)
    say("改正已放进草稿，发布后生效" if changed or doctype else "没有改动")
