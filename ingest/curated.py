"""Curated link files (CSV with SSSOM columns) → links."""

import csv
from pathlib import Path

from ingest.errors import DataError
from ingest.model import Link

COLUMNS = (
    "subject_id",
    "predicate_id",
    "object_id",
    "mapping_justification",
    "confidence",
    "comment",
    "author_id",
    "mapping_date",
    "review_state",
)


def read_folder(folder: Path) -> tuple[list[Link], list[DataError]]:
    """All links of the CSV files in ``folder``, and the lines that could not be read."""
    links: list[Link] = []
    problems: list[DataError] = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                problems.append(DataError(f"表头应为 {','.join(COLUMNS)}", path.name))
                continue
            for row in reader:
                try:
                    links.append(_link(row))
                except (TypeError, ValueError):
                    problems.append(
                        DataError("这一行读不懂", f"{path.name} 第 {reader.line_num} 行", "请核对列数和 confidence")
                    )
    return links, problems


def _link(row: dict[str, str]) -> Link:
    confidence = float(row["confidence"])
    if not (0 < confidence <= 1 and row["subject_id"] and row["object_id"]):
        raise ValueError(row)
    return Link(
        row["subject_id"],
        row["predicate_id"],
        row["object_id"],
        "curated",
        row["mapping_justification"],
        confidence,
        row["comment"],
        author=row["author_id"],
        date=row["mapping_date"],
        review=row["review_state"],
    )
