"""The picture of a page: when it comes, what it lies in is scrolled to the clause that is framed on it (``shell.js``)."""

import streamlit as st

from app.app_pages.parts.markup import element, show
from app.present.page_image import PageImage


def page_picture(page: PageImage, caption: str = "") -> None:
    """A page as wide as there is room."""
    with st.container(key=f"page_picture {page.page}"):
        if page.top:
            show(element("span", "", class_="db-frame", style=f"margin-top:{page.top / page.width:.2%}"))
        st.image(page.png, caption=caption or None, alt=caption or f"第 {page.page} 页", width="stretch")
