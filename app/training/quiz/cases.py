"""What happened on wards, as an editor told it: ``corpus/training/core_systems.csv`` comes in, cases go out."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus import CORPUS
from ingest.errors import DataError
from ingest.shipped.datafiles import lines

COLUMNS = ("core_system", "case", "wrong", "also")
_BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class Case:
    """What happened, with a subject and in words that a stranger to the ward understands."""

    system: str
    """Name of the core system that it breaks in the first place."""
    text: str
    wrong: tuple[str, ...]
    """Systems that come to mind and that it surely does not break, the likeliest mistake first."""
    also: tuple[str, ...] = ()
    """Systems that somebody may as well say it breaks: it is never asked beside or under them."""


@cache
def cases(path: Path = CORPUS / "training" / "core_systems.csv") -> tuple[Case, ...]:
    """All of them, in the order of the file; DataError for the first line that cannot be read."""
    problems: list[DataError] = []
    found: list[Case] = []
    for place, row in lines(path, COLUMNS, problems):
        case = Case(row["core_system"], row["case"], *(tuple(filter(None, row[c].split(_BETWEEN))) for c in ("wrong", "also")))
        found.append(case)
        if both := {case.system, *case.wrong}.intersection(case.also):
            problems.append(DataError(f"“{min(both)}”既写在 also，又写在别的列", place, "也说得通的制度只写在 also"))
    if problems:
        raise problems[0]
    return tuple(found)
