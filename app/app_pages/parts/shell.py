"""What stands on every page: the style, the language, and the script that the buttons and links of the parts rely on.

A link with ``data-go`` opens its address without a reload, a button with ``data-act`` runs an action on the server, one with
``data-copy`` copies; one script for the whole page hears them all. It tells the server what is open on the page, too.
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
_mount = st.components.v2.component(
    "shell",
    html='<div class="db-said" role="status"></div>',
    js=_SCRIPT + _CHINESE,
    isolate_styles=False,
)


def shell(page: str) -> tuple[str, dict[str, list[str]]] | None:
    """Style, script and head; the page and address that a pressed link leads to when it is not ``page``, the one open."""
    st.html(f"<style>{_STYLE}</style>")
    with st.container(key="shell", height=1, border=False):
        pressed = _mount(key="shell_script", on_pressed_change=lambda: None).pressed
    gone = _done(pressed, page) if isinstance(pressed, dict) else None
    show(counter(page))
    return gone


def _done(pressed: dict[str, Any], page: str) -> tuple[str, dict[str, list[str]]] | None:
    """Do what was pressed: an action, or a link, which is returned when it leaves the page."""
    if "go" in pressed:
        parts = urlsplit(str(pressed["go"]))
        other, params = parts.path.rpartition("/")[2], parse_qs(parts.query)
        if other != page:
            return other, params
        st.query_params.from_dict(params)
        return None
    address.put(**{OPEN: [str(one) for one in pressed.get("open", [])]})
    actions.run(str(pressed.get("act")), str(pressed.get("value")))
    return None
