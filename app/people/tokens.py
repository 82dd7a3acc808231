"""Tokens with which the hospital's own systems ask: made by the librarian, shown once, kept as hashes."""

import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from app.people import audit
from app.people.rights import Person, Role
from app.people.sessions import TOUCHED, clock, digest, text
from app.people.table import Table
from app.people.text import MAX_ID, MAX_NAME, checked, tidy
from ingest.errors import DataError, NotFoundError, QuestionError

ROLES = (Role.READER, Role.AUTHOR)
"""What a token may be: it asks and compares, and changes nothing."""
PREFIX = "duibiao_"
"""By it a secret that got into a file or a message is recognised."""


@dataclass(frozen=True, slots=True)
class Token:
    """One row."""

    name: str
    """Of the system that has it."""
    role: Role
    sha256: str
    created: str
    """ISO 8601, UTC; so are ``used`` and ``revoked``."""
    by: str
    """Who made it."""
    used: str = ""
    revoked: str = ""


def everyone(db: sqlite3.Connection) -> list[Token]:
    """All tokens in the order made, revoked ones too."""
    return TOKENS.rows(db)[0]


def make(db: sqlite3.Connection, name: str, role: Role, by: str) -> str:
    """Make a token and give its secret, which cannot be had again; QuestionError when the name is taken or cannot be."""
    name = checked(name, "系统名称", MAX_NAME)
    if role not in ROLES:
        raise QuestionError("令牌只能是读者或案例作者")
    if any(one.name == name and not one.revoked for one in everyone(db)):
        raise QuestionError(f"“{name}”已经有令牌", todo="请先停用它，或换一个名称")
    secret = PREFIX + secrets.token_urlsafe(32)
    TOKENS.add(db, Token(name, role, digest(secret), text(clock()), by))
    audit.note(db, by, "add_token", name)
    return secret


def revoke(db: sqlite3.Connection, name: str, by: str) -> None:
    """Make a token useless; NotFoundError when none of that name is in use."""
    sql = "UPDATE tokens SET revoked = ? WHERE name = ? AND revoked = ''"
    if not db.execute(sql, (text(clock()), tidy(name))).rowcount:
        raise NotFoundError(f"没有“{tidy(name)[:MAX_NAME]}”这个令牌", todo="可用 duibiao tokens list 查看")
    audit.note(db, by, "revoke_token", tidy(name))


def find(db: sqlite3.Connection, secret: str) -> tuple[Person, bool] | None:
    """In whose name a request with this token is made, and whether it is to be touched; None when it is none in use."""
    sql = "SELECT name, role, used FROM tokens WHERE sha256 = ? AND revoked = ''"
    found = db.execute(sql, (digest(secret),)).fetchone()
    return (holder(found[0], Role(found[1])), found[2] < text(clock() - TOUCHED)) if found else None


def touch(db: sqlite3.Connection, secret: str) -> None:
    """Keep that a token is used now."""
    db.execute("UPDATE tokens SET used = ? WHERE sha256 = ?", (text(clock()), digest(secret)))


def holder(name: str, role: Role) -> Person:
    """In whose name the requests of a system are made."""
    return Person(f"接口：{name}", role)


def _parse(cells: Sequence[str]) -> Token:
    name, role, sha256, created, by, used, revoked = cells
    if role not in ROLES:
        raise DataError(f"没有“{role[:MAX_NAME]}”这种令牌")
    return Token(checked(name, "系统名称", MAX_NAME), Role(role), checked(sha256, "散列值", MAX_ID), created, by, used, revoked)


TOKENS = Table(
    "tokens",
    "接口令牌",
    ("name", "role", "sha256", "created", "by", "used", "revoked"),
    """CREATE TABLE tokens (
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, role TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE,
        created TEXT NOT NULL, by TEXT NOT NULL, used TEXT NOT NULL, revoked TEXT NOT NULL)""",
    _parse,
    astuple,
    secret=True,
    since=4,
)
