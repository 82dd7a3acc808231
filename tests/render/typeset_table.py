"""A table on pages: rows that do not fit are split at the foot of the page, as Word does."""

from dataclasses import dataclass

from tests.render.html import TOP
from tests.render.model import Cell, Table, column_widths
from tests.render.typeset import Press, run, wrap

_PITCH, _PADDING = 1.4, 3.0
_SHORT = 4
"""A row of so few lines is never split."""


@dataclass(frozen=True, slots=True)
class _Slice:
    """The part of a row on one page: lines [first, stop) of each cell."""

    row: int
    page: int
    top: float
    bottom: float
    first: int
    stop: int


def put_table(press: Press, table: Table) -> None:
    """Set ``table`` from where the press stands."""
    if table.continued:
        press.turn()
    size = min(press.size, 12.0)
    widths = column_widths(table, press.right - press.left)
    xs = [press.left]
    for width in widths:
        xs.append(xs[-1] + width)
    lines = {
        (r, c): _wrapped(cell, (xs[c + cell.columns] - xs[c] - 2 * _PADDING) / size)
        for r, row in enumerate(table.rows)
        for c, cell in enumerate(row)
        if cell
    }
    slices = _slices(press, table, [_height(table, lines, r) for r in range(len(table.rows))], size * _PITCH)
    for (r, c), text in lines.items():
        cell = table.rows[r][c]
        if cell:
            _draw(press, cell, [s for s in slices if r <= s.row < r + cell.rows], (xs[c], xs[c + cell.columns]), text, size)


def _wrapped(cell: Cell, measure: float) -> list[str]:
    return [line for part in cell.text.split("\n") for line in wrap(part, measure, hang=False)]


def _height(table: Table, lines: dict[tuple[int, int], list[str]], row: int) -> int:
    """Lines that a row needs; the last row of a merged cell makes room for all of it."""
    need = 1
    for (r, c), text in lines.items():
        cell = table.rows[r][c]
        if cell and r + cell.rows - 1 == row:
            need = max(need, len(text) - (cell.rows - 1))
    return need


def _slices(press: Press, table: Table, heights: list[int], pitch: float) -> list[_Slice]:
    out = []
    for row, height in enumerate(heights):
        done = 0
        while done < height:
            fits = int((press.foot - press.y - 2 * _PADDING) / pitch)
            rest = height - done
            if fits < rest and (rest <= _SHORT or fits < 2) and press.y > TOP:
                press.turn()
                continue
            take = max(min(rest, fits), 1)
            bottom = press.y + take * pitch + 2 * _PADDING
            out.append(_Slice(row, len(press.sheets) - 1, press.y, bottom, done, done + take))
            press.y, done = bottom, done + take
            if done < height:
                press.turn()
    return out


def _draw(press: Press, cell: Cell, slices: list[_Slice], xs: tuple[float, float], text: list[str], size: float) -> None:
    """Borders on every page that the cell reaches; the text of a merged cell stands in the middle of its first."""
    x0, x1 = xs
    for page in sorted({s.page for s in slices}):
        here = [s for s in slices if s.page == page]
        top, bottom = here[0].top, here[-1].bottom
        sheet = press.sheets[page]
        sheet.strokes += [(x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)]
        whole = cell.rows > 1 or len({s.page for s in slices}) == 1
        part = (text if page == slices[0].page else []) if whole else text[here[0].first : here[-1].stop]
        y = (top + bottom - len(part) * size * _PITCH) / 2 if whole else top + _PADDING
        for line in part:
            sheet.runs.append(run(line, x0 + _PADDING, y + 1.05 * size, size))
            y += size * _PITCH
