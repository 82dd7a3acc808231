"""The path between two things: a picture in a row, and every step with its reason."""

from functools import cache

import streamlit as st
from markupsafe import Markup

from app.app_pages.graphing import PAGE, THING, TO, VIEW
from app.app_pages.graphing.choosing import box, found
from app.app_pages.graphing.picture import Naming, legend, picture, svg
from app.app_pages.parts import address, badges
from app.app_pages.parts.links import here
from app.app_pages.parts.markup import NONE, element, joined, show
from app.app_pages.parts.place import to_place
from app.app_pages.parts.states import empty
from app.base.knowledge import Knowledge
from app.present.naming import Named, named
from app.relations import drawing
from ingest.kinds import KINDS
from kg import queries
from kg.predicates import BASES, PREDICATES
from kg.queries import Step

_WIDE = 1040.0
_IN_A_ROW = 6
"""Things of a path that have room in a row."""


def path(kb: Knowledge) -> None:
    """The view."""
    left, right = st.columns(2)
    with left:
        written = box("从哪一项", THING)
        start = found(kb, written, THING) if written else ""
    with right:
        other = box("到哪一项", TO)
        end = found(kb, other, TO) if other else ""
    if not (start and end):
        if not (written and other):
            empty("还没有选好两项。", "在上面各选一项，例如一个标准和一项核心制度：会列出它们是怎么连起来的。")
        return
    if start == end:
        empty("两边是同一项。", "请把其中一边换成别的。")
        return
    with st.spinner("正在找路径…"):
        steps = queries.path(kb.graph, start, end)
    if not steps:
        empty("这两项之间没有联系。", "换一项看看；资料管理员加入更多文件、审核系统推荐的关联后，关系会增加。")
        return
    _shown(kb, steps)


def _shown(kb: Knowledge, steps: list[Step]) -> None:
    naming = cache(lambda identity: named(kb, identity))
    ways = len(steps)
    weak = sum(step.link.basis == "suggested" for step in steps)
    told = f"共 {ways} 步" + (f"，其中 {weak} 步是系统推荐的，引用前请核对" if weak else "") + "。"
    show(element("p", told, class_="db-strong", role="status"))
    if ways < _IN_A_ROW:
        drawn = drawing.in_a_row(steps, lambda identity: naming(identity).short, _WIDE)
        kinds = {naming(node).kind for step in steps for node in (step.start, step.end)}
        bases = {step.link.basis for step in steps}
        signs = legend([kind for kind in KINDS if kind in kinds], [basis for basis in BASES if basis in bases])
        picture(svg(PAGE, drawn, naming, steps[0].start, _to, class_="row") + signs, key="path")
    show(element("ol", joined(_step(kb, step, naming) for step in steps), class_="kg-steps"))


def _to(identity: str) -> dict[str, address.Value]:
    return {VIEW: None, THING: identity, TO: None}


def _step(kb: Knowledge, step: Step, naming: Naming) -> Markup:
    link = step.link
    subject, object_ = naming(link.subject), naming(link.object)
    words = joined([_name(subject), element("b", f" {PREDICATES[link.predicate]} "), _name(object_)])
    why = element("p", f"理由：{link.comment}", class_="db-words") if link.comment else NONE
    places = [to_place(PAGE, one, f"看{clause.locator}") for one in link.evidence if (clause := kb.clause(one))]
    head = element("p", joined([words, badges.basis(link.basis)], " "))
    return element("li", joined([head, why, element("p", joined(places), class_="db-buttons") if places else NONE]))


def _name(one: Named) -> Markup:
    return here(f"{one.kind_label} {one.short}", PAGE, _to(one.id))
