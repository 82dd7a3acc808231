"""Pages of an OFD package → pages for the layout: text turned upright, lengths in points, watermarks left out."""

import math
from collections import Counter
from collections.abc import Callable

from ingest.finding_kinds import FindingKind, Note
from ingest.formats import pictures
from ingest.formats.ofd.book import Leaf
from ingest.formats.ofd.drawing import Drawing, Picture
from ingest.formats.ofd.space import POINTS
from ingest.formats.ofd.text import Glyph
from ingest.layout.glyphs import without_doubles
from ingest.layout.legible import garbled
from ingest.layout.page import Page, Rule, Word
from ingest.layout.plane import quarter_turn
from ingest.model import Box

_STRAIGHT = 0.05
"""Radians: text turned by more than this against most text of the page is a watermark or a seal."""
_QUARTER = math.pi / 2
_FEW = 25
"""Glyphs: a page with fewer, and with an image over most of it, is a scan."""

Turn = Callable[[float, float], tuple[float, float]]
"""A point on the page (x, y) → the same point after the page was turned upright."""


def page(leaf: Leaf) -> Page | None:
    """The page with its text upright; None when it cannot be read, has wrong characters, or is an image without text."""
    drawing = leaf.drawing
    if drawing is None or needs_recognition(leaf):
        return None
    scanned = bool(leaf.picture) and len(drawing.glyphs) < _FEW
    wide, high = leaf.size[0] * POINTS, leaf.size[1] * POINTS
    drawn = drawing.glyphs + drawing.hidden if scanned else drawing.glyphs
    seen = [g for g in drawn if _near(g.char, wide, high)]
    quarter = _quarter(seen)
    chars, doubled = without_doubles([g.char for g in seen if _along(g.angle, quarter)])
    if garbled("".join(char.text for char in chars)):
        return None
    left_out = [g.char.text for g in seen if not _along(g.angle, quarter)]
    left_out += [] if scanned else [g.char.text for g in drawing.hidden]
    findings = [Note(FindingKind.DOUBLED, f"第{leaf.number}页 {doubled} 字")] if doubled > 1 else []
    findings += [Note(FindingKind.WATERMARK, "".join(left_out))] if left_out else []
    outside = "".join(g.char.text for g in drawn if not _near(g.char, wide, high))
    findings += [Note(FindingKind.OFF_PAGE, outside, page=leaf.number)] if outside else []
    findings += pictures.note(pictures.without_text(map(_in_points, drawing.pictures), [g.char for g in seen]), leaf.number)
    if quarter == 0:
        return Page(leaf.number, wide, high, chars, drawing.rules, tuple(findings))
    turn = _turn(quarter, wide, high)
    if quarter % 2:
        wide, high = high, wide
    shown = quarter_turn(-quarter, wide, high)
    upright = [_char(c, turn) for c in chars]
    return Page(leaf.number, wide, high, upright, [_rule(r, turn) for r in drawing.rules], tuple(findings), shown)


def needs_recognition(leaf: Leaf) -> bool:
    """Whether the page is an image without a text layer, so that its text must be recognised."""
    drawing = leaf.drawing or Drawing()
    return bool(leaf.picture) and len(drawing.glyphs) + len(drawing.hidden) < _FEW


def _near(char: Word, wide: float, high: float) -> bool:
    """Whether a glyph is on the page, or off it by less than the page's size: some files state too small a page."""
    return -wide < char.x0 < 2 * wide and -high < char.top < 2 * high


def _in_points(picture: Picture) -> Box:
    x, y, wide, high = (length * POINTS for length in picture.box)
    return x, y, x + wide, y + high


def _quarter(glyphs: list[Glyph]) -> int:
    """By how many quarter turns, clockwise, most of the text is turned."""
    quarters = Counter(round(glyph.angle / _QUARTER) % 4 for glyph in glyphs)
    return quarters.most_common(1)[0][0] if quarters else 0


def _along(angle: float, quarter: int) -> bool:
    """Whether a glyph is turned as most of the page's text is."""
    return abs((angle - quarter * _QUARTER + math.pi) % (2 * math.pi) - math.pi) <= _STRAIGHT


def _turn(quarter: int, wide: float, high: float) -> Turn:
    """The function that turns a page of that width and height upright."""
    turns: tuple[Turn, ...] = (
        lambda x, y: (x, y),
        lambda x, y: (y, wide - x),
        lambda x, y: (wide - x, high - y),
        lambda x, y: (high - y, x),
    )
    return turns[quarter]


def _char(char: Word, turn: Turn) -> Word:
    (ax, ay), (bx, by) = turn(char.x0, char.top), turn(char.x1, char.bottom)
    return char._replace(x0=min(ax, bx), top=min(ay, by), x1=max(ax, bx), bottom=max(ay, by))


def _rule(rule: Rule, turn: Turn) -> Rule:
    (ax, ay), (bx, by) = turn(rule.x0, rule.top), turn(rule.x1, rule.bottom)
    return Rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
