"""The text of a shape as the slide shows it: lines, bullets, automatic numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.numbering.counters import slide_marker
from ingest.packages.ooxml import Element, child, local, whole
from ingest.text.scripts import lowered, raised
from ingest.text.symbols import BULLET, is_symbolic, sign

_BULLETS = frozenset({"buNone", "buChar", "buAutoNum", "buBlip"})
_LEVELS = 9
_PRIVATE = range(0xF020, 0xF100)
"""Code points at which symbol fonts have their characters."""
_DROPPED = {code: None for code in (*range(9), *range(0xE, 0x20), 0x7F, 0xAD, 0xE000, 0xFEFF, 0xFFFE, 0xFFFF)}
_DROPPED |= {code: None for code in (*range(0x200B, 0x200E), *range(0x2060, 0x2065))}
_CLEAN = str.maketrans({**_DROPPED, 0x9: " ", 0xA0: " ", 0xB: "\n", 0xC: "\n", 0xD: "\n", 0x2028: "\n", 0x2029: "\n"})


@dataclass(slots=True)
class _Counter:
    """The automatic numbers of one text body: level → (scheme, last number)."""

    reached: dict[int, tuple[str, int]] = field(default_factory=dict)

    def next(self, level: int, scheme: str, start: int) -> int:
        """The number of the next paragraph on ``level``; counting begins at ``start`` when the scheme changes."""
        last, number = self.reached.get(level, ("", 0))
        number = number + 1 if last == scheme else start
        self.stop(level)
        self.reached[level] = (scheme, number)
        return number

    def stop(self, level: int) -> None:
        """End the lists on this level and on deeper ones."""
        for deeper in [key for key in self.reached if key >= level]:
            del self.reached[deeper]


def paragraphs(body: Element, styles: list[Element]) -> Iterator[str]:
    """The text of each paragraph with its bullet or number, "" for an empty one; ``styles`` are inherited, nearest first."""
    own = child(body, "lstStyle")
    sources = ([] if own is None else [own]) + styles
    counter = _Counter()
    for element in body:
        if local(element) != "p":
            continue
        text = _text(element)
        properties = child(element, "pPr")
        level = _level(properties)
        if text.strip():
            yield _marker(properties, [_of_level(source, level) for source in sources], level, counter) + text.strip()
        else:
            yield ""


def _text(paragraph: Element) -> str:
    out = ""
    for run in paragraph:
        kind = local(run)
        if kind == "br":
            out += "\n"
        elif kind in ("r", "fld"):
            out += _symbols(run) if kind == "r" else "".join(t.text or "" for t in run if local(t) == "t")
        elif kind not in ("pPr", "endParaRPr"):
            out += "".join(t.text or "" for t in run.iter("{*}t"))
    return out.translate(_CLEAN)


def _symbols(run: Element) -> str:
    """The text of a run, with characters of symbol fonts, superscripts and subscripts as Unicode has them."""
    text = "".join(t.text or "" for t in run if local(t) == "t")
    font = child(child(run, "rPr"), "sym")
    face = "" if font is None else font.get("typeface") or ""
    shown = "".join(sign(ord(ch), face) if ord(ch) in _PRIVATE else ch for ch in text) if is_symbolic(face) else text
    shift = child(run, "rPr")
    written = "" if shift is None else shift.get("baseline") or ""
    if not re.search(r"[1-9]", written):
        return shown
    return lowered(shown) if written.startswith("-") else raised(shown)


def _level(properties: Element | None) -> int:
    return min(whole(None if properties is None else properties.get("lvl")), _LEVELS - 1)


def _of_level(style: Element, level: int) -> Element | None:
    return child(style, f"lvl{level + 1}pPr")


def _marker(properties: Element | None, inherited: list[Element | None], level: int, counter: _Counter) -> str:
    """The number or bullet before a paragraph, and a space; "" for none. The nearest source that states one decides."""
    for source in (properties, *inherited):
        mark = None if source is None else next((el for el in source if local(el) in _BULLETS), None)
        if mark is None:
            continue
        if local(mark) == "buAutoNum":
            scheme = mark.get("type") or "arabicPeriod"
            return slide_marker(scheme, counter.next(level, scheme, whole(mark.get("startAt"), 1))) + " "
        counter.stop(level)
        return "" if local(mark) == "buNone" or not (mark.get("char") or BULLET).strip() else f"{BULLET} "
    counter.stop(level)
    return ""
