"""What librarians put right in documents that were read wrongly: applied whenever a snapshot is published.

One row a correction, the last one on a place counts, earlier ones stay as the record. A correction back to what was read
is how one is undone.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from types import MappingProxyType

from app.people.table import Table
from app.people.text import MAX_ID, MAX_NAME, MAX_TEXT, checked, short_id
from ingest.errors import DataError, QuestionError
from ingest.numbering.doctypes import LEVELS

FIELDS = {"title": "标题", "number": "文号", "issuer": "发布单位", "date": "日期", "level": "层级", "text": "条款文字"}
"""What can be put right, by the word that is kept; ``cell.N`` beside them is a cell of a table row, from 1."""
HEAD = frozenset(FIELDS) - {"text"}
"""The fields of a document itself."""
_CELL = "cell."
_MONTH = re.compile(r"\d{4}-\d{2}")
"""A date of which a document tells the month alone."""
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Correction:
    """One field put right."""

    time: str
    """ISO 8601, UTC."""
    who: str
    document: str
    clause: str
    """Id of the clause; "" for a field of the document itself."""
    field: str
    """A key of ``FIELDS``, or ``cell.N``."""
    before: str
    """As it was read from the file."""
    after: str

    @property
    def place(self) -> tuple[str, str, str]:
        """What two corrections of the same thing share."""
        return self.document, self.clause, self.field

    @property
    def undoes(self) -> bool:
        """Whether it goes back to what was read."""
        return self.before == self.after

    @property
    def key(self) -> str:
        """A short id."""
        return short_id(astuple(self))


def label(field: str) -> str:
    """What people call a field."""
    return f"第 {field.removeprefix(_CELL)} 栏" if field.startswith(_CELL) else FIELDS[field]


def cell(field: str) -> int | None:
    """Which cell of a row a field is, from 0; None for any other field."""
    return int(field.removeprefix(_CELL)) - 1 if field.startswith(_CELL) else None


def standing(rows: Iterable[Correction], moved: Mapping[str, str] = _NONE) -> list[Correction]:
    """The last correction of each place, without those that were undone, in the order made; ``moved``: old id → id now."""
    last: dict[tuple[str, str, str], Correction] = {}
    for old in rows:
        one = replace(old, document=moved.get(old.document, old.document), clause=moved.get(old.clause, old.clause))
        last.pop(one.place, None)
        last[one.place] = one
    return [one for one in last.values() if not one.undoes]


def tidied(written: str) -> str:
    """``written`` as corrections keep it and compare it: each line without runs of blanks, empty lines left out."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in written.splitlines())))


def kept(field: str, written: str) -> str:
    """A value as it is kept; QuestionError when the field cannot have it."""
    if field == "level" and written not in LEVELS:
        raise QuestionError(f"没有“{written}”这个层级", todo=f"可用：{'、'.join(filter(None, LEVELS))}")
    if field == "date":
        _check_day(written)
    lines = tidied(written).split("\n")
    if len(lines) > 1 and field != "text":
        raise QuestionError(f"{label(field)}有几行", todo="请写成一行")
    text = "\n".join(checked(line, label(field), MAX_TEXT, required=False) for line in lines)
    if field in ("title", "text"):
        checked(text, label(field), MAX_TEXT)
    return text


def _check_day(written: str) -> None:
    try:
        if written:
            datetime.fromisoformat(f"{written}-01" if _MONTH.fullmatch(written) else written)
    except ValueError as exc:
        raise QuestionError(f"日期“{written[:MAX_NAME]}”读不懂", todo="请写成 2026-01-31 或 2026-01 的样子，或空着") from exc


def _parse(cells: Sequence[str]) -> Correction:
    time, who, document, clause, field, before, after = cells
    if field not in FIELDS and not (field.startswith(_CELL) and field.removeprefix(_CELL).isdecimal()):
        raise DataError(f"没有“{field}”这一项可改", todo=f"可用：{'、'.join(FIELDS)}")
    return Correction(
        time,
        checked(who, "姓名", MAX_NAME, required=False),
        checked(document, "文件编号", MAX_ID),
        checked(clause, "条款编号", MAX_ID, required=False),
        field,
        tidied(before),
        after if after == tidied(before) else kept(field, after),
    )


CORRECTIONS = Table(
    "corrections",
    "改正",
    ("time", "who", "document", "clause", "field", "before", "after"),
    """CREATE TABLE corrections (
        id INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, who TEXT NOT NULL, document TEXT NOT NULL,
        clause TEXT NOT NULL, field TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
        UNIQUE (time, document, clause, field))""",
    _parse,
    astuple,
    since=5,
)
