"""Curated link files (CSV with SSSOM columns) → links, and rows that say that there is none."""

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

NONE = "none"
"""Subject of a row that says: of the standards that the curators knew, none fits this target."""
REJECTED = "rejected"
"""Review state of a row that says: looked at, and it is no link."""


def refused(link: Link) -> bool:
    """Whether a row says that there is no link."""
    return link.review == REJECTED or link.subject == NONE


def read_folder(folder: Path) -> tuple[list[Link], list[DataError]]:
    """All links of the CSV files in ``folder``, and the lines that could not be read."""
    tables = [read(path) for path in sorted(folder.glob("*.csv"))]
    return [x for links, _ in tables for x in links], [p for _, problems in tables for p in problems]


def read(path: Path) -> tuple[list[Link], list[DataError]]:
    """The links of one CSV file, and the lines that could not be read."""
    links: list[Link] = []
    problems: list[DataError] = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            return [], [DataError(f"表头应为 {','.join(COLUMNS)}", path.name)]
        for row in reader:
            where = f"{path.name} 第 {reader.line_num} 行"
            try:
                links.append(_link(row))
            except (TypeError, ValueError):
                problems.append(DataError("这一行读不懂", where, "请核对列数和 confidence"))
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
