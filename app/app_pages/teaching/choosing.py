"""What is taught: things of the base, or what lies in the basket; the address holds it."""

from collections.abc import Iterator

import streamlit as st
from markupsafe import Markup

from app.app_pages.parts import address
from app.app_pages.parts.basket import held
from app.app_pages.parts.markup import element, joined, show
from app.app_pages.parts.to_thing import to_thing
from app.app_pages.shared import told_apart
from app.app_pages.teaching.quiz import PLACE_IN_QUIZ
from app.base.knowledge import Knowledge
from ingest.kinds import KINDS
from ingest.numbering.doctypes import BY_NAME

THING = "thing"
"""Name in the address of what is taught."""
KINDS_TAUGHT = ("target", "core_system", "standard", "task", "special_action", "document")
MOST = 12
"""Things that one class is made on."""


def chosen(kb: Knowledge) -> list[str]:
    """Ids of what is taught, as the address has them."""
    options = told_apart(dict(_options(kb)))
    others = [one for one in address.values(THING) if one not in options and kb.clause(one)]
    options |= {one: _of_clause(kb, one) for one in others}
    st.multiselect(
        "教什么（改进目标、核心制度、标准、任务、文件，可以选几项）",
        list(options),
        format_func=options.__getitem__,
        placeholder="打几个字找，例如：静脉血栓、会诊制度、WS/T 433",
        max_selections=MOST,
        select_all=False,
        **address.bound(THING, list(options), many=True, clears=(*PLACE_IN_QUIZ, "slide")),
    )
    found = [one for one in address.values(THING) if one in options][:MOST]
    show(element("p", joined((_way(kb, one, options[one]) for one in found), "　"), class_="db-quiet"))
    _basket()
    return found


def _way(kb: Knowledge, identity: str, label: str) -> Markup:
    """A link to the page of what is taught."""
    return to_thing(f"查看{label}", "document" if identity in kb.documents else kb.found_as(identity), identity)


def _options(kb: Knowledge) -> Iterator[tuple[str, str]]:
    """Id and label of everything that can be taught."""
    for kind in KINDS_TAUGHT:
        for thing in kb.of_kind(kind):
            yield thing.id, "　".join((KINDS[kind].label, *_named(thing.id, str(getattr(thing, "name", "")))))
    for document in kb.documents.values():
        yield document.id, f"{BY_NAME[document.doctype].label}　{document.title}"


def _named(identity: str, name: str) -> list[str]:
    """Number and name; a task has a name alone."""
    number = "" if identity == name or "#" in identity else identity
    return [one for one in (number, name) if one] or [identity]


def _of_clause(kb: Knowledge, identity: str) -> str:
    clause = kb.clause(identity)
    return f"条款　《{kb.documents[clause.document].title}》{clause.locator}" if clause else identity


def _basket() -> None:
    if ids := [item.id for item in held()][:MOST]:
        st.button(
            f"用引用篮里的 {len(ids)} 项", on_click=lambda: address.put(**{THING: ids}), icon=":material/shopping_basket:"
        )
