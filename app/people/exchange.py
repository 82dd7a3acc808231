"""All tables as CSV files for a spreadsheet or another base, and back."""

import os
from dataclasses import dataclass
from pathlib import Path

from app.people import database, spreadsheet
from app.people.tables import TABLES
from ingest.errors import DataError, OutputError, QuestionError, SourceError, reason


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in of one file."""

    label: str
    """What people call its rows."""
    read: int
    new: int
    """Of the rows read, those that were not there yet."""
    problems: tuple[DataError, ...]


def export(kb: Path, folder: Path) -> tuple[list[tuple[Path, int]], list[DataError]]:
    """Write one CSV file a table: the files with their numbers of rows, and what is wrong with rows that are left out.

    OutputError when a file is there already, which somebody may have worked on, or when it cannot be written.
    """
    with database.reading(kb) as db:
        read = [(folder / f"{table.name}.csv", table, *table.rows(db)) for table in TABLES]
    if standing := [path for path, *_ in read if path.exists()]:
        raise OutputError("这个文件已经存在，没有导出", str(standing[0]), "请换一个文件夹")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, table, rows, _ in read:
            _write(path, spreadsheet.text(table, rows))
    except OSError as exc:
        raise OutputError(f"写不进去（{reason(exc)}）", str(folder), "请检查权限和磁盘空间，或换一个文件夹") from exc
    return [(path, len(rows)) for path, _, rows, _ in read], [x for *_, problems in read for x in problems]


def take_in(kb: Path, path: Path) -> Taken:
    """The rows of an exported file that are not there yet; the header says of which table it is."""
    try:
        header = spreadsheet.read_text(path).partition("\n")[0].strip()
    except SourceError as exc:
        raise QuestionError(exc.what, str(path), exc.todo) from exc
    table = next((table for table in TABLES if ",".join(table.columns) == header), None)
    if not table:
        known = "；".join(",".join(table.columns) for table in TABLES)
        raise QuestionError("不认识这个表头", f"{path} 第 1 行", f"应为其中之一：{known}")
    rows, problems = spreadsheet.read(path, table)
    with database.writing(kb) as db:
        return Taken(table.label, len(rows), table.take(db, rows), tuple(problems))


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.tmp")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.rename(path)
