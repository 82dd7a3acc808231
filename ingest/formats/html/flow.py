"""A web page's elements → paragraphs as a browser prints them: line breaks, blank lines, indents, list numbers."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from ingest.formats.html import css
from ingest.formats.html.page import Page
from ingest.formats.html.walk import Walk
from ingest.heads.site import is_site_line
from ingest.numbering.counters import css_marker, nested_marker
from ingest.numbering.doctypes import BOX_TITLE
from ingest.numerals import CHINESE, CIRCLED_NUMBER
from ingest.packages.bounds import MAX_LINES, too_long
from ingest.tables.cells import LIST_MARK
from ingest.text.elements import Grid, Paragraph
from ingest.text.lines import width
from ingest.text.scripts import lowered, raised

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hgroup html legend li main menu ol p pre section summary table tbody td tfoot th thead"
    " tr ul".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_FRAMES = frozenset({"aside", "blockquote", "fieldset", "table"})
_BLOCK_DISPLAY = frozenset({"block", "flex", "grid", "list-item", "table", "table-row"})
_SCRIPTS = {"sup": raised, "super": raised, "sub": lowered}
"""Tag or ``vertical-align`` → the function that writes such text down."""
_BULLETS = frozenset({"disc", "circle", "square"})
_SPACES = str.maketrans(
    dict.fromkeys((*range(0x2000, 0x200B), 0x202F, 0x205F), " ")
    | dict.fromkeys((0x2000, 0x2002), "\xa0")
    | dict.fromkeys((0x2001, 0x2003), "\u3000")
    | dict.fromkeys((0xB, 0x2028, 0x2029), "\n")
)
"""Wide spaces (em and en spaces) stay wide, because people indent with them; a vertical tab becomes a line end."""
_LEAD = re.compile(r"[ \u3000\xa0]*")
_NUMBERED = re.compile(
    rf"(?:\d{{1,3}}\s*[.．、)）](?!\d)|[（(]\s*(?:\d{{1,3}}|{CHINESE})\s*[)）]|{CHINESE}[、．.]|第\s*{CHINESE}\s*[条章节款]|{CIRCLED_NUMBER}|[•●■◆▪·])"
)
"""A number or bullet at the beginning of a list item's text: the site's style has surely hidden the browser's own number."""
_TITLE_BLANKS = 2
"""Empty lines below a title, so that the next line is not taken for a second line of it."""


@dataclass(slots=True)
class _Block:
    """An open block element: the properties of its lines, and where it began."""

    element: HtmlElement
    begun: int
    """Number of elements printed before it."""
    heading: int = 0
    """The level of the heading that it is, or is in; 0 for none."""
    pre: bool = False
    indent: float = 0.0
    marker: str = ""
    boxed: bool = False
    blanks: int = 0
    centred: bool = False


@dataclass(slots=True)
class _List:
    """An open list; ``number`` is that of its next item."""

    style: str
    number: int
    step: int


class Flow:
    """Collects the paragraphs of an element; ``cell`` when the element is a table cell."""

    def __init__(self, page: Page, cell: bool = False) -> None:
        """Begin with no paragraphs."""
        self.elements: list[Paragraph | Grid] = []
        self.site_lines: list[str] = []
        self._page, self._cell = page, cell
        self._blocks: list[_Block] = []
        self._lists: list[_List] = []
        self._lists_begun = 0
        self._items: list[_Block] = []
        self._text: list[str] = []
        self._scripts: list[tuple[HtmlElement, int]] = []
        """Open superscripts and subscripts, and how many pieces of the line stand before each."""
        self.title_at: int | None = None
        """Which of the elements is the first heading of the first level, where it is the title."""
        self.centred_at: int | None = None
        """Which of them is the first line that stands in the middle."""
        self._blanks, self._boxes, self._titles = 0, 0, 0
        self._list_mark = False
        self._tables = 0
        self._page_number = 1

    def read(self, root: HtmlElement) -> "Flow":
        """Add everything in ``root`` to ``elements``; return this object."""
        walk = self._page.walk(root)
        for event, element, text in walk:
            if event == "text":
                self._put(text)
            elif event == "start":
                self._start(element, walk)
            else:
                self._end(element)
        self._flush()
        return self

    def table(self, element: HtmlElement) -> bool:
        """Add ``element`` as a table of data and return True; False means to read it as running text, as always in cells."""
        return False

    def _put(self, text: str) -> None:
        text = text.translate(_SPACES)
        pre = bool(self._blocks) and self._blocks[-1].pre
        self._text.append(text if pre else re.sub(r"[ \t\n\r\f]+", " ", text))

    def _start(self, element: HtmlElement, walk: Walk) -> None:
        tag = element.tag
        style = self._page.styles.of(element)
        if css.breaks_page(style, "before"):
            self._turn()
        elif tag == "br":
            self._text.append("\n")
        self._scripts += [(element, len(self._text))] if _script(element, style) else []
        if tag == "table":
            self._flush()
            if self.table(element):
                walk.skip()
                return
        if tag in ("td", "th") and self._cell:
            self._text.append(" ")
        elif _is_block(tag, style):
            self._flush()
            self._open(element, style)
        elif tag == "hr":
            self._flush()
            self._blanks += 1
        elif style.get("mso-list") == "ignore" and (sign := "".join(element.itertext()).strip(" \xa0\n")) and len(sign) == 1:
            self._text.append("• ")
            walk.skip()
        elif tag == "q":
            self._text.append("“")

    def _turn(self) -> None:
        """Begin a new printed page, unless the current one is empty."""
        self._flush()
        self._page_number += bool(self.elements) and self.elements[-1].page == self._page_number

    def _open(self, element: HtmlElement, style: css.Style) -> None:
        above = self._blocks[-1] if self._blocks else None
        tag = element.tag
        pre = tag == "pre" or style.get("white-space", "").startswith("pre") or (above is not None and above.pre)
        heading = _heading(element) or (above.heading if above else 0)
        block = _Block(element, len(self.elements), heading, pre, css.indent(style), blanks=self._blanks)
        block.boxed = tag in _FRAMES or css.framed(style)
        block.centred = css.centred(element, style, above is not None and above.centred)
        if tag in ("ol", "ul", "menu", "dir"):
            self._lists_begun += not self._lists
            self._lists.append(_list(element, style))
            self._list_mark = self._cell
        elif tag == "li":
            block.marker = self._marker(element, style)
            self._items.append(block)
        self._tables += tag == "table"
        self._blocks.append(block)

    def _end(self, element: HtmlElement) -> None:
        if self._scripts and self._scripts[-1][0] is element:
            _, start = self._scripts.pop()
            script = _script(element, self._page.styles.of(element))
            self._text[start:] = [script("".join(self._text[start:]))] if script and start < len(self._text) else []
        if element.tag == "q":
            self._text.append("”")
        if not self._blocks or self._blocks[-1].element is not element:
            return
        self._flush()
        block = self._blocks.pop()
        empty = len(self.elements) == block.begun and self._blanks == block.blanks
        self._blanks += element.tag == "p" and empty
        if element.tag in ("ol", "ul", "menu", "dir"):
            self._lists.pop()
            self._list_mark = False
        elif element.tag == "li":
            self._items.pop()
        self._tables -= element.tag == "table"
        if block.boxed and not self._cell:
            self._box(block.begun)
        if css.breaks_page(self._page.styles.of(element), "after"):
            self._turn()

    def _marker(self, item: HtmlElement, style: css.Style) -> str:
        """The number or bullet of a list item; in a cell a bullet is only noted as a list mark."""
        of = self._lists[-1] if self._lists else _List("disc", 1, 0)
        of.number = _integer(item.get("value", ""), of.number)
        kind = item.get("type") or _list_style(style) or of.style
        depth = sum(each.style == "decimal" for each in self._lists) if kind == "decimal" else 1
        own = nested_marker(of.number, depth) if depth > 1 else css_marker(kind, of.number)
        marker = "•" if kind in _BULLETS else own
        of.number += of.step
        self._list_mark = self._list_mark or (self._cell and marker in ("", "•"))
        return "" if self._cell and marker == "•" else marker

    def _box(self, begun: int) -> None:
        """Mark the elements from number ``begun`` on, which are in a frame, as one box if they begin with a box's title."""
        inside = self.elements[begun : begun + 1]
        if not inside or not isinstance(inside[0], Paragraph) or inside[0].insert or not BOX_TITLE.match(inside[0].text):
            return
        self._boxes += 1
        self.elements[begun:] = [
            replace(el, insert=self._boxes) if isinstance(el, Paragraph) and not el.insert else el
            for el in self.elements[begun:]
        ]

    def _flush(self) -> None:
        """Add the lines collected so far to ``elements``; a line break at the end makes no empty line."""
        if not self._text:
            return
        lines = "".join(self._text).split("\n")
        self._text.clear()
        if not lines[-1].strip(" \t") and len(lines) > 1:
            lines.pop()
        elif len(lines) == 1 and not lines[0].strip(" \t"):
            return
        indent = self._blocks[-1].indent if self._blocks else 0.0
        for line in lines:
            if line.strip():
                self._print(line, indent)
                indent = 0.0
            else:
                self._blanks += 1

    def _print(self, line: str, indent: float) -> None:
        block = self._blocks[-1] if self._blocks else None
        pre = block is not None and block.pre
        lead = _LEAD.match(line if pre else line.lstrip(" "))
        text = line.replace("\xa0", " ").strip(" \u3000")
        text = text if pre else re.sub(" {2,}", " ", text)
        if not self._cell and is_site_line(text):
            self.site_lines.append(text)
            return
        if len(self.elements) > MAX_LINES:
            raise too_long(self._page.where)
        heading = block.heading if block else 0
        title = heading == 1 and self._is_title()
        self.title_at = len(self.elements) if title else self.title_at
        if block is not None and block.centred and self.centred_at is None:
            self.centred_at = len(self.elements)
        text = self._take_marker(text)
        indent += width(lead[0]) if lead else 0.0
        level = 0 if title else heading
        self.elements.append(Paragraph(text, self._page_number, self._blanks, indent, heading=level, list=self._marked_list()))
        self._blanks = _TITLE_BLANKS if title else 0

    def _marked_list(self) -> int:
        """The number of the outermost list that is open; 0 for none."""
        return self._lists_begun if self._lists else 0

    def _take_marker(self, text: str) -> str:
        """``text`` with the number of its list item before it, unless it begins with a number of its own."""
        if self._list_mark:
            text, self._list_mark = LIST_MARK + text, False
        if not self._items or not self._items[-1].marker:
            return text
        marker, self._items[-1].marker = self._items[-1].marker, ""
        bare = text.lstrip(LIST_MARK)
        return text if _NUMBERED.match(bare) else f"{text[: len(text) - len(bare)]}{marker} {bare}"

    def _is_title(self) -> bool:
        """Whether this is the first level-1 heading of the page, with no heading and no table among the elements before it."""
        self._titles += 1
        return self._titles == 1 and all(isinstance(el, Paragraph) and not el.heading for el in self.elements[:8])


def _script(element: HtmlElement, style: css.Style) -> Callable[[str], str] | None:
    return _SCRIPTS.get(element.tag) or _SCRIPTS.get(style.get("vertical-align", ""))


def _heading(element: HtmlElement) -> int:
    """The level of the heading that an element is by its tag or its role; 0 for none (WAI-ARIA 1.2: without a level, 2)."""
    level = _HEADINGS.get(element.tag, 0)
    return level or (_integer(element.get("aria-level", ""), 2) if element.get("role") == "heading" else 0)


def _is_block(tag: str, style: css.Style) -> bool:
    display = style.get("display", "")
    return display in _BLOCK_DISPLAY if tag not in BLOCKS else not display.startswith("inline") or tag in ("p", "td", "th")


def _list(element: HtmlElement, style: css.Style) -> _List:
    ordered = element.tag == "ol"
    kind = element.get("type") or _list_style(style) or ("decimal" if ordered else "disc")
    backwards = element.get("reversed") is not None
    first = sum(child.tag == "li" for child in element) if backwards else 1
    return _List(kind, _integer(element.get("start", ""), first), -1 if backwards else 1)


def _list_style(style: css.Style) -> str:
    kind = style.get("list-style-type", "") or next(iter(style.get("list-style", "").split()), "")
    return "" if kind in ("inherit", "initial", "unset", "inside", "outside") or kind.startswith("url") else kind


def _integer(text: str, otherwise: int) -> int:
    found = re.match(r"\s*[+-]?\d{1,6}", text)
    return int(found[0]) if found else otherwise
