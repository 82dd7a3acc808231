"""The page of one thing: how it is cited, what is known of it, its words, its editions, and what links join with it."""

from markupsafe import Markup

from app.app_pages import graphing
from app.app_pages.browsing import text
from app.app_pages.browsing.listing import beside, value
from app.app_pages.browsing.relations import RELATION, one_relation, parted, relations
from app.app_pages.browsing.shelves import Shelf
from app.app_pages.librarian import versions
from app.app_pages.parts import address, badges
from app.app_pages.parts.basket import basket_button, holding
from app.app_pages.parts.citation import citation
from app.app_pages.parts.line import OPEN
from app.app_pages.parts.links import before_and_after, here, to_question, url
from app.app_pages.parts.markup import NONE, element, joined, show
from app.app_pages.parts.place import to_place
from app.app_pages.parts.print_button import print_button
from app.app_pages.parts.sheets import SHEET
from app.app_pages.parts.states import empty
from app.app_pages.parts.to_thing import ID, to_thing
from app.app_pages.person import may
from app.app_pages.teaching.choosing import KINDS_TAUGHT, THING
from app.base.knowledge import Knowledge
from app.people.rights import Right
from app.present import about as present
from app.present.about import About
from app.present.lists import Look
from app.relations.editions import Edition
from ingest.kinds import EXTERNAL, KINDS
from ingest.model import Clause

VIEW, VERSIONS = "view", "versions"
"""Name in the address of what is shown of a document instead of its page; its versions."""
INNER = (text.WITHIN, SHEET, RELATION, VIEW, OPEN)
"""Names in the address that belong to one thing."""
_HEADED = (Look.STATUS, Look.RENDITION)
"""Looks of attributes that stand beside the name."""
_LONG = 30
"""Characters of an attribute that has a line of its own."""


def thing(kb: Knowledge, shelf: Shelf, identity: str) -> None:
    """The page of the thing that the address names."""
    found = present.about(kb, identity)
    if found is None:
        show(_ways(kb, shelf, identity))
        empty(f"知识库里没有“{identity}”。", "可能已随文件更新改了编号。请回到列表里找，或者用检索再查一次。")
        return
    show(_ways(kb, shelf, found.id) + _head(found))
    if address.value(VIEW) == VERSIONS and found.kind == "document":
        _versions(kb, shelf, found)
        return
    if one_relation(kb, shelf.page, found):
        return
    show(_cited(shelf, found) + _attributes(found) + _editions(found))
    show(_jumps(found))
    text.words(kb, shelf.page, found)
    text.whole(kb, shelf.page, found)
    show(relations(kb, shelf.page, found))


def _ways(kb: Knowledge, shelf: Shelf, identity: str) -> Markup:
    """Back to the list, and to the things before and after in it."""
    clause = kb.clause(identity) if shelf.kind == "document" else None
    ids, at = _clauses(kb, clause) if clause else beside(kb, shelf, identity)
    near = before_and_after(shelf.page, ID, ids, at, "项", **dict.fromkeys(INNER)) if at >= 0 else []
    told = element("span", f"{at + 1} / {len(ids)}", class_="db-quiet db-code") if near else NONE
    back = here(f"← {shelf.title}", shelf.page, dict.fromkeys((ID, *INNER)), class_="db-button")
    return element("nav", joined([back, *near, told]), class_="db-buttons db-ways-back", aria_label="列表")


def _clauses(kb: Knowledge, clause: Clause) -> tuple[list[str], int]:
    """Ids of the clauses of a clause's document, and where the clause stands among them."""
    ids = [one.id for one in kb.store.clauses(clause.document)]
    return ids, ids.index(clause.id)


def _head(found: About) -> Markup:
    marks = [badges.badge("库外文件" if found.kind == EXTERNAL else KINDS[found.kind].label)]
    marks += [value(field.look, cell) for field, cell in found.attributes if field.look in _HEADED]
    return element("div", element("h1", found.name, class_="db-title") + joined(marks, " "), class_="db-heading")


def _cited(shelf: Shelf, found: About) -> Markup:
    """How it is cited, and what can be done with it."""
    if found.kind == EXTERNAL:
        return element("p", "库里没有这份文件，只是有条款提到它。要查它的内容，请资料管理员加入它的文本。", class_="db-empty")
    basket = basket_button(found.id, holding()) if found.citation.full else NONE
    place = to_place(shelf.page, found.id) if found.kind == "clause" else NONE
    changes = here("各版的变动", shelf.page, {VIEW: VERSIONS}, class_="db-button") if found.kind == "document" else NONE
    graph = element("a", "在图谱里看", href=url(graphing.PAGE, {graphing.THING: found.id}), data_go=True, class_="db-button")
    more = joined([basket, place, to_question("按它提问", found.name), graph, _taught(found), changes, print_button()])
    if not found.citation.full:
        return element("p", more, class_="db-buttons")
    return element(
        "section", citation(found.citation.full, found.citation.short, more=more), class_="db-cite", aria_label="引用"
    )


def _jumps(found: About) -> Markup:
    """From the head of a document to what stands below its clauses."""
    if found.kind != "document":
        return NONE
    counts = {title: sum(len(one.things) for one in of) for title, of in parted(found).items()}
    ways = [element("a", f"{title} {count} ↓", href=f"#{title}") for title, count in counts.items()]
    return element("p", joined(ways, "　")) if ways else NONE


def _taught(found: About) -> Markup:
    """The way to training material on the thing, where a person may make it and it can be taught."""
    if found.kind not in KINDS_TAUGHT or not may(Right.TRAIN):
        return NONE
    return element("a", "做培训材料", href=url("training", {THING: found.id}), data_go=True, class_="db-button")


def _versions(kb: Knowledge, shelf: Shelf, found: About) -> None:
    """What changed in a document from one version of the base to another."""
    show(element("p", here(f"← {found.name}", shelf.page, {VIEW: None})) + element("h2", "各版的变动", class_="db-group"))
    versions.of_document(kb, found.id)


def _attributes(found: About) -> Markup:
    told = [
        element(
            "div",
            element("dt", field.name) + element("dd", value(field.look, cell)),
            class_="db-long" if len(cell.word) > _LONG else None,
        )
        for field, cell in found.attributes
        if field.look not in _HEADED
    ]
    return element("dl", joined(told), class_="db-attributes") if told else NONE


def _editions(found: About) -> Markup:
    """Which edition replaced which, the oldest first."""
    if not found.editions:
        return NONE
    rows = joined(_edition(one, shown=one.id == found.id) for one in found.editions)
    return element("h2", "版本沿革", class_="db-group") + element("ol", rows, class_="db-editions")


def _edition(one: Edition, *, shown: bool) -> Markup:
    number = element("b", one.id, class_="db-code") if shown else to_thing(one.id, "standard", one.id, "db-code")
    days = (f"{date} {word}" for date, word in ((one.published, "发布"), (one.effective, "实施")) if date)
    dates = joined((element("span", day, class_="db-code") for day in days), "，") or Markup("库里没有")
    told = [number, badges.status(one.status), element("span", dates, class_="db-quiet")]
    return element("li", joined(told, " "), aria_current="true" if shown else None)
