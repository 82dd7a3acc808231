"""The bar 草稿，未发布: what waits, what publishing will change, and the button that publishes."""

from collections import Counter
from pathlib import Path

import streamlit as st

from app.app_pages.librarian import differences
from app.app_pages.librarian.places import to_document
from app.app_pages.librarian.telling import Task, ask_for, under_bar
from app.app_pages.parts import address
from app.app_pages.parts.markup import element, joined, show
from app.app_pages.parts.states import failed
from app.app_pages.person import changing, may, person
from app.app_pages.shared import plain
from app.base.versions import GONE
from app.build import changes, draft
from app.build.changes import Preview
from app.build.finish import Report
from app.build.sources import Progress
from app.people.corrections import label
from app.people.draft import CORRECT, STAGED, Staged
from app.people.rights import NAMELESS, Right
from ingest.errors import DuibiaoError

_SHOWN = 30
_LOOKING = "changes looked at"
"""In the session: the address at which a person opened the list of changes; it closes where a link leads elsewhere."""
_UNDONE = "taken off the draft"
"""In the session: what this person took off last, to put back."""


def draft_bar(kb: Path) -> None:
    """The bar; nothing while the draft is empty and nothing was just taken off it."""
    try:
        staged = draft.staged(kb)
    except DuibiaoError as exc:
        failed(exc)
        return
    if not staged and not st.session_state.get(_UNDONE):
        return
    with st.container(border=True, key="draft_bar", horizontal=True, vertical_alignment="center"):
        by = "，".join(f"{plain(who) or NAMELESS} {count} 项" for who, count in Counter(one.who for one in staged).items())
        st.markdown(f"**草稿，未发布**　{by}" if staged else "草稿已经空了。")
        if staged:
            st.button("看将要改动的内容", key="see changes", on_click=_open, icon=":material/difference:")
        _put_back(kb)
    if looking():
        st.dialog("发布以前，看将要改动的内容", width="large", on_dismiss=_close)(_dialog)(kb)


def looking() -> bool:
    """Whether the list of changes is open, from which the draft is published."""
    return st.session_state.get(_LOOKING) == address.changed()


def _open() -> None:
    st.session_state[_LOOKING] = address.changed()


def _close() -> None:
    st.session_state[_LOOKING] = None


def _dialog(kb: Path) -> None:
    try:
        with st.spinner("正在比较草稿和现在的一版…"):
            found = _preview(str(kb), changes.state(kb, draft.staged(kb)))
    except DuibiaoError as exc:
        failed(exc)
        return
    _waiting(kb, found)
    _coming(found)
    st.caption(f"发布后可以在“版本”里恢复到第 {found.version} 版。")
    if may(Right.PUBLISH):
        ready, args = bool(found.staged), (kb, found.state)
        st.button(
            "发布", type="primary", key="publish", icon=":material/publish:", disabled=not ready, on_click=_publish, args=args
        )
        under_bar()
    else:
        st.info("您的账号可以准备草稿，发布请找资料管理员。")


@st.cache_data(max_entries=8, show_spinner=False)
def _preview(kb: str, state: str) -> Preview:
    """The same for everybody, as long as base and draft are what ``state`` names."""
    return changes.preview(Path(kb))


@changing(Right.PUBLISH)
def _publish(kb: Path, state: str) -> None:
    who = person().name

    def act(progress: Progress) -> Report:
        report = changes.publish(kb, who, state, progress)
        _close()
        return report

    ask_for(Task("准备发布…", act, _told))


def _told(report: Report) -> str:
    number = int(report.snapshot.name) if report.snapshot else 0
    return "；".join([f"已发布第 {number} 版", *report.notes])


def _waiting(kb: Path, found: Preview) -> None:
    """Each change of the draft, with a button that takes it off."""
    for one in found.staged[:_SHOWN]:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{STAGED[one.action]}　**{plain(one.title)}**　{plain(_what(one))}　:gray[{plain(one.who)}]")
            st.button(
                "撤下",
                key=f"off {one.key}",
                type="tertiary",
                icon=":material/undo:",
                on_click=_take_off,
                args=(kb, one.key),
            )
    if len(found.staged) > _SHOWN:
        st.caption(f"还有 {len(found.staged) - _SHOWN} 项，发布时一起发布。")


def _what(one: Staged) -> str:
    if one.action == CORRECT:
        return f"{one.clause.partition('#')[2]} {label(one.field)}".strip()
    return f"{one.file}{'（更换）' if one.instead else ''}"


@changing(Right.UPLOAD)
def _take_off(kb: Path, key: str) -> None:
    st.session_state[_UNDONE] = draft.unstage(kb, key)


def _put_back(kb: Path) -> None:
    if gone := st.session_state.get(_UNDONE):
        st.button(f"放回刚撤下的“{plain(gone.title)}”", key="put back", type="tertiary", on_click=_restage, args=(kb, gone))


@changing(Right.UPLOAD)
def _restage(kb: Path, gone: Staged) -> None:
    draft.restage(kb, gone)
    st.session_state[_UNDONE] = None


def _coming(found: Preview) -> None:
    """Documents and clauses that will be new, changed or gone, and what will be lost with them."""
    lost = [f"关联不再有：{x.subject} — {x.object}" for x in found.links_lost]
    lost += [f"审核结论失去对象：{x.subject} — {x.object}" for x in found.decisions_lost]
    lost += [f"改正用不上了：{x.clause or x.document} {label(x.field)}“{x.after}”" for x in found.without_place]
    for one in found.documents:
        name = one.document.title if one.document.kind == GONE else to_document(one.document.title, one.document.document)
        count = f"　{len(one.differences)} 处"
        show(
            element(
                "p",
                joined(
                    [differences.kind(one.document.kind), element("span", "　"), element("b", name), element("span", count)]
                ),
            )
        )
        show(differences.differences(one.differences[:_SHOWN]))
        if len(one.differences) > _SHOWN:
            st.caption(f"还有 {len(one.differences) - _SHOWN} 处同样会改动。")
    if not found.documents:
        st.info("条款没有改动。")
    if lost:
        st.warning("\n".join(f"- {plain(line)}" for line in lost))
    for note in found.notes:
        st.caption(plain(note))
