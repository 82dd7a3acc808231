"""The list of a person's works, and how a new one is begun: by a file or by pasted text."""

from typing import Any

import streamlit as st

from app.app_pages.case.common import READING, go
from app.app_pages.case.common import desk as desk_of
from app.app_pages.parts import address
from app.app_pages.parts.beside import begin, jobs, key_of, quiet, waiting
from app.app_pages.parts.heading import heading
from app.app_pages.parts.states import empty, failed
from app.app_pages.person import changing, owner
from app.app_pages.shared import opened, plain
from app.base import snapshots
from app.base.knowledge import Knowledge
from app.base.progress import Job
from app.case_work.desk import MOST_BYTES
from app.mapping.draft import MOST_CHARACTERS
from app.people import database, works
from app.people.rights import Right
from app.people.works import Listed
from ingest.errors import DuibiaoError
from ingest.formats.registry import PARSERS

_LEAST = 20
"""Characters of a pasted text that is a draft."""


def listing(kb: Knowledge) -> None:
    """The way to a new piece of work, then those that there are."""
    heading("案例对标", "上传或粘贴一份案例草稿：逐条对照标准条款，核对引用，最后填成征集表。只有您自己看得到。")
    if key := address.value(READING):
        if job := jobs().get(key):
            _reading(key, job)
            return
        st.info("这份草稿已经读完或中断了。读完的在下面的列表里；没有的，请再上传一次。")
        address.put(**{READING: None})
    st.subheader("① 草稿", anchor=False)
    _new()
    try:
        with database.reading(kb.snapshot.kb) as db:
            found, problems = works.listed(db, owner())
    except DuibiaoError as exc:
        failed(exc)
        return
    if problems:
        st.warning(plain(f"{len(problems)} 份案例读不懂，没有列出（{problems[0]}）"))
    _list(found)


def _new() -> None:
    with st.container(key="case_new"):
        file, pasted = st.tabs(["上传文件", "粘贴文字"])
        with file:
            st.file_uploader(
                "案例草稿或填好的征集表（docx、pdf、xlsx、md 等，最多 50 MB）",
                type=[ending.removeprefix(".") for ending in PARSERS],
                max_upload_size=MOST_BYTES // 1024 // 1024,
                key="case file",
                on_change=_given,
            )
        with pasted, st.form("case paste", border=False):
            told = f"把案例正文粘贴在这里（最多 {MOST_CHARACTERS} 字），标题单独一行，做法放在“主要做法”一类的标题下面"
            st.text_area(told, key="case text", height=180)
            pressed = st.form_submit_button("开始对照", type="primary", on_click=_pasted)
            if pressed and len(st.session_state["case text"].strip()) < _LEAST:
                st.warning("还没有粘贴案例正文。请把案例的文字复制到框里，再点“开始对照”。")


def _given() -> None:
    file = st.session_state["case file"]
    if file and st.session_state.get("case taken") != file.file_id:  # a press that comes late tells of it again
        st.session_state["case taken"] = file.file_id
        _begin(file.name, file.getvalue())


def _pasted() -> None:
    if len((text := st.session_state["case text"]).strip()) >= _LEAST:
        _begin("粘贴的草稿.txt", text.encode("utf-8", "replace"))


@changing(Right.MAP)
def _begin(name: str, data: bytes) -> None:
    kb = opened()
    person, desk = owner(), desk_of(kb)
    key = key_of(person, str(kb.snapshot.folder), name, data)
    _begun()[key] = (person, name)
    begin(key, lambda tell: desk.begin(person, name, data, tell))
    address.put(**{READING: key})


@st.cache_resource(show_spinner=False)
def _begun() -> dict[str, tuple[str, str]]:
    """Whose drafts are being read, and the names of their files, by the keys of the jobs."""
    return {}


def _read_now() -> None:
    """What of the person's drafts is still being read, with how far; of one that could not be read why not."""
    for key, (person, name) in list(_begun().items()):
        job = jobs().get(key)
        if job is None or person != owner():
            continue
        if job.done:
            _begun().pop(key, None)
            try:
                jobs().pop(key).result()
            except DuibiaoError as exc:
                failed(exc)
            continue
        with st.container(border=True):
            st.markdown(f"**{plain(name)}**　正在读")
            waiting(key, "读好以后就在下面的列表里。")


def _reading(key: str, job: Job[Any]) -> None:
    if not job.done:
        st.subheader("① 正在读草稿", anchor=False)
        waiting(key, "可以先去看别的页面，读好以后在“案例对标”的列表里打开。")
        return
    try:
        found = job.result().id
    except DuibiaoError as exc:
        failed(exc)
        jobs().pop(key, None)
        address.put(**{READING: None})
        st.button("换一份草稿", type="primary", on_click=go, args=(None,))
        return
    go(found)
    jobs().pop(key, None)
    st.rerun()


def _list(found: list[Listed]) -> None:
    standing = [one for one in found if not one.work.deleted]
    gone = [one for one in found if one.work.deleted]
    st.subheader(f"我的案例（{len(standing)}）", anchor=False)
    _read_now()
    if not standing and not any(person == owner() for person, _ in _begun().values()):
        empty("还没有案例。", "在上面上传一份草稿，或粘贴文字。")
    for one in standing:
        _row(one)
    if gone:
        with st.expander(f"最近删除（{len(gone)}），30 天内可以恢复"):
            for one in gone:
                with st.container(horizontal=True, vertical_alignment="center"):
                    st.markdown(plain(one.work.title))
                    st.button("恢复", key=f"restore {one.work.id}", on_click=_restore, args=(one.work.id,))


def _row(one: Listed) -> None:
    work = one.work
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.button(plain(work.title), key=f"open {work.id}", type="tertiary", on_click=go, args=(work.id,))
        quiet(f"{work.file}　{one.changed[:16].replace('T', ' ')} 改动")
        with st.popover("更多", key=f"more {work.id}"):
            st.text_input("名称", work.title, key=_name(work.id), autocomplete="off")
            st.button("改名", key=f"rename {work.id}", on_click=_rename, args=(work.id,))
            st.button("复制一份", key=f"copy {work.id}", on_click=_copy, args=(work.id,))
            st.button("删除", key=f"delete {work.id}", on_click=_delete, args=(work.id,))


def _name(work: str) -> str:
    """Key of the box with the name of a piece of work."""
    return f"name {work}"


@changing(Right.MAP)
def _rename(work: str) -> None:
    """Give a piece of work the name that stands in its box at the press, which may come before the page has run again."""
    with database.writing(snapshots.default_folder()) as db:
        works.rename(db, owner(), work, st.session_state[_name(work)])


@changing(Right.MAP)
def _copy(work: str) -> None:
    with database.writing(snapshots.default_folder()) as db:
        works.copy(db, owner(), work)


@changing(Right.MAP)
def _delete(work: str) -> None:
    with database.writing(snapshots.default_folder()) as db:
        works.delete(db, owner(), work)
    st.toast("已删除，可以在“最近删除”里恢复")


@changing(Right.MAP)
def _restore(work: str) -> None:
    with database.writing(snapshots.default_folder()) as db:
        works.restore(db, owner(), work)
