"""Something long that a button asks for, and how the page tells what a press did: one line, after the page ran again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from app.app_pages.parts.states import failed
from app.app_pages.shared import plain
from app.build.sources import Progress
from app.server.presses import whole
from ingest.errors import DuibiaoError

_SAID, _TASK = "librarian said", "librarian asked for"


def say(line: str) -> None:
    """Tell this when the page has run again."""
    st.session_state[_SAID] = line


def said() -> None:
    """What was to be told."""
    if line := st.session_state.pop(_SAID, ""):
        st.toast(plain(line), icon=":material/check:", duration="long")


@dataclass(frozen=True, slots=True)
class Task:
    """Something long that was asked for."""

    first: str
    """What its bar begins with."""
    act: Callable[[Progress], object]
    """What it does; what comes out is false where there is nothing to tell."""
    ended: Callable[[Any], str]
    """What is told of what came out."""


def ask_for(task: Task) -> None:
    """Called by a button: have this done as soon as the page comes to ``under_bar``."""
    st.session_state[_TASK] = task


def under_bar() -> None:
    """Do what was asked for, with a bar here; to its end, whatever is pressed meanwhile. Then the page runs again."""
    with whole():
        task: Task | None = st.session_state.pop(_TASK, None)
        found = _done(task) if task else None
        if task and found:
            say(task.ended(found))
    if found:
        st.rerun()


def _done(task: Task) -> object:
    bar = st.progress(0.0, task.first)
    try:
        return task.act(_progress(bar))
    except DuibiaoError as exc:
        failed(exc)
        return None
    finally:
        bar.empty()


def _progress(bar: Any) -> Progress:  # noqa: ANN401 - Streamlit's own type
    """Tells a bar of the page how far something is."""

    def tell(what: str, done: float, total: int) -> None:
        bar.progress(min(done / max(total, 1), 1.0), plain(what))

    return tell
