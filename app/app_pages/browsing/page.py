"""The page of a kind: its whole list, or the thing that the address names."""

from pathlib import Path

import streamlit as st

from app.app_pages.browsing.listing import listing
from app.app_pages.browsing.shelves import SHELVES
from app.app_pages.browsing.thing import thing
from app.app_pages.parts import address
from app.app_pages.parts.place import place
from app.app_pages.parts.to_thing import ID
from app.app_pages.person import require
from app.app_pages.shared import opened
from app.people.rights import Right

_STYLE = Path(__file__).with_name("browsing.css").read_text(encoding="utf-8")


def page(kind: str) -> None:
    """Show it."""
    require(Right.READ)
    kb, shelf = opened(), SHELVES[kind]
    st.html(f"<style>{_STYLE}</style>")
    if identity := address.value(ID):
        thing(kb, shelf, identity)
    else:
        listing(kb, shelf)
    place(kb, shelf.page)
