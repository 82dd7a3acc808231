"""What a year's notice asks of a case: its form's fields, its typography, its deadline. Read from ``corpus/notices/``."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus import CORPUS
from ingest.errors import DataError
from ingest.shipped.datafiles import lines

NOTICE_COLUMNS = ("id", "form", "deadline", "pages", "size", "line", "members_only")
FIELD_COLUMNS = ("notice", "key", "label", "hint")
WRITTEN_COLUMNS = ("key", "written")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form."""

    key: str
    """The attribute of ``Case``."""
    label: str
    """As printed."""
    hint: str
    """What to fill in, in our own words."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A call for cases."""

    id: str
    form: str
    """Title of its form."""
    deadline: date
    """The case has to be there before this day."""
    pages: int
    """Most pages, enclosures aside."""
    size: float
    """Of the type, in points."""
    line: float
    """Exact line spacing in points."""
    members_only: bool
    """Whether only members of the association may report."""
    fields: tuple[Field, ...]

    def label(self, key: str) -> str:
        """What the form calls an attribute of ``Case``."""
        return next((field.label for field in self.fields if field.key == key), key)


def latest(folder: Path = CORPUS / "notices") -> Notice:
    """The notice with the last deadline; DataError where the tables break a rule."""
    found = [_notice(row, where, folder) for where, row in rows(folder / "notices.csv", NOTICE_COLUMNS)]
    if not found:
        raise DataError("没有征集通知", str(folder / "notices.csv"), "请至少写一行")
    return max(found, key=lambda notice: notice.deadline)


def written(folder: Path = CORPUS / "notices") -> dict[str, str]:
    """What people write for a field of a person or house, or for a part of it → its key; DataError as above."""
    return {row["written"]: row["key"] for _, row in rows(folder / "written.csv", WRITTEN_COLUMNS)}


def _notice(row: dict[str, str], where: str, folder: Path) -> Notice:
    fields = [r for _, r in rows(folder / "fields.csv", FIELD_COLUMNS) if r["notice"] == row["id"]]
    try:
        return Notice(
            row["id"],
            row["form"],
            date.fromisoformat(row["deadline"]),
            int(row["pages"]),
            float(row["size"]),
            float(row["line"]),
            row["members_only"] == "是",
            tuple(Field(r["key"], r["label"], r["hint"]) for r in fields),
        )
    except ValueError as exc:
        raise DataError("日期或数字读不懂", where, "日期写成 2026-09-01，页数、字号、行距写数字") from exc


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a table with their places; DataError at its end for the first that cannot be read."""
    problems: list[DataError] = []
    yield from lines(path, columns, problems)
    if problems:
        raise problems[0]
