"""Helpers for the XML of an OFD package: paths from part to part, child elements, text."""

import posixpath
from typing import Any

from ingest.errors import SourceError

Element = Any
"""An lxml element; lxml is untyped."""


def located(location: str, beside: str, where: str = "") -> str:
    """Name of the part at the path ``location`` in the part ``beside``.

    Raises SourceError when the path leads out of the package; ``where`` is the name of the file for the message.
    """
    location = location.strip().replace("\\", "/")
    whole = location if location.startswith("/") else posixpath.join(posixpath.dirname(beside), location)
    steps: list[str] = []
    for step in whole.split("/"):
        if step == ".." and not steps:
            raise SourceError(f"文件里的路径 {location[:60]} 指向文件之外", where, "请重新导出或下载后再加入")
        if step == "..":
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def local(element: Element) -> str:
    """The tag without its namespace; "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element | None, *path: str) -> list[Element]:
    """The descendants of ``element`` at the end of a path of tags (without namespaces); empty for no element."""
    found = [] if element is None else [element]
    for tag in path:
        found = [child for parent in found for child in parent if local(child) == tag]
    return found


def text_at(element: Element | None, *path: str) -> str:
    """Text of the first element at the end of ``path``, or ""."""
    return next((written(found).strip() for found in children(element, *path)), "")


def written(element: Element) -> str:
    """All text in an element, without comments."""
    return str(element.xpath("string()"))
