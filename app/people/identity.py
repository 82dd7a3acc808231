"""Whose request it is: the person behind the cookie of a session or behind a token."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.people import database, sessions, tokens
from app.people.rights import Person
from ingest.errors import BaseError

_Find = Callable[[sqlite3.Connection, str], tuple[Person, bool] | None]


def by_cookie(kb: Path, secret: str) -> Person | None:
    """Who is logged in under the secret of a cookie, None when nobody is. BaseError when it cannot be read."""
    return _holder(kb, secret, sessions.find, sessions.touch) if secret else None


def by_token(kb: Path, secret: str) -> Person | None:
    """In whose name a request with this token is made, None when it is none in use. BaseError when it cannot be read."""
    return _holder(kb, secret, tokens.find, tokens.touch) if secret.startswith(tokens.PREFIX) else None


def _holder(kb: Path, secret: str, find: _Find, touch: Callable[[sqlite3.Connection, str], None]) -> Person | None:
    with database.glancing(kb) as db:
        found = find(db, secret) if db else None
    if not found:
        return None
    person, stale = found
    if stale:
        with suppress(BaseError), database.writing(kb) as db:  # it is good, though that it was used cannot be written down
            touch(db, secret)
    return person
