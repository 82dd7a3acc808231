"""What a notice asks of a case beside the form's fields, and how a draft may support it. Read from ``corpus/notices/``."""

import re
from dataclasses import dataclass
from pathlib import Path

from app.case_form.notice import Notice, rows
from corpus import CORPUS
from ingest.errors import DataError

COLUMNS = ("notice", "kind", "name", "look_in", "needs", "words", "advice", "weight")


@dataclass(frozen=True, slots=True)
class Requirement:
    """A requirement of a notice."""

    kind: str
    """Under which heading the checklist has it."""
    name: str
    look_in: tuple[str, ...]
    """Attributes of ``Case`` in which its support is looked for."""
    needs: str
    """A key of ``SUPPORTS`` in ``checklist.py``."""
    words: re.Pattern[str]
    """Words that support it, for those that need words."""
    advice: str
    """What to do where nothing supports it."""
    weight: int
    """1 to 9: how much it gains to mend it."""


def of(notice: Notice, needs: frozenset[str], folder: Path = CORPUS / "notices") -> list[Requirement]:
    """The requirements of a notice in order; DataError for one that needs something not in ``needs``."""
    found = []
    for where, row in rows(folder / "requirements.csv", COLUMNS):
        if row["needs"] not in needs or not row["weight"].isdecimal():
            raise DataError(f"“{row['needs']}”或“{row['weight']}”读不懂", where, f"needs 可用：{'、'.join(sorted(needs))}")
        if row["notice"] == notice.id:
            look_in = tuple(filter(None, row["look_in"].split("|")))
            words = re.compile("|".join(map(re.escape, row["words"].split("|"))), re.IGNORECASE)
            found.append(Requirement(row["kind"], row["name"], look_in, row["needs"], words, row["advice"], int(row["weight"])))
    return found
