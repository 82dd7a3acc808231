"""Versions of the base and of a document: who published what, what differs between two, and the way back."""

from pathlib import Path

import streamlit as st

from app.app_pages.librarian import differences
from app.app_pages.librarian.telling import Task, ask_for
from app.app_pages.parts.badges import badge
from app.app_pages.parts.markup import element, joined, show
from app.app_pages.parts.states import failed
from app.app_pages.parts.two_versions import two_of
from app.app_pages.person import changing, may, person
from app.base import versions
from app.base.knowledge import Knowledge
from app.base.snapshots import keep
from app.base.versions import DocumentVersion, Version
from app.build.rollback import rollback
from app.people.audit import ACTIONS
from app.people.rights import Right
from app.present.terminal.library import when
from ingest.errors import DuibiaoError

_SHOWN = 100
_MOST = 6
"""Documents that a version's line names."""


def of_base(kb: Knowledge) -> None:
    """Every version that is kept, the newest first."""
    try:
        found = kept(str(kb.snapshot.kb), kb.snapshot.name)
    except DuibiaoError as exc:
        failed(exc)
        return
    st.caption(
        f"现在留存着 {len(found)} 版，最多留存 {keep(kb.snapshot.kb)} 版，再多时不再留存最早的。"
        "恢复是把以前的内容作为新的一版发布，现在的一版仍留存，可以再恢复回来。"
    )
    for one in found:
        _version(kb.snapshot.kb, one)


@st.cache_data(max_entries=4, show_spinner="正在比较留存的各版…")
def kept(kb: str, serving: str) -> list[Version]:
    """The same for everybody, as long as ``serving`` is the serving one."""
    return versions.versions(Path(kb))


def _version(kb: Path, one: Version) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"version {one.number}"):
        head = [element("b", f"第 {one.number} 版"), *([badge("现在的", "in_force")] if one.serving else [])]
        told = "　".join(filter(None, [when(one.created), one.who, ACTIONS.get(one.action, "")]))
        counts = f"文件 {one.documents} 份，条款 {one.clauses} 条" if one.readable else "读不出来，可能已损坏或由以前的程序做成"
        named = [joined([differences.kind(x.kind), element("span", f" {x.title}")]) for x in one.changes[:_MOST]]
        more = f"　等 {len(one.changes)} 份" if len(one.changes) > _MOST else ""
        lines = [joined([*head, element("span", f"{told}　{counts}", class_="db-quiet")], "　")]
        show(element("div", joined(element("p", line) for line in [*lines, joined(named, "　") + more] if line)))
        if not one.serving and one.readable and may(Right.ROLLBACK):
            with st.popover("恢复到此版本"):
                st.write(f"现在的内容会换成第 {one.number} 版的内容。本院术语、问法、关联审核和草稿不变。")
                label, args = f"恢复到第 {one.number} 版", (kb, one.number)
                st.button(label, key=f"back {one.number}", type="primary", on_click=_back, args=args)


@changing(Right.ROLLBACK)
def _back(kb: Path, number: int) -> None:
    who = person().name
    ask_for(Task("正在恢复…", lambda progress: rollback(kb, number, who, progress), lambda told: "；".join(told.notes)))


def of_document(kb: Knowledge, document: str) -> None:
    """The versions of one document, and what differs between any two."""
    folder = kb.snapshot.kb
    try:
        found = versions.of_document(folder, document)
    except DuibiaoError as exc:
        failed(exc)
        return
    names = {str(one.number): _name(one) for one in found}
    if len(names) == 1:
        st.info(f"留存的各版里，这份文件没有改动过（{next(iter(names.values()))}）。")
        return
    before, after = two_of(names)
    differing = versions.differences(folder, document, before, after)
    back = "要整个恢复，请到“版本”。" if may(Right.ROLLBACK) else ""
    st.caption(f"共 {len(differing)} 处不同。{back}")
    show(differences.differences(differing[:_SHOWN]))
    if len(differing) > _SHOWN:
        st.caption(f"先列出前 {_SHOWN} 处。")


def _name(one: DocumentVersion) -> str:
    """A version, and for librarians who published it."""
    who = one.who if may(Right.UPLOAD) else ""
    return "　".join(filter(None, [f"第 {one.number} 版起", when(one.created), who, ACTIONS.get(one.action, "")]))
