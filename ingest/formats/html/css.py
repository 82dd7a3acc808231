"""The styles of a page, as far as they change what a reader sees: hidden, framed, indented, page breaks.

This is less than a browser's cascade. It uses rules whose selector is a tag, a class, an id, or a tag with a class or id,
in the order of the file, and then the element's own attribute ``style``. Rules inside ``@media`` and the like are ignored.
"""

import re

from lxml.html import HtmlElement

_MAX_STYLE = 256 * 1024
_MAX_CLASS = 1000
_SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]*|\*)?(?:(?P<sign>[.#])(?P<name>[\w-]+))?", re.IGNORECASE)
_LENGTH = re.compile(r"(-?\d{1,5}(?:\.\d{0,4})?)\s*(em|rem|pt|px|cm|mm)?")
_POINTS = {"pt": 1.0, "px": 0.75, "cm": 28.35, "mm": 2.835}
_BODY_POINTS = 16.0
"""Points: the size of body text in official documents (三号), for elements without a font size."""
_BREAKS = frozenset({"always", "page", "left", "right", "recto", "verso"})
_NO_BORDER = re.compile(r"(?:^|\s)(?:none|hidden|0(?:px|pt|em)?)(?:\s|$)")

Style = dict[str, str]


class Styles:
    """The style sheets of one page."""

    def __init__(self, page: HtmlElement) -> None:
        """Read every ``<style>`` of ``page``."""
        self._rules: dict[str, Style] = {}
        self._seen: dict[str, Style] = {}
        text = "\n".join(el.text or "" for el in page.iter("style"))[:_MAX_STYLE]
        for selectors, body in _rules(re.sub(r"<!--|-->", " ", text)):
            declared = _declarations(body)
            for selector in selectors.split(","):
                found = _SELECTOR.fullmatch(selector.strip())
                if found and selector.strip():
                    self._rules.setdefault(selector.strip(), {}).update(declared)

    def of(self, element: HtmlElement) -> Style:
        """The declarations that apply to ``element``: property → value, both in lower case."""
        own = element.get("style", "")
        tag = element.tag
        keys = ["*", tag]
        keys += [f"{prefix}.{name}" for name in element.get("class", "")[:_MAX_CLASS].split() for prefix in ("", tag)]
        keys += [f"{prefix}#{name}" for name in element.get("id", "").split() for prefix in ("", tag)]
        matched = [self._rules[key] for key in keys if key in self._rules]
        if own and own not in self._seen:
            self._seen[own] = _declarations(own)
        if not matched:
            return self._seen[own] if own else {}
        style: Style = {}
        for rule in matched:
            style |= rule
        return style | self._seen[own] if own else style


def hides(style: Style) -> bool:
    """Whether the style hides the element from readers."""
    return style.get("display") == "none" or style.get("visibility") == "hidden" or style.get("mso-hide") == "all"


def breaks_page(style: Style, side: str) -> bool:
    """Whether the style begins a new printed page on that ``side`` of the element ("before" or "after")."""
    return any(style.get(f"{name}-{side}") in _BREAKS for name in ("page-break", "break"))


def framed(style: Style) -> bool:
    """Whether the style draws a border around the element: on all sides, or at least above it or to its left."""
    sides = (style.get(name) for name in ("border", "border-top", "border-left", "border-style"))
    return any(value and not _NO_BORDER.search(value) for value in sides)


def centred(element: HtmlElement, style: Style, above: bool) -> bool:
    """Whether the lines of an element stand in the middle; ``above``: those of the element around it do."""
    said = style.get("text-align") or element.get("align", "").lower() or ("center" if element.tag == "center" else "")
    return said in ("center", "middle") if said and element.tag != "table" else above


def indent(style: Style) -> float:
    """Indent of the first line in full-width characters."""
    if count := _LENGTH.match(style.get("mso-char-indent-count", "")):
        return max(float(count[1]), 0.0)
    found = _LENGTH.match(style.get("text-indent", ""))
    if not found:
        return 0.0
    value, unit = float(found[1]), found[2] or "px"
    return max(value if unit in ("em", "rem") else value * _POINTS[unit] / _font_points(style), 0.0)


def _font_points(style: Style) -> float:
    size = _LENGTH.match(style.get("font-size", ""))
    points = float(size[1]) * _POINTS.get(size[2] or "px", 0.0) if size else 0.0
    return points if points > 1 else _BODY_POINTS


def _declarations(text: str) -> Style:
    style: Style = {}
    for part in text[:4096].split(";"):
        name, _, value = part.partition(":")
        style[name.strip().lower()] = value.replace("!important", "").strip().lower()
    return style


def _rules(text: str) -> list[tuple[str, str]]:
    """(selectors, declarations) of every rule that is not inside an at-rule (``@media`` …)."""
    first, *others = text.split("/*")
    text = first + "".join(part.partition("*/")[2] for part in others)
    rules: list[tuple[str, str]] = []
    depth, start, opened, selectors = 0, 0, 0, ""
    for found in re.finditer(r"[{};]", text):
        at, sign = found.start(), found[0]
        if sign == "{":
            depth += 1
            if depth == 1:
                selectors, opened = text[start:at].strip(), at + 1
        elif sign == "}" and depth:
            depth -= 1
            if not depth:
                start = at + 1
                if not selectors.startswith("@"):
                    rules.append((selectors, text[opened:at]))
        elif not depth:
            start = at + 1
    return rules
