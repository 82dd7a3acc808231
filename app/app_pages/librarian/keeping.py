"""核对和留存: whether all that the base keeps is whole, and how long things are kept."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from app.app_pages.librarian.telling import Task, ask_for, say
from app.app_pages.parts.badges import badge
from app.app_pages.parts.markup import NONE, element, joined, show
from app.app_pages.parts.states import failed
from app.app_pages.person import changing, may, person
from app.base.knowledge import Knowledge
from app.base.looked import Damage, Looked
from app.build.sources import Progress
from app.build.verify import verify
from app.people import audit, database, settings
from app.people.clock import local
from app.people.rights import Right
from app.people.settings import ALL, Setting
from app.present.terminal.library import when
from ingest.errors import DuibiaoError

_LOOKED = "base looked through"
_WIDE = 360
"""Pixels of the box of a setting."""


@dataclass(frozen=True, slots=True)
class _Result:
    time: str
    """Local date and time, ISO 8601, at the end of the check."""
    looked: list[Looked]


def keeping(kb: Knowledge) -> None:
    """The check with its button, then the settings."""
    st.subheader("核对", anchor=False)
    st.caption("逐个文件核对留存的各版、原件、草稿、索引、人员数据和操作记录是不是当时写下的样子。核对时检索照常。")
    st.button("全部核对一遍", key="verify", icon=":material/fact_check:", on_click=_verify, args=(kb.snapshot.kb,))
    found: _Result | None = st.session_state.get(_LOOKED)
    if found:
        show(_told(found))
    if may(Right.SETTINGS):
        st.subheader("留存设置", anchor=False)
        _settings(kb.snapshot.kb)


@changing(Right.BACKUP)
def _verify(kb: Path) -> None:
    def act(progress: Progress) -> list[Looked]:
        looked = verify(kb, progress=progress)
        st.session_state[_LOOKED] = _Result(local(), looked)
        return looked

    ask_for(Task("正在核对…", act, lambda looked: f"核对完了：{_summary(looked)}"))


def _summary(looked: list[Looked]) -> str:
    damages = [damage for one in looked for damage in one.damages]
    wrong = sum(not damage.notice for damage in damages)
    noticed = f"{len(damages) - wrong} 处请看一下" if len(damages) > wrong else ""
    return "，".join(filter(None, [f"{wrong} 处损坏" if wrong else "没有损坏", noticed]))


def _told(found: _Result) -> Markup:
    """What was checked, a kind a line, and below it each thing that is wrong with what to do."""
    head = element("p", f"{when(found.time)} 核对：{_summary(found.looked)}", class_="db-strong", role="status")
    return head + element("ul", joined(map(_line, found.looked)), class_="db-items")


def _line(one: Looked) -> Markup:
    state = badge("有问题", "superseded") if one.damages else badge("完好", "in_force")
    told = element("span", f"{one.label}　{one.count} 项　") + state
    damages = element("ul", joined(map(_damage, one.damages))) if one.damages else NONE
    return element("li", told + damages)


def _damage(one: Damage) -> Markup:
    what = element("b", f"{'请看一下' if one.notice else '损坏'}：{one.where}：{one.what}。")
    return element("li", what + element("span", one.todo))


def _settings(kb: Path) -> None:
    try:
        with database.reading(kb) as db:
            now = {one.name: settings.value(db, one) for one in ALL.values()}
    except DuibiaoError as exc:
        failed(exc)
        return
    keys = {name: f"setting {name} {value}" for name, value in now.items()}  # what somebody else set is shown at once
    with st.form("settings", border=False):
        for one in ALL.values():
            st.number_input(
                f"{one.label}（{one.unit}）",
                0 if one.forever else one.least,
                one.most,
                now[one.name],
                step=1,
                key=keys[one.name],
                help=_help(one),
                width=_WIDE,
            )
        st.caption("改少以后，多出来的旧版和旧的操作记录会删去，不能撤销；要留的请先备份、存成表格。")
        st.form_submit_button("保存设置", on_click=_saved, args=(kb, keys))


def _help(one: Setting) -> str:
    also = f"；0 是{one.forever}" if one.forever else ""
    return f"{one.least} 到 {one.most}{also}。原来是 {one.said(one.default)}"


@changing(Right.SETTINGS)
def _saved(kb: Path, keys: dict[str, str]) -> None:
    who = person().name
    with database.writing(kb) as db:
        changed = [ALL[name] for name, key in keys.items() if settings.choose(db, name, str(st.session_state[key]), who)]
        audit.trim(db, settings.value(db, settings.AUDIT_DAYS), who)
    say(f"已更改：{'、'.join(one.label for one in changed)}" if changed else "没有改动")
