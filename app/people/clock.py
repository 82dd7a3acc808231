"""The time as texts keep it, ISO 8601, and the check of one that came from outside."""

from datetime import UTC, datetime

from app.people.text import MAX_NAME, day
from ingest.errors import QuestionError


def utc() -> str:
    """Now in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def local() -> str:
    """Now by the clock on the wall, without a zone, to the millisecond."""
    return datetime.now().isoformat(timespec="milliseconds")


def checked_time(written: str, what: str = "时间", *, required: bool = True) -> str:
    """A date or time in ISO 8601, where a spreadsheet wrote 2026/1/31; QuestionError when it is none."""
    iso = day(written)
    try:
        if iso or required:
            datetime.fromisoformat(iso)
    except ValueError as exc:
        todo = "请写成 2026-01-31 的样子" + ("" if required else "，或空着")
        raise QuestionError(f"{what}“{written[:MAX_NAME]}”读不懂", todo=todo) from exc
    return iso
