"""Tables with a frame and lines between their columns but none between their rows: the rows are told by what is printed."""

from dataclasses import dataclass
from itertools import pairwise

from ingest.layout.glyphs import rows, segment
from ingest.layout.page import Word
from ingest.model import Box
from ingest.tables.headers import is_header

_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 3
_MOST_BANDS = 2
"""Rows of ruled cells in a table whose records have no lines between them: one, or one below its header."""
_FILLED = 0.6
"""Share of the columns with text that a printed line fills when it begins a record."""
_BEGINNING = 0.5
"""Share of the printed lines that begin records; in a row with wrapped cells most lines fill few columns."""
_RUNNING = 0.25
"""Share of the texts of such lines that reach the right edge of their cell: with more, they are wrapped text side by side."""
_EDGE, _WORD = 1.7, 4
"""Ems from the right edge of a cell at which a line of at least so many characters is full."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """One printed line of a band: the text in each cell, and where it stands."""

    texts: dict[int, Word]
    """Number of the cell → its text on this line."""
    middle: float
    top: float
    bottom: float


def split(cells: list[Box], homes: dict[int, list[Word]]) -> tuple[list[Box], dict[int, list[Word]]]:
    """The cells of a table with a row for each record, and the glyphs in each; unchanged where its rows have lines.

    ``homes``: number of a cell → its glyphs.
    """
    bands = _bands(cells)
    cuts = {band: _cuts(cells, numbers, homes, len(bands)) for band, numbers in bands.items()}
    if not any(cuts.values()):
        return cells, homes
    out: list[Box] = []
    found: dict[int, list[Word]] = {}
    for number, (x0, top, x1, bottom) in enumerate(cells):
        edges = [top, *cuts.get((top, bottom), []), bottom]
        for upper, lower in pairwise(edges):
            inside = [char for char in homes.get(number, []) if upper <= char.middle < lower]
            if inside:
                found[len(out)] = inside
            out.append((x0, upper, x1, lower))
    return out, found


def _bands(cells: list[Box]) -> dict[tuple[float, float], list[int]]:
    """(top, bottom) → the cells side by side that have these; bands that another cell crosses are left out."""
    bands: dict[tuple[float, float], list[int]] = {}
    for number, (_, top, _, bottom) in enumerate(cells):
        bands.setdefault((top, bottom), []).append(number)
    crossed = {
        (top, bottom)
        for top, bottom in bands
        for above, below in bands
        if (above, below) != (top, bottom) and above < bottom and below > top
    }
    return {band: numbers for band, numbers in bands.items() if band not in crossed}


def _cuts(cells: list[Box], numbers: list[int], homes: dict[int, list[Word]], bands: int) -> list[float]:
    """Heights at which a band is cut into records; none when it is one row."""
    filled = [n for n in numbers if homes.get(n)]
    if len(filled) < _FEWEST_COLUMNS:
        return []
    printed = _lines(filled, homes)
    begins = [line for line in printed if len(line.texts) >= max(2, _FILLED * len(filled))]
    headed = bool(begins) and len(begins[0].texts) == len(filled) and is_header([w.text for w in begins[0].texts.values()])
    enough = len(begins) >= _FEWEST_ROWS and bands <= _MOST_BANDS
    if not (enough or (headed and len(begins) > 1)) or len(begins) < _BEGINNING * len(printed):
        return []
    texts = [(cells[n], word) for line in begins for n, word in line.texts.items()]
    if sum(_is_full(cell, word) for cell, word in texts) > _RUNNING * len(texts):
        return []
    return _between(printed, begins)


def _lines(filled: list[int], homes: dict[int, list[Word]]) -> list[_Printed]:
    """The printed lines across all cells of a band, from top to bottom."""
    home = {id(char): number for number in filled for char in homes[number]}
    printed = []
    for row in rows([char for number in filled for char in homes[number]]):
        parts: dict[int, list[Word]] = {}
        for char in row:
            parts.setdefault(home[id(char)], []).append(char)
        words = {number: segment(part) for number, part in parts.items()}
        top, bottom = min(w.top for w in words.values()), max(w.bottom for w in words.values())
        printed.append(_Printed(words, (top + bottom) / 2, top, bottom))
    return printed


def _between(printed: list[_Printed], begins: list[_Printed]) -> list[float]:
    """The heights between records: every printed line belongs to the nearest that begins one, of two to the upper one."""
    homes = [min(range(len(begins)), key=lambda i: round(abs(begins[i].middle - line.middle))) for line in printed]
    return [
        (above.bottom + below.top) / 2
        for (above, home), (below, next_home) in pairwise(zip(printed, homes, strict=True))
        if home != next_home
    ]


def _is_full(cell: Box, word: Word) -> bool:
    return len(word.text) >= _WORD and word.x1 >= cell[2] - _EDGE * word.size
