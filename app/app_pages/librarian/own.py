"""术语和问法: the hospital's own terms, and examples of how its people ask."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from app.app_pages.librarian.telling import say, under_bar
from app.app_pages.parts.states import empty
from app.app_pages.person import may, person
from app.app_pages.shared import plain
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
        with st.form("new term", clear_on_submit=True):
            name = st.text_input("术语", placeholder="例如：换药推车", autocomplete="off")
            others = st.text_input("别的叫法（用顿号隔开）", placeholder="例如：换药车、治疗车", autocomplete="off")
            broader = st.text_input("上一级的术语（可不填）", autocomplete="off")
            if st.form_submit_button("加入术语", type="primary"):
                cells = (name, _bars(others), "", "", _bars(broader), "", "")
                _do(partial(own.add_term, folder, cells), f"已加入术语“{name}”")


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
        with st.form("new example", clear_on_submit=True):
            text = st.text_input("问法", placeholder="例如：换药车多久擦一次", autocomplete="off")
            subject = st.text_input("应当查到的编号", placeholder="例如：WS/T 433-2023", autocomplete="off").strip()
            if st.form_submit_button("加入问法", type="primary"):
                if subject in kb.entities or subject in kb.documents or kb.clause(subject):
                    _do(
                        partial(own.add_example, folder, Example(subject, text)),
                        f"已加入问法“{text}”",
                    )
                else:
                    st.error(plain(f"知识库里没有“{subject}”。请写准编号，可在“检索”里查到。"))


def _row(told: str, key: str, act: Act) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(told)
        if may(Right.TERMS) and st.button("删除", key=f"remove {key}", type="tertiary", icon=":material/delete:"):
            _do(act, "已删除")


def _bars(written: str) -> str:
    return "|".join(part.strip() for part in written.replace("，", "、").replace(",", "、").split("、") if part.strip())


def _do(act: Act, done: str) -> None:
    who = person().name
    if report := under_bar("正在发布…", lambda progress: act(progress=progress, who=who)):
        say("；".join([done, *report.notes]))
        st.rerun()
