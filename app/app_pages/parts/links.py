"""Links to a page of the app, or to another state of the page that is open."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from markupsafe import Markup

from app.app_pages.parts import address
from app.app_pages.parts.markup import element

HOME = ""
"""Address of the search page."""


def url(page: str, params: Mapping[str, str | Sequence[str]]) -> str:
    """Address of a page, relative to any other page of the app."""
    query = urlencode({name: found for name, found in params.items() if found}, doseq=True)
    return f"./{page}{'?' if query else ''}{query}"


def link(
    label: str | Markup, page: str, params: Mapping[str, str], *, class_: str | None = None, title: str | None = None
) -> Markup:
    """A link to the page with this address, such as ``standards``; opens without a reload."""
    return _link(label, url(page, params), class_, title, True)


def here(
    label: str | Markup, page: str, changes: Mapping[str, address.Value], *, class_: str | None = None, title: str | None = None
) -> Markup:
    """A link to ``page``, the one that is open, with its address changed as by ``address.put``.

    What a person has opened on the page stays open, unless the change says what is open itself.
    """
    return _link(label, url(page, address.changed(**changes)), class_, title, "keep" if "open" not in changes else True)


def _link(label: str | Markup, target: str, class_: str | None, title: str | None, go: str | bool) -> Markup:
    return element("a", label, href=target, data_go=go, class_=class_, title=title)
