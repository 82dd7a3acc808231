"""Names in WordprocessingML by their usual prefixes, whether the file is transitional or strict."""

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
    """``w:p`` for a paragraph; "" for a comment or an instruction."""
    return _short(element.tag) if isinstance(element.tag, str) else ""


def attr(element: Element | None, local: str) -> str:
    """The value of the attribute ``w:local`` (``m:local`` in formulas), "" when it is not there."""
    if element is None:
        return ""
    return next((str(v) for space in (*_W, *_M) if (v := element.get(f"{{{space}}}{local}")) is not None), "")


def text(element: Element) -> str:
    """The text of an element without children, comments inside it left out."""
    return (element.text or "") + "".join(sub.tail or "" for sub in element)


def child(element: Element | None, wanted: str) -> Element | None:
    """The first child of that name."""
    if element is not None:
        for sub in element:
            if name(sub) == wanted:
                return sub
    return None


def children(element: Element, wanted: str) -> Iterator[Element]:
    """Every child of that name."""
    return (sub for sub in element if name(sub) == wanted)


def value(element: Element | None, wanted: str) -> str:
    """``w:val`` of the child of that name, "" when either is not there."""
    return attr(child(element, wanted), "val")


def switch(element: Element | None, wanted: str) -> bool | None:
    """Whether the on/off child of that name is on; None when it is not there."""
    found = child(element, wanted)
    return None if found is None else attr(found, "val").lower() not in ("0", "false", "off")


def number(written: str) -> int | None:
    """``written`` as a whole number of at most nine figures, else None."""
    found = _NUMBER.match(written)
    return int(found[1]) if found else None


def alternative(element: Element) -> Element | None:
    """Of an ``mc:AlternateContent`` the one branch to read: the first choice that says anything, else the fallback."""
    branches = [sub for sub in element if name(sub) in ("mc:Choice", "mc:Fallback")]
    return next((b for b in branches if any(name(sub) in ("w:t", "w:sym", "m:t") for sub in b.iter())), None)
