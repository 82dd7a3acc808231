"""待核对: what the parser was unsure of, document by document, to tick off."""

from itertools import groupby
from pathlib import Path

import streamlit as st

from app.app_pages.librarian.places import to_document
from app.app_pages.librarian.telling import say
from app.app_pages.parts import address
from app.app_pages.parts.markup import NONE, element, joined, show
from app.app_pages.parts.states import empty
from app.app_pages.person import changing, may, person
from app.base.knowledge import Knowledge
from app.people import database, ticks
from app.people.rights import Right
from app.people.ticks import DONE, OPEN, Tick
from app.present.terminal.library import when
from ingest.finding_kinds import Weight
from ingest.model import Finding

_SHOWN = 40
_STATES = {"": "待核对", "done": "已核对", "repaired": "已修补，无须处理"}
_WHOLE = "术语、关联和标准目录"


def findings(kb: Knowledge) -> None:
    """The findings of the state that the address names."""
    with database.reading(kb.snapshot.kb) as db:
        done = ticks.standing(db)
    state = st.segmented_control("看哪些", list(_STATES), format_func=_STATES.__getitem__, **address.bound("of", _STATES)) or ""
    found = [one for one in kb.store.findings() if _state(one, done) == state]
    if not found:
        empty("没有需要核对的地方。" if not state else "这里没有。", "加入新文件后，没有把握的地方会列在这里。")
        return
    found.sort(key=lambda one: (list(kb.documents).index(one.document) if one.document in kb.documents else -1, _weight(one)))
    st.caption(f"共 {len(found)} 处" + (f"，先列出 {_SHOWN} 处，核对后列出后面的。" if len(found) > _SHOWN else "。"))
    for identity, group in groupby(found[:_SHOWN], key=lambda one: one.document):
        of_document = list(group)
        _heading(kb, identity, [one for one in found if one.document == identity] if not state else [])
        for one in of_document:
            _row(kb, one, done.get(ticks.key(one)), asks=state != "repaired")


def _state(one: Finding, done: dict[str, Tick]) -> str:
    return "repaired" if one.code.weight is Weight.REPAIRED else "done" if ticks.key(one) in done else ""


def _weight(one: Finding) -> int:
    return list(Weight).index(one.code.weight)


def _heading(kb: Knowledge, identity: str, waiting: list[Finding]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        title = to_document(kb.documents[identity].title, identity) if identity in kb.documents else _WHOLE
        show(element("p", element("b", title)))
        guessed = [one for one in waiting if one.code.weight is Weight.GUESSED]
        if len(guessed) > 1 and may(Right.UPLOAD):
            st.button(
                f"推断的 {len(guessed)} 处都标为已核对",
                key=f"all {identity}",
                type="tertiary",
                icon=":material/done_all:",
                on_click=_mark,
                args=(kb.snapshot.kb, guessed, DONE),
            )


def _row(kb: Knowledge, one: Finding, tick: Tick | None, *, asks: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if asks and may(Right.UPLOAD):
            st.button(
                "撤销" if tick else "标为已核对",
                key=f"tick {ticks.key(one)}",
                on_click=_mark,
                args=(kb.snapshot.kb, [one], OPEN if tick else DONE),
            )
        page = f"第 {one.page} 页　" if one.page else ""
        place = one.clause.partition("#")[2]
        where = to_document(place, one.document, one.clause) if place and kb.clause(one.clause) else element("span", place)
        by = element("span", f"　{tick.who} {when(tick.time)}", class_="db-quiet") if tick else NONE
        told = element("span", f"{page}{one.message}　{one.text}　")
        show(element("p", joined([told, where, by]), class_="db-words"))


@changing(Right.UPLOAD)
def _mark(kb: Path, found: list[Finding], state: str) -> None:
    with database.writing(kb) as db:
        count = ticks.mark(db, found, state, person().name)
    say(f"{count} 处{'标为已核对' if state == DONE else '重新列为待核对'}")
