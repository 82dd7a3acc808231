"""术语和问法: the hospital's own terms, and examples of how its people ask."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from app.app_pages.librarian.telling import Task, ask_for
from app.app_pages.parts.states import empty
from app.app_pages.person import changing, may, person
from app.app_pages.shared import opened, plain
from app.base.knowledge import Knowledge
from app.build import own
from app.build.finish import Report
from app.people.rights import Right
from ingest.model import Concept
from ingest.shipped.examples import Example

Act = Callable[..., Report]
"""Publishes a change; takes ``progress`` and ``who``."""


def terms_and_examples(kb: Knowledge) -> None:
    """Both lists, each with a form; a change is published at once."""
    folder = kb.snapshot.kb
    st.caption("本院自己的叫法和常见问法。每次加入或删除都立即发布，重建和升级后仍然有效；删掉的可以再加入。")
    left, right = st.columns(2, gap="large")
    with left:
        _terms(folder)
    with right:
        _examples(kb)


def _terms(folder: Path) -> None:
    st.subheader("本院术语", anchor=False)
    found, problems = own.terms(folder)
    for concept in found:
        _row(
            _labels(concept),
            f"term {concept.id}",
            partial(own.remove_term, folder, concept.label),
        )
    if not found:
        empty("还没有本院术语。", "科室里的叫法检索不到时，在下面加入，并写上文件里的说法。")
    for problem in problems:
        st.warning(plain(str(problem)))
    if may(Right.TERMS):
        with st.form("new term"):
            st.text_input("术语", placeholder="例如：换药推车", autocomplete="off", key="term")
            st.text_input("别的叫法（用顿号隔开）", placeholder="例如：换药车、治疗车", autocomplete="off", key="term others")
            st.text_input("上一级的术语（可不填）", autocomplete="off", key="term broader")
            st.form_submit_button("加入术语", type="primary", on_click=_add_term, args=(folder,))


def _add_term(folder: Path) -> None:
    name, others, broader = (st.session_state[key] for key in ("term", "term others", "term broader"))
    cells = (name, _bars(others), "", "", _bars(broader), "", "")
    _do(partial(own.add_term, folder, cells), f"已加入术语“{name}”", "term", "term others", "term broader")


def _labels(concept: Concept) -> str:
    others = "、".join((*concept.alt, *concept.hidden, *concept.english))
    return f"**{plain(concept.label)}**　{plain(others)}" + (
        f"　上一级：{plain('、'.join(concept.broader))}" if concept.broader else ""
    )


def _examples(kb: Knowledge) -> None:
    folder = kb.snapshot.kb
    st.subheader("本院问法", anchor=False)
    found, problems = own.examples_of(folder)
    for one in found:
        _row(
            f"{plain(one.text)}　:gray[{plain(one.subject)}]",
            f"example {one.subject} {one.text}",
            partial(own.remove_example, folder, one),
        )
    if not found:
        empty("还没有本院问法。", "大家常这样问而查不到时，在下面写上问法和应当查到的标准、目标、制度或条款的编号。")
    for problem in problems:
        st.warning(plain(str(problem)))
    if may(Right.TERMS):
        with st.form("new example"):
            st.text_input("问法", placeholder="例如：换药车多久擦一次", autocomplete="off", key="example")
            st.text_input("应当查到的编号", placeholder="例如：WS/T 433-2023", autocomplete="off", key="example of")
            st.form_submit_button("加入问法", type="primary", on_click=_add_example, args=(folder,))


def _add_example(folder: Path) -> None:
    kb, text, subject = opened(), st.session_state["example"], st.session_state["example of"].strip()
    if subject in kb.entities or subject in kb.documents or kb.clause(subject):
        _do(partial(own.add_example, folder, Example(subject, text)), f"已加入问法“{text}”", "example", "example of")
    else:
        st.error(plain(f"知识库里没有“{subject}”。请写准编号，可在“检索”里查到。"))


def _row(told: str, key: str, act: Act) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(told)
        if may(Right.TERMS):
            icon, args = ":material/delete:", (act, "已删除")
            st.button("删除", key=f"remove {key}", type="tertiary", icon=icon, on_click=_do, args=args)


def _bars(written: str) -> str:
    return "|".join(part.strip() for part in written.replace("，", "、").replace(",", "、").split("、") if part.strip())


@changing(Right.TERMS)
def _do(act: Act, done: str, *boxes: str) -> None:
    """Have a change made; ``boxes`` are emptied once it is made, and keep their text if not."""
    who = person().name

    def ended(told: Report) -> str:
        st.session_state.update(dict.fromkeys(boxes, ""))
        return "；".join([done, *told.notes])

    ask_for(Task("正在发布…", lambda progress: act(progress=progress, who=who), ended))
