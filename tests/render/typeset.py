"""A manuscript → printed lines and ruling lines on pages, for formats that say where each glyph stands."""

import re
from dataclasses import dataclass, field
from itertools import groupby

from ingest.text.lines import width
from tests.render.html import TOP, font_size, page_size
from tests.render.model import Manuscript, Table, Text

_TOKEN = re.compile(r"[（《〈“‘(]*(?:[A-Za-z0-9./%_@]+-?|.)")
_CLOSING = "，。、；：）》〉”’】！？,.;:)%"
_PITCH, _PADDING = 1.7, 4.0


@dataclass(frozen=True, slots=True)
class Run:
    """One printed line; points from the page's top left corner, ``baseline`` its foot."""

    text: str
    x: float
    baseline: float
    size: float
    advances: tuple[float, ...]
    """From each glyph to the next; one fewer than glyphs."""


Stroke = tuple[float, float, float, float]


@dataclass(slots=True)
class Sheet:
    """One page, measured in points."""

    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    """Ruling lines: x0, top, x1, bottom in points."""


@dataclass(slots=True)
class Press:
    """Where the next line goes."""

    size: float
    left: float
    right: float
    page: tuple[float, float]
    sheets: list[Sheet] = field(default_factory=list)
    y: float = TOP

    @property
    def foot(self) -> float:
        """Where the page's text ends."""
        return self.page[1] - TOP

    def turn(self) -> None:
        """Begin a new page."""
        self.sheets.append(Sheet(*self.page))
        self.y = TOP

    def room(self, height: float) -> bool:
        """Whether ``height`` is left on the page."""
        return self.y + height <= self.foot

    def rect(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Draw a box on the current page."""
        self.sheets[-1].strokes += [(x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)]


def typeset(manuscript: Manuscript) -> list[Sheet]:
    """The pages, each with its number at the foot."""
    from tests.render.typeset_table import put_table

    size = font_size(manuscript)
    page = page_size(manuscript)
    side = (page[0] - manuscript.measure * size) / 2
    press = Press(size, side, page[0] - side, page)
    press.turn()
    for box, group in groupby(manuscript.elements, key=lambda e: e.box if isinstance(e, Text) else 0):
        elements = list(group)
        if box:
            _framed(press, [e for e in elements if isinstance(e, Text)])
            continue
        for element in elements:
            if isinstance(element, Table):
                put_table(press, element)
            else:
                _put(press, element)
    for number, sheet in enumerate(press.sheets if manuscript.numbered else [], 1):
        text = f"- {number} -"
        sheet.runs.append(run(text, (sheet.width - width(text) * 10) / 2, sheet.height - 45, 10))
    return press.sheets


def _put(press: Press, text: Text, inset: float = 0.0) -> None:
    size = press.size * text.scale
    if text.new_page:
        press.turn()
    else:
        press.y += text.blanks * _PITCH * size
    measure = press.right - press.left - 2 * inset
    lines = wrap(text.text, measure / size, text.indent)
    for number, line in enumerate(lines):
        if not press.room(_PITCH * size):
            press.turn()
        start = press.left + inset + (text.indent * size if number == 0 else 0.0)
        reach = press.right - inset - start
        if text.centred:
            start += max(reach - width(line) * size, 0) / 2
        full = reach if number < len(lines) - 1 and not text.centred else 0.0
        press.sheets[-1].runs.append(run(line, start, press.y + 1.2 * size, size, full))
        press.y += _PITCH * size


def _framed(press: Press, texts: list[Text]) -> None:
    """Paragraphs in one frame; it is closed and opened again where a page ends."""
    if not press.room(3 * _PITCH * press.size):
        press.turn()
    press.y += _PADDING
    top, page = press.y, len(press.sheets)
    for text in texts:
        _put(press, text, _PADDING)
    for at in range(page, len(press.sheets) + 1):
        y0 = top if at == page else TOP
        y1 = press.y + _PADDING if at == len(press.sheets) else press.foot
        x0, x1 = press.left, press.right
        press.sheets[at - 1].strokes += [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]
    press.y += _PADDING + press.size


def run(text: str, x: float, baseline: float, size: float, full: float = 0.0) -> Run:
    """A line of ``text``; with ``full`` its glyphs are spread to that width when little is missing."""
    advances = [width(ch) * size for ch in text]
    rest = full - sum(advances)
    if len(text) > 1 and (0 < rest < 2.5 * size or -1.6 * size < rest < 0 < full):
        advances = [advance + rest / (len(text) - 1) for advance in advances]
    return Run(text, x, baseline, size, tuple(advances[:-1]))


def wrap(text: str, measure: float, indent: float = 0.0, hang: bool = True) -> list[str]:
    """Lines of at most ``measure`` full-width characters; words stay whole.

    A closing mark that does not fit hangs out, or takes the character before it to the next line.
    """
    lines, line, used = [], "", indent
    for token in _TOKEN.findall(text):
        for part in [token] if width(token) <= measure else list(token):
            full = used + width(part) > measure + 0.01 and bool(line)
            if full and not (hang and part in _CLOSING and used <= measure + 0.01):
                carried = line[-1:] if part in _CLOSING and len(line) > 1 else ""
                lines.append(line.removesuffix(carried).rstrip())
                line, used = carried, width(carried)
            line += part
            used += width(part)
    return [*lines, line] if line or not lines else lines
