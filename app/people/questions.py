"""Questions that a person saved to ask again, with their filters; nobody else sees them."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from app.people.clock import checked_time, local
from app.people.table import Table
from app.people.text import MAX_NAME, checked, short_id, tidy
from index.query import MAX_QUESTION, clean_question
from ingest.errors import DataError, NotFoundError, QuestionError
from ingest.numbering.doctypes import BY_NAME, LEVELS

_PERSON = "姓名"


@dataclass(frozen=True, slots=True)
class SavedQuestion:
    """A question with the filters chosen, under the name that someone gave it or none."""

    query: str
    kind: str = ""
    level: str = ""
    name: str = ""
    saved: str = ""
    """Local date and time, ISO 8601 to the millisecond."""
    person: str = ""
    """Who saved it: a name; "" where that was not kept (before version 7), so that it is everybody's."""

    @property
    def label(self) -> str:
        """What to call it."""
        return self.name or self.query

    @property
    def scope(self) -> str:
        """What it is narrowed to, in words: 行动计划，市级."""
        kind = BY_NAME[self.kind].label if self.kind else ""
        return "，".join(word for word in (kind, LEVELS[self.level] if self.level else "") if word)

    @property
    def id(self) -> str:
        """A short id: the same question with the same filters has the same."""
        return short_id((self.query, self.kind, self.level))


def read(db: sqlite3.Connection, person: str) -> tuple[list[SavedQuestion], list[DataError]]:
    """A person's saved questions with those that are everybody's, newest first, and what is wrong with unreadable rows."""
    found, problems = QUESTIONS.rows(db)
    theirs = {one.id: one for one in found if one.person in (tidy(person), "")}  # what is everybody's may be their own, too
    return list(theirs.values())[::-1], problems


def save(db: sqlite3.Connection, person: str, query: str, kind: str = "", level: str = "", name: str = "") -> SavedQuestion:
    """Save a question; one that stands already stays as it is. QuestionError when it cannot be asked or kept."""
    clean_question(tidy(query))
    one = _question(name, query, kind, level, local(), checked(person, _PERSON, MAX_NAME))
    standing = _standing(db, person, one.id)
    if not standing:
        QUESTIONS.add(db, one)
    return standing or one


def delete(db: sqlite3.Connection, person: str, identity: str) -> SavedQuestion | None:
    """Take a question off the table and return it whole; None when it is no longer there, or somebody else's."""
    gone = _standing(db, person, identity)
    if gone:
        where = "query = ? AND type = ? AND level = ? AND person IN (?, '')"
        db.execute(f"DELETE FROM questions WHERE {where}", (gone.query, gone.kind, gone.level, tidy(person)))
    return gone


def restore(db: sqlite3.Connection, one: SavedQuestion) -> None:
    """Put a deleted question back in its place, unless the same was saved anew."""
    if not _standing(db, one.person, one.id):
        QUESTIONS.add(db, one)


def find(db: sqlite3.Connection, person: str, written: str) -> SavedQuestion:
    """A person's question of this id or name; NotFoundError when there is none, QuestionError when several have it."""
    standing, _ = read(db, person)
    found = [x for x in standing if x.id == written] or [x for x in standing if x.label == tidy(written)]
    if not found:
        raise NotFoundError(f"没有保存过“{written}”", todo="可用 duibiao questions 查看名称和编号")
    if len(found) > 1:
        raise QuestionError(
            f"有 {len(found)} 个保存的问题都叫“{written}”", todo=f"请改用编号：{'、'.join(x.id for x in found)}"
        )
    return found[0]


def _standing(db: sqlite3.Connection, person: str, identity: str) -> SavedQuestion | None:
    return next((x for x in read(db, person)[0] if x.id == identity), None)


def _question(name: str, query: str, kind: str, level: str, saved: str, person: str) -> SavedQuestion:
    if kind and kind not in BY_NAME:
        raise QuestionError(f"没有“{kind}”这种文件类型", todo=f"可用：{'、'.join(BY_NAME)}")
    if level not in LEVELS:
        raise QuestionError(f"没有“{level}”这个层级", todo=f"可用：{'、'.join(filter(None, LEVELS))}")
    asked = checked(query, "问题", MAX_QUESTION)
    called, time = checked(name, "名称", MAX_NAME, required=False), checked_time(saved, required=False)
    return SavedQuestion(asked, kind, level, called, time, checked(person, _PERSON, MAX_NAME, required=False))


def _parse(cells: Sequence[str]) -> SavedQuestion:
    name, query, kind, level, saved, person = cells
    return _question(name, query, kind, level, saved, person)


def _cells(one: SavedQuestion) -> tuple[str, ...]:
    return one.name, one.query, one.kind, one.level, one.saved, one.person


QUESTIONS = Table(
    "questions",
    "保存的问题",
    ("name", "query", "type", "level", "saved", "person"),
    """CREATE TABLE questions (
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, query TEXT NOT NULL, type TEXT NOT NULL,
        level TEXT NOT NULL, saved TEXT NOT NULL, person TEXT NOT NULL DEFAULT '', UNIQUE (query, type, level, person))""",
    _parse,
    _cells,
    order="saved",
    added=("person",),
)
_OLD = "id, name, query, type, level, saved"
CHANGES = (
    "ALTER TABLE questions RENAME TO questions_before",
    QUESTIONS.sql,
    f"INSERT INTO questions ({_OLD}) SELECT {_OLD} FROM questions_before",
    "DROP TABLE questions_before",
)
"""What brings the table of a file before version 7 to what it is now."""
CHANGED = 7
