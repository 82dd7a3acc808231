"""Targets × standards: which standard covers which target; every cell leads to its reason."""

import streamlit as st
from markupsafe import Markup

from app.app_pages.graphing import OF, ONLY, PAGE, PATH, THING, TO, VIEW
from app.app_pages.parts import address
from app.app_pages.parts.links import here
from app.app_pages.parts.markup import element, joined, show
from app.app_pages.parts.print_button import print_button
from app.app_pages.parts.states import empty
from app.app_pages.shared import told_apart
from app.base.knowledge import Knowledge
from app.present.naming import named
from app.relations.coverage_map import CoverageMap, Row, coverage_map
from ingest.model import Link, Target
from kg.predicates import PREDICATES

_SIGNS = {"applies_to": "●", "supports": "◐", "suggested": "○"}
_NAMES = {"applies_to": "直接适用", "supports": "可支持", "suggested": "系统推荐，待审核"}
"""How a standard covers a target."""
_ALL = "全部文件的目标"


def coverage(kb: Knowledge) -> None:
    """The view."""
    of = {
        t.document: kb.documents[t.document].title
        for t in kb.of_kind("target")
        if isinstance(t, Target) and t.document in kb.documents
    }
    if not of:
        empty("知识库里没有改进目标。", "请资料管理员加入改进目标的文件。")
        return
    names = {"": _ALL, **told_apart(of)}
    if len(of) > 1:
        st.selectbox("哪份文件的目标", list(names), format_func=names.__getitem__, **address.bound(OF, list(names)))
    found = coverage_map(kb, address.value(OF) if address.value(OF) in of else "")
    _summary(found)
    only = address.value(ONLY)
    show(_map(kb, found, [row for row in found.rows if not (only and row.covered)]))
    if found.unused:
        ways = [here(named(kb, one).short, PAGE, {VIEW: None, THING: one, OF: None, ONLY: None}) for one in found.unused]
        told = f"{found.unused_count} 项标准没有用于任何目标："
        show(element("p", joined([Markup.escape(told), *ways], "　")))


def _summary(found: CoverageMap) -> None:
    without = found.without
    told = [f"{len(found.rows)} 个目标，{len(found.rows) - len(without)} 个有标准可用，{len(without)} 个没有。"]
    told += [f"还有 {found.more_rows} 个目标没有列出，请选一份文件。"] if found.more_rows else []
    told += [f"还有 {found.more_standards} 项标准没有列出。"] if found.more_standards else []
    only = address.value(ONLY)
    ways = [here("看全部目标", PAGE, {ONLY: None})] if only else [here("只看没有标准的", PAGE, {ONLY: "1"})] if without else []
    show(element("p", joined([element("b", "".join(told)), *ways], "　"), role="status"))
    signs = [element("li", f"{sign} {_NAMES[how]}", class_=f"kg-{how}-cell kg-key") for how, sign in _SIGNS.items()]
    show(element("ul", joined(signs), class_="kg-legend", aria_label="图例") + print_button())


def _map(kb: Knowledge, found: CoverageMap, shown: list[Row]) -> Markup:
    """A row a target; only the standards that cover one of them have a column."""
    standards = tuple(one for one in found.standards if any(one in row.cells for row in shown))
    corner = element("th", "改进目标", scope="col", class_="kg-corner")
    heads = joined(_head(kb, standard) for standard in standards)
    rows = joined(_row(kb, row, standards) for row in shown)
    grid = element("table", joined([element("thead", element("tr", corner + heads)), element("tbody", rows)]), class_="kg-heat")
    return element("div", grid, class_="db-scroll kg-heat-frame", tabindex="0", role="region", aria_label="目标和标准对照表")


def _head(kb: Knowledge, standard: str) -> Markup:
    link = here(standard, PAGE, {VIEW: None, THING: standard, OF: None, ONLY: None}, title=named(kb, standard).short)
    return element("th", element("span", link), scope="col")


def _row(kb: Knowledge, row: Row, standards: tuple[str, ...]) -> Markup:
    target = row.target
    name = here(f"{target.id} {target.name}", PAGE, {VIEW: None, THING: target.id, OF: None, ONLY: None})
    missing = Markup("") if row.covered else element("span", "没有标准", class_="db-badge db-superseded")
    head = element("th", joined([name, missing], " "), scope="row")
    cells = joined(_cell(target, standard, row.cells.get(standard)) for standard in standards)
    return element("tr", head + cells, class_=None if row.covered else "kg-empty")


def _cell(target: Target, standard: str, link: Link | None) -> Markup:
    if link is None:
        return element("td")
    how = "suggested" if link.basis == "suggested" else link.predicate
    told = f"{standard} {PREDICATES[link.predicate]} {target.id}，{_NAMES[how]}{f'：{link.comment}' if link.comment else ''}"
    sign = element("span", _SIGNS[how], aria_hidden="true") + element("span", told, class_="db-hidden")
    way = here(sign, PAGE, {VIEW: PATH, THING: standard, TO: target.id, OF: None, ONLY: None}, title=told)
    return element("td", way, class_=f"kg-{how}-cell")
