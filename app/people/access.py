"""How people reach the app, and who is behind a request's cookies."""

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from app.people import identity, rights
from app.people.rights import GUEST, Person

COOKIE, SECURE_COOKIE = "duibiao", "__Host-duibiao"
"""Names of the cookie with the secret of a session; the second one under TLS, where no other host can set it."""
_VARIABLE = "DUIBIAO_ACCESS"


class Access(StrEnum):
    """Who may come in."""

    LOCAL = "local"
    """Only this computer reaches the app: whoever sits there may do everything."""
    ACCOUNTS = "accounts"
    """Whoever has an account."""
    OPEN = "open"
    """Everyone to read, whoever has an account to do more."""


def person(kb: Path, access: Access, cookies: Mapping[str, str]) -> Person | None:
    """Who makes a request with these cookies; None when that person must log in first. BaseError when it cannot be read."""
    if access == Access.LOCAL:
        return rights.local()
    return identity.by_cookie(kb, secret(cookies)) or (GUEST if access == Access.OPEN else None)


def secret(cookies: Mapping[str, str]) -> str:
    """The secret of the session that a browser has; "" where it has none."""
    return cookies.get(SECURE_COOKIE) or cookies.get(COOKIE) or ""


def announce(access: Access) -> None:
    """Tell the pages, which run in this process, who may come in."""
    os.environ[_VARIABLE] = access.value


def announced() -> Access:
    """Who may come in: nobody but this computer's user, unless the server has told otherwise."""
    return Access(os.environ.get(_VARIABLE, Access.LOCAL))
