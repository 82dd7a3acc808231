"""What a page shows, kept in its address, so that the back button, a reload and a shared address show it again.

The address is the only place where it is kept: a widget takes its value from there at every run and writes there what a person
chose.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeAlias, TypedDict

import streamlit as st

MAX_VALUE = 50_000
"""Characters; a longer value of an address is cut off. Far more than any may have: whoever reads it tells what is too long."""
Value: TypeAlias = str | Sequence[str] | None


class Bound(TypedDict):
    """Arguments for a widget."""

    key: str
    on_change: Callable[[], None]


def value(name: str, default: str = "") -> str:
    """One value."""
    return str(st.query_params.get(name, default))[:MAX_VALUE]


def number(name: str) -> int:
    """One value that is a whole number; 0 where it is none."""
    written = value(name)
    return int(written) if written.isdecimal() else 0


def values(name: str) -> list[str]:
    """All values of one name."""
    return [str(one)[:MAX_VALUE] for one in st.query_params.get_all(name)]


def changed(**changes: Value) -> dict[str, list[str]]:
    """The whole address as it would be; None, "" and an empty list take a name out of it."""
    now = {name: values(name) for name in st.query_params}
    now |= {name: [change] if isinstance(change, str) else list(change or ()) for name, change in changes.items()}
    return {name: found for name, of in now.items() if (found := [one for one in of if one])}


def put(**changes: Value) -> None:
    """Change the address: one step for the back button, and nothing when it is the same."""
    wanted = changed(**changes)
    if wanted != changed():
        st.query_params.from_dict(wanted)


def bound(name: str, options: Collection[str] | None = None, *, many: bool = False, clears: Sequence[str] = ()) -> Bound:
    """Arguments by which a widget shows what the address says of ``name`` and writes there what is chosen.

    What is not among ``options`` counts as nothing. ``many`` is for widgets whose value is a list. What a person chooses takes
    the names of ``clears`` out of the address.
    """
    found = [one for one in values(name) if options is None or one in options]
    shown = found if many else next(iter(found), "" if options is None or "" in options else None)
    return showing(name, shown, lambda chosen: put(**{name: chosen, **dict.fromkeys(clears)}))


def showing(name: str, value: object, chosen: Callable[[Any], str | None]) -> Bound:
    """Arguments by which a widget shows ``value``, and calls ``chosen`` with what a person makes of it.

    Where ``chosen`` gives a reason for which that was not kept, the widget goes on showing what the person made of it, and
    ``refused`` tells the reason, until something else is made of it or ``value`` is another.

    The browser sends with every press what its widgets show. Until it has heard of a new value it sends the old one, which
    Streamlit would take for chosen: a widget has another key whenever it is to show what nobody chose in it, and what comes for
    one that is gone is what it showed.
    """
    turn = int(st.session_state.get(f"{name} turn", 0))
    key = f"{name} {turn}" if turn else name
    shown, _ = _refused(name, value) or (value, "")
    if key in st.session_state and st.session_state[key] != shown:
        st.session_state[f"{name} turn"] = turn + 1
        key = f"{name} {turn + 1}"
    if key not in st.session_state:
        st.session_state[key] = shown

    def changed() -> None:
        now = st.session_state[key]
        why = chosen(now) if now != value else None
        st.session_state[f"{name} refused"] = (value, now, why) if why else None

    return Bound(key=key, on_change=changed)


def refused(name: str, value: object) -> str:
    """Why what the widget of this name shows was not kept; "" where it shows ``value``."""
    return (_refused(name, value) or ("", ""))[1]


def _refused(name: str, value: object) -> tuple[object, str] | None:
    """What was made of ``value`` and not kept, and why."""
    before, now, why = st.session_state.get(f"{name} refused") or (None, None, "")
    return (now, why) if why and before == value else None
