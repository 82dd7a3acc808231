"""Tables as CSV that a spreadsheet opens: with a byte order mark, and no cell that it would take for a formula."""

import codecs
import contextlib
import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from app.people.table import Table
from ingest.errors import DataError, DuibiaoError, SourceError
from ingest.shipped.datafiles import lines
from ingest.text.decoding import decode, read_bytes

Row = TypeVar("Row")
_CONTROLS = bytes({*range(ord(" "))}.difference(b"\t\n\f\r"))
_CONTROLS_AS_DEL = bytes.maketrans(_CONTROLS, b"\x7f" * len(_CONTROLS))
_HEAD = 1000
"""Bytes of a file that are read for its first line."""
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")


def text(table: Table[Row], rows: Sequence[Row]) -> str:
    """The rows as the text of a CSV file; a cell that would be a formula has ``'`` before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([guarded(cell) for cell in table.cells(row)] for row in rows)
    return "\ufeff" + out.getvalue()


def read_text(path: Path) -> str:
    """The text of a table in any encoding that a spreadsheet saves; SourceError when it is none.

    A control character, or a byte that is none of the encoding, spoils the line that it is in and not the file: such
    characters become DEL, such bytes lone surrogates, both of which no row may hold.
    """
    data = read_bytes(path)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data, path.name)
    data = data.translate(_CONTROLS_AS_DEL)
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", "surrogateescape").replace("\r\n", "\n").replace("\r", "\n")
    return decode(data, path.name)


def first_line(path: Path) -> str:
    """The first line of any file, as far as it is text; SourceError when the file cannot be read."""
    data = read_bytes(path)[:_HEAD]
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    text = data.decode(encoding, "replace")
    return text.lstrip("\r\n").replace("\r", "\n").partition("\n")[0].strip()


def may_be_header(line: str) -> bool:
    """Whether a table may begin with the line: several columns, no characters that only other kinds of files have."""
    return "," in line and not any(ch < " " and ch != "\t" for ch in line)


def read(path: Path, table: Table[Row]) -> tuple[list[Row], list[DataError]]:
    """The rows of a CSV file, and what is wrong with the lines that cannot be read."""
    rows: list[Row] = []
    problems: list[DataError] = []
    for where, cells in lines(path, _header(path, table), problems, read_text):
        try:
            rows.append(table.parse([_unguarded(cells.get(column, "")) for column in table.columns]))
        except DuibiaoError as exc:
            problems.append(DataError(exc.what, where, exc.todo))
    return rows, problems


def _header(path: Path, table: Table[Row]) -> tuple[str, ...]:
    """The columns of the table as the file has them; as they are now where it has others or cannot be read."""
    with contextlib.suppress(SourceError):
        written = first_line(path)
        return next((columns for columns in table.headers if ",".join(columns) == written), table.columns)
    return table.columns


def guarded(cell: str) -> str:
    """A cell with ``'`` before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
