"""Who is at the page, and what that person may do. Asked anew at every run of a page, and never kept in the session."""

from collections.abc import Callable
from functools import partial, wraps
from typing import ParamSpec
from urllib.parse import urlencode

import streamlit as st

from app.app_pages.parts.states import failed
from app.app_pages.shared import plain, told
from app.base import snapshots
from app.people import access
from app.people.rights import NAMELESS, RIGHTS, Person, Right
from ingest.errors import BaseError, DuibiaoError

P = ParamSpec("P")


def person() -> Person:
    """Who is at the page; the page stops with one line when that person is no longer logged in."""
    try:
        someone = access.person(snapshots.default_folder(), access.announced(), st.context.cookies)
    except BaseError as exc:
        st.error(f"人员数据{exc.told}")
        st.stop()
    if someone is None:
        st.warning("您已退出，或登录过期了。[重新登录](/login)")
        st.stop()
    return someone


def owner() -> str:
    """In whose name things are kept for who is at the page; a computer that knows no names keeps them all in one."""
    return person().name or NAMELESS


def may(right: Right) -> bool:
    """Whether who is at the page has a right."""
    return person().may(right)


def login(page: str) -> str:
    """The address of the login that leads back to the page with this address, as it is narrowed now."""
    query = urlencode(st.query_params.to_dict())
    return f"/login?{urlencode({'next': f'/{page}' + (f'?{query}' if query else '')})}"


def require(right: Right, page: str = "") -> Person:
    """Who is at the page with this address; it stops with one line when that person lacks the right, or has to log in first."""
    someone = person()
    if not someone.may(right):
        st.warning(_refusal(right) if someone.name else f"这一页要登录以后才能用。[去登录]({login(page)})")
        st.stop()
    return someone


def changing(right: Right) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """For what a button does: only when the person has the right at the moment of the press; an error is one line.

    Streamlit runs it before the page, with what the page allowed at the run before.
    """

    def guarded(act: Callable[P, None]) -> Callable[P, None]:
        @wraps(act)
        def acting(*args: P.args, **named: P.kwargs) -> None:
            attempt(right, partial(act, *args, **named))

        return acting

    return guarded


def attempt(right: Right, act: Callable[[], None]) -> str:
    """As ``changing``: have ``act`` done. What the page says of an error, "" where all was done."""
    if not may(right):
        st.error(_refusal(right))
        return _refusal(right)
    try:
        act()
    except DuibiaoError as exc:
        failed(exc)
        return plain(told(exc))
    return ""


def _refusal(right: Right) -> str:
    return f"您的账号不能{RIGHTS[right]}。需要时请联系资料管理员。"
