"""Rows of tables that sign them off, or say above the names of the columns who filled them in, and when, are no records."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from ingest.heads.ending import made_by
from ingest.model import Block
from ingest.tables.headers import is_header, labelled_above
from ingest.text.signing import Field, fields, heads_table, in_columns, in_row, makes_paper, signs_off, signs_row

_RECORD = 2
"""Rows that a table has before it is signed off: the names of the columns, and a record."""


def set_apart(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with such rows, and such lines or rows of fields right above a table, as lines of the imprint."""
    out: list[Block] = []
    for table, group in groupby(blocks, key=lambda block: block.table if block.cells else 0):
        rows = list(group)
        if table:
            while out and not out[-1].kind and heads_table(fields(" ".join(out[-1].cells) or out[-1].text)):
                rows.insert(0, _apart(out.pop()))
            first = next(at for at, row in enumerate(rows) if row.cells)
            rows[first:] = _of_table(rows[first:])
        out += rows
    return out


def _of_table(rows: list[Block]) -> list[Block]:
    """The rows of one table, with those that belong to its imprint apart: all, or the first and the last ones."""
    cells = [row.cells for row in rows]
    whole = in_columns(*cells) if len(rows) == _RECORD and is_header(cells[0]) else []
    signs = [in_row(row) for row in cells]
    if makes_paper(whole) or all(signs_row(found) if len(rows) == 1 else _filled(found) for found in signs):
        return list(map(_apart, rows))
    top = next((at for at, row in enumerate(cells) if not heads_table(fields(" ".join(row)))), 0)
    top = top if top and is_header(cells[top]) else labelled_above(cells)
    stop = len(rows)
    while stop > top + _RECORD and (signs_row(in_row(cells[stop - 1])) or made_by(rows[stop - 1].text)):
        stop -= 1
    return [row if top <= at < stop else _apart(row) for at, row in enumerate(rows)]


def _filled(found: Sequence[Field]) -> bool:
    return signs_off(found) and all(one.value for one in found)


def _apart(row: Block) -> Block:
    return replace(row, cells=(), table=0, kind="imprint")
