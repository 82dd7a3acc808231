"""A person's saved questions on the page: save the one asked, run one again, delete, undo."""

from pathlib import Path

import streamlit as st

from app.app_pages.asking import KIND, LEVEL, QUESTION
from app.app_pages.parts import address
from app.app_pages.parts.states import failed
from app.app_pages.person import changing, may, owner
from app.app_pages.shared import plain
from app.people import database, questions
from app.people.questions import SavedQuestion
from app.people.rights import Right
from app.people.text import tidy
from index.words.normal import squeezed
from ingest.errors import DuibiaoError

_SHOWN = 30
_WIDE = 32
"""Characters of a label that a button shows."""


def saved(kb: Path, kind: str, level: str, *, askable: bool) -> None:
    """The question asked, to save where it is ``askable``, and those that the person saved before; nothing for a guest.

    What cannot be read is one line.
    """
    if not may(Right.OWN):
        return
    try:
        with database.reading(kb) as db:
            standing, problems = questions.read(db, owner())
    except DuibiaoError as exc:
        failed(exc)
        return
    if problems:
        st.warning(plain(f"{len(problems)} 个保存的问题读不懂，没有列出（{problems[0]}）"))
    asked = SavedQuestion(tidy(address.value(QUESTION)), kind, level)
    if askable:
        _save(kb, asked, next((x for x in standing if x.id == asked.id), None))
    label, beside = f"保存的问题（{len(standing)}）", f"saved beside {asked.id}"
    icon = ":material/bookmarks:"
    shelf = st.popover(label, key=beside, icon=icon) if askable else st.expander(label, not asked.query, key=beside, icon=icon)
    with shelf:
        _undo(kb)
        if not standing:
            st.caption(
                "常查的问题可以保存在这里，连同选好的文件类型和层级，下次点一下就能再查。先查一个问题，再点“保存这个问题”。"
            )
        _list(kb, standing)


def _save(kb: Path, asked: SavedQuestion, same: SavedQuestion | None) -> None:
    if same:
        st.caption(f":material/bookmark_added: 这个问题已经保存为“{plain(_short(same.label))}”")
        return
    with st.popover("保存这个问题", icon=":material/bookmark_add:"), st.form("save", border=False):
        st.text_input("名称（可不填，默认用问题本身）", key="save name", autocomplete="off")
        st.caption(f"范围：{asked.scope or '全部'}。只有您自己看得到。")
        st.form_submit_button("保存", type="primary", on_click=_saved, args=(kb, asked))


def _list(kb: Path, standing: list[SavedQuestion]) -> None:
    words = ""
    if len(standing) > _SHOWN // 3:
        words = st.text_input("在保存的问题里找", key="find saved", placeholder="名称或问题里的几个字", autocomplete="off")
    found = [x for x in standing if squeezed(words) in squeezed(f"{x.name}\n{x.query}")]
    with st.container(gap=None):
        for one in found[:_SHOWN]:
            _row(kb, one)
    if standing and not found:
        st.caption("没有找到。")
    elif len(found) > _SHOWN:
        st.caption(f"先列出最近保存的 {_SHOWN} 个，其余 {len(found) - _SHOWN} 个可在上面查找。")


def _row(kb: Path, one: SavedQuestion) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            plain(_short(one.label)),
            key=f"run {one.id}",
            help=plain(one.query) if one.name or len(one.query) > _WIDE else None,
            type="tertiary",
            icon=":material/search:",
            on_click=_run,
            args=(one,),
        )
        st.caption("　".join(part for part in (one.scope, plain(one.saved[:10])) if part))
        st.button(
            "删除",
            key=f"delete {one.id}",
            type="tertiary",
            icon=":material/delete:",
            on_click=_deleted,
            args=(kb, one),
        )


def _undo(kb: Path) -> None:
    """The last deletion of this visit, to take back; then the one before it."""
    if gone := st.session_state.get("deleted"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f"已删除“{plain(_short(gone[-1].label))}”", width="content")
            st.button("撤销", key="undo", icon=":material/undo:", on_click=_restored, args=(kb,))


def _run(one: SavedQuestion) -> None:
    st.query_params.from_dict(
        {name: value for name, value in ((QUESTION, one.query), (KIND, one.kind), (LEVEL, one.level)) if value}
    )


@changing(Right.OWN)
def _saved(kb: Path, asked: SavedQuestion) -> None:
    with database.writing(kb) as db:
        questions.save(db, owner(), asked.query, asked.kind, asked.level, st.session_state["save name"])


@changing(Right.OWN)
def _deleted(kb: Path, one: SavedQuestion) -> None:
    with database.writing(kb) as db:
        gone = questions.delete(db, owner(), one.id)
    if gone:
        st.session_state.setdefault("deleted", []).append(gone)


@changing(Right.OWN)
def _restored(kb: Path) -> None:
    with database.writing(kb) as db:
        questions.restore(db, st.session_state.deleted[-1])
    st.session_state.deleted.pop()


def _short(label: str) -> str:
    return label if len(label) <= _WIDE else label[:_WIDE] + "…"
