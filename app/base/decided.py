"""What people decided about suggested links, as far as it can be read: no answer fails for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.people import database, decisions
from app.people.decisions import DECISIONS, Key
from ingest.errors import BaseError
from ingest.model import Link


@dataclass(frozen=True, slots=True)
class Decided:
    """The last decision on each link, and one line for people when not all could be read."""

    by_link: Mapping[Key, Link] = field(default_factory=dict)
    problem: str = ""


def read(kb: Path, moved: Mapping[str, str]) -> Decided:
    """The decisions of a base; ``moved``: old id → id now of what a link ties together."""
    try:
        with database.reading(kb) as db:
            by_link, problems = decisions.standing(db, moved)
    except BaseError as exc:
        return Decided(problem=f"审核记录没有用上，其余照常：{exc}")
    if problems:
        problem = f"{len(problems)} 条审核记录读不懂，没有使用（{problems[0]}）。可用 duibiao people check 查看全部"
        return Decided(by_link, problem)
    return Decided(by_link)


def version(kb: Path) -> str:
    """Something that changes whenever the decisions do, and not when only something else in their file does."""
    try:
        with database.reading(kb) as db:
            return str(hash(tuple(DECISIONS.stored(db, "id"))))
    except BaseError as exc:
        return str(exc)
