"""What links join with a thing: a list for each kind of link, with basis and reason; who cites it stands for itself."""

from collections.abc import Sequence

from markupsafe import Markup

from app.app_pages.parts import address, badges
from app.app_pages.parts.links import here
from app.app_pages.parts.markup import NONE, element, joined, show
from app.app_pages.parts.sheets import SHEET, sheet, sheets
from app.app_pages.parts.to_thing import to_thing
from app.base.knowledge import Knowledge
from app.present import about as present
from app.present.about import About, Related, Relation

RELATION = "relation"
"""Name in the address of the one kind of link whose things are listed whole."""
_SHOWN = 6
"""Things of one kind of link that the page lists at once."""
_CUT = 160
"""Characters of a clause that a line shows."""


def relations(kb: Knowledge, page: str, about: About) -> Markup:
    """Every kind of link with its first things."""
    return joined(
        element("section", element("h2", title, class_="db-group", id=title) + _grid(kb, page, of), aria_label=title)
        for title, of in parted(about).items()
    )


def parted(about: About) -> dict[str, list[Relation]]:
    """The kinds of links under their headings."""
    near, citing = ([one for one in about.relations if one.citing == of] for of in (False, True))
    return {title: of for title, of in (("关联", near), ("谁引用了它", citing)) if of}


def one_relation(kb: Knowledge, page: str, about: About) -> bool:
    """All things of the kind of link that the address names, a sheet at a time; False where it names none."""
    wanted = address.value(RELATION)
    found = next((one for one in about.relations if one.name == wanted), None)
    if found is None:
        return False
    back = here(f"← {about.name}", page, {RELATION: None, SHEET: None})
    show(element("h2", f"{found.name} {len(found.things)}", class_="db-group") + element("p", back))
    show(_lines([present.related(kb, near) for near in sheet(found.things)]))
    show(sheets(page, len(found.things), "项"))
    return True


def _grid(kb: Knowledge, page: str, of: list[Relation]) -> Markup:
    return element("div", joined(_relation(kb, page, one) for one in of), class_="db-relations")


def _relation(kb: Knowledge, page: str, of: Relation) -> Markup:
    first = [present.related(kb, near) for near in of.things[:_SHOWN]]
    more = here(f"全部 {len(of.things)} 项", page, {RELATION: of.name, SHEET: None}, class_="db-button")
    head = element("h3", Markup("{} <span>{}</span>").format(of.name, len(of.things)))
    return element("div", joined([head, _lines(first), more if len(of.things) > _SHOWN else NONE]), class_="db-relation")


def _lines(found: Sequence[Related]) -> Markup:
    """Things one below the other; a reason that holds for all of them is told once."""
    whys = {one.why for one in found}
    why = next(iter(whys)) if len(whys) == 1 and len(found) > 1 else ""
    rows = joined(_line(one, told=one.why != why) for one in found)
    return joined([element("p", why, class_="db-quiet") if why else NONE, element("ul", rows, class_="db-related")])


def _line(one: Related, *, told: bool) -> Markup:
    """A thing, its basis and, if it is to be told, why; of a clause its first words too."""
    cut = one.text if len(one.text) <= _CUT else one.text[:_CUT] + "…"
    head = joined([to_thing(one.name, one.kind, one.id), badges.basis(one.basis)], " ")
    words = element("p", cut) if cut else NONE
    why = element("p", one.why, class_="db-quiet") if one.why and told else NONE
    return element("li", joined([head, words, why]))
