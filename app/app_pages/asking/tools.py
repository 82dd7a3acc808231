"""What is done with a whole answer: every citation at once."""

import streamlit as st

from app.app_pages.parts.copy_button import copy_button
from app.app_pages.parts.markup import element, joined, show
from app.present.schema.answers import Answer


def copied_at_once(answer: Answer) -> None:
    """Every citation, one a line, to copy or to save."""
    if not (full := answer.citations()):
        return
    with st.popover(f"全部引用 {len(full)}", icon=":material/content_copy:"):
        copies = [
            copy_button("\n".join(full), "复制全部引用"),
            copy_button("\n".join(answer.citations(short=True)), "复制全部简短引用"),
        ]
        show(element("p", joined(copies), class_="db-buttons"))
        show(element("ol", joined(element("li", one) for one in full), class_="db-all"))
        st.download_button("存成文本文件", "\n".join(full) + "\n", "引用.txt", "text/plain", on_click="ignore")
