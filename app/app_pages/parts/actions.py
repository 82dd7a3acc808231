"""Buttons in shown HTML that do something on the server."""

from collections.abc import Callable

from markupsafe import Markup

from app.app_pages.parts.markup import element
from app.app_pages.person import changing
from app.people.rights import Right

_ACTIONS: dict[str, Callable[[str], None]] = {}
"""What a button may ask for, by name; each is given the value of the button."""


def action(name: str, right: Right) -> Callable[[Callable[[str], None]], Callable[[str], None]]:
    """For a function that buttons run by this ``name``, before the page, and only for those who have the ``right``."""

    def named(act: Callable[[str], None]) -> Callable[[str], None]:
        _ACTIONS[name] = changing(right)(act)
        return act

    return named


def button(label: str | Markup, name: str, value: str) -> Markup:
    """A button that runs the action of this ``name``."""
    return element("button", label, type="button", class_="db-button", data_act=name, data_value=value)


def run(name: str, value: str) -> None:
    """Run an action; a name that no action has does nothing."""
    if act := _ACTIONS.get(name):
        act(value)
