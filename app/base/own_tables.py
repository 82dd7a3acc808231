"""A hospital's own terms and examples: two CSV files in the folder of a base, kept by hand in a spreadsheet or by command.

A command leaves every line that it does not mean as it stands, also one that breaks a rule.
"""

import contextlib
import csv
import hashlib
import io
import os
from collections.abc import Collection, Sequence
from pathlib import Path

from app.base.files import write_output
from ingest.errors import DataError, OutputError
from ingest.shipped.datafiles import Record, lines, read_text, records

NAMES = TERMS, EXAMPLES = "terms.csv", "examples.csv"


def standing(kb: Path | None, name: str) -> Path | None:
    """The file of this name in ``kb``; None when there is none. OSError when that cannot be told."""
    if kb:
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            os.lstat(kb / name)
            return kb / name
    return None


def sum_of(kb: Path, name: str) -> str:
    """The sha256 of the file of this name; "" when there is none that can be read. PermissionError when it may not be."""
    try:
        return hashlib.sha256((kb / name).read_bytes()).hexdigest()
    except PermissionError:
        raise
    except OSError:
        return ""


def read(kb: Path, name: str, columns: Sequence[str]) -> str:
    """The text of the file, the header alone where there is none; DataError when it is no table with these columns."""
    path = standing(kb, name)
    if not path:
        return ",".join(columns) + "\n"
    problems: list[DataError] = []
    list(lines(path, columns, problems))
    if problems and problems[0].where in (str(path), name, f"{name} 第 1 行"):
        raise problems[0]
    return read_text(path)


def put(text: str, cells: Sequence[str], instead: Record | None = None) -> str:
    """The text with a row of ``cells`` in the place of a record, or at the end."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    if instead is None:
        return text + "\n" * (not text.endswith("\n")) + out.getvalue()
    return "".join(out.getvalue() if record == instead else record.text for record in records(text))


def without(text: str, gone: Collection[Record]) -> str:
    """The text without some of its records."""
    return "".join(record.text for record in records(text) if record not in gone)


def write(kb: Path, name: str, text: str) -> None:
    """Replace the file in one step, in the encoding that a spreadsheet opens; OutputError when it cannot be."""
    try:
        write_output(kb / name, "\ufeff" + text)
    except OutputError as exc:
        todo = "如果正用 Excel 或 WPS 打开着，请先关闭再试；原有的文件没有改动"
        raise OutputError(exc.what, exc.where, todo) from exc
