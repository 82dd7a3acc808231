"""引用篮: its count in the head of every page, the button that puts a thing in, and the basket itself, to copy and to save."""

import streamlit as st
from markupsafe import Markup

from app.app_pages.parts import address
from app.app_pages.parts.actions import action, button
from app.app_pages.parts.citation import copies, text_file
from app.app_pages.parts.copy_button import copy_button
from app.app_pages.parts.links import here
from app.app_pages.parts.markup import NONE, element, joined, show
from app.app_pages.parts.states import empty
from app.app_pages.person import may, owner
from app.app_pages.shared import opened
from app.base import snapshots
from app.people import baskets, database
from app.people.baskets import Item
from app.people.rights import Right
from app.present import basket
from ingest.errors import DuibiaoError

BASKET = "basket"
"""Name in the address that says that the basket is open."""
_GONE = "basket_gone"
"""Where a session keeps what was taken out last."""


def held() -> list[Item]:
    """What lies in the basket of who is at the page; nothing for a guest, and where the basket cannot be read."""
    if not may(Right.OWN):
        return []
    try:
        with database.reading(snapshots.default_folder()) as db:
            return baskets.read(db, owner())[0]
    except DuibiaoError:
        return []


def holding() -> frozenset[str] | None:
    """Ids of what lies in the basket of who is at the page; None for a guest. Ask once a page, not once a line."""
    return frozenset(item.id for item in held()) if may(Right.OWN) else None


def basket_button(identity: str, holding: frozenset[str] | None) -> Markup:
    """加入引用篮, or 移出引用篮 for what is among ``holding``; nothing for a guest."""
    if holding is None:
        return NONE
    held = identity in holding
    return button("移出引用篮", "basket_remove", identity) if held else button("加入引用篮", "basket_add", identity)


def counter(page: str) -> Markup:
    """The link in the head of the page with the address ``page``."""
    if not may(Right.OWN):
        return NONE
    count = len(held())
    return here(f"引用篮 {count}", page, {BASKET: "1"}, class_="db-button db-counter", title=f"引用篮里有 {count} 项")


def basket_drawer() -> None:
    """The basket, where the address says that it is open."""
    if address.value(BASKET) and may(Right.OWN):
        st.dialog("引用篮", width="medium", position="right", on_dismiss=_left)(_shown)()


@action("basket_add", Right.OWN)
def _add(identity: str) -> None:
    with database.writing(snapshots.default_folder()) as db:
        baskets.add(db, owner(), identity)


@action("basket_remove", Right.OWN)
def _remove(identity: str) -> None:
    with database.writing(snapshots.default_folder()) as db:
        baskets.remove(db, owner(), identity)


@action("basket_clear", Right.OWN)
def _clear(_value: str) -> None:
    with database.writing(snapshots.default_folder()) as db:
        st.session_state[_GONE] = baskets.clear(db, owner())


@action("basket_restore", Right.OWN)
def _restore(_value: str) -> None:
    with database.writing(snapshots.default_folder()) as db:
        baskets.restore(db, st.session_state.pop(_GONE, []))


def _left() -> None:
    address.put(**{BASKET: None})


def _shown() -> None:
    found = basket.lines(opened(), held())
    if st.session_state.get(_GONE):
        show(element("p", Markup("已清空。") + button("撤销", "basket_restore", ""), class_="db-buttons"))
    if not found:
        empty("引用篮是空的", "在检索结果里点“加入引用篮”，要引用的条款和标准就收在这里，可以一次复制，也可以存成文件。")
        return
    full, short = [one.full for one in found if one.full], [one.short for one in found if one.short]
    show(element("p", joined([*copies(full, short), button("清空", "basket_clear", "")]), class_="db-buttons"))
    text_file(full)
    show(element("ol", joined(_line(one) for one in found), class_="db-basket"))


def _line(one: basket.Line) -> Markup:
    told = one.full or f"{one.id}（已不在知识库里）"
    note = element("p", f"备注：{one.note}", class_="db-quiet") if one.note else NONE
    copies = [copy_button(one.full, "复制引用"), copy_button(one.short, "复制简短引用")] if one.full else []
    buttons = element("p", joined([*copies, button("移出", "basket_remove", one.id)]), class_="db-buttons")
    return element("li", joined([element("p", told, class_="db-cited"), note, buttons]))
