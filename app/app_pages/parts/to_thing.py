"""Links to the page of a thing."""

from markupsafe import Markup

from app.app_pages.parts.links import url
from app.app_pages.parts.markup import element
from app.present.lists import LISTED
from ingest.kinds import KINDS

ID = "id"
"""Name in the address of the thing whose page is open."""


def page_of(kind: str) -> str:
    """Address of the page on which things of a kind are shown: that of its list, else that of the documents."""
    return KINDS[kind if kind in LISTED else "document"].plural


def to_thing(label: str | Markup, kind: str, identity: str, class_: str | None = None) -> Markup:
    """A link to the page of a thing, from any page."""
    return element("a", label, href=url(page_of(kind), {ID: identity}), data_go=True, class_=class_)
