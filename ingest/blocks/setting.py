"""How lines were set: the printed width of a full line, and whether paragraphs begin with an indent.

Widths and indents are in full-width characters: a Chinese character is 1 wide, a Latin letter half.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.numbering.doctypes import TERMINAL, DocType, line_kind
from ingest.numbering.sequence import Sequence, match
from ingest.text.lines import Line

MOST_SLACK = 2.5
"""A line this much narrower than a full one is not full."""
_LEAST_SLACK = 0.5
"""Full lines differ by so much at least, as marks are set half as wide."""
NEARLY_FULL = 0.75
"""A line that fills this share of the width and ends in no full stop goes on: marks set narrow make lines look short."""
LONG = 0.6
"""Lines of running text fill at least this share of the width; titles and list items are mostly shorter."""
_UNEVEN = 1.6
"""Where a line is wider than the middle one by this factor, lines are not wrapped: each is a paragraph."""
_NARROW = 16
"""No page is narrower than this many characters; shorter lines are titles, labels or cells."""
_NARROWEST, _SHARE, _ENDS = 8, 0.25, 0.15
"""Characters of the narrowest column; the least share of its lines that are full, and of those that end a sentence."""
_CENTRED = 4.0
"""A printed line set in by more is centred or set to the right: where it ends says nothing of the width."""
_ALONE = 24
"""Characters of a line that shows the width alone: the one paragraph of a short letter that takes two lines."""
_WIDE = 100
"""No printed line has more characters than this: longer ones are whole paragraphs."""
_FEW = 4
"""Lines from which a width, and paragraphs from which an indent, can be judged."""
_ENOUGH = 20
"""Lines from which the slack can be read off the narrowest twentieth of them."""
_MOST = 0.8
"""Share of the lines that has to show a habit of the setter."""
_EDGE = 0.95
"""Where the format knows how far each line reaches, all but a few lines stay within the right margin."""
INDENT = 1.5
"""A printed line set in by this much begins a paragraph, which is usually set in by two characters."""
FLUSH = 1.0
"""A line set in by less than this is not set in."""


_SENTENCE = re.compile("[，、；]")
_REMARK = re.compile(r"[。；！？]\s*[（(][^（）()]*[）)]$")
"""A remark in brackets behind a sentence: 做好登记。（医务科负责）."""
_REACHED = re.compile(
    r"(?:电话|热线|专线|传真|手机号?码?|分机|微信号?|QQ号?|邮编|邮政编码|总机|短号)\s*(?:[（(][^（）()]{1,8}[)）])?\s*[:：]\s*"
    r"[+\dA-Za-z][\dA-Za-z_\-—–－*×（）()、/转 ]*$"
    r"|(?:联系人|经办人|报名人|咨询人)\s*[:：][\u4e00-\u9fff·、 ]{2,12}$|[\w.+-]+@[\w-]+(?:\.[\w-]+)+$|(?:https?://|www\.)[!-~]+$"
)
"""How somebody is reached, which ends what is said: a name, a number or an address behind its label."""


def ended(text: str) -> bool:
    """Whether a paragraph ends where ``text`` does: with a full stop or a colon, a remark behind one, how one is reached."""
    return text[-1] in TERMINAL or any(end.search(text) for end in (_REMARK, _REACHED))


def full_width(lines: list[Line]) -> float:
    """Printed width of a full line of wrapped text; infinity when the text is not wrapped.

    Wrapped text has many lines of about one width, and most of them end in the middle of a sentence.
    """
    lines = [line for line in lines if not line.measured or line.indent <= _CENTRED]
    widths = sorted(line.width for line in lines)
    if not widths:
        return float("inf")
    if any(line.measured for line in lines):
        edge = _margin(widths)
        reaching = [line for line in lines if line.width >= edge - 1]
        open_ended = sum(line.text[-1] not in TERMINAL for line in reaching)
        wide = len(reaching) > 1 if edge >= _NARROW else _is_column(lines, reaching, edge)
        wrapped = wide and open_ended >= len(reaching) / 2
        return edge if wrapped else _width_of_widest(lines)
    long = [line for line in lines if line.width >= LONG * widths[int(0.9 * (len(widths) - 1))]]
    middle = median(line.width for line in long)
    open_ended = sum(not ended(line.text) for line in long)
    enough = len(long) >= _FEW and _NARROW <= middle <= _WIDE
    wrapped = enough and open_ended >= len(long) / 2 and widths[-1] <= _UNEVEN * middle
    return middle if wrapped else _counted_width(lines)


def _is_column(lines: list[Line], reaching: list[Line], edge: float) -> bool:
    """Whether lines that reach so near an edge are those of a narrow column: many, none beyond it, and sentences end there."""
    if max(line.width for line in lines) > edge + 1:
        return False
    ends = sum(line.text[-1] in TERMINAL for line in lines)
    return edge >= _NARROWEST and len(reaching) >= max(_FEW, _SHARE * len(lines)) and ends >= _ENDS * len(lines)


def _width_of_widest(lines: list[Line]) -> float:
    """Width of the widest line where it alone is full, as in a short letter: it is text, and ends in a sentence."""
    widest = max(lines, key=lambda line: line.width)
    cut = widest.width >= _ALONE and widest.text[-1] not in TERMINAL and _SENTENCE.search(widest.text) is not None
    return widest.width if cut else float("inf")


def _counted_width(lines: list[Line]) -> float:
    """Width of lines that were wrapped at a number of characters: several have just that many, none more."""
    most = max(_characters(line) for line in lines)
    longest = [line for line in lines if _characters(line) == most and not line.measured]
    open_ended = sum(not ended(line.text) for line in longest)
    if len(longest) < _FEW or open_ended < _MOST * len(longest) or most < _NARROW:
        return float("inf")
    return median(line.width for line in longest)


def _characters(line: Line) -> int:
    """Characters of the line, with its indent."""
    return round(len(line.raw) + 2 * line.indent)


def _margin(widths: list[float]) -> float:
    """The right margin: where most of the long lines end, give or take half a character; few lines go beyond it."""
    wide = [w for w in widths if w >= LONG * widths[int(_EDGE * (len(widths) - 1))]]

    def ending(w: float) -> int:
        return bisect_right(wide, w + 0.6) - bisect_left(wide, w - 0.6)

    within = [w for w in wide if len(wide) - bisect_right(wide, w + 0.6) <= ending(w)]
    return max(within, key=lambda w: (ending(w), w))


@dataclass(frozen=True, slots=True)
class Setting:
    """How the lines were set, and the numbers that they have reached."""

    doctype: DocType
    sequence: Sequence
    full: float
    slack: float
    """A line this much narrower than a full one is not full."""
    count: int
    """Characters on every full line where lines were cut by counting them; 0 where they were not."""
    inset: bool
    """The first line of a paragraph is set in, so that any other line goes on in one."""

    @classmethod
    def of(cls, lines: list[Line], doctype: DocType, full: float) -> "Setting":
        """How ``lines`` were set."""
        broken = [ln for ln in lines if ln.width >= NEARLY_FULL * full and ln.text[-1] not in TERMINAL]
        widths = sorted(line.width for line in broken)
        slack = max(_LEAST_SLACK, full - widths[len(widths) // 20]) if len(widths) > _ENOUGH else MOST_SLACK
        counts = Counter(_characters(line) for line in broken if not line.measured)
        (count, often) = counts.most_common(1)[0] if counts else (0, 0)
        count = count if often > max(_FEW, _MOST * counts.total()) else 0
        before = [a for a, b in pairwise(lines) if b.indent >= (INDENT if b.measured else FLUSH)]
        ended = sum(line.text[-1] in TERMINAL or line.width < NEARLY_FULL * full for line in before)
        inset = _FEW < len(before) < len(lines) - _FEW and ended >= _MOST * len(before)
        return cls(doctype, Sequence(doctype.levels), full, min(slack, MOST_SLACK), count, inset and full < float("inf"))

    def is_full(self, line: Line, word: float = 1.0) -> bool:
        """Whether the line is full: the next word, of this width, would not have fitted."""
        if self.count:
            return _characters(line) >= self.count
        return line.width + word - 1 >= self.full - self.slack

    def is_open(self, line: Line) -> bool:
        """Whether the line ends in the middle of a sentence."""
        return line.text[-1] not in TERMINAL and self.is_full(line)

    def alone(self, line: Line) -> str:
        """The kind of a line that is a contact, a roster entry or an imprint rather than part of a sentence, or ""."""
        if line.aside:
            return line.aside
        if line.width >= self.full - MOST_SLACK or match(line.text, self.doctype.levels):
            return ""
        return line_kind(line.raw)
