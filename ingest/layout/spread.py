"""Where the glyphs of a recognised line stand: recognition tells the line alone, its ink tells the gaps in it."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Ink = npt.NDArray[np.uint8]
"""White (255) on black, ``(height, width)``, the line and nothing else."""
Gap = tuple[float, float]
"""Left and right, in pixels from the left of the line."""

_INK = 2
"""Pixels of ink that a column of pixels has at least where a glyph stands; less is dirt."""
_WIDE, _BLANK = 0.85, 0.2
"""Ems: a gap that parts columns, and one that may be a blank between characters of two kinds."""
_NEAR, _AT = 1.6, 0.5
"""Ems: how far a gap may stand from where the widths of the characters lead, at a blank that was recognised, and elsewhere."""
_TALL = 1.2
"""Times: a Chinese glyph is that much wider than its ink is high."""
_UNLIKE = 1.3
"""Times: where the glyphs between two gaps would be this much wider or narrower than all, no gap is trusted."""
_KINDS = tuple(map(re.compile, ("[\u3400-\u9fff]", "[0-9]", "[A-Za-z]", "/")))


@dataclass(frozen=True, slots=True)
class Spread:
    """Left and right of each character of a line, in pixels; and which of them (from 0) a blank follows.

    ``gaps`` is the number of wide gaps. A blank is less than that, as word processors also leave beside figures in running
    text; in the rows of a table it parts two cells.
    """

    ends: tuple[Gap, ...]
    gaps: int
    blanks: frozenset[int]


def spread(ink: Ink, text: str) -> Spread:
    """The characters of ``text`` in the ink of its line, in proportion to their usual widths; wide gaps stay free of them."""
    usual = [usual_width(ch) for ch in text]
    even = ink.shape[1] / max(sum(usual), 0.5)
    em = min(even, _TALL * float(np.ptp(np.flatnonzero(ink.any(1))))) if ink.any() else even
    found = _gaps(ink, _BLANK * em)
    wide = [gap for gap in found if gap[1] - gap[0] >= _WIDE * em]
    ends = _between(text, wide, float(ink.shape[1])) if wide else []
    parted = bool(ends)
    ends = ends or _even(usual, 0.0, even)
    middles = [(a + b) / 2 for a, b in found if b - a < _WIDE * em]
    blanks = {
        at
        for at, (before, after) in enumerate(pairwise(text))
        if after == " " or (_differ(before, after) and any(abs(ends[at][1] - middle) <= _AT * em for middle in middles))
    }
    return Spread(tuple(ends), len(wide) if parted else 0, frozenset(blanks))


def usual_width(ch: str) -> float:
    """The usual width of a character, in ems."""
    return 1.0 if unicodedata.east_asian_width(ch) in "WFA" else 0.55


def _gaps(ink: Ink, least: float) -> list[Gap]:
    """The stretches without ink between glyphs that are at least so wide."""
    inked = np.flatnonzero((ink > 0).sum(0) >= _INK)
    return [(float(inked[i]) + 1, float(inked[i + 1])) for i in np.flatnonzero(np.diff(inked) > least)]


def _between(text: str, gaps: list[Gap], length: float) -> list[Gap]:
    """The ends of the characters, spread between the gaps alone; empty where these do not suit the text."""
    widths = [0.0 if ch == " " else usual_width(ch) for ch in text]
    unit = (length - sum(b - a for a, b in gaps)) / max(sum(widths), 0.5)
    reached = np.cumsum(widths)
    out: list[Gap] = []
    left = 0.0
    for start, stop in [*gaps, (length, length)]:
        begin = len(out)
        reach = (start - left) / unit + sum(widths[:begin])
        blank = [i for i, ch in enumerate(text) if ch == " " and i > begin and abs(reached[i] - reach) <= _NEAR]
        near = min(blank or range(begin, len(text)), key=lambda i: abs(reached[i] - reach), default=begin - 1)
        end = len(text) if start == length else near + 1
        own = (start - left) / max(sum(widths[begin:end]), 0.5)
        if begin == end or not unit / _UNLIKE < own < unit * _UNLIKE:
            return []
        out += _even(widths[begin:end], left, own)
        left = stop
    return out


def _even(widths: list[float], start: float, unit: float) -> list[Gap]:
    return list(pairwise((start + unit * np.cumsum([0.0, *widths])).tolist()))


def _differ(before: str, after: str) -> bool:
    """Whether two characters are of two kinds between which a blank may stand, a stroke only beside Chinese ones."""
    kinds = [next((at for at, kind in enumerate(_KINDS) if kind.match(ch)), None) for ch in (before, after)]
    return None not in kinds and kinds[0] != kinds[1] and ("/" not in (before, after) or 0 in kinds)
