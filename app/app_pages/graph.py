"""知识图谱: what is near a thing, how two things hang together, and which standards cover which targets."""

from pathlib import Path

import streamlit as st

from app.app_pages.graphing import COVERAGE, PAGE, PATH, VIEW
from app.app_pages.graphing.around import around
from app.app_pages.graphing.coverage import coverage
from app.app_pages.graphing.path import path
from app.app_pages.parts import address
from app.app_pages.parts.markup import element, show
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
    show(element("h1", "知识图谱", class_="db-hidden"))
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
