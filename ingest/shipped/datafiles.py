"""Reads data files (CSV: links, terms, examples) line by line, with an error for each line that cannot be read."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import DataError, SourceError
from ingest.text.csv_faults import told
from ingest.text.decoding import decode, read_bytes

Line = tuple[str, dict[str, str]]
"""(place of the line for error messages, column → cell)"""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a CSV text: a line, or several where a quoted cell has line ends in it."""

    number: int
    """Of its first line, from 1."""
    text: str
    """As it stands in the file, with its line end."""
    cells: tuple[str, ...]
    fault: csv.Error | None = None
    """Why it is no CSV."""


def records(text: str) -> Iterator[Record]:
    """All records of a CSV text, which joined are the text. One that is no CSV ends with its line."""
    rows = io.StringIO(text).readlines()
    at = 0
    while at < len(rows):
        start, reader = at, csv.reader(map(rows.__getitem__, range(at, len(rows))), strict=True)
        try:
            for cells in reader:
                end = start + reader.line_num
                yield Record(at + 1, "".join(rows[at:end]), tuple(cells))
                at = end
        except csv.Error as exc:
            yield Record(at + 1, rows[at], (), exc)
            at += 1


def read_text(path: Path) -> str:
    """The text of a CSV file in any encoding that spreadsheets write; SourceError when it is not text."""
    return decode(read_bytes(path), str(path)).removeprefix("\ufeff")


def lines(
    path: Path, columns: Sequence[str], problems: list[DataError], text: Callable[[Path], str] = read_text
) -> Iterator[Line]:
    """The lines of a CSV file that are not blank; errors are added to ``problems``.

    The header must be exactly ``columns``; if it is not, there is one error and no line. ``text`` reads the file.
    """
    before = len(problems)
    try:
        found = records(text(path))
    except SourceError as exc:
        problems.append(DataError(exc.what, exc.where or path.name, exc.todo))
        return
    for record in found:
        cells, where = record.cells, f"{path.name} 第 {record.number} 行"
        if record.fault:
            problems.append(_broken(record.fault, where))
        elif record.number == 1 and cells != tuple(columns):
            problems.append(DataError(f"表头应为 {','.join(columns)}", where, _difference(cells, columns)))
        elif any(cells) and len(cells) != len(columns):
            problems.append(DataError(f"应有 {len(columns)} 列，实有 {len(cells)} 列", where, "含英文逗号的内容请加英文引号"))
        elif any(cells) and record.number > 1:
            yield where, dict(zip(columns, cells, strict=True))
        if record.number == 1 and problems[before:]:
            return


def _broken(exc: csv.Error, where: str) -> DataError:
    what, todo = told(exc)
    return DataError(what, where, todo)


def _difference(header: Sequence[str], columns: Sequence[str]) -> str:
    """How a wrong header differs from ``columns``, in Chinese: what is too much, what is missing."""
    extra, missing = [c or "没有名称的一列" for c in header if c not in columns], [c for c in columns if c not in header]
    parts = [f"多了 {'、'.join(extra)}"] * bool(extra) + [f"缺少 {'、'.join(missing)}"] * bool(missing)
    return "，".join(parts) or "请按这个顺序排列"
