"""Who is logged in: each session under the hash of a random number that only the person's browser knows.

A repair of the file begins without sessions, and everyone logs in again.
"""

import hashlib
import secrets
import sqlite3
from datetime import UTC, datetime, timedelta

from app.people import settings
from app.people.rights import Person, Role

TOUCHED = timedelta(minutes=1)
"""How exactly it is kept when a session or a token was used last."""
SINCE = 4
SQL = """CREATE TABLE IF NOT EXISTS sessions (
    sha256 TEXT PRIMARY KEY, account TEXT NOT NULL, started TEXT NOT NULL, seen TEXT NOT NULL) WITHOUT ROWID"""
_FIND = """SELECT accounts.name, role, seen FROM sessions JOIN accounts ON accounts.name = account
    WHERE sha256 = ? AND seen >= ? AND started >= ? AND disabled = ''"""


def begin(db: sqlite3.Connection, account: str) -> str:
    """Start a session, sweep those that are over, and give the secret number for the browser's cookie."""
    now, secret = clock(), secrets.token_urlsafe(32)
    db.execute("DELETE FROM sessions WHERE seen < ? OR started < ?", _earliest(db, now))
    db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (digest(secret), account, text(now), text(now)))
    return secret


def _earliest(db: sqlite3.Connection, now: datetime) -> tuple[str, str]:
    """Before which times a session that still holds was not used last, and not begun, as the settings say."""
    idle = timedelta(minutes=settings.value(db, settings.IDLE_MINUTES))
    whole = timedelta(hours=settings.value(db, settings.SESSION_HOURS))
    return text(now - idle), text(now - whole)


def end(db: sqlite3.Connection, secret: str) -> None:
    """End the session of a cookie, if there is one."""
    db.execute("DELETE FROM sessions WHERE sha256 = ?", (digest(secret),))


def find(db: sqlite3.Connection, secret: str) -> tuple[Person, bool] | None:
    """Whose session it is, and whether it is to be touched; None when it is over, or its account is locked."""
    now = clock()
    found = db.execute(_FIND, (digest(secret), *_earliest(db, now))).fetchone()
    return (Person(found[0], Role(found[1])), found[2] < text(now - TOUCHED)) if found else None


def touch(db: sqlite3.Connection, secret: str) -> None:
    """Keep that a session is used now."""
    db.execute("UPDATE sessions SET seen = ? WHERE sha256 = ?", (text(clock()), digest(secret)))


def digest(secret: str) -> str:
    """What is kept of a secret that is random: of 256 bits, a plain hash cannot be turned back."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def clock() -> datetime:
    """The time now, UTC."""
    return datetime.now(UTC)


def text(time: datetime) -> str:
    """A time as it is kept: ISO 8601 to the second, so that texts compare as times do."""
    return time.isoformat(timespec="seconds")
