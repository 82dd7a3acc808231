"""A button that copies a text."""

from markupsafe import Markup

from app.app_pages.parts.markup import element


def copy_button(text: str, label: str = "复制") -> Markup:
    """A button that copies ``text`` and then says 已复制."""
    return element("button", label, type="button", class_="db-button", data_copy=text)
