"""The form: what is still to be filled in, what to look at before it is sent, how it looks, and the file."""

from datetime import date
from functools import partial

import streamlit as st
from markupsafe import Markup

from app.app_pages.case.common import desk as desk_of
from app.app_pages.case.common import make
from app.app_pages.parts import address, badges
from app.app_pages.parts.beside import begin, jobs, key_of, quiet, waiting
from app.app_pages.parts.markup import element, joined, show
from app.app_pages.parts.states import failed
from app.app_pages.person import attempt, owner
from app.base.knowledge import Knowledge
from app.case_form.checked import MISSING
from app.case_form.checklist import Check, Facts, checklist
from app.case_form.layout import WIDTH, Cell, grid, rows, spans
from app.case_work import assembling
from app.case_work.assembling import FormField
from app.case_work.desk import Desk, Opened
from app.people.rights import Right
from app.people.works import Action, Step
from app.present import office_pages
from ingest.errors import DuibiaoError

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STATES = {"met": ("有", "in_force"), "partly": ("不全", "not_yet"), "open": ("缺", "superseded"), "ask": ("请确认", "")}
_DRAWN = 12
"""Previews that stay in memory."""


def form(kb: Knowledge, opened: Opened) -> None:
    """The form beside what is left to do."""
    desk = desk_of(kb)
    made = _docx(opened.work.id, repr((opened.case, opened.checked)), desk, opened)
    key = key_of("pages", made)
    left, right = st.columns([2, 3], gap="medium")
    with right:
        pages = _preview(desk, opened, key, made)
    with left:
        _download(opened, desk)
        _fields(opened, desk)
        _before_sending(desk, opened, pages)


@st.cache_resource(max_entries=_DRAWN, show_spinner=False)
def _docx(work: str, state: str, _desk: Desk, _opened: Opened) -> bytes:
    return _desk.forms.docx(_opened.checked)


def _download(opened: Opened, desk: Desk) -> None:
    """The file is made when the button is pressed: what was just written in a field is in it, however old the page is."""
    name, person, work = f"{opened.work.title}_征集表.docx", owner(), opened.work.id

    def made() -> bytes:
        return desk.forms.docx(desk.open(person, work).checked)

    st.download_button("下载征集表（.docx）", made, name, _WORD, type="primary", on_click="ignore", icon=":material/download:")
    if opened.undecided or opened.wrong:
        changed = len({one.practice for one in opened.changed})
        fresh = len(opened.undecided) - changed
        said = [f"{fresh} 条做法的依据是系统推荐的，还没有人核对"] if fresh else []
        said += [f"{changed} 条做法采用的依据后来变了"] if changed else []
        said += [f"{opened.wrong} 处引用有问题"] if opened.wrong else []
        quiet(f"还没有做完：{'；'.join(said)}。现在下载也可以，报送前请改好。")


def _fields(opened: Opened, desk: Desk) -> None:
    fields = assembling.fields(opened.case, desk.forms.notice)
    blank = [field for field in fields if field.blank]
    odd = [field for field in fields if field.odd]
    st.markdown(f"**〔未提供〕{len(blank)} 项**" if blank else "**各栏都填了**")
    for field in (*blank, *odd):
        _field(opened, field)
    with st.expander("其他各栏"):
        for field in fields:
            if not (field.blank or field.odd):
                _field(opened, field)


def _field(opened: Opened, field: FormField) -> None:
    def filled(text: str) -> str:
        step = Step(Action.FILL, field.key, field.value, text)
        return attempt(Right.MAP, partial(make, opened.work.id, step))

    kind, name = st.text_area if field.long else st.text_input, f"field {opened.work.id} {field.key}"
    bound = address.showing(name, field.value, filled)
    kind(field.label, help=field.hint or None, placeholder=field.hint or MISSING, **bound)
    if why := address.refused(name, field.value):
        st.error(f"“{field.label}”没有存：{why}框里的字还在，改好以前征集表里仍是原来的。")
    if field.odd:
        quiet(f"{field.odd}。")


def _before_sending(desk: Desk, opened: Opened, drawn: int) -> None:
    """What to look at; ``drawn``: pages that LibreOffice made, 0 where it was not asked."""
    pages = drawn or desk.forms.pages(opened.checked)
    facts = Facts(opened.checked, desk.forms.notice, pages, date.today(), drawn > 0)
    found = checklist(facts)
    if found.first:
        st.markdown("**先改这几处**")
        show(element("ol", joined(element("li", f"{c.requirement.name}：{c.requirement.advice}") for c in found.first)))
    with st.expander("报送前核对"):
        show(element("ul", joined(map(_check, found.lines)), class_="cw-gaps"))
    others = [problem for problem in opened.checked.problems if problem.kind != "missing"]
    with st.expander(f"没有写进征集表的和要核对的（{len(others)}）"):
        show(element("ul", joined(element("li", str(problem)) for problem in others), class_="cw-gaps"))


def _check(check: Check) -> Markup:
    word, meaning = _STATES[check.support.state]
    told = "；".join(check.support.told) or check.requirement.advice
    return element("li", joined([badges.badge(word, meaning), element("b", check.requirement.name), Markup.escape(told)], " "))


# preview


def _preview(desk: Desk, opened: Opened, key: str, made: bytes) -> int:
    """Its pages where they were drawn, else its table; gives the number of pages drawn."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("**预览**")
        if office_pages.can_draw():
            st.button("排成页面", key="draw", on_click=_draw, args=(key, made), help="用 LibreOffice 排版，要几秒钟")
    job = jobs().get(key)
    if job and not job.done:
        waiting(key, "排好以前先看下面的表，可以继续填写。")
    if job and job.done:
        try:
            pages: tuple[bytes, ...] = job.result()
        except DuibiaoError as exc:
            failed(exc)
        else:
            _drawn(pages)
            return len(pages)
    note = "这是表格内容，不是排好的页面" + (
        "；点“排成页面”看成品。" if office_pages.can_draw() else "：这台电脑没有安装 LibreOffice。"
    )
    quiet(note)
    with st.container(height=720, border=True):
        show(_table(desk, opened))
    return 0


def _draw(key: str, made: bytes) -> None:
    begin(key, lambda tell: office_pages.pictures(made, ".docx"), "正在排版")


def _drawn(pages: tuple[bytes, ...]) -> None:
    quiet(f"共 {len(pages)} 页")
    with st.container(height=720, border=True):
        for number, page in enumerate(pages, 1):
            st.image(page, caption=f"第 {number} 页", alt=f"第 {number} 页", width="stretch")


def _table(desk: Desk, opened: Opened) -> Markup:
    """The form's table as it is printed."""
    notice = desk.forms.notice
    printed = rows(opened.checked, notice)
    widths = grid(printed)
    columns = joined(element("col", "", style=f"width:{100 * width / WIDTH:.1f}%") for width in widths)
    body = joined(element("tr", joined(map(_cell, row, spans(row, widths)))) for row in printed)
    table = element("table", element("colgroup", columns) + element("tbody", body), class_="cw-form")
    return element("p", notice.form, class_="cw-form-title") + table


def _cell(cell: Cell, span: int) -> Markup:
    text = joined(
        element("p", _missing(paragraph), class_="cw-indent" if cell.indent else None) for paragraph in cell.paragraphs
    )
    return element("th" if cell.head else "td", text, colspan=span)


def _missing(paragraph: str) -> Markup:
    return element("mark", paragraph) if paragraph == MISSING else Markup.escape(paragraph)
