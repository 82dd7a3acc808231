"""关联审核: what the system suggests, for a person to accept or not; what was decided, to take back."""

import streamlit as st

from app.app_pages.parts import address
from app.app_pages.parts.states import failed
from app.app_pages.person import changing, may, person
from app.app_pages.shared import opened, plain
from app.base.citation import RENDITIONS
from app.base.knowledge import Knowledge
from app.people.decisions import ACCEPTED, OPEN, REJECTED, STATES, said
from app.people.rights import Right
from app.present import graphs
from app.present.schema.graphs import ReviewedLink
from app.relations import links
from ingest.errors import DuibiaoError
from kg.predicates import PREDICATES

SHOWN = 20
_DECIDED = "decided"
"""Name and value in the address where what was decided is shown, not what waits."""
KINDS = ("", "applies_to", "supports", "requires", "measures", "implements")


def reviewing(kb: Knowledge) -> None:
    """What is suggested, and what was decided."""
    by = person().name
    st.caption("系统按文字推荐的关联，只有经人审核才会当作依据使用。审核结论记下姓名和日期，重建知识库后仍然有效，也可以撤销。")
    try:
        found, decided = links.suggestions(kb), links.decided(kb)
    except DuibiaoError as exc:
        failed(exc)
        return
    parts = {"": f"待审核（{len(found)}）", _DECIDED: f"已审核（{len(decided)}）"}
    bound = address.bound(_DECIDED, list(parts), clears=("kind",))
    st.segmented_control("看哪些", list(parts), format_func=parts.__getitem__, label_visibility="collapsed", **bound)
    if not address.value(_DECIDED):
        kind = st.selectbox(
            "关联类型", KINDS, format_func=lambda p: PREDICATES.get(p, "全部"), **address.bound("kind", list(KINDS))
        )
        chosen = [x for x in found if kind in ("", x.predicate)]
        for row in graphs.review(kb, chosen[:SHOWN]):
            _suggestion(row, by)
        if not chosen:
            st.info("没有待审核的关联。")
        elif len(chosen) > SHOWN:
            st.caption(f"先列出把握最大的 {SHOWN} 条，审核后显示后面的 {len(chosen) - SHOWN} 条。")
    else:
        for row in graphs.review(kb, decided):
            _decision(row, by)
        if not decided:
            st.info("还没有审核过的关联。")


def _sentence(row: ReviewedLink) -> str:
    return f"{plain(row.subject.label)}　**{PREDICATES[row.predicate]}**　{plain(row.object.label)}"


def _suggestion(row: ReviewedLink, by: str) -> None:
    with st.container(border=True):
        st.markdown(_sentence(row))
        st.caption(f"理由：{plain(row.comment)}　把握 {row.confidence:.2f}")
        if row.texts:
            with st.expander("看条款"):
                for told in row.texts:
                    st.markdown(f"**{plain(told.locator)}**　{plain(told.text)}　［{RENDITIONS[told.rendition]}］")
        with st.container(horizontal=True):
            for state in (ACCEPTED, REJECTED):
                st.button(
                    STATES[state],
                    key=f"{state} {row.id}",
                    type="primary" if state == ACCEPTED else "secondary",
                    disabled=not may(Right.LINKS),
                    on_click=_decide,
                    args=(row.id, state, by),
                )


def _decision(row: ReviewedLink, by: str) -> None:
    with st.container(border=True):
        color = "green" if row.state == ACCEPTED else "gray"
        st.markdown(f":{color}-badge[{STATES[row.state]}]　{_sentence(row)}")
        st.caption(f"{plain(row.by)}　{row.date}　{plain(row.comment)}")
        st.button("撤销", key=f"undo {row.id}", disabled=not may(Right.LINKS), on_click=_decide, args=(row.id, OPEN, by))


@changing(Right.LINKS)
def _decide(identity: str, state: str, by: str) -> None:
    (reviewed,) = links.decide(opened(), [identity], state, by)
    if reviewed.overruled:
        st.info(plain(f"已改为{STATES[state]}；{reviewed.overruled}"))
    elif not reviewed.changed:
        st.info(plain(f"已由{said(reviewed.before)}，没有改动" if reviewed.before else "还没有审核过，没有改动"))
