"""知识图谱: what is near a thing, how two things hang together, and which standards cover which targets."""

from pathlib import Path

import streamlit as st

from app.app_pages.graphing import COVERAGE, PAGE, PATH, VIEW
from app.app_pages.graphing.around import around
from app.app_pages.graphing.coverage import coverage
from app.app_pages.graphing.path import path
from app.app_pages.parts import address
from app.app_pages.parts.heading import heading
from app.app_pages.parts.place import place
from app.app_pages.parts.states import failed
from app.app_pages.person import require
from app.app_pages.shared import opened
from app.people.rights import Right
from ingest.errors import DuibiaoError

_STYLE = Path(__file__).with_name("graphing").joinpath("graph.css").read_text(encoding="utf-8")
_VIEWS = {"": "关系图", PATH: "两项之间的路径", COVERAGE: "标准覆盖"}
_SHOW = {"": around, PATH: path, COVERAGE: coverage}


def page() -> None:
    require(Right.READ)
    kb = opened()
    st.html(f"<style>{_STYLE}</style>")
    heading("知识图谱", "选一项内容，看哪些标准、目标、制度和条款与它有关，关系从哪里来。")
    st.segmented_control(
        "看什么",
        list(_VIEWS),
        format_func=_VIEWS.__getitem__,
        label_visibility="collapsed",
        **address.bound(VIEW, list(_VIEWS)),
    )
    try:
        _SHOW.get(address.value(VIEW), around)(kb)
    except DuibiaoError as exc:
        failed(exc)
    place(kb, PAGE)


page()
