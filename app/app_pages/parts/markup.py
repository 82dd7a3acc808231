"""HTML that is safe by construction: text is escaped when it is put in."""

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup, escape

NONE = Markup("")
"""No HTML."""


def show(html: Markup) -> None:
    """``html`` on the page; nothing when it is empty."""
    if html:
        st.html(str(html))


def joined(parts: Iterable[Markup], between: str = "") -> Markup:
    """``parts`` one after the other; empty ones are left out."""
    return Markup(between).join(part for part in parts if part)


def attributes(**values: object) -> Markup:
    """HTML attributes: ``data_copy="…"`` as ``data-copy="…"``, True as the bare name, None and False not at all."""
    said = ((name.rstrip("_").replace("_", "-"), value) for name, value in values.items() if value not in (None, False))
    return Markup(
        "".join(f" {escape(name)}" if value is True else f' {escape(name)}="{escape(value)}"' for name, value in said)
    )


def element(name: str, content: str | Markup = "", **values: object) -> Markup:
    """One HTML element; a plain string in it is escaped."""
    return Markup(f"<{name}{attributes(**values)}>{escape(content)}</{name}>")
