"""What is near a thing: a picture, and beside it the same as a table."""

from collections import Counter
from collections.abc import Callable, Collection
from functools import cache

import streamlit as st
from markupsafe import Markup

from app.app_pages.graphing import BASIS, DEPTH, KIND, PAGE, PATH, THING, TO, VIEW
from app.app_pages.graphing.choosing import box, found
from app.app_pages.graphing.invitation import invitation
from app.app_pages.graphing.picture import Naming, legend, picture, svg
from app.app_pages.parts import address, badges
from app.app_pages.parts.basket import basket_button, holding
from app.app_pages.parts.citation import citation
from app.app_pages.parts.line import OPEN
from app.app_pages.parts.links import here
from app.app_pages.parts.markup import NONE, element, joined, show
from app.app_pages.parts.place import to_place
from app.app_pages.parts.sheets import SHEET
from app.app_pages.parts.states import empty
from app.app_pages.parts.table import SORT, Column, table
from app.app_pages.parts.to_thing import to_thing
from app.base import cited
from app.base.knowledge import Knowledge
from app.present.naming import Named, named
from app.relations import drawing
from app.relations.neighbourhood import Near, Neighbourhood, in_turn, neighbourhood
from ingest.kinds import KINDS
from kg.predicates import BASES, PREDICATES

DRAWN, DRAWN_SMALL = 32, 12
"""Neighbours in the picture, and as many things beyond them; on a phone."""
_WORDS = 60
"""Characters of a clause that the table shows."""
_PHONE = 340.0
"""Width of the picture on a phone, in CSS pixels."""


def around(kb: Knowledge) -> None:
    """The view."""
    written = box("从哪一项开始", THING, clears=(KIND, BASIS, OPEN, SORT, SHEET))
    if not written:
        invitation(kb)
        return
    if not (start := found(kb, written, THING)):
        return
    naming = cache(lambda identity: named(kb, identity))
    _told(kb, naming(start))
    near = neighbourhood(kb.graph, start, 2 if address.value(DEPTH) == "2" else 1)
    if not near.near:
        empty("没有和它相关联的内容。", "换一项看看；资料管理员加入更多文件后，关系会自动补上。")
        return
    chosen = near.narrowed(_chosen(KIND, KINDS), _chosen(BASIS, BASES))
    _narrowing(near)
    if not chosen:
        empty("没有符合条件的内容。", "请去掉一个条件。")
        return
    _shown(near, chosen, naming)


def _told(kb: Knowledge, one: Named) -> None:
    """The thing itself: what it is, how to cite it, where it is printed."""
    ref = cited.of(kb, one.id)
    place = to_place(PAGE, one.clause) if one.clause else NONE
    path = here("找它到另一项的路径", PAGE, {VIEW: PATH, TO: None}, class_="db-button")
    details = to_thing("查看详情", one.kind, one.id, "db-button")
    more = joined([place, basket_button(one.id, holding()) if ref else NONE, details, path])
    clause = kb.clause(one.id)
    words = element("p", clause.text, class_="db-words") if clause else NONE
    head = element("h2", joined([badges.badge(KINDS[one.kind].label), Markup.escape(one.whole)], " "), class_="db-group")
    full, short = (ref.full, ref.short) if ref else ("", "")
    show(
        element("section", joined([head, words, citation(full, short, more=more)]), class_="db-conclusion", aria_label="这一项")
    )


def _narrowing(near: Neighbourhood) -> None:
    """How far, which kinds, on which basis."""
    depth = address.value(DEPTH)
    far = [
        _pill(label, DEPTH, value, chosen=depth == value, one=True) for label, value in (("直接相关", ""), ("再远一步", "2"))
    ]
    kinds = Counter(one.kind for one in near.near if one.via) + Counter({kind: total for kind, total, _ in near.counts})
    bases = Counter(one.link.basis for one in near.near)
    by_kind = _pills(KIND, [(kind, KINDS[kind].label, kinds[kind]) for kind in KINDS])
    by_basis = _pills(BASIS, [(basis, badges.BASES[basis], bases[basis]) for basis in BASES])
    rows = (("范围", far), ("种类", by_kind), ("依据", by_basis))
    told = joined(
        element("p", element("span", name, class_="db-quiet") + joined(of), class_="db-facet") for name, of in rows if of
    )
    show(element("div", told, class_="kg-narrowing"))


def _chosen(name: str, known: Collection[str]) -> list[str]:
    """What the address narrows to, as far as there is such a thing."""
    return [one for one in address.values(name) if one in known]


def _pills(name: str, values: list[tuple[str, str, int]]) -> list[Markup]:
    """Values to choose: those that something has, and those that are chosen; none where there is no choice."""
    chosen = address.values(name)
    there = [(value, label, count) for value, label, count in values if count or value in chosen]
    if len(there) == 1 and not chosen:
        return []
    return [_pill(f"{label} {count}", name, value, chosen=value in chosen) for value, label, count in there]


def _pill(label: str, name: str, value: str, *, chosen: bool, one: bool = False) -> Markup:
    """A value to choose; pressed again it is given up, unless just ``one`` can be chosen."""
    now = address.values(name)
    after: address.Value = value if one else [x for x in now if x != value] if chosen else [*now, value]
    return here(label, PAGE, {name: after, SHEET: None}, class_="db-pill db-chosen" if chosen else "db-pill")


def _shown(near: Neighbourhood, chosen: list[Near], naming: Naming) -> None:
    far = any(one.via for one in chosen)
    if far:
        _picture(near, chosen, naming)
        _table(near, chosen, naming)
        return
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _picture(near, chosen, naming)
    with right:
        _table(near, chosen, naming)


def _picture(near: Neighbourhood, chosen: list[Near], naming: Naming) -> None:
    """The picture for a wide screen and the one for a phone; the style shows the one that fits."""
    label: Callable[[str], str] = lambda identity: naming(identity).short  # noqa: E731
    many, few = _drawn(near, chosen, DRAWN), _drawn(near, chosen, DRAWN_SMALL)
    size = svg(PAGE, drawing.wide(near.start, many, label), naming, near.start, _to, class_="wide")
    phone = svg(PAGE, drawing.narrow(near.start, few, label, _PHONE), naming, near.start, _to, class_="narrow")
    kinds = {near.start: naming(near.start).kind} | {one.id: one.kind for one in many}
    signs = legend([kind for kind in KINDS if kind in kinds.values()], [b for b in BASES if b in {x.link.basis for x in many}])
    picture(size + phone + signs, key="around")
    if left := len({one.id for one in chosen}) - len(kinds) + 1:
        show(element("p", f"图上画出 {len(kinds) - 1} 项，还有 {left} 项在表里。选一个种类，可以看到更多。", class_="db-quiet"))


def _drawn(near: Neighbourhood, chosen: list[Near], most: int) -> list[Near]:
    """Neighbours and what lies beyond them, for the picture; the ways to what lies beyond are drawn though not chosen."""
    first = in_turn((one for one in chosen if not one.via), most)
    beyond = [one for one in chosen if one.via]
    known = {one.id for one in first}
    ways = (one for one in near.near if not one.via and one.id not in known and one.id in {x.via for x in beyond})
    first += in_turn(ways, most - len(first))
    reached = {one.id for one in first}
    return [*first, *in_turn((one for one in beyond if one.via in reached), most)]


def _to(identity: str) -> dict[str, address.Value]:
    return {THING: identity, KIND: None, BASIS: None, OPEN: None, SORT: None, SHEET: None}


def _table(near: Neighbourhood, chosen: list[Near], naming: Naming) -> None:
    """The same for who reads rather than looks, and what the picture has no room for."""
    cut = [f"{KINDS[kind].label} {total} 项，列出 {listed} 项" for kind, total, listed in near.counts if total > listed]
    cut += [f"再远一步的还有 {near.beyond} 项没有列出"] if near.beyond else []
    show(element("p", "；".join(cut) + "。", class_="db-quiet") if cut else NONE)
    columns: list[Column[Near]] = [
        Column("内容", lambda one: _name(naming(one.id)), lambda one: naming(one.id).short),
        Column("关系", lambda one: _relation(one, near.start, naming), lambda one: PREDICATES[one.link.predicate]),
        Column("依据", lambda one: badges.basis(one.link.basis), lambda one: list(BASES).index(one.link.basis)),
    ]
    table(PAGE, chosen, columns)


def _name(one: Named) -> Markup:
    """A thing with the way to it; of a clause its first words."""
    cut = f"{one.words[:_WORDS]}…" if len(one.words) > _WORDS else one.words
    words = element("p", cut, class_="db-quiet") if cut else NONE
    return badges.badge(one.kind_label) + Markup(" ") + here(one.whole, PAGE, _to(one.id)) + words


def _relation(one: Near, start: str, naming: Naming) -> Markup:
    """The link in words, with the thing in the middle as 本项, and why it is there."""
    other = "本项" if one.via in ("", start) else naming(one.via).short
    told = PREDICATES[one.link.predicate]
    words = f"{other}{told}它" if one.forward else f"{told}{other}"
    return Markup.escape(words) + (element("p", one.link.comment, class_="db-quiet") if one.link.comment else NONE)
