"""The web app: its pages, one line each, in the order in which they stand on top."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from app.app_pages.parts.basket import basket_drawer
from app.app_pages.parts.markup import element, show
from app.app_pages.parts.shell import shell
from app.app_pages.person import login, person, require
from app.people import access
from app.people.access import Access
from app.people.rights import Person, Right


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the app."""

    file: str
    """Of ``app_pages``, without its ending; also its address."""
    title: str
    icon: str
    right: Right
    """Needed to see it."""


PAGES = (
    Page("ask", "检索", ":material/search:", Right.READ),
    Page("standards", "标准", ":material/rule:", Right.READ),
    Page("targets", "目标", ":material/flag:", Right.READ),
    Page("core_systems", "制度", ":material/gavel:", Right.READ),
    Page("indicators", "指标", ":material/monitoring:", Right.READ),
    Page("documents", "文件", ":material/description:", Right.READ),
    Page("graph", "图谱", ":material/hub:", Right.READ),
    Page("compare", "对照", ":material/compare_arrows:", Right.READ),
    Page("cases", "案例", ":material/fact_check:", Right.MAP),
    Page("training", "培训", ":material/school:", Right.READ),
    Page("library", "资料管理", ":material/library_books:", Right.UPLOAD),
    Page("people", "账号", ":material/group:", Right.ACCOUNTS),
)
"""The first one opens at the root."""


def main() -> None:
    """The frame around every page, and the page that the address names."""
    st.set_page_config(page_title="对标", page_icon=str(Path(__file__).with_name("icon.svg")), layout="wide")
    pages = {"" if page is PAGES[0] else page.file: page for page in PAGES}
    someone = person()
    linked = {url: _linked(page, someone) for url, page in pages.items()}
    current = st.navigation(list(linked.values()), position="top")
    st.set_page_config(page_title=f"{pages[current.url_path].title} · 对标")
    shell(current.url_path)
    if access.announced() != Access.LOCAL:
        way = "/account" if someone.name else login(current.url_path)
        show(element("a", someone.name or "登录", class_="db-who", href=way, target="_self"))
    require(pages[current.url_path].right, current.url_path)
    current.run()
    basket_drawer()


def _linked(page: Page, someone: Person) -> st.Page:
    """What the navigation knows of a page; it is not offered to someone who may not see it."""
    return st.Page(
        f"app_pages/{page.file}.py",
        title=page.title,
        icon=page.icon,
        url_path=page.file,
        default=page is PAGES[0],
        visibility="visible" if someone.may(page.right) else "hidden",
    )


main()
