"""Labels offered below the question box while a person types."""

from pathlib import Path

import streamlit as st

from app.answer.completion import complete
from app.app_pages.shared import opened
from app.base.knowledge import Knowledge

BOX = "question_box"
"""What the key of the container begins with that holds a box and, below it, the labels."""
_SHOWN = 8
_LONGEST = 40
"""Characters; longer text is a question, not the beginning of a label."""
_HTML = '<div class="completing"><ul role="listbox" aria-label="补全" hidden></ul><div role="status"></div></div>'
_HERE = Path(__file__)
_mount = st.components.v2.component(
    "completing",
    html=_HTML,
    css=_HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_HERE.with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


@st.fragment
def completing(name: str = "completing") -> None:
    """The list; only this part of the page runs again while a person types. Each list of a page has a ``name`` of its own.

    It opens the base itself: a session keeps what is handed to a fragment, and would keep a base that is no longer served.
    """
    kb = opened()
    typed = st.session_state.get(name, {}).get("typed") or ""
    _mount(key=name, data={"name": name, **offered(kb, typed)}, on_typed_change=lambda: None, height="content")


def offered(kb: Knowledge, typed: object) -> dict[str, object]:
    """What is shown for what the browser says is typed."""
    text = typed.strip() if isinstance(typed, str) else ""
    return {"typed": text, "labels": complete(kb, text, _SHOWN) if len(text) <= _LONGEST else []}
