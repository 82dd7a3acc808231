"""What stands on every page: the style, the language, and the script that the buttons and links of the parts rely on.

A link with ``data-go`` opens its address without a reload, or changes what it names of the address that is open; a button with
``data-act`` runs an action on the server, one with ``data-copy`` copies; one script for the whole page hears them all. It tells
the server what is open on the page, too.
"""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from app.app_pages.parts import actions, address
from app.app_pages.parts.basket import counter
from app.app_pages.parts.line import OPEN
from app.app_pages.parts.markup import show

_HERE = Path(__file__).parent
_STYLE, _SCRIPT, _CHINESE = ((_HERE / name).read_text(encoding="utf-8") for name in ("style.css", "shell.js", "chinese.js"))
_KEY, _DONE = "shell_script", "shell done"
_mount = st.components.v2.component(
    "shell",
    html='<div class="db-said" role="status"></div>',
    js=_SCRIPT + _CHINESE,
    isolate_styles=False,
)


def shell(page: str) -> None:
    """Style, script and head of the page of that address."""
    st.html(f"<style>{_STYLE}</style>")
    with st.container(key="shell", height=1, border=False):
        _mount(key=_KEY, data={"done": _done()}, on_pressed_change=lambda: _pressed(page))
    show(counter(page))


def _done() -> int:
    """The number of the last press that was done."""
    return int(st.session_state.get(_DONE, 0))


def _pressed(page: str) -> None:
    """Do what was pressed, before the page, and nothing twice."""
    pressed = st.session_state[_KEY].pressed
    for one in pressed if isinstance(pressed, list) else ():
        if isinstance(one, dict) and isinstance(number := one.get("number"), int) and number > _done():
            st.session_state[_DONE] = number
            _do(one, page)


def _do(pressed: dict[str, Any], page: str) -> None:
    """An action, or a link to another state of the page: the script leads to other pages by itself."""
    if "go" not in pressed:
        address.put(**{OPEN: [str(one) for one in pressed.get("open", [])]})
        actions.run(str(pressed.get("act")), str(pressed.get("value")))
        return
    parts = urlsplit(str(pressed["go"]))
    if parts.path.rpartition("/")[2] == page:
        st.query_params.from_dict(parse_qs(parts.query))
