"""The tables as CSV files for a spreadsheet or another base, and back."""

from dataclasses import dataclass
from pathlib import Path

from app.people import database, spreadsheet
from app.people.tables import EXPORTED
from ingest.errors import DataError, QuestionError, SourceError


@dataclass(frozen=True, slots=True)
class Exported:
    """A file to be written."""

    name: str
    text: str
    rows: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in of one file."""

    label: str
    """What people call its rows."""
    read: int
    new: int
    """Of the rows read, those that were not there yet."""
    problems: tuple[DataError, ...]


def export(kb: Path) -> tuple[list[Exported], list[DataError]]:
    """Every table as the text of a CSV file, and what is wrong with rows that are left out."""
    with database.reading(kb) as db:
        read = [(table, *table.rows(db)) for table in EXPORTED]
    files = [Exported(f"{table.name}.csv", spreadsheet.text(table, rows), len(rows)) for table, rows, _ in read]
    return files, [problem for *_, problems in read for problem in problems]


def take_in(kb: Path, path: Path) -> Taken:
    """The rows of an exported file that are not there yet; the header says of which table it is.

    QuestionError when the file is none of the tables or cannot be read, BaseError when nothing can be written.
    """
    try:
        header = spreadsheet.first_line(path)
        table = next((table for table in EXPORTED if header in map(",".join, table.headers)), None)
        rows, problems = spreadsheet.read(path, table) if table else ([], [])
    except SourceError as exc:
        raise QuestionError(exc.what, str(path), exc.todo) from exc
    if not table and not spreadsheet.may_be_header(header):
        raise QuestionError("不是 CSV 表格", str(path), "请选 duibiao people export 导出的 CSV，改过的请在电子表格里另存为 CSV")
    if not table:
        known = "；".join(",".join(table.columns) for table in EXPORTED)
        raise QuestionError("不认识这个表头", f"{path} 第 1 行", f"应为其中之一：{known}")
    with database.writing(kb) as db:
        return Taken(table.label, len(rows), table.take(db, rows), tuple(problems))
