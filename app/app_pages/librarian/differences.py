"""Differences of documents on the page: what stood there and what stands there now, the changed characters marked."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from markupsafe import Markup

from app.app_pages.parts.badges import badge
from app.app_pages.parts.markup import NONE, element, joined
from app.base.versions import CHANGED, FIELDS, GONE, KINDS, NEW, Difference
from app.present.lists import RENDITIONS
from ingest.numbering.doctypes import BY_NAME, LEVELS

_MEANING = {NEW: "in_force", CHANGED: "not_yet", GONE: "superseded"}
_LONGEST = 2_000
"""Characters up to which the changed ones are marked; comparing longer texts takes long."""


def kind(of: str) -> Markup:
    """新增, 改动 or 不再有."""
    return badge(KINDS[of], _MEANING[of])


def differences(found: Sequence[Difference]) -> Markup:
    """Every difference, one below the other."""
    return joined(map(_difference, found)) if found else element("p", "条款没有改动。", class_="db-quiet")


def _difference(one: Difference) -> Markup:
    place = one.locator if one.clause else FIELDS.get(one.locator, one.locator)
    field = "" if one.clause else one.locator
    before, after = changed(_said(field, one.before), _said(field, one.after))
    rows = [("原", before)] * bool(one.before) + [("新", after)] * bool(one.after)
    words = joined(
        element("p", joined([element("span", f"{name}　", class_="db-quiet"), text]), class_="db-words") for name, text in rows
    )
    return element(
        "div", joined([element("p", joined([kind(one.kind), element("span", f"　{place}")])), words]), class_="db-body"
    )


def _said(field: str, value: str) -> str:
    """The value of a field of a document, as people call it; any other text as it is."""
    called = {"level": LEVELS, "doctype": {name: one.label for name, one in BY_NAME.items()}, "rendition": RENDITIONS}
    return called.get(field, {}).get(value, value)


def changed(before: str, after: str) -> tuple[Markup, Markup]:
    """Both texts, with the characters marked that the other one lacks."""
    if not before or not after or len(before) + len(after) > _LONGEST:
        return Markup.escape(before), Markup.escape(after)
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    old = joined(_part("del", before[a:b], same=tag == "equal") for tag, a, b, _, _ in steps)
    new = joined(_part("ins", after[c:d], same=tag == "equal") for tag, _, _, c, d in steps)
    return old, new


def _part(name: str, text: str, *, same: bool) -> Markup:
    if not text:
        return NONE
    return Markup.escape(text) if same else element(name, text)
