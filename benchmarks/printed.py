"""The characters that a file prints, counted page by page without the parsers: what ``benchmarks.accounted`` compares with.

Each function takes the bytes of a file and gives (page, or 0 where a format has none; text). Nothing here is laid out, joined
or left out: of PDF what pdfium gives, of packages the text elements of their XML.
"""

import io
import re
from collections.abc import Callable, Iterator
from email import message_from_bytes
from zipfile import ZipFile

import pypdfium2 as pdfium
from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from ingest.text.decoding import decode, decode_with_losses

Pages = Iterator[tuple[int, str]]
_GONE = {"del", "moveFrom", "Fallback", "rPh", "instrText", "delText", "moveFromRangeStart"}


def pdf(data: bytes) -> Pages:
    """The text layer; a page without one prints what nobody can count."""
    document = pdfium.PdfDocument(data)
    for index in range(len(document)):
        yield index + 1, document[index].get_textpage().get_text_range()


def ofd(data: bytes) -> Pages:
    """The text codes of pages, templates, annotations and composite graphics."""
    with ZipFile(io.BytesIO(data)) as parts:
        for name in sorted(n for n in parts.namelist() if n.lower().endswith(".xml")):
            root = etree.fromstring(parts.read(name))
            page = re.search(r"Page_(\d+)/", name)
            text = "".join("".join(el.itertext()) for el in root.iter("{*}TextCode"))
            yield (int(page[1]) + 1 if page else 0), text


def docx(data: bytes) -> Pages:
    """All text of body, notes, headers, footers, charts and diagrams, and of what is embedded as web page."""
    with ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            if re.match(
                r"word/(?:document|footnotes|endnotes|header\d*|footer\d*|charts/chart\d*|diagrams/data\d*)\.xml$", name
            ):
                yield 0, _texts(parts.read(name))
            elif name.lower().endswith((".mht", ".mhtml", ".htm", ".html")):
                for part in message_from_bytes(parts.read(name)).walk():
                    payload = part.get_payload(decode=True)
                    if isinstance(payload, bytes) and part.get_content_type() in ("text/html", "text/plain"):
                        yield from html(payload)


def pptx(data: bytes) -> Pages:
    """All text of slides, of their charts and diagrams, and of the speaker's notes."""
    with ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            if re.match(r"ppt/(?:slides/slide|charts/chart|diagrams/data|notesSlides/notesSlide)\d+\.xml$", name):
                page = re.match(r"ppt/slides/slide(\d+)", name)
                yield (int(page[1]) if page else 0), _texts(parts.read(name))


def xlsx(data: bytes) -> Pages:
    """The strings of all cells, shared or not; numbers are shown in many ways and not counted."""
    with ZipFile(io.BytesIO(data)) as parts:
        shared: list[str] = []
        if "xl/sharedStrings.xml" in parts.namelist():
            shared = [
                "".join(t.text or "" for t in si.iter("{*}t")) for si in etree.fromstring(parts.read("xl/sharedStrings.xml"))
            ]
        for name in parts.namelist():
            if re.match(r"xl/worksheets/sheet\d+\.xml$", name):
                cells = etree.fromstring(parts.read(name)).iter("{*}c")
                yield 0, "".join(_cell(cell, shared) for cell in cells)


def html(data: bytes) -> Pages:
    """All text outside of scripts and styles."""
    root = document_fromstring(decode(data, "").encode("utf-8"), parser=HTMLParser(encoding="utf-8"))
    for gone in list(root.iter("script", "style", "head", "noscript", "template")):
        gone.drop_tree()
    yield 0, root.text_content()


def text(data: bytes) -> Pages:
    """The whole file."""
    yield 0, decode_with_losses(data, "").text


def markdown(data: bytes) -> Pages:
    """The whole file without comments, which no reader sees."""
    yield 0, re.sub(r"<!--.*?-->", "", decode_with_losses(data, "").text, flags=re.DOTALL)


PRINTED: dict[str, Callable[[bytes], Pages]] = {
    ".pdf": pdf,
    ".ofd": ofd,
    ".docx": docx,
    ".pptx": pptx,
    ".xlsx": xlsx,
    ".html": html,
    ".htm": html,
    ".txt": text,
    ".md": markdown,
}


def _texts(xml: bytes) -> str:
    """Text elements and chart values that are not deleted."""
    out = []
    for element in etree.fromstring(xml).iter("{*}t", "{*}v"):
        around = {etree.QName(up).localname for up in (element, *element.iterancestors()) if isinstance(up.tag, str)}
        out.append("" if around & _GONE else element.text or "")
    return "".join(out)


def _cell(cell: etree._Element, shared: list[str]) -> str:
    if cell.get("t") == "s":
        value = cell.findtext("{*}v") or ""
        return shared[int(value)] if value.isdecimal() and int(value) < len(shared) else ""
    if cell.get("t") == "str":
        return cell.findtext("{*}v") or ""
    return "".join(t.text or "" for t in cell.iter("{*}t"))
