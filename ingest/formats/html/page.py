"""The bytes of a web page → its element tree without scripts, hidden elements, navigation and link lists.

It reads pages of government sites, pages saved by a browser, and files of "save as HTML" of Word and WPS.
"""

import codecs
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from ingest.errors import SourceError
from ingest.formats.html.css import Styles, hides
from ingest.formats.html.site import link_lists, text_of
from ingest.formats.html.walk import Walk
from ingest.text.decoding import decode
from ingest.text.lines import clean
from ingest.text.turning import unturned

MAX_TAGS = 150_000
"""Tags of one page. A book of 500 pages saved by Word has about 100,000; more would take minutes."""
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{2,24})|encoding\s*=\s*["']([\w.:-]{2,24})["']""", re.IGNORECASE)
_ARCHIVE = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Content-Type:\s*multipart)", re.IGNORECASE)
_ENCODINGS = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "utf-8": "utf-8", "big5": "big5"}
_MOST_PARTS = 1000
_LOST = 0.002
"""Share of undecodable characters up to which the encoding that a page states is believed."""
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200d\u2060-\u2064\ue000\ufeff\ufffe\uffff]")

_NEVER = frozenset(
    "head script style noscript template svg iframe object embed applet select textarea input button"
    " audio video canvas map datalist rt rp del frameset".split()
)
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "menu", "menubar", "toolbar"})


@dataclass(frozen=True, slots=True)
class Page:
    """A web page."""

    root: HtmlElement
    title: str
    """The text of ``<title>``, "" without one."""
    where: str
    """The name of the file, for errors."""
    styles: Styles
    gone: set[HtmlElement]
    """Elements to leave out: hidden ones, and those that belong to the site and not to the document."""
    dropped: tuple[str, ...] = ()
    """The text of each block of the site that is left out."""

    def walk(self, element: HtmlElement) -> Walk:
        """Walk through ``element`` without the elements in ``gone``."""
        return Walk(element, self.gone)


def read(data: bytes, where: str) -> Page:
    """The page in ``data``; SourceError when it has no text, too many tags, or too deep nesting."""
    text = _text(data, where)
    if text.count("<") > MAX_TAGS:
        raise SourceError(f"网页有 {text.count('<')} 个标签，超过 {MAX_TAGS} 个的上限", where, "请拆分后分别加入")
    root = _tree(text, where)
    title = clean(unturned(" ".join("".join(el.itertext()) for el in root.iter("title"))[:200].replace("\n", " ")))
    styles = Styles(root)
    unseen, site = _unseen(root, styles)
    site += link_lists(root, unseen.union(site))
    dropped = tuple(text for element in site if (text := text_of(element, unseen)))
    return Page(root, title, where, styles, unseen.union(site), dropped)


def _text(data: bytes, where: str) -> str:
    """The decoded text of a page, by the encoding that it states if that fits, without invisible characters."""
    stated = ""
    if _ARCHIVE.match(data[:4096]):
        data, stated = _unpacked(data, where)
    stated = stated or next((a or b for a, b in _CHARSET.findall(data[:4096])), b"").decode("ascii", "replace").lower()
    encoding = _ENCODINGS.get(stated, "")
    if encoding and not _is_utf8(data) and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") <= _LOST * len(text):
            data = text.encode("utf-8")
    return _UNSEEN.sub("", decode(data, where))


def _is_utf8(data: bytes) -> bool:
    """Whether ``data`` is valid UTF-8, even if the page states another encoding."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _unpacked(data: bytes, where: str) -> tuple[bytes, str]:
    """The page inside a web archive (an .mht file named .htm), and its stated encoding; SourceError when it is broken."""
    try:
        parts = message_from_bytes(data).walk() if data.count(b"\n--") <= _MOST_PARTS else iter(())
        page = next((part for part in parts if part.get_content_type() == "text/html"), None)
        payload = page.get_payload(decode=True) if page else None
        charset = (page.get_content_charset() if page else "") or ""
    except (MessageError, ValueError, LookupError, AttributeError, TypeError) as exc:
        raise SourceError("网页存档已损坏", where, "请用浏览器打开后另存为网页") from exc
    if not isinstance(payload, bytes) or not payload.strip():
        raise SourceError("网页存档里没有网页", where, "请用浏览器打开后另存为网页")
    return payload, charset


def _tree(text: str, where: str) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as exc:
        raise SourceError("网页里没有文字", where, "请确认保存是否完整") from exc
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise SourceError("网页的标签一层套一层，套得太深", where, "请用浏览器打开后另存，或复制文字另存为 TXT")
    return root


def _unseen(root: HtmlElement, styles: Styles) -> tuple[set[HtmlElement], list[HtmlElement]]:
    """Elements that readers do not see, and the outermost ones that are the site's header, footer and navigation."""
    titled: set[HtmlElement] = set()
    for heading in root.iter("h1", "h2"):
        for parent in heading.iterancestors():
            if parent in titled:
                break
            titled.add(parent)
    unseen: set[HtmlElement] = set()
    site: list[HtmlElement] = []
    inside, outer = 0, None
    walk = Walk(root, unseen)
    for event, element, _ in walk:
        if event == "text":
            continue
        if element.tag in ("article", "main"):
            inside += 1 if event == "start" else -1
        outer = None if event == "end" and element is outer else outer
        if event == "end" or element.tag in ("html", "body"):
            continue
        ends = element.tag in ("header", "footer") and not inside and not (element.tag == "header" and element in titled)
        if element.tag in _NEVER or _hidden(element) or hides(styles.of(element)):
            unseen.add(element)
            walk.skip()
            inside -= element.tag in ("article", "main")
        elif outer is None and (ends or element.tag == "nav" or element.get("role", "").lower() in _ROLES):
            outer = element
            site.append(element)
    return unseen, site


def _hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden", "").lower() == "true":
        return True
    return element.tag == "dialog" and element.get("open") is None
