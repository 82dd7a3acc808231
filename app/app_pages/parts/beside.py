"""Work that goes on beside a page: begun once, shown while it lasts, and there when somebody comes back."""

import hashlib
from collections.abc import Callable
from typing import Any

import streamlit as st

from app.app_pages.parts.markup import element, show
from app.base.progress import Job, Tell

_EVERY = 0.7
"""Seconds between two looks."""
_KEPT = 24
"""Things that are done and stay in memory, the oldest of which goes first."""
Act = Callable[[Tell], object]


@st.cache_resource(show_spinner=False)
def jobs() -> dict[str, Job[Any]]:
    """Work that goes on, and what came out of it, by its key."""
    return {}


def begin(key: str, act: Act, first: str = "正在准备") -> Job[Any]:
    """Begin something long under a key, unless it goes on already; ``first`` is told until ``act`` tells more."""
    kept = jobs()
    if standing := kept.get(key):
        return standing
    for old in [one for one, job in list(kept.items()) if job.done][: max(len(kept) - _KEPT, 0)]:
        kept.pop(old, None)
    return kept.setdefault(key, Job(act, first))


def key_of(*parts: bytes | str) -> str:
    """The key of something long: of who asked for it, and for what."""
    told = b"\0".join(part if isinstance(part, bytes) else part.encode("utf-8", "replace") for part in parts)
    return hashlib.sha256(told).hexdigest()[:16]


@st.fragment(run_every=_EVERY)
def waiting(key: str, note: str) -> None:
    """How far something long is; the page runs again when it is over."""
    job = jobs().get(key)
    if job is None or job.done:
        st.rerun()
    now = job.progress
    of = f"（{now.done}/{now.total}）" if now.total else ""
    st.progress(now.share, text=f"{now.told}{of}…")
    quiet(note)


def quiet(text: str) -> None:
    """A remark."""
    show(element("p", text, class_="db-quiet"))
