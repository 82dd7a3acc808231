"""How the page tells what a press did: one line, after the page ran again."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

import streamlit as st

from app.app_pages.parts.states import failed
from app.app_pages.shared import plain
from app.build.sources import Progress
from ingest.errors import DuibiaoError

P = ParamSpec("P")
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


def told(act: Callable[P, None]) -> Callable[P, None]:
    """``act``, with an error shown as one line."""

    @wraps(act)
    def acting(*args: P.args, **named: P.kwargs) -> None:
        try:
            act(*args, **named)
        except DuibiaoError as exc:
            failed(exc)

    return acting
