"""What happened on wards, as an editor told it: ``corpus/training/core_systems.csv`` comes in, cases go out."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus import CORPUS
from ingest.errors import DataError
from ingest.shipped.datafiles import lines

COLUMNS = ("core_system", "case", "wrong")
_BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class Case:
    """What happened, with a subject and in words that a stranger to the ward understands."""

    system: str
    """Name of the core system that it breaks in the first place."""
    text: str
    wrong: tuple[str, ...]
    """Systems that come to mind and that it surely does not break, the likeliest mistake first."""


@cache
def cases(path: Path = CORPUS / "training" / "core_systems.csv") -> tuple[Case, ...]:
    """All of them, in the order of the file; DataError for the first line that cannot be read."""
    problems: list[DataError] = []
    found = [Case(r["core_system"], r["case"], tuple(r["wrong"].split(_BETWEEN))) for _, r in lines(path, COLUMNS, problems)]
    if problems:
        raise problems[0]
    return tuple(found)
