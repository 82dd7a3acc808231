"""Elements and attributes of WordprocessingML by their usual names (``w:p``), in transitional and in strict files."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

_W = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
_M = ("http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math")
_PREFIX = {
    **dict.fromkeys(_W, "w:"),
    **dict.fromkeys(_M, "m:"),
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
}
_NUMBER = re.compile(r"\s*(-?\d{1,9})(?:\.\d*)?\s*$")


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    space, _, local = tag[1:].rpartition("}")
    return _PREFIX.get(space, "?:") + local


def name(element: Element) -> str:
    """The element's name with its prefix (``w:p`` for a paragraph); "" for a comment or a processing instruction."""
    return _short(element.tag) if isinstance(element.tag, str) else ""


def attr(element: Element | None, local: str) -> str:
    """The value of the attribute ``w:local`` (in formulas ``m:local``); "" when there is no such attribute or no element."""
    if element is None:
        return ""
    return next((str(v) for space in (*_W, *_M) if (v := element.get(f"{{{space}}}{local}")) is not None), "")


def text(element: Element) -> str:
    """The text of an element without children, comments inside it left out."""
    return (element.text or "") + "".join(sub.tail or "" for sub in element)


def child(element: Element | None, tag: str) -> Element | None:
    """The first child with the name ``tag``; None when there is none, or no element."""
    if element is not None:
        for sub in element:
            if name(sub) == tag:
                return sub
    return None


def children(element: Element, tag: str) -> Iterator[Element]:
    """All children with the name ``tag``, in order."""
    return (sub for sub in element if name(sub) == tag)


def value(element: Element | None, tag: str) -> str:
    """The attribute ``w:val`` of the first child with the name ``tag``; "" when there is no such child or attribute."""
    return attr(child(element, tag), "val")


def switch(element: Element | None, tag: str) -> bool | None:
    """Whether the on/off property ``tag``, a child of ``element``, is on; None when there is no such child."""
    found = child(element, tag)
    return None if found is None else attr(found, "val").lower() not in ("0", "false", "off")


def number(written: str) -> int | None:
    """``written`` as an integer; None when it is no number or has more than nine digits. Decimals are cut off."""
    found = _NUMBER.match(written)
    return int(found[1]) if found else None


def alternative(element: Element) -> Element | None:
    """The branch of an ``mc:AlternateContent`` to read: the first one that contains text; None when none does."""
    branches = [sub for sub in element if name(sub) in ("mc:Choice", "mc:Fallback")]
    return next((b for b in branches if any(name(sub) in ("w:t", "w:sym", "m:t") for sub in b.iter())), None)
