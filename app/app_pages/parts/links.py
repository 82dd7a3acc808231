"""Links to another state of the page that is open."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from markupsafe import Markup

from app.app_pages.parts import address
from app.app_pages.parts.line import OPEN
from app.app_pages.parts.markup import element


def url(page: str, params: Mapping[str, str | Sequence[str]]) -> str:
    """Address of a page, relative to any other page of the app."""
    query = urlencode({name: found for name, found in params.items() if found}, doseq=True)
    return f"./{page}{'?' if query else ''}{query}"


def here(
    label: str | Markup, page: str, changes: Mapping[str, address.Value], *, class_: str | None = None, title: str | None = None
) -> Markup:
    """A link to ``page``, the one that is open, with its address changed as by ``address.put``.

    What a person has opened on the page stays open, unless the change says what is open itself.
    """
    go = True if OPEN in changes else "keep"
    return element("a", label, href=url(page, address.changed(**changes)), data_go=go, class_=class_, title=title)
