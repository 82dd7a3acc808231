"""Rows of a table that a page break split are joined, and cells that several rows share are repeated in each."""

import re
from dataclasses import replace

from ingest.finding_kinds import FindingKind, Note
from ingest.model import Block
from ingest.tables.cells import join_cell, plain

KEY_COLUMN = re.compile(r"[NP]IT\s*-\s*20\d{2}\s*-\s*\w+")
"""A row is complete once its key has been printed; without one, the next row's cells belong to it."""


def merge_rows(rows: list[Block]) -> list[Block]:
    """``rows`` with those that a page break split joined, and with cells that several rows share repeated in each.

    A row with an empty first cell continues the row above when that row lacks its key (or, in a table
    without keys, when it follows a page break); otherwise it is a row of its own under a shared cell.
    """
    keyed = any(KEY_COLUMN.search(cell) for row in rows for cell in row.cells)
    merged: list[Block] = []
    for found in rows:
        above = merged[-1] if merged else None
        row = _without_repeats(above, found) if above and _repeats_number(above, found, keyed) else found
        if above is None or len(merged) == 1 or row.cells[0]:
            merged.append(row)
        elif _continues(above, row, keyed):
            merged[-1] = _merge(above, row)
        else:
            shared = tuple(
                c or a if i < _shared(row) else c for i, (c, a) in enumerate(zip(row.cells, above.cells, strict=False))
            )
            merged.append(replace(row, cells=shared, text=plain(shared)))
    return merged


def is_rest(above: tuple[str, ...], cells: tuple[str, ...]) -> bool:
    """Whether ``cells``, below a header printed again, are the rest of the row ``above``, cut by the page break.

    The first cell is empty, so is another that the row above fills, and what is filled goes on with something.
    """
    pairs = list(zip(above, cells, strict=False))[1:]
    lacks = any(upper and not cell for upper, cell in pairs)
    return not cells[0] and lacks and all(upper for upper, cell in pairs if cell)


def _repeats_number(above: Block, row: Block, keyed: bool) -> bool:
    """Whether a row after a page break has the number of the row above, which in a keyed table has no key yet."""
    unkeyed = not keyed or not any(KEY_COLUMN.search(c) for c in above.cells)
    return row.after_break and unkeyed and row.cells[0].isdecimal() and row.cells[0] == above.cells[0]


def _without_repeats(above: Block, row: Block) -> Block:
    cells = zip(row.cells, above.cells, strict=False)
    return replace(row, cells=tuple("" if cell == upper else cell for cell, upper in cells))


def _shared(row: Block) -> int:
    """How many leading cells the row shares with the one above, being empty itself."""
    return next((i for i, cell in enumerate(row.cells) if cell), len(row.cells))


def _continues(above: Block, row: Block, keyed: bool) -> bool:
    if keyed:
        return not any(KEY_COLUMN.search(c) for c in above.cells) or not _opens_new(row)
    return row.after_break


def _opens_new(row: Block) -> bool:
    """Whether a row in a keyed table names something new in its first filled column."""
    filled = [cell for cell in row.cells if cell]
    if any(KEY_COLUMN.search(cell) for cell in filled):
        return True
    return bool(row.cells[2:3]) and bool(row.cells[2])


def _merge(above: Block, row: Block) -> Block:
    cells = []
    for upper, lower in zip(above.cells, (*row.cells, *[""] * len(above.cells)), strict=False):
        cells.append(join_cell(upper, lower))
    note = Note(FindingKind.ROW_OVER_PAGE, " | ".join(plain([c])[:14] for c in row.cells if c))
    text = plain(cells)
    lower_columns = (*row.columns, *[()] * len(above.columns))
    return replace(
        above,
        text=text,
        cells=tuple(cells),
        places=above.places + row.places,
        columns=tuple((*upper, *lower) for upper, lower in zip(above.columns, lower_columns, strict=False)),
        findings=(*above.findings, *row.findings, note),
    )
