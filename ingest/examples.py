"""Example files (CSV: how people ask about a subject, skos:example) → examples, and the lines that could not be read."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import DataError, SourceError
from ingest.reading import decode, read_bytes

COLUMNS = ("subject", "example")
NONE = "none"
"""Subject of questions on which no base of this kind holds anything."""


@dataclass(frozen=True, slots=True)
class Example:
    """Words in which someone may ask about, or tell of, what a standard, target, core system or clause is about."""

    subject: str
    """Id of an entity or clause, or ``NONE``."""
    text: str


def read_folder(folder: Path) -> tuple[list[Example], list[DataError]]:
    """All examples of the CSV files in ``folder``, each once, and the lines that could not be read."""
    examples: dict[Example, None] = {}
    problems: list[DataError] = []
    for path in sorted(folder.glob("*.csv")):
        for where, cells in _rows(path, problems):
            subject, text = (cell.strip() for cell in cells) if len(cells) == len(COLUMNS) else ("", "")
            if subject and text:
                examples[Example(subject, text)] = None
            else:
                problems.append(DataError("这一行读不懂", where, "应有两列：编号、例句；例句里的英文逗号请改成中文逗号"))
    return list(examples), problems


def _rows(path: Path, problems: list[DataError]) -> Iterator[tuple[str, list[str]]]:
    try:
        text = decode(read_bytes(path), path.name).removeprefix("\ufeff")
    except SourceError as exc:
        problems.append(DataError(exc.what, path.name, exc.todo))
        return
    reader = csv.reader(io.StringIO(text))
    if tuple(next(reader, [])) != COLUMNS:
        problems.append(DataError(f"表头应为 {','.join(COLUMNS)}", path.name))
        return
    yield from ((f"{path.name} 第 {reader.line_num} 行", cells) for cells in reader if any(cells))
