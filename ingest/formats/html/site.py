"""Finds the link lists of a web page, which belong to the site and not to the document."""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from ingest.formats.html.walk import Walk
from ingest.heads.site import is_site_line
from ingest.text.lines import clean

_LISTS = frozenset({"div", "ul", "ol", "dl", "table", "section", "aside", "td", "center", "li", "form", "footer", "header"})
_FILE = re.compile(r"\.(?:docx?|wps|xlsx?|et|pptx?|pdf|ofd|zip|rar|7z)(?:$|[?#])", re.IGNORECASE)
_KEPT_LINKS = re.compile(r"附\s*件|附\s*表|《|序\s*号|标准(?:编)?号")
_NO_LETTERS = re.compile(r"[\W\d_]+")
"""Characters that do not count as text, so that dates beside links do not."""
_MIN_LINKS, _LINK_SHARE, _PROSE = 3, 0.6, 20
"""A link list has at least 3 links, 60 % of its characters in links, and no 20 characters together outside of them."""


_NAMED_SHARE = 0.2
_NAMED = frozenset(
    "header nav navbar navigation menu banner topbar top toolbar breadcrumb crumb crumbs position sidebar footer foot bottom"
    " copyright".split()
)
"""Words in the id or the class of blocks that belong to a site."""
_MENUS = frozenset(
    "nav navbar navigation menu submenu sidebar side toolbar share bdshare breadcrumb crumb crumbs related recommend hot rank"
    " ranking".split()
)
"""Those of which short words alone tell, as their links may be made by a script."""
_FEET = frozenset("footer foot bottom copyright".split())
"""Those that belong to the site where one of their lines certainly does."""


@dataclass(slots=True)
class _Stats:
    """Counts of the text and links in a block element."""

    chars: int = 0
    linked: int = 0
    """Characters inside links."""
    links: int = 0
    longest: int = 0
    """Characters of the longest text outside of links."""
    site: bool = False
    """Whether a line in it certainly belongs to the site."""
    titled: bool = False
    """Whether a main heading or a sentence stands in it."""
    kept: bool = False
    """Whether it certainly belongs to the document: it links to a file, or has a table header or 附件."""

    def add(self, inner: "_Stats") -> None:
        """Add the counts of a block inside this one."""
        self.chars += inner.chars
        self.linked += inner.linked
        self.links += inner.links
        self.longest = max(self.longest, inner.longest)
        self.kept = self.kept or inner.kept
        self.site = self.site or inner.site
        self.titled = self.titled or inner.titled


def link_lists(root: HtmlElement, gone: set[HtmlElement]) -> list[HtmlElement]:
    """The outermost blocks that are mostly links; empty when nothing else would be left of the page."""
    stats = _stats(root, gone)
    doomed: list[HtmlElement] = []
    walk = Walk(root, gone)
    for event, element, _ in walk:
        if event == "start" and element.tag in _LISTS and _is_of_site(element, stats[element]):
            doomed.append(element)
            walk.skip()
    return doomed if sum(stats[el].chars for el in doomed) < stats[root].chars else []


def _is_of_site(element: HtmlElement, block: _Stats) -> bool:
    """Whether a block belongs to the site, by its links, or by its name and its short lines."""
    names = _names(element)
    if block.chars and not block.kept and not block.titled and block.longest < _PROSE:
        if not _MENUS.isdisjoint(names) or (block.site and not _FEET.isdisjoint(names)):
            return True
    return _is_link_list(block, not _NAMED.isdisjoint(names))


def _is_link_list(block: _Stats, named: bool) -> bool:
    """Whether a block belongs to the site; ``named``: it is called a header, menu or footer, so that fewer links tell."""
    least, share = (1, _NAMED_SHARE) if named else (_MIN_LINKS, _LINK_SHARE)
    if block.kept or block.links < least or block.longest >= _PROSE:
        return False
    return block.linked >= share * block.chars


def _names(element: HtmlElement) -> list[str]:
    """The words in the id and the class of a block: left-menu, leftMenu and menu2 name a menu."""
    written = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", f"{element.get('id', '')} {element.get('class', '')}")
    return re.split(r"[\s\d_-]+", written.lower())


def _stats(root: HtmlElement, gone: set[HtmlElement]) -> dict[HtmlElement, _Stats]:
    """The counts of ``root`` and of every block in it. Links within the page do not count: they are a table of contents."""
    stats = {root: _Stats()}
    stack, linked = [root], 0
    for event, element, text in Walk(root, gone):
        block = stats[stack[-1]]
        away = element.tag == "a" and not element.get("href", "#").strip().startswith(("#", "mailto:"))
        if event == "text":
            size = len(_NO_LETTERS.sub("", text))
            block.chars += size
            block.linked += size if linked else 0
            block.longest = max(block.longest, 0 if linked else size)
            block.kept = block.kept or _KEPT_LINKS.search(text) is not None
            block.site = block.site or is_site_line(clean(text))
            block.titled = block.titled or "。" in text
        elif event == "start":
            block.titled = block.titled or element.tag in ("h1", "h2")
            linked += away
            block.links += away
            block.kept = block.kept or element.tag == "th" or (away and _FILE.search(element.get("href", "")) is not None)
            if element.tag in _LISTS and element is not root:
                stack.append(element)
                stats[element] = _Stats()
        else:
            linked -= away
            if stack[-1] is element and element is not root:
                inner = stats[stack.pop()]
                stats[stack[-1]].add(inner)
    return stats


def text_of(element: HtmlElement, gone: set[HtmlElement]) -> str:
    """The text of a block as one line."""
    return clean(" ".join(text for event, _, text in Walk(element, gone) if event == "text").replace("\n", " "))
