"""案例对标: a draft, its practices and citations against the base, and the association's form, in three steps on one page."""

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from app.app_pages.case.common import AT, PAGE, WORK, desk, go, undo
from app.app_pages.case.draft import draft, strip
from app.app_pages.case.focus import focus, standing
from app.app_pages.case.form import form
from app.app_pages.case.listing import listing
from app.app_pages.parts import address
from app.app_pages.parts.beside import begin, jobs, key_of, quiet, waiting
from app.app_pages.parts.markup import element, joined, show
from app.app_pages.parts.place import place
from app.app_pages.parts.states import failed
from app.app_pages.person import owner, require
from app.app_pages.shared import opened as opened_base
from app.app_pages.shared import plain
from app.base.knowledge import Knowledge
from app.case_work import assembling
from app.case_work.assembling import FormField
from app.case_work.desk import Opened
from app.mapping.model import Unchecked
from app.people.rights import Right
from app.people.works import Action, Step
from ingest.errors import DuibiaoError

_STYLE = Path(__file__).with_name("case").joinpath("case.css").read_text(encoding="utf-8")
_DONE = {Action.MEND: "改草稿", Action.DECIDE: "选依据", Action.FILL: "填征集表"}
_HEIGHT = 560
"""Pixels of the two sides."""


def page() -> None:
    require(Right.MAP)
    kb = opened_base()
    st.html(f"<style>{_STYLE}</style>")
    work = address.value(WORK)
    if not work:
        listing(kb)
        return
    try:
        found = _opened(kb, work)
    except DuibiaoError as exc:
        failed(exc)
        st.button("回到列表", on_click=go, args=(None,))
        return
    if found:
        _steps(kb, found)
        place(kb, PAGE)


def _opened(kb: Knowledge, work: str) -> Opened | None:
    """The piece of work; None while its draft is read and mapped, which the page then shows."""
    on, person = desk(kb), owner()
    key = key_of("open", person, work, str(kb.snapshot.folder))
    job = jobs().get(key)
    if job and job.done:
        jobs().pop(key).result()
    elif job or not on.ready(person, work):
        begin(key, lambda tell: on.open(person, work, tell))
        waiting(key, "可以先去看别的页面，回来时接着看。")
        return None
    return on.open(person, work)


def _steps(kb: Knowledge, opened: Opened) -> None:
    _head(opened)
    show(_three(opened, assembling.fields(opened.case, desk(kb).forms.notice)))
    _one(opened)
    _heading(2, "逐条对照")
    show(strip(opened))
    at = standing(opened, address.value(AT))
    left, right = st.columns([3, 2], gap="medium")
    with left.container(height=_HEIGHT, border=True, key="case_draft"):
        show(draft(opened, at))
    with right.container(height=_HEIGHT, border=False, key="case_focus"):
        focus(kb, opened, at)
    _heading(3, "征集表")
    form(kb, opened)


def _head(opened: Opened) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("我的案例", key="all", icon=":material/arrow_back:", type="tertiary", on_click=go, args=(None,))
        st.markdown(f"**{plain(opened.work.title)}**")
        last = opened.steps[-1:]
        label = f"撤销：{_said(last[0])}" if last else "撤销"
        args = (opened.work.id, len(opened.steps))
        key = f"undo {len(opened.steps)}"  # pressed twice at once, it takes back the one step that it names
        st.button(plain(label), key=key, icon=":material/undo:", disabled=not last, on_click=undo, args=args)


def _said(step: Step) -> str:
    return _DONE[step.action]


def _three(opened: Opened, fields: list[FormField]) -> Markup:
    """The three steps with where each stands; a press leads there."""
    missing, odd = sum(field.blank for field in fields), sum(bool(field.odd) for field in fields)
    form_left = [f"〔未提供〕{missing} 项"] * bool(missing) + [f"要核对 {odd} 项"] * bool(odd)
    left = opened.wrong + len(opened.undecided)
    told = (
        ("① 草稿", opened.work.file, True),
        ("② 逐条对照", f"还有 {left} 处" if left else "做完了", not left),
        ("③ 征集表", "，".join(form_left) or "填全了", not form_left),
    )
    steps = [
        element(
            "a",
            joined([element("b", name), element("span", state)], " "),
            href=f"#case-{number}",
            class_="cw-step cw-done" if done else "cw-step",
        )
        for number, (name, state, done) in enumerate(told, 1)
    ]
    return element("nav", joined(steps), class_="cw-steps", aria_label="三步")


def _heading(number: int, name: str) -> None:
    show(element("h2", f"{'①②③'[number - 1]} {name}", id=f"case-{number}", class_="cw-heading"))


def _one(opened: Opened) -> None:
    _heading(1, "草稿")
    found, draft_ = opened.mapping, opened.standing.draft
    said = f"{opened.work.file}　{len(draft_.passages)} 段　做法 {len(found.practices)} 条　引用 {opened.cited} 处"
    mended = sum(step.action is Action.MEND for step in opened.steps)
    quiet(said + (f"　已改 {mended} 处" if mended else ""))
    lost = [Unchecked(step.before, "", "原来的一处改动对不上草稿了，没有改") for step in opened.standing.lost]
    if left := [*lost, *found.unchecked]:
        with st.expander(f"没有核对的（{len(left)}）"):
            show(element("ul", joined(map(_unchecked, left)), class_="cw-gaps"))


def _unchecked(one: Unchecked) -> Markup:
    told = [one.place, f"“{one.text}”" if one.text else "", one.why]
    return element("li", "　".join(filter(None, told)))


page()
