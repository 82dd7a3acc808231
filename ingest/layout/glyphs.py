"""Glyphs → rows of text → segments without wide gaps, by their positions on the page."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median

from ingest.layout.page import Word

_SAME_LINE = 0.5
"""Share of the smaller height: glyphs are on one line when their middles are nearer than this."""
_SPACE = 0.22
"""Ems: a wider gap between two Latin letters is a space."""
_BROAD_SPACE = 0.7
"""Ems: the same beside a Chinese character; word processors put a gap of a quarter em between digits and Chinese."""
_WORD_GAP = 1.3
"""Ems: a wider gap separates two segments of a line, such as columns, or a heading and its page number."""
_OVER = 0.5
"""Ems: a glyph that reaches over the next one by more is not of the same text."""
_ENCLOSES = "○◯〇□☐△◇"
_OVERPRINT, _HAIR = 0.3, 2.0
"""The same glyph within this share of its width, or the same line within 2 points, was printed twice to look bold."""


def without_doubles(chars: list[Word]) -> tuple[list[Word], int]:
    """The glyphs without those printed a second time to look bold, and how many these were."""
    kept: list[Word] = []
    lines: dict[str, list[Word]] = {}
    for run in _runs(chars):
        once = [run[0]] + [b for a, b in pairwise(run) if a.text != b.text or b.x0 - a.x0 > _OVERPRINT * (b.x1 - b.x0)]
        before = lines.setdefault("".join(c.text for c in once), [])
        if any(abs(c.x0 - once[0].x0) < _HAIR and abs(c.top - once[0].top) < _HAIR for c in before):
            continue
        before.append(once[0])
        kept += once
    return kept, len(chars) - len(kept)


def rows(chars: Iterable[Word]) -> list[list[Word]]:
    """The glyphs of each line, lines from top to bottom, glyphs from left to right; text printed over text stays apart."""
    found: list[list[Word]] = []
    middle, height = 0.0, 0.0
    given = list(chars)
    for run in sorted(_runs(given), key=lambda r: r[0].top + r[0].bottom):
        here = (run[0].top + run[0].bottom) / 2
        tall = run[0].bottom - run[0].top
        if found and abs(here - middle) <= _SAME_LINE * max(min(height, tall), 0.6 * max(height, tall)):
            found[-1] += run
            if tall >= 0.8 * height:
                middle, height = middle + (here - middle) * len(run) / len(found[-1]), max(height, tall)
        else:
            found.append(run)
            middle, height = here, tall
    for row in found:
        row.sort(key=lambda c: c.x0)
    return [_apart(row, given) if _overprinted(row) else row for row in found]


def _overprinted(row: list[Word]) -> bool:
    """Whether glyphs of a line stand on top of each other, as those of a cell that is too narrow for its text."""
    return any(_is_over(before, after) for before, after in pairwise(row))


def _is_over(before: Word, after: Word) -> bool:
    """Whether a glyph stands on the one before it, but for a number in a circle or a tick in a box."""
    return before.x1 - after.x0 > _OVER * after.size and before.text not in _ENCLOSES


def _apart(row: list[Word], given: list[Word]) -> list[Word]:
    """The glyphs of a line, one piece of text after the other as the file writes them, the pieces from left to right."""
    own = {id(char) for char in row}
    pieces: list[list[Word]] = []
    for char in given:
        if id(char) not in own:
            continue
        last = pieces[-1][-1] if pieces else None
        if last is None or char.x0 < last.x0 or char.x0 - last.x1 > _WORD_GAP * char.size:
            pieces.append([])
        pieces[-1].append(char)
    return [char for piece in sorted(pieces, key=lambda piece: piece[0].x0) for char in piece]


def _runs(chars: Iterable[Word]) -> Iterator[list[Word]]:
    """Runs of glyphs that follow each other in the file and have the same top and bottom."""
    run: list[Word] = []
    for char in chars:
        if run and (char.top != run[0].top or char.bottom != run[0].bottom):
            yield run
            run = []
        run.append(char)
    if run:
        yield run


def segments(row: list[Word]) -> list[Word]:
    """The segments of a row: it is split at wide gaps."""
    parts: list[list[Word]] = [[row[0]]]
    for before, after in pairwise(row):
        if _is_over(before, after) or after.x0 - before.x1 > _WORD_GAP * max(before.size, after.size):
            parts.append([])
        parts[-1].append(after)
    return [segment(part) for part in parts]


def segment(row: list[Word]) -> Word:
    """The glyphs of a row as one word, with spaces where the gaps are wide enough for one."""
    text = row[0].text
    for before, after in pairwise(row):
        gap, size = after.x0 - before.x1, max(before.size, after.size)
        letters = before.text[-1:].isascii() and after.text[:1].isascii()
        if not text.endswith(" ") and gap > (_SPACE if letters else _BROAD_SPACE) * size:
            text += " "
        text += after.text
    return Word(
        text.rstrip(" "),
        row[0].x0,
        min(c.top for c in row),
        max(c.x1 for c in row),
        max(c.bottom for c in row),
        median(c.size for c in row),
        min(c.confidence for c in row),
    )
