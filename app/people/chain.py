"""The audit log as a hash chain: each line is kept with a hash over itself and the hash of the line before it.

Whoever changes, deletes, inserts or moves a line leaves a place where the chain does not hold. Two things it cannot show by
itself: that lines at the end are gone, and that somebody who may write the file computed the whole chain anew. For both it
takes an anchor, the number and hash of a line as they once were, kept where that person cannot write. Every snapshot keeps
one in its manifest; ``duibiao audit --anchor`` prints one to be filed elsewhere.
"""

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from ingest.errors import QuestionError

START = "0" * 64
"""Stands before the first line."""
TRIM, REPAIR = "trim_audit", "repair_people"
"""Lines that say that older lines were taken out by the retention settings, and that the chain was begun anew."""
_CELLS = "time, who, action, document, rendition, sha256, before, after"
_ANCHOR = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The last line of the log as it was at some time."""

    number: int
    """Its number; 0 where the log was empty."""
    hash: str

    def __str__(self) -> str:
        """``126:ab12…``."""
        return f"{self.number}:{self.hash}"

    @classmethod
    def parse(cls, written: str) -> Self:
        """Read one back; QuestionError when it is none."""
        found = _ANCHOR.fullmatch(written.strip())
        if not found:
            raise QuestionError(f"锚点“{written[:80]}”读不懂", todo="请写 duibiao audit --anchor 印出的那一串，如 126:ab12…")
        return cls(int(found[1]), found[2])


def link(db: sqlite3.Connection) -> None:
    """Take lines that were added since into the chain."""
    new: list[tuple[int, tuple[str, ...]]] = []
    before = START
    for number, chain, *cells in db.execute(f"SELECT id, chain, {_CELLS} FROM audit ORDER BY id DESC"):
        if chain:
            before = chain
            break
        new.append((number, tuple(cells)))
    for number, line in reversed(new):
        before = _hash(before, line)
        db.execute("UPDATE audit SET chain = ? WHERE id = ?", (before, number))


def renew(db: sqlite3.Connection) -> None:
    """Begin the chain anew over the lines that are there, after a repair that could not keep all."""
    db.execute("UPDATE audit SET chain = ''")
    link(db)


def head(db: sqlite3.Connection) -> Anchor:
    """The last line."""
    row = db.execute("SELECT id, chain FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    return Anchor(*row) if row else Anchor(0, START)


def broken(db: sqlite3.Connection) -> Iterator[str]:
    """What a person must know of each place where the chain does not hold."""
    before, taken_out = START, {sha for (sha,) in db.execute("SELECT sha256 FROM audit WHERE action = ?", (TRIM,))}
    first = True
    for number, chain, *cells in db.execute(f"SELECT id, chain, {_CELLS} FROM audit ORDER BY id"):
        line = tuple(cells)
        if chain != _hash(before, line) and not (first and chain in {_hash(sha, line) for sha in taken_out}):
            yield f"第 {number} 条（{line[0]} {line[1]}）和上一条接不上：这里有记录被改过、删过、插入过或换过位置"
        before, first = chain, False


def missing(db: sqlite3.Connection, anchor: Anchor) -> str:
    """What a person must know where the log no longer holds the line of an anchor as it was; "" where it does.

    A line that the retention settings took out since is accounted for by the line that says so.
    """
    row = db.execute("SELECT chain FROM audit WHERE id = ?", (anchor.number,)).fetchone()
    oldest, newest = db.execute("SELECT min(id), max(id) FROM audit").fetchone()
    taken_out = db.execute("SELECT 1 FROM audit WHERE action = ?", (TRIM,)).fetchone() is not None
    if (row and row[0] == anchor.hash) or not anchor.number or (taken_out and anchor.number < oldest):
        return ""
    gone = newest is None or newest < anchor.number
    told = "后面的记录被删去了" if gone else "这一条或它以前的记录被改过"
    return f"曾经记到第 {anchor.number} 条，现在{'只到第 ' + str(newest or 0) + ' 条，' if gone else '对不上，'}{told}"


def trim(db: sqlite3.Connection, before: str) -> tuple[int, Anchor] | None:
    """Take out the lines at the beginning whose time is earlier than ``before``; how many, and the last of them."""
    keep = db.execute("SELECT min(id) FROM audit WHERE time >= ?", (before,)).fetchone()[0]
    last = db.execute("SELECT id, chain FROM audit WHERE id < ? ORDER BY id DESC LIMIT 1", (keep or 0,)).fetchone()
    if not last:
        return None
    count = db.execute("DELETE FROM audit WHERE id <= ?", (last[0],)).rowcount
    return count, Anchor(*last)


def _hash(before: str, line: tuple[str, ...]) -> str:
    text = json.dumps([before, *map(str, line)], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()
