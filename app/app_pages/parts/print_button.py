"""A button that prints the page."""

from markupsafe import Markup

from app.app_pages.parts.markup import element


def print_button() -> Markup:
    """A button that opens the browser's own print dialog."""
    return element("button", "打印", type="button", class_="db-button", data_print=True)
