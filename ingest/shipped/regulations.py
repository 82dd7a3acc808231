"""Regulations that are cited though a base need not hold their text (CSV)."""

from pathlib import Path

from ingest.errors import DataError
from ingest.model import Regulation
from ingest.shipped.datafiles import lines

COLUMNS = ("id", "title", "number", "issuer", "date")


def read_folder(folder: Path) -> tuple[list[Regulation], list[DataError]]:
    """All regulations in the CSV files in ``folder``, and an error for each line that could not be read."""
    found: dict[str, Regulation] = {}
    problems: list[DataError] = []
    for path in sorted(folder.glob("*.csv")):
        for where, row in lines(path, COLUMNS, problems):
            if row["id"] and row["title"]:
                found.setdefault(row["id"], Regulation(**row))
            else:
                problems.append(DataError("缺编号或名称", where, "这两列都要填"))
    return list(found.values()), problems
