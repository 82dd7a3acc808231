"""Which part of the app a path leads to, and what it takes to go there."""

from dataclasses import dataclass

from app.people.rights import Right

KILOBYTE, MEGABYTE = 1024, 1024 * 1024
UPLOAD = 200 * MEGABYTE
"""Bytes of a file that is uploaded: as many as ``duibiao add`` takes."""


@dataclass(frozen=True, slots=True)
class Door:
    """One path, or all paths that begin in one way."""

    prefix: str
    """With / at its end it stands for all that begin with it."""
    right: Right | None
    """None where nobody needs to log in: the page says for itself who may do what."""
    body: int = 64 * KILOBYTE
    """Bytes that a request may bring."""
    token: bool = False
    """Whether another system comes with a token, which no browser sends by itself for a foreign page."""


DOORS = (
    Door("/login", None),
    Door("/login/", None),
    Door("/logout", None),
    Door("/account", None),
    Door("/api/v1/map", None, 20 * MEGABYTE, token=True),
    Door("/api/v1/check_citations", None, 20 * MEGABYTE, token=True),
    Door("/mcp", None, 2 * MEGABYTE, token=True),
    Door("/api/", None, token=True),
    Door("/health", None),
    Door("/metrics", None, token=True),
    Door("/_stcore/health", None),
    Door("/_stcore/host-config", None),
    Door("/_stcore/metrics", Right.ACCOUNTS),
    Door("/_stcore/upload_file/", Right.MAP, UPLOAD + MEGABYTE),
    Door("/static/", None),
    Door("/favicon.png", None),
    Door("/", Right.READ),
)
"""The first one that fits; the last one fits everything."""


def door(path: str) -> Door:
    """Where a path leads."""
    return next(one for one in DOORS if path == one.prefix or (one.prefix.endswith("/") and path.startswith(one.prefix)))
