"""A citation to copy, and many at once."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from app.app_pages.parts.copy_button import copy_button
from app.app_pages.parts.markup import NONE, element, joined


def copies(full: Sequence[str], short: Sequence[str]) -> list[Markup]:
    """Two buttons that copy many citations at once, one a line, each kind for itself."""
    return [copy_button("\n".join(full), "复制全部引用"), copy_button("\n".join(short), "复制全部简短引用")]


def text_file(full: Sequence[str]) -> None:
    """A button that saves many citations, one a line."""
    st.download_button("存成文本文件", "\n".join(full) + "\n", "引用.txt", "text/plain", on_click="ignore")


def citation(full: str, short: str = "", *, more: Markup = NONE) -> Markup:
    """The citation after GB/T 7714 and in short, each with its button; ``more`` are buttons after them."""
    if not full:
        return more
    buttons = [copy_button(full, "复制引用"), *([copy_button(short, "复制简短引用")] if short else []), more]
    return element(
        "div",
        joined([element("p", full, class_="db-cited"), element("p", joined(buttons), class_="db-buttons")]),
        class_="db-citation",
    )
