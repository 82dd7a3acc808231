"""Labels offered below the question box while a person types."""

from pathlib import Path

import streamlit as st

BOX = "question_box"
"""What the key of the container begins with that holds a box and, below it, the labels."""
_HTML = '<div class="completing"><ul role="listbox" aria-label="补全" hidden></ul><div role="status"></div></div>'
_HERE = Path(__file__)
_mount = st.components.v2.component(
    "completing",
    html=_HTML,
    css=_HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_HERE.with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def completing(name: str = "completing") -> None:
    """The list, which the browser fills (``app.server.completing``). Each list of a page has a ``name`` of its own."""
    _mount(key=name, data={"name": name}, height="content")
