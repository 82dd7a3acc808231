"""A citation to copy."""

from markupsafe import Markup

from app.app_pages.parts.copy_button import copy_button
from app.app_pages.parts.markup import NONE, element, joined


def citation(full: str, short: str = "", *, more: Markup = NONE) -> Markup:
    """The citation after GB/T 7714 and in short, each with its button; ``more`` are buttons after them."""
    if not full:
        return more
    buttons = [copy_button(full, "复制引用"), *([copy_button(short, "复制简短引用")] if short else []), more]
    return element(
        "div",
        joined([element("p", full, class_="db-cited"), element("p", joined(buttons), class_="db-buttons")]),
        class_="db-citation",
    )
