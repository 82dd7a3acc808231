"""A thing in one line that opens in place."""

from markupsafe import Markup

from app.app_pages.parts import address
from app.app_pages.parts.markup import NONE, element, joined

OPEN = "open"
"""Name in the address of what is open."""


def line(identity: str, head: str | Markup, text: str | Markup, body: Markup, *, badges: Markup = NONE) -> Markup:
    """One line: ``head`` (number, place) never broken, ``text`` cut off at the end of the line; ``body`` when it is open.

    The script of ``shell`` keeps what is open in the address.
    """
    told = joined(
        [
            element("span", head, class_="db-head"),
            element("span", text, class_="db-text"),
            element("span", badges, class_="db-badges"),
        ]
    )
    return element(
        "details",
        element("summary", told) + element("div", body, class_="db-body"),
        class_="db-line",
        data_open=identity,
        open=identity in address.values(OPEN),
    )


def lines(of: list[Markup]) -> Markup:
    """Lines one below the other."""
    return element("div", joined(of), class_="db-lines") if of else NONE


def folded(label: str, body: Markup, *, identity: str = "", class_: str = "db-folded") -> Markup:
    """Something that is told in a word until it is opened, such as 为什么; with an ``identity`` the address keeps it open."""
    opened = identity in address.values(OPEN)
    return element("details", element("summary", label) + body, class_=class_, data_open=identity or None, open=opened)
