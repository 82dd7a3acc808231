"""检索: one question box, and the answer with its conclusion, reasons and citations to copy."""

import streamlit as st

from app.app_pages.asking import NEAR, PAGE, QUESTION, TYPED
from app.app_pages.asking.answered import MORE, answered, understood
from app.app_pages.asking.choosing import choosing
from app.app_pages.asking.invitation import invitation
from app.app_pages.asking.lines import Shown
from app.app_pages.asking.tools import copied_at_once
from app.app_pages.completing import BOX, completing
from app.app_pages.parts import address
from app.app_pages.parts.basket import holding
from app.app_pages.parts.line import OPEN
from app.app_pages.parts.markup import element, show
from app.app_pages.parts.place import place
from app.app_pages.parts.states import failed
from app.app_pages.saved import saved
from app.app_pages.shared import opened, status_line
from app.base.knowledge import Knowledge
from app.present import asked as present
from ingest.errors import DuibiaoError


def page() -> None:
    kb = opened()
    question = address.value(QUESTION)
    show(element("h1", "您要查什么？", class_="db-hidden" if question else "db-title"))
    show(element("p", question, class_="db-printed db-strong"))
    _box()
    if not question.strip():
        show(invitation())
        saved(kb.snapshot.kb, "", "", askable=False)
        show(element("p", status_line(kb), class_="db-quiet"))
    else:
        _answer(kb, question)
    place(kb, PAGE)


def _box() -> None:
    with st.container(key=BOX, gap=None):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            st.text_input(
                "您要查什么？",
                placeholder="例如：哪些标准适用于提高 VTE 规范预防率",
                autocomplete="off",
                label_visibility="collapsed",
                **address.bound(QUESTION, clears=(OPEN, NEAR, TYPED, MORE)),
            )
            st.button("查依据", type="primary", key="ask", width="content")
        completing()


def _answer(kb: Knowledge, question: str) -> None:
    tools, answer = st.container(horizontal=True, key="tools"), st.container()
    with tools:
        kind, level = choosing(kb)
    try:
        found = present.asked(kb, question, kind=kind, level=level, correct=not address.value(TYPED))
        near = {one: present.near(kb, one) for one in address.values(NEAR)}
    except DuibiaoError as exc:
        failed(exc)
        saved(kb.snapshot.kb, kind, level, askable=False)
        return
    with tools:
        saved(kb.snapshot.kb, kind, level, askable=True)
        copied_at_once(found.answer)
    with answer:
        shown = Shown(found, holding(), near)
        show(answered(shown, address.values(MORE)) + understood(found.answer))


page()
