"""What stands on every page: the style, the language, and the script that the buttons and links of the parts rely on.

A link with ``data-go`` opens its address without a reload, a button with ``data-act`` runs one of ``ACTIONS`` on the server,
and one with ``data-copy`` copies; one script for the whole page hears them all.
"""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import streamlit as st
from markupsafe import Markup

from app.app_pages.parts.markup import element

ACTIONS: dict[str, Callable[[str], None]] = {}
"""What a button may ask for, by name; each is given the value of the button, and runs before the page."""
_HERE = Path(__file__)
_STYLE = _HERE.with_name("style.css").read_text(encoding="utf-8")
_mount = st.components.v2.component(
    "shell",
    html='<div class="db-said" role="status"></div>',
    js=_HERE.with_suffix(".js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def button(label: str | Markup, action: str, value: str) -> Markup:
    """A button that runs the action of ``ACTIONS`` with this name."""
    return element("button", label, type="button", class_="db-button", data_act=action, data_value=value)


def shell(current: str) -> tuple[str, dict[str, list[str]]] | None:
    """Style and script; the page and address that a pressed link leads to when it is not the page ``current``."""
    st.html(f"<style>{_STYLE}</style>")
    with st.container(key="shell", height=1, border=False):
        pressed = _mount(key="shell_script", on_go_change=lambda: None, on_act_change=lambda: None)
    if isinstance(act := pressed.act, dict) and (run := ACTIONS.get(str(act.get("name")))):
        run(str(act.get("value")))
    return _gone(pressed.go, current) if isinstance(pressed.go, str) else None


def _gone(target: str, current: str) -> tuple[str, dict[str, list[str]]] | None:
    parts = urlsplit(target)
    page, params = parts.path.rpartition("/")[2], parse_qs(parts.query)
    if page != current:
        return page, params
    st.query_params.from_dict(params)
    return None
