"""The draft: what librarians have prepared and nobody has published yet. Everybody who may publish shares one."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from app.people.corrections import Correction
from app.people.table import Table
from app.people.text import MAX_ID, MAX_NAME, checked, cleaned, short_id
from ingest.errors import DataError, NotFoundError

ADD, RETIRE, CORRECT = "add", "retire", "correct"
STAGED = {ADD: "上传", RETIRE: "停用", CORRECT: "改正"}
"""What can be prepared."""


@dataclass(frozen=True, slots=True)
class Staged:
    """One prepared change."""

    time: str
    """ISO 8601, UTC."""
    who: str
    action: str
    document: str
    title: str
    """Of the document, for people."""
    file: str = ""
    """Of an upload: its name."""
    sha256: str = ""
    doctype: str = ""
    """The document type that a person set; "" lets it be recognised."""
    instead: str = ""
    """Id of the document whose place an upload takes; "" for a new one."""
    clause: str = ""
    field: str = ""
    before: str = ""
    after: str = ""

    @property
    def key(self) -> str:
        """A short id."""
        return short_id(astuple(self))

    @property
    def subject(self) -> tuple[str, ...]:
        """What two changes of the same thing share: a later one takes the place of the earlier one."""
        return (CORRECT, self.document, self.clause, self.field) if self.action == CORRECT else (self.document,)

    @property
    def correction(self) -> Correction:
        """A prepared correction as it will be kept."""
        return Correction(self.time, self.who, self.document, self.clause, self.field, self.before, self.after)


def read(db: sqlite3.Connection) -> list[Staged]:
    """The whole draft in the order prepared; what cannot be read is left out."""
    return DRAFT.rows(db)[0]


def drop(db: sqlite3.Connection, keys: Iterable[str]) -> list[Staged]:
    """Take changes off the draft and return them."""
    wanted = set(keys)
    gone = [one for one in read(db) if one.key in wanted]
    for one in gone:
        db.execute("DELETE FROM draft WHERE time = ? AND document = ? AND clause = ? AND field = ?", _unique(one))
    return gone


def find(db: sqlite3.Connection, key: str) -> Staged:
    """The change of this key; NotFoundError when the draft holds none."""
    found = next((one for one in read(db) if one.key == key), None)
    if not found:
        raise NotFoundError(f"草稿里没有 {key} 这一项", todo="可能已经发布或撤下，可用 duibiao draft list 查看")
    return found


def _unique(one: Staged) -> tuple[str, str, str, str]:
    return one.time, one.document, one.clause, one.field


def _parse(cells: Sequence[str]) -> Staged:
    time, who, action, document, title, file, sha256, doctype, instead, clause, field, before, after = cells
    if action not in STAGED:
        raise DataError(f"没有“{action}”这种草稿", todo=f"可用：{'、'.join(STAGED)}")
    return Staged(
        time,
        checked(who, "姓名", MAX_NAME, required=False),
        action,
        checked(document, "文件编号", MAX_ID),
        cleaned(title, MAX_ID),
        cleaned(file, MAX_ID),
        sha256,
        doctype,
        cleaned(instead, MAX_ID),
        checked(clause, "条款编号", MAX_ID, required=False),
        field,
        before,
        after,
    )


DRAFT = Table(
    "draft",
    "草稿",
    (
        "time",
        "who",
        "action",
        "document",
        "title",
        "file",
        "sha256",
        "doctype",
        "instead",
        "clause",
        "field",
        "before",
        "after",
    ),
    """CREATE TABLE draft (
        id INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL,
        document TEXT NOT NULL, title TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, doctype TEXT NOT NULL,
        instead TEXT NOT NULL, clause TEXT NOT NULL, field TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
        UNIQUE (time, document, clause, field))""",
    _parse,
    astuple,
    since=5,
    secret=True,  # its files are not in a CSV: elsewhere a row would lead to nothing
)
