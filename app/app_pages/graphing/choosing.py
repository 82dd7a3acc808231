"""The thing that a view begins from, and the other end of a path: typed by name or number, or taken from the address."""

import streamlit as st
from markupsafe import Markup

from app.answer.completion import complete
from app.app_pages.completing import BOX, completing
from app.app_pages.graphing import PAGE
from app.app_pages.parts import address
from app.app_pages.parts.links import here
from app.app_pages.parts.markup import NONE, element, joined, show
from app.app_pages.parts.states import empty, too_long
from app.base.knowledge import Knowledge
from app.present.naming import named
from app.relations import links
from ingest.errors import NotFoundError

_OFFERED = 6
"""Other things that were perhaps meant."""


def box(label: str, name: str, clears: tuple[str, ...] = ()) -> str:
    """A box for a thing, kept under ``name`` in the address; what stands there."""
    with st.container(key=f"{BOX}_{name}", gap=None):
        st.text_input(
            label,
            placeholder="打几个字选：静脉血栓、会诊制度、WS/T 433、目标三",
            autocomplete="off",
            **address.bound(name, clears=clears),
        )
        completing(f"completing_{name}")
    return address.value(name)


def found(kb: Knowledge, written: str, name: str) -> str:
    """Id of the thing that is meant; "" where there is none, which is told with what is called nearly so."""
    if too_long(written):
        return ""
    try:
        first, *others = links.named(kb, written)
    except NotFoundError:
        nearly = [(label, label) for label in complete(kb, written, _OFFERED)] or _called(kb, links.named_like(kb, written))
        empty(f"图谱里没有“{written}”", "换个名称、编号或标准号再试；也可以先在“检索”里查到它，再看它的关系。")
        _offer("您是不是要找：", nearly, name)
        return ""
    if first != written:
        like = (one for one in links.named_like(kb, written) if one != first)
        _offer("还可能是：", _called(kb, list(dict.fromkeys([*others, *like]))), name)
    return first


def _called(kb: Knowledge, things: list[str]) -> list[tuple[str, str]]:
    """Things with their names, the first of those of one name."""
    labels: dict[str, str] = {}
    for one in things:
        labels.setdefault(named(kb, one).short, one)
    return [(one, label) for label, one in labels.items()][:_OFFERED]


def _offer(told: str, things: list[tuple[str, str]], name: str) -> None:
    ways = [here(label, PAGE, {name: value}) for value, label in things]
    show(element("p", joined([Markup.escape(told), *ways], "　"), class_="db-read") if ways else NONE)
