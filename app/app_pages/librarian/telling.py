"""How the page tells what a press did: one line, after the page ran again."""

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from app.app_pages.parts.states import failed
from app.app_pages.shared import plain
from app.build.sources import Progress
from ingest.errors import DuibiaoError

T = TypeVar("T")

_SAID = "librarian said"


def say(line: str) -> None:
    """Tell this when the page has run again."""
    st.session_state[_SAID] = line


def said() -> None:
    """What was to be told."""
    if line := st.session_state.pop(_SAID, ""):
        st.toast(plain(line), icon=":material/check:", duration="long")


def under_bar(first: str, act: Callable[[Progress], T]) -> T | None:
    """What comes out of something long, under a bar that begins with ``first``; None after an error, which is shown."""
    bar = st.progress(0.0, first)
    try:
        found = act(_progress(bar))
    except DuibiaoError as exc:
        bar.empty()
        failed(exc)
        return None
    bar.empty()
    return found


def _progress(bar: Any) -> Progress:  # noqa: ANN401 - Streamlit's own type
    """Tells a bar of the page how far something is."""

    def tell(what: str, done: float, total: int) -> None:
        bar.progress(min(done / max(total, 1), 1.0), plain(what))

    return tell
