"""What a page says when there is nothing to show, and when something failed: always what to do next."""

import streamlit as st
from markupsafe import Markup

from app.app_pages.parts.markup import element, joined, show
from app.app_pages.shared import plain, told
from app.people.text import MAX_WORDS
from ingest.errors import DuibiaoError


def empty(what: str, todo: str) -> None:
    """Nothing to show: what there is none of, and what to do."""
    show(element("div", joined([element("p", what, class_="db-strong"), element("p", todo)]), class_="db-empty", role="status"))


def failed(exc: DuibiaoError) -> None:
    """An error in one line, without the place of the base on the server's disk."""
    st.error(plain(told(exc)))


def too_long(written: str) -> bool:
    """Whether what stands in a box is longer than what can be looked for; the page says so, and nothing of it is cut off."""
    if len(written) > MAX_WORDS:
        empty(f"写了 {len(written)} 个字，超过 {MAX_WORDS} 字。", "请只留要找的名称、编号或几个字。")
    return len(written) > MAX_WORDS


def without_text(standard: str) -> Markup:
    """What to do about a standard of which the base holds no text."""
    return element(
        "p", f"库中只有这项标准的题录，没有条文。要查条文，请资料管理员加入 {standard} 的标准文本。", class_="db-words"
    )
