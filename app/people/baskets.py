"""A person's basket (引用篮): ids of what they mean to cite or to teach, in order, each with a note or none."""

import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace

from app.people.clock import checked_time, local
from app.people.table import Table
from app.people.text import MAX_ID, MAX_NAME, MAX_NOTE, checked
from ingest.errors import DataError

_PERSON, _THING, _NOTE = "姓名", "编号", "备注"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in somebody's basket."""

    person: str
    """Whose basket: a name."""
    id: str
    """Of a clause, a document or a thing of the base, as it was when it was put in."""
    note: str = ""
    added: str = ""
    """Local date and time, ISO 8601 to the millisecond; a basket is in this order."""


def read(db: sqlite3.Connection, person: str) -> tuple[list[Item], list[DataError]]:
    """What lies in a person's basket, in order, and what is wrong with rows that cannot be read."""
    who = checked(person, _PERSON, MAX_NAME)
    found, problems = BASKETS.rows(db)
    return [item for item in found if item.person == who], problems


def add(db: sqlite3.Connection, person: str, identity: str, note: str = "") -> Item:
    """Put one thing at the end; one that lies there keeps its place, and takes the note if there is one.

    QuestionError when the name, the id or the note cannot be kept.
    """
    new = _item(person, identity, note, local())
    before = remove(db, person, identity)
    item = replace(before, note=new.note or before.note) if before else new
    BASKETS.add(db, item)
    return item


def remove(db: sqlite3.Connection, person: str, identity: str) -> Item | None:
    """Take one thing out and return it; None when it was not there."""
    who, what = checked(person, _PERSON, MAX_NAME), checked(identity, _THING, MAX_ID)
    gone = next((item for item in read(db, who)[0] if item.id == what), None)
    if gone:
        db.execute("DELETE FROM baskets WHERE person = ? AND item = ?", (who, what))
    return gone


def restore(db: sqlite3.Connection, items: Sequence[Item]) -> None:
    """Put things back in their places, unless they were put in anew."""
    for item in items:
        BASKETS.add(db, item)


def clear(db: sqlite3.Connection, person: str) -> list[Item]:
    """Empty a person's basket and return what was in it."""
    gone, _ = read(db, person)
    db.execute("DELETE FROM baskets WHERE person = ?", (checked(person, _PERSON, MAX_NAME),))
    return gone


def _item(person: str, identity: str, note: str, added: str) -> Item:
    return Item(
        checked(person, _PERSON, MAX_NAME),
        checked(identity, _THING, MAX_ID),
        checked(note, _NOTE, MAX_NOTE, required=False),
        added,
    )


def _parse(cells: Sequence[str]) -> Item:
    person, identity, note, added = cells
    return _item(person, identity, note, checked_time(added))


BASKETS = Table(
    "baskets",
    "引用篮",
    ("person", "item", "note", "added"),
    """CREATE TABLE baskets (
        id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL, item TEXT NOT NULL, note TEXT NOT NULL,
        added TEXT NOT NULL, UNIQUE (person, item))""",
    _parse,
    astuple,
    order="added",
    since=2,
)
