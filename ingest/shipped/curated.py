"""Curated links (CSV with SSSOM columns): rows that state a link, and rows that refuse one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ingest.errors import DataError
from ingest.model import Link
from ingest.shipped.datafiles import lines

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

PREDICATES = ("applies_to", "supports", "requires", "measures", "implements", "refers_to", "replaces", "cites", "laid_down_in")
"""Predicates that a curated row may have."""
NONE = "none"
"""Subject of a row that means: no standard that the curators knew fits this target."""
REJECTED = "rejected"
"""Review state of a row that means: a person decided that this is no link."""


def refused(link: Link) -> bool:
    """Whether a curated row refuses a link."""
    return link.review == REJECTED or link.subject == NONE


def read_folder(folder: Path) -> tuple[list[Link], list[DataError]]:
    """All rows of the CSV files in ``folder``, and an error for each line that could not be read."""
    tables = [read(path) for path in sorted(folder.glob("*.csv"))]
    return [x for links, _ in tables for x in links], [p for _, problems in tables for p in problems]


def read(path: Path) -> tuple[list[Link], list[DataError]]:
    """All rows of one CSV file, and an error for each line that could not be read."""
    links: list[Link] = []
    problems: list[DataError] = []
    for where, row in lines(path, COLUMNS, problems):
        try:
            links.append(parse(row, where))
        except DataError as exc:
            problems.append(exc)
    return links, problems


def leading_nowhere(folder: Path, known: set[str]) -> Iterator[DataError]:
    """An error for each end of a row in ``folder`` whose id is not in ``known``."""
    for path in sorted(folder.glob("*.csv")):
        for where, row in lines(path, COLUMNS, []):
            for end in (row["subject_id"], row["object_id"]):
                if end and end not in known and end != NONE:
                    yield DataError(f"关联指向的“{end}”不存在", where, "请核对编号")


def parse(row: dict[str, str], where: str = "") -> Link:
    """The link of one row; DataError when an id is missing, or the confidence, predicate or date is wrong."""
    try:
        confidence = float(row["confidence"])
        complete = 0 < confidence <= 1 and row["subject_id"] and row["object_id"]
    except ValueError:
        complete = False
    if not complete:
        raise DataError("这一行读不懂", where, "请核对两端的编号和 confidence")
    if row["predicate_id"] not in PREDICATES:
        raise DataError(f"没有“{row['predicate_id']}”这种关联", where, f"可用：{'、'.join(PREDICATES)}")
    if row["mapping_date"] and not _is_day(row["mapping_date"]):
        raise DataError(f"日期“{row['mapping_date']}”不存在", where, "请写成 2026-01-31 的样子")
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


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True
