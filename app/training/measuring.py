"""Text and a box come in; how many lines it takes there goes out, by the widths that a typeface gives the characters."""

import unicodedata
from functools import cache
from pathlib import Path

from PIL import ImageFont

_FONTS = (
    "C:/Windows/Fonts/msyh.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
)
"""Typefaces that stand in for the one of the deck, the first that is there."""
_SIZE = 100
_HALF, _MARGIN = 0.56, 1.03
"""Of an em: a Latin character where no font is known. What other typefaces are wider than the one measured."""
_NEVER_FIRST = frozenset("，。、；：？！）》〉」』”’…—·,.;:?!)%‰")
"""Characters that no line begins with: they hang on the line before, or take the character before them along."""
LEADING = 1.25
"""Height of a line as a share of its size."""


@cache
def advance(char: str) -> float:
    """Width of a character in ems: 1 for Chinese ones, else as the font has it, else a little over one half."""
    if unicodedata.east_asian_width(char) in "WFA":
        return 1.0
    font = _font()
    return max(font.getlength(char) / _SIZE, 0.25) if font else _HALF


@cache
def _font() -> ImageFont.FreeTypeFont | None:
    for path in _FONTS:
        if Path(path).exists():
            try:
                return ImageFont.truetype(path, _SIZE)
            except OSError:
                continue
    return None


def lines(text: str, size: float, width: float) -> int:
    """Lines that ``text`` takes at ``size`` points in ``width`` points; a break counts as one."""
    return sum(_wrapped(part, width / (size * _MARGIN)) for part in text.split("\n"))


def _wrapped(text: str, room: float) -> int:
    """Lines of one paragraph in ``room`` ems."""
    count, used = 1, 0.0
    for piece in _pieces(text):
        width = sum(map(advance, piece))
        if used and used + width > room:
            count, used = count + 1, 0.0
        count += int(width // room) if width > room else 0
        used += width % room if width > room else width
    return count


def _pieces(text: str) -> list[str]:
    """What is never torn apart: a Latin word, a character with the punctuation after it."""
    found: list[str] = []
    for char in text:
        latin = char.isascii() and char.isalnum()
        joins = found and (char in _NEVER_FIRST or (latin and found[-1][-1].isascii() and found[-1][-1].isalnum()))
        if joins:
            found[-1] += char
        else:
            found.append(char)
    return found


def height(text: str, size: float, width: float, after: float = 0) -> float:
    """Points that a paragraph is high, with the space after it."""
    return lines(text, size, width) * size * LEADING + after


def cut(text: str, size: float, width: float, most: float) -> list[str]:
    """``text`` in parts of which none is higher than ``most`` points, cut after a sentence, a half-sentence or a comma."""
    if height(text, size, width) <= most or len(text) < 2:  # noqa: PLR2004
        return [text]
    fits = max((i for i in range(1, len(text)) if height(text[:i], size, width) <= most), default=1)
    for stops in ("。！？", "；", "，：", "、"):
        place = max(text.rfind(stop, 0, fits) for stop in stops) + 1
        if place > fits // 3:
            break
    else:
        place = fits
    return [text[:place], *cut(text[place:], size, width, most)]
