"""How the page tells what a press did: one line, after the page ran again."""

from typing import Any

import streamlit as st

from app.app_pages.shared import plain
from app.build.sources import Progress

_SAID = "librarian said"


def say(line: str) -> None:
    """Tell this when the page has run again."""
    st.session_state[_SAID] = line


def said() -> None:
    """What was to be told."""
    if line := st.session_state.pop(_SAID, ""):
        st.toast(plain(line), icon=":material/check:", duration="long")


def progress(bar: Any) -> Progress:  # noqa: ANN401 - Streamlit's own type
    """Tells a bar of the page how far something is."""

    def tell(what: str, done: float, total: int) -> None:
        bar.progress(min(done / max(total, 1), 1.0), plain(what))

    return tell
