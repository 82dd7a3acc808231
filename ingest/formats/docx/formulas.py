"""A formula (Office Math) → one line of text: a fraction becomes a division."""

import re
from collections.abc import Callable

from ingest.formats.docx.names import Element, attr, child, name, text
from ingest.text.scripts import lowered, raised

_OPERATOR = re.compile(r"[-+−×*/÷＋－＝=]")


def line(element: Element) -> str:
    """The text of ``element`` and its descendants on one line, in order."""
    if name(element) in ("m:t", "w:t"):
        return text(element).strip("\n\r")
    rule = _RULES.get(name(element))
    return rule(element) if rule else "".join(line(sub) for sub in element)


def _part(element: Element, tag: str) -> str:
    found = child(element, tag)
    return "" if found is None else line(found).strip()


def _fraction(element: Element) -> str:
    parts = (_part(element, "m:num"), _part(element, "m:den"))
    return "/".join(f"({part})" if _OPERATOR.search(part) else part for part in parts)


def _root(element: Element) -> str:
    return f"√({_part(element, 'm:e')})"


def _bracketed(element: Element) -> str:
    properties = child(element, "m:dPr")
    ends = [child(properties, tag) for tag in ("m:begChr", "m:endChr")]
    opening, closing = (attr(end, "val") if end is not None else usual for end, usual in zip(ends, "()", strict=True))
    return opening + "".join(line(sub) for sub in element if name(sub) == "m:e") + closing


def _sum(element: Element) -> str:
    sign = attr(child(child(element, "m:naryPr"), "m:chr"), "val") or "∫"
    return sign + _part(element, "m:e")


def _scripts(element: Element) -> str:
    return _part(element, "m:e") + lowered(_part(element, "m:sub")) + raised(_part(element, "m:sup"))


_RULES: dict[str, Callable[[Element], str]] = {
    "m:f": _fraction,
    "m:rad": _root,
    "m:d": _bracketed,
    "m:nary": _sum,
    **dict.fromkeys(("m:sSup", "m:sSub", "m:sSubSup"), _scripts),
    "w:del": lambda _element: "",
}
