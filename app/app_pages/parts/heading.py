"""The head of a page: what it is called, and one sentence about what it is good for."""

from app.app_pages.parts.markup import element, show


def heading(title: str, told: str) -> None:
    """Title and sentence in one line where there is room."""
    show(element("div", element("h1", title, class_="db-title") + element("p", told, class_="db-quiet"), class_="db-heading"))
