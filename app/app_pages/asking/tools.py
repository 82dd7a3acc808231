"""What is done with a whole answer: every citation at once."""

import streamlit as st

from app.app_pages.parts.citation import copies, text_file
from app.app_pages.parts.markup import element, joined, show
from app.present.schema.answers import Answer


def copied_at_once(answer: Answer) -> None:
    """Every citation, one a line, to copy or to save."""
    if not (full := answer.citations()):
        return
    with st.popover(f"全部引用 {len(full)}", icon=":material/content_copy:"):
        show(element("p", joined(copies(full, answer.citations(short=True))), class_="db-buttons"))
        show(element("ol", joined(element("li", one) for one in full), class_="db-all"))
        text_file(full)
