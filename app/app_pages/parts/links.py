"""Links to another state of the page that is open."""

import json
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from markupsafe import Markup

from app.app_pages.parts import address
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
    label: str | Markup,
    page: str,
    changes: Mapping[str, address.Value],
    *,
    class_: str | None = None,
    title: str | None = None,
    fills: str | None = None,
) -> Markup:
    """A link to ``page``, the one that is open, with its address changed as by ``address.put``.

    A press changes the address that the browser has by then: what a person wrote, opened or closed meanwhile stays. ``fills``
    is the id of what shows what was pressed: it is brought into sight where it begins below the screen.
    """
    href = url(page, address.changed(**changes))
    return element("a", label, href=href, data_go=changing(changes), class_=class_, title=title, aria_controls=fills)


def changing(changes: Mapping[str, address.Value]) -> str:
    """What a press on a link changes in the address, for the script of the page: JSON, name → values, none to take it out."""
    whole = {name: [change] if isinstance(change, str) else list(change or ()) for name, change in changes.items()}
    return json.dumps({name: [one for one in values if one] for name, values in whole.items()}, ensure_ascii=False)
