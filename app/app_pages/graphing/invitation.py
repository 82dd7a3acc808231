"""The page of the graph before a thing is chosen: what to begin from, taken from the base itself."""

from app.app_pages.graphing import PAGE, THING
from app.app_pages.parts.links import here
from app.app_pages.parts.markup import element, joined, show
from app.base.knowledge import Knowledge
from app.present.naming import named
from ingest.kinds import KINDS

_KINDS = ("target", "core_system", "standard", "task", "regulation")
_EACH = 3
"""Examples of a kind."""


def invitation(kb: Knowledge) -> None:
    """Of each kind the things with most links."""
    show(element("p", "可以从这些开始：", class_="db-quiet"))
    rows = []
    for kind in _KINDS:
        first = sorted((one.id for one in kb.of_kind(kind)), key=kb.graph.degree, reverse=True)[:_EACH]
        ways = [here(named(kb, one).short, PAGE, {THING: one}) for one in first]
        if ways:
            rows.append(element("li", element("span", KINDS[kind].label, class_="db-quiet") + element("span", joined(ways))))
    show(element("ul", joined(rows), class_="db-examples kg-examples"))
