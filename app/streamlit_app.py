"""The web app: its pages, one line each, in the order in which they stand on top."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from app.app_pages.parts.shell import shell


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the app."""

    file: str
    """Of ``app_pages``, without its ending; also its address."""
    title: str
    icon: str


PAGES = (
    Page("ask", "检索", ":material/search:"),
    Page("cases", "案例", ":material/fact_check:"),
    Page("training", "培训", ":material/school:"),
    Page("library", "资料管理", ":material/library_books:"),
)
"""The first one opens at the root."""


def main() -> None:
    """The frame around every page, and the page that the address names."""
    st.set_page_config(page_title="对标", page_icon=str(Path(__file__).with_name("icon.svg")), layout="wide")
    pages = {
        "" if row == 0 else page.file: st.Page(
            f"app_pages/{page.file}.py", title=page.title, icon=page.icon, url_path=page.file, default=row == 0
        )
        for row, page in enumerate(PAGES)
    }
    current = st.navigation(list(pages.values()), position="top")
    if (gone := shell(current.url_path)) and gone[0] in pages:
        st.switch_page(pages[gone[0]], query_params=gone[1])
    current.run()


main()
