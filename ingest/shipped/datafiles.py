"""Reads data files (CSV: links, terms, examples) line by line, with an error for each line that cannot be read."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ingest.errors import DataError, SourceError
from ingest.text.csv_faults import told
from ingest.text.decoding import decode, read_bytes

Line = tuple[str, dict[str, str]]
"""(place of the line for error messages, column → cell)"""


def read_text(path: Path) -> str:
    """The text of a CSV file in any encoding that spreadsheets write; SourceError when it is not text."""
    return decode(read_bytes(path), str(path)).removeprefix("\ufeff")


def lines(
    path: Path, columns: Sequence[str], problems: list[DataError], text: Callable[[Path], str] = read_text
) -> Iterator[Line]:
    """The lines of a CSV file that are not blank; errors are added to ``problems``.

    The header must be exactly ``columns``; if it is not, there is one error and no line. ``text`` reads the file.
    """
    try:
        reader = csv.reader(io.StringIO(text(path)), strict=True)
        header = next(reader, [])
    except SourceError as exc:
        problems.append(DataError(exc.what, exc.where or path.name, exc.todo))
        return
    except csv.Error as exc:
        problems.append(_broken(exc, f"{path.name} 第 1 行"))
        return
    if tuple(header) != tuple(columns):
        problems.append(DataError(f"表头应为 {','.join(columns)}", f"{path.name} 第 1 行", _difference(header, columns)))
        return
    while True:
        where = f"{path.name} 第 {reader.line_num + 1} 行"
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as exc:
            problems.append(_broken(exc, where))
            continue
        if any(cells) and len(cells) != len(columns):
            problems.append(DataError(f"应有 {len(columns)} 列，实有 {len(cells)} 列", where, "含英文逗号的内容请加英文引号"))
        elif any(cells):
            yield where, dict(zip(columns, cells, strict=True))


def _broken(exc: csv.Error, where: str) -> DataError:
    what, todo = told(exc)
    return DataError(what, where, todo)


def _difference(header: Sequence[str], columns: Sequence[str]) -> str:
    """How a wrong header differs from ``columns``, in Chinese: what is too much, what is missing."""
    extra, missing = [c or "没有名称的一列" for c in header if c not in columns], [c for c in columns if c not in header]
    parts = [f"多了 {'、'.join(extra)}"] * bool(extra) + [f"缺少 {'、'.join(missing)}"] * bool(missing)
    return "，".join(parts) or "请按这个顺序排列"
