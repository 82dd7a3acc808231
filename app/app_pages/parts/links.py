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


def to_question(label: str, question: str) -> Markup:
    """A link that looks like a button and asks a question on the search page."""
    return element("a", label, href=url("", {"q": question}), data_go=True, class_="db-button")


def before_and_after(page: str, name: str, values: Sequence[str], at: int, unit: str, **also: address.Value) -> list[Markup]:
    """上一条 and 下一条: links to the values of ``name`` on either side of ``values[at]``; ``also`` changes with them."""
    ways = ((f"上一{unit}", at - 1), (f"下一{unit}", at + 1))
    return [here(label, page, {name: values[to], **also}, class_="db-button") for label, to in ways if 0 <= to < len(values)]


def here(
    label: str | Markup, page: str, changes: Mapping[str, address.Value], *, class_: str | None = None, title: str | None = None
) -> Markup:
    """A link to ``page``, the one that is open, with its address changed as by ``address.put``.

    What a person has opened on the page stays open, unless the change says what is open itself.
    """
    go = True if OPEN in changes else "keep"
    return element("a", label, href=url(page, address.changed(**changes)), data_go=go, class_=class_, title=title)
