"""One result of an answer in a line that opens in place."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from app.app_pages.asking import NEAR, PAGE
from app.app_pages.parts import badges
from app.app_pages.parts.basket import basket_button
from app.app_pages.parts.citation import citation
from app.app_pages.parts.clause_line import clause_line
from app.app_pages.parts.line import OPEN, folded, line
from app.app_pages.parts.links import here
from app.app_pages.parts.markup import NONE, element, joined
from app.app_pages.parts.place import to_place
from app.app_pages.parts.states import without_text
from app.app_pages.parts.to_thing import to_thing
from app.present.asked import Asked, Near
from app.present.schema.answers import (
    ClauseResult,
    CoreSystemResult,
    IndicatorResult,
    Result,
    Scored,
    StandardResult,
    TargetResult,
)
from app.present.schema.shown import Neighbour
from kg.predicates import INVERSES, PREDICATES


@dataclass(frozen=True, slots=True)
class Shown:
    """What lines are made from beside the result itself."""

    asked: Asked
    holding: frozenset[str] | None = frozenset()
    """Ids in the person's basket; None for a guest."""
    near: dict[str, Near] = field(default_factory=dict)
    """What stands near those results for which a person asked for it."""


def result(shown: Shown, item: Result) -> Markup:
    """One result in a line."""
    return _LINES[type(item)](shown, item)


def why(item: Scored) -> Markup:
    """Why it is a result, folded to one word."""
    rows = joined(element("li", reason.text) for reason in item.because)
    return folded("为什么", element("ul", rows), identity="") if rows else NONE


def actions(shown: Shown, identity: str, clause: str) -> Markup:
    """Buttons of one result: its place, the basket, what stands near it."""
    place = to_place(PAGE, clause) if clause else NONE
    near = (
        here("相关与相似", PAGE, {NEAR: identity, OPEN: [identity]}, class_="db-button") if identity not in shown.near else NONE
    )
    return joined([place, basket_button(identity, shown.holding), near])


def _actions(shown: Shown, item: Result, clause: str) -> Markup:
    """The same with the way to the page of the thing."""
    return actions(shown, item.id, clause) + to_thing("查看详情", _KINDS[type(item)], item.id, "db-button")


def _clause(shown: Shown, item: ClauseResult) -> Markup:
    twins = "、".join(f"《{twin.document_title}》{twin.locator}" for twin in item.also)
    beside = joined(
        [element("p", f"另见内容相同的：{twins}", class_="db-quiet") if twins else NONE, why(item), _near(shown, item.id)]
    )
    spans = shown.asked.marks.get(item.id, ())
    return clause_line(item, spans=spans, why=beside, actions=_actions(shown, item, item.id))


def _standard(shown: Shown, item: StandardResult) -> Markup:
    title_only = item.id in shown.asked.title_only
    dates = "　".join(
        told
        for told in (
            f"{item.published} 发布" if item.published else "",
            f"{item.effective} 实施" if item.effective else "",
            f"代替 {item.replaces}" if item.replaces else "",
        )
        if told
    )
    body = joined([element("p", dates, class_="db-quiet"), without_text(item.id) if title_only else NONE])
    told = badges.status(item.status) + (badges.basis("title_only") if title_only else badges.basis(item.basis))
    return _thing(shown, item, item.id, item.name, body, told, item.clause)


def _target(shown: Shown, item: TargetResult) -> Markup:
    rows = joined(element("li", strategy.text) for strategy in item.strategies)
    summary = element("p", item.summary, class_="db-words") if item.summary and not rows else NONE
    body = joined([summary, element("ol", rows, class_="db-strategies") if rows else NONE])
    count = f"　{len(item.strategies)} 条核心策略" if item.strategies else ""
    specialty = badges.badge(item.specialty) if item.specialty else NONE
    told = joined([specialty, badges.rendition(item.rendition)])
    return _thing(shown, item, item.id, f"{item.name}{count}", body, told, item.clause)


def _core_system(shown: Shown, item: CoreSystemResult) -> Markup:
    body = element("p", f"{item.definition}（释义由本系统编写，不是原文）", class_="db-words") if item.definition else NONE
    return _thing(shown, item, item.id, item.definition, body, badges.basis(item.basis), item.clause)


def _indicator(shown: Shown, item: IndicatorResult) -> Markup:
    wanted = "　".join(filter(None, (item.dimension, item.direction, item.threshold)))
    return _thing(shown, item, item.name, wanted, element("p", wanted), badges.basis(item.basis), item.id)


def _thing(shown: Shown, item: Any, head: str, text: str, body: Markup, told: Markup, clause: str) -> Markup:  # noqa: ANN401 - any of the four results
    cited = citation(item.citation, item.citation_short, more=_actions(shown, item, clause))
    return line(item.id, head, text, joined([body, why(item), _near(shown, item.id), cited]), badges=told)


def _near(shown: Shown, identity: str) -> Markup:
    """What stands near a thing: by links, and of a clause by its words."""
    if (near := shown.near.get(identity)) is None:
        return NONE
    linked = [_linked(one) for one in near.neighbours]
    alike = [joined([to_thing(hit.locator, "clause", hit.id), Markup.escape(hit.text)], "　") for hit in near.alike]
    if not linked and not alike:
        return element("p", "库中没有与它相关联或相似的内容。", class_="db-quiet")
    return joined(_listed(title, rows) for title, rows in (("相关", linked), ("相似的条款", alike)))


def _linked(one: Neighbour) -> Markup:
    """What a thing is to the one beside it, with the way to its page and what the link rests on."""
    called = (PREDICATES if one.forward else INVERSES)[one.predicate]
    return joined([Markup.escape(f"{called}："), to_thing(one.label, one.kind, one.id), badges.basis(one.basis)])


def _listed(title: str, rows: list[Markup]) -> Markup:
    told = joined(element("li", row) for row in dict.fromkeys(rows))
    return (
        element("div", element("p", title, class_="db-strong") + element("ul", told, class_="db-items"), class_="db-near")
        if rows
        else NONE
    )


_KINDS: dict[type[Result], str] = {
    ClauseResult: "clause",
    StandardResult: "standard",
    TargetResult: "target",
    CoreSystemResult: "core_system",
    IndicatorResult: "indicator",
}
_LINES: dict[type[Result], Callable[[Shown, Any], Markup]] = {
    ClauseResult: _clause,
    StandardResult: _standard,
    TargetResult: _target,
    CoreSystemResult: _core_system,
    IndicatorResult: _indicator,
}
