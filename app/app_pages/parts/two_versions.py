"""Two versions of a document, chosen among those that are kept and held in the address."""

from collections.abc import Mapping, Sequence

import streamlit as st

from app.app_pages.parts import address

BEFORE, AFTER = "from", "to"
"""Names of both in the address."""


def two_of(names: Mapping[str, str], clears: Sequence[str] = ()) -> tuple[int, int]:
    """The numbers of the two, the earlier one first whichever was chosen where.

    ``names``: number → what it is called, the newest first. A choice takes the names of ``clears`` out of the address.
    """
    numbers = list(names)
    shown = (("一版", BEFORE, numbers[1]), ("另一版", AFTER, numbers[0]))
    chosen = []
    for column, (label, name, usual) in zip(st.columns(2), shown, strict=True):
        now = address.value(name) if address.value(name) in names else usual
        chosen.append(int(column.selectbox(label, numbers, format_func=names.__getitem__, **_bound(name, now, clears))))
    return min(chosen), max(chosen)


def _bound(name: str, now: str, clears: Sequence[str]) -> address.Bound:
    return address.showing(name, now, lambda chosen: address.put(**{name: chosen, **dict.fromkeys(clears)}))
