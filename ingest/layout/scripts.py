"""Small raised or lowered glyphs beside larger ones: superscripts and subscripts, put on their line as plain text."""

import re
from collections.abc import Sequence
from statistics import median

from ingest.layout.page import Word
from ingest.text.scripts import lowered, raised

_SMALL = (0.4, 0.82)
"""Share of the size of the text beside it: word processors set scripts at 58 to 70 %, TeX at 50 to 75 %."""
_RAISED, _LOWERED = 0.2, -0.02
"""Shares of the height beside it: the foot of a superscript is this much higher, that of a subscript this much lower."""
_LEVEL = 0.2
"""Ems: the size and the middle of glyphs of one run differ less."""
_TOUCHING, _OVERLAP = 0.35, 0.6
"""Shares of the height beside it: the widest gap before a script, and how far it may reach over the box beside it."""
_LONGEST = 10
"""Characters; a longer run of small type is a line of its own, or what follows a large initial."""
_LETTERS = re.compile("[A-Za-z]+")
"""Letters before letters are part of their word: a ligature of another font may be lower (workflow)."""
_MOST = 60
"""Pieces of small type on a page that are looked for anywhere; more are small print."""
_SCRIPT = re.compile(r"[0-9A-Za-z+\-−–=()\[\],，./*°®①-⑳]+")


def on_their_lines(chars: Sequence[Word]) -> list[Word]:
    """The glyphs, in the order of the file, with superscripts and subscripts written down and moved to their lines.

    What was recognised from an image stays as it is: its boxes are too rough.
    """
    runs = _runs(chars)
    usual = median(char.size for char in chars) if chars else 0.0
    small = {at for at, run in enumerate(runs) if run[0].size <= _SMALL[1] * usual and _is_script(run)}
    found: list[Word] = []
    gaps: set[int] = set()
    for at, run in enumerate(runs):
        beside = [*runs[at - 1][-1:]] if at else []
        beside += runs[at + 1][:1] if at + 1 < len(runs) else []
        after = runs[at + 1][0].text if at + 1 < len(runs) else ""
        within = _LETTERS.fullmatch(_said(run)) and _LETTERS.match(after)
        moved = [] if within else next((moved for base in beside if (moved := _moved(run, base))), [])
        if not moved and not within and at in small and len(small) <= _MOST:
            moved = _drawn_apart(run, chars, gaps)
        found += moved or run
    return [char._replace(text=char.text.rstrip()) if id(char) in gaps else char for char in found]


def _drawn_apart(run: list[Word], chars: Sequence[Word], gaps: set[int]) -> list[Word]:
    """The run as a script of one of ``chars``, elsewhere in the file; that one joins ``gaps``, as its gap is filled."""
    for base in chars:
        if moved := _moved(run, base):
            gaps.add(id(base))
            return [moved[0]._replace(text=moved[0].text.strip())]
    return []


def _is_script(run: list[Word]) -> bool:
    """Whether the text of a run may be a superscript or a subscript."""
    text = _said(run).strip()
    return len(text) <= _LONGEST and _SCRIPT.fullmatch(text) is not None


def _said(run: Sequence[Word]) -> str:
    return "".join(char.text for char in run)


def _runs(chars: Sequence[Word]) -> list[list[Word]]:
    """Glyphs that follow each other in the file and on the page, of about one size and on about one line."""
    runs: list[list[Word]] = []
    for char in chars:
        before = runs[-1][-1] if runs else None
        off = _LEVEL * char.size
        level = before is not None and max(abs(char.size - before.size), abs(char.middle - before.middle)) <= off
        if before and level and abs(char.x0 - before.x1) <= char.size:
            runs[-1].append(char)
        else:
            runs.append([char])
    return runs


def _moved(run: list[Word], base: Word) -> list[Word]:
    """The run as a script of ``base``, the glyph before or after it; empty when it is none."""
    text = _said(run)
    high = base.bottom - base.top
    top, bottom = min(char.top for char in run), max(char.bottom for char in run)
    share = (bottom - top) / max(high, 1.0)
    gap = run[0].x0 - base.x1 if run[0].x0 >= base.x0 else base.x0 - run[-1].x1
    lift = (base.bottom - bottom) / max(high, 1.0)
    within = bottom > base.top and top < base.bottom
    beside = within and -_OVERLAP * high <= gap <= _TOUCHING * high and base.confidence >= 1
    if not _SMALL[0] <= share <= _SMALL[1] or not beside or not _is_script(run):
        return []
    if _LOWERED < lift < _RAISED:
        return []
    written = (raised if lift > 0 else lowered)(text)
    return [Word(written, run[0].x0, base.top, run[-1].x1, base.bottom, base.size)]
