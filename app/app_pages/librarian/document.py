"""One document: its pages beside its clauses, what the parser was unsure of, and corrections in place."""

from pathlib import Path

import streamlit as st
from markupsafe import Markup

from app.app_pages.librarian import versions
from app.app_pages.librarian.editing import editing, heading
from app.app_pages.librarian.places import CLAUSE, DOCUMENT, NUMBER, PAGE, REPLACE, VIEW, to_document
from app.app_pages.librarian.telling import say
from app.app_pages.librarian.uploading import uploading
from app.app_pages.parts import address
from app.app_pages.parts.badges import badge
from app.app_pages.parts.links import before_and_after, here
from app.app_pages.parts.markup import element, joined, show
from app.app_pages.parts.page_picture import page_picture
from app.app_pages.parts.states import empty, failed
from app.app_pages.person import changing, may, person
from app.app_pages.shared import plain
from app.base.knowledge import Knowledge
from app.build import draft
from app.build import review as reviewing
from app.build.review import Review
from app.people.draft import ADD, RETIRE
from app.people.rights import Right
from app.present.page_image import PageImage, page_marked
from ingest.errors import DuibiaoError, NotFoundError
from ingest.model import Clause

VIEWS = {"": "逐条核对", "head": "文件信息", "versions": "版本", REPLACE: "更换或停用"}
_AROUND = 400
"""Characters of the text as read that are shown on either side of a clause."""
_SHOWN = 200
"""Clauses listed at once where the format has no pages."""


def document(kb: Knowledge, identity: str) -> None:
    """The document that the address names."""
    folder = kb.snapshot.kb
    try:
        found = reviewing.review(folder, kb.current(identity))
    except DuibiaoError as exc:
        if isinstance(exc, NotFoundError):
            empty("这份文件已经不在库里", "可能刚停用，或换了文号。以前的各版留存着，可以在“版本”里恢复。")
        else:
            failed(exc)
        show(element("p", here("回到文件列表", PAGE, {DOCUMENT: None})))
        return
    view = address.value(VIEW)
    _head(found, view)
    if view == "head":
        heading(folder, found)
    elif view == "versions":
        versions.of_document(kb, found.parsed.document.id)
    elif view == REPLACE:
        _replace(folder, found)
    else:
        _check(folder, found)


def _head(found: Review, view: str) -> None:
    one = found.parsed.document
    marks = [badge("草稿，未发布", "not_yet")] if found.staged else []
    marks += [badge(f"待核对 {len(found.waiting)}", "not_yet")] if found.waiting else [badge("没有待核对", "in_force")]
    back = here("← 全部文件", PAGE, dict.fromkeys((DOCUMENT, CLAUSE, NUMBER, VIEW)))
    show(element("p", joined([back, element("b", one.title), *marks], "　")))
    show(element("p", joined(_view(one.id, name, label, view) for name, label in VIEWS.items()), class_="db-facet"))


def _view(document: str, name: str, label: str, view: str) -> Markup:
    return to_document(label, document, view=name, class_="db-pill db-chosen" if name == view else "db-pill")


def _check(kb: Path, found: Review) -> None:
    """Pages or text on the left, clauses on the right; a clause chosen on one side is shown on the other."""
    clauses = {clause.id: clause for clause in found.parsed.clauses}
    chosen = clauses.get(address.value(CLAUSE))
    number = _number(found, chosen)
    _next(found, chosen)
    left, right = st.columns([1, 1], gap="medium")
    with left, st.container(height=760, border=True):
        _picture(kb, found, number, chosen) if found.has_pictures else _text(found, chosen)
    with right, st.container(height=760, border=True):
        if chosen:
            editing(kb, found, chosen)
        _clauses(found, number if found.has_pictures else None, chosen)


def _number(found: Review, chosen: Clause | None) -> int:
    """The page that the address names, else that of the chosen clause, else the first."""
    if (written := address.number(NUMBER)) in found.pages:
        return written
    first = next(iter(found.pages), 1)
    return (chosen.page if chosen else None) or first


def _next(found: Review, chosen: Clause | None) -> None:
    """How far one is, and the way to the next unsure place."""
    unsure = list(found.unsure)
    order = [clause.id for clause in found.parsed.clauses]
    at = order.index(chosen.id) if chosen else -1
    after = next((one for one in unsure if order.index(one) > at), unsure[0] if unsure else "")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            f"下一处没把握的（共 {len(unsure)}）",
            key="next unsure",
            shortcut="Alt+N",
            disabled=not after,
            icon=":material/navigate_next:",
            on_click=_go,
            args=(after,),
        )
        loose = [one for one in found.waiting if not found.clause_of(one)]
        if loose:
            with st.popover(f"不属于某一条的 {len(loose)} 处"):
                for one in loose[:_SHOWN]:
                    page = f"第 {one.page} 页　" if one.page else ""
                    st.markdown(f"- {page}{plain(one.message)}　{plain(one.text)}")
                st.caption("可在“待核对”里勾掉。")
        st.caption("没把握的地方两边都标出来：橙色框和“没把握”。快捷键：Alt+N 下一处，Alt+A 认可。")


def _go(clause: str) -> None:
    address.put(**{CLAUSE: clause, NUMBER: None})


def _picture(kb: Path, found: Review, number: int, chosen: Clause | None) -> None:
    pages = found.pages
    at = pages.index(number) if number in pages else 0
    told = element("span", f"第 {number} 页，共 {pages[-1]} 页", class_="db-quiet")
    links = before_and_after(PAGE, NUMBER, list(map(str, pages)), at, "页", **{CLAUSE: None})
    show(element("p", joined([*links, told]), class_="db-buttons"))
    try:
        image = _image(str(kb), found.parsed.document.sha256, number, tuple(found.unsure), chosen, found)
    except DuibiaoError as exc:
        failed(exc)
        return
    page_picture(image, image.note)


@st.cache_resource(max_entries=24, show_spinner="正在画出原页…")
def _image(kb: str, sha256: str, number: int, unsure: tuple[str, ...], chosen: Clause | None, _found: Review) -> PageImage:
    data = reviewing.data(Path(kb), _found)
    marked = [clause for clause in _found.on_page(number) if clause.id in unsure]
    return page_marked(data, _found.parsed.document.source, number, marked, chosen)


def _text(found: Review, chosen: Clause | None) -> None:
    """The text as it was read, around the chosen clause."""
    whole = found.parsed.transcript
    if not chosen or not chosen.spans:
        show(element("p", "这种格式没有固定的页面。点右边的一条，这里显示它在原文里的位置。", class_="db-quiet"))
        show(_lines(whole[: 2 * _AROUND]))
        return
    start, end = min(chosen.spans)[0], max(chosen.spans)[1]
    before, after = whole[max(0, start - _AROUND) : start], whole[end : end + _AROUND]
    show(joined([_lines(before), element("mark", _lines(whole[start:end])), _lines(after)]))


def _lines(text: str) -> Markup:
    return element("span", text, style="white-space:pre-wrap")


def _clauses(found: Review, number: int | None, chosen: Clause | None) -> None:
    listed = [clause for clause in found.on_page(number) if not chosen or clause.id != chosen.id]
    if not listed and not chosen:
        empty("这一页没有读出条款", "请看左边的原页；要补录文字，可以换一份更清楚的文件。")
    unsure = found.unsure
    show(
        element(
            "div", joined(_clause(found, clause, unsure=clause.id in unsure) for clause in listed[:_SHOWN]), class_="db-lines"
        )
    )
    if len(listed) > _SHOWN:
        st.caption(f"先列出前 {_SHOWN} 条，其余 {len(listed) - _SHOWN} 条可用“下一处没把握的”走到。")


def _clause(found: Review, clause: Clause, *, unsure: bool) -> Markup:
    marks = [badge("没把握", "not_yet")] * unsure + [badge("已改，未发布", "not_yet")] * (
        found.corrected(clause.id) is not None
    )
    place = to_document(clause.locator or "全文", found.parsed.document.id, clause.id)
    return element("p", joined([place, *marks, element("span", f"　{clause.text}")]), class_="db-words")


def _replace(kb: Path, found: Review) -> None:
    one = found.parsed.document
    if any(x.action == ADD for x in found.staged) or not may(Right.UPLOAD):
        st.info("这份文件的新版本已在草稿里。要换别的文件，请先在草稿里撤下。")
    else:
        st.subheader("更换文件", anchor=False)
        uploading(kb, instead=one.id)
    st.subheader("停用", anchor=False)
    retired = any(x.action == RETIRE for x in found.staged)
    st.caption("停用后检索不再找到这份文件；原件和以前的各版留存，可以在“版本”里恢复。")
    st.button(
        "已在草稿里停用" if retired else "停用这份文件",
        key="retire",
        icon=":material/block:",
        disabled=retired or not may(Right.RETIRE),
        on_click=_retire,
        args=(kb, one.id),
    )


@changing(Right.RETIRE)
def _retire(kb: Path, document: str) -> None:
    one = draft.retire(kb, document, person().name)
    say(f"停用“{one.title}”已放进草稿，发布后生效")
