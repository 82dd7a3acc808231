"""What a web page shows that does not become text: a note on its pictures, and on what is filled into its forms."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from ingest.finding_kinds import FindingKind, Note
from ingest.formats.html.css import hides
from ingest.formats.html.page import Page
from ingest.formats.pictures import LEAST_EMU, note
from ingest.text.lines import clean

_LEAST_PIXELS = LEAST_EMU / 9525
_LENGTH = re.compile(r"\s*(\d{1,5}(?:\.\d{1,4})?)\s*(px|pt|cm|mm|in|em|rem)?\s*$")
_PIXELS = {"px": 1.0, "pt": 4 / 3, "cm": 37.8, "mm": 3.78, "in": 96.0, "em": 16.0, "rem": 16.0}
_BUTTONS = frozenset(("button", "submit", "reset", "image", "hidden", "file", "password", "search", "range", "color"))
_TICKED = frozenset(("checkbox", "radio"))
_MOST = 500
"""Fields that are looked at."""


def left_out(page: Page) -> list[Note]:
    """Notes on what ``page`` shows besides its text."""
    kept = (element for event, element, _ in page.walk(page.root) if event == "start")
    pictures = sum(element.tag == "img" and _large(element, page) for element in kept)
    fields = [el for el in page.root.iter("input", "select", "textarea") if not _unseen(el, page)][:_MOST]
    told = (text for field in fields for text in _filled(field))
    return [*note(pictures, None), *(Note(FindingKind.FORM_FIELD, text) for text in told)]


def _large(image: HtmlElement, page: Page) -> bool:
    """Whether a picture is large enough to hold text; one whose size the page does not state is."""
    style = page.styles.of(image)
    stated = (image.get(side) or style.get(side, "") for side in ("width", "height"))
    sizes = [float(found[1]) * _PIXELS[found[2] or "px"] for text in stated if (found := _LENGTH.match(text))]
    return all(size >= _LEAST_PIXELS for size in sizes)


def _unseen(field: HtmlElement, page: Page) -> bool:
    return hides(page.styles.of(field)) or any(above in page.gone for above in field.iterancestors())


def _filled(field: HtmlElement) -> Iterator[str]:
    """Name and value of a field as the page shows it; nothing for a button, an empty field or one that is not ticked."""
    kind = field.get("type", "text").lower()
    name = field.get("aria-label") or field.get("title") or field.get("name") or ""
    if field.tag == "select":
        options = [option for option in field.iter("option") if option.get("selected") is not None]
        yield from (f"{name}：{text}" for option in options if (text := clean(option.text_content())))
    elif field.tag == "textarea" or (kind not in _BUTTONS and kind not in _TICKED):
        text = clean(" ".join((field.text_content() if field.tag == "textarea" else field.get("value", "")).split()))
        yield from [f"{name}：{text}"] if text else []
    elif kind in _TICKED and field.get("checked") is not None:
        beside = clean(" ".join((field.tail or "").split()))
        yield f"{name} ☑ {beside}".strip()
