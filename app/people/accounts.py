"""The accounts of a hospital's people: who may log in, and as what. ``by``: who makes a change, for the audit log."""

import sqlite3
import unicodedata
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace

from app.people import audit, passwords
from app.people.rights import ROLES, Person, Role
from app.people.sessions import clock, text
from app.people.table import Table
from app.people.text import MAX_ID, MAX_NAME, checked
from ingest.errors import DataError, NotFoundError, QuestionError


@dataclass(frozen=True, slots=True)
class Account:
    """One row."""

    name: str
    """As the person writes it at the login; no two are the same but for case or width of letters."""
    role: Role
    password: str
    """Its Argon2id hash."""
    created: str
    """ISO 8601, UTC; so is ``disabled``."""
    disabled: str = ""
    """Since when it cannot be used; "" while it can."""

    @property
    def person(self) -> Person:
        """Whose account it is."""
        return Person(self.name, self.role)


def everyone(db: sqlite3.Connection) -> list[Account]:
    """All accounts, by name."""
    return ACCOUNTS.rows(db)[0]


def find(db: sqlite3.Connection, name: str) -> Account | None:
    """The account of that name, however its letters are written."""
    return next((one for one in everyone(db) if key(one.name) == key(name)), None)


def ready(db: sqlite3.Connection) -> bool:
    """Whether somebody can log in who may make accounts for the others."""
    return any(one.role == Role.LIBRARIAN and not one.disabled for one in everyone(db))


def add(db: sqlite3.Connection, name: str, role: Role, password: str, by: str) -> Account:
    """Make an account; QuestionError when the name is taken or cannot be, or the password is too easy."""
    name = checked(name, "姓名", MAX_NAME)
    if role == Role.GUEST:
        raise QuestionError("账号要有角色")
    if standing := find(db, name):
        todo = "同名的人可以在后面加科室，如 张三（内科）；要改密码请用 duibiao accounts password"
        raise QuestionError(f"“{standing.name}”已经有账号", todo=todo)
    one = Account(name, role, passwords.hashed(password, name), text(clock()))
    ACCOUNTS.add(db, one)
    audit.note(db, by, "add_account", one.name, after=ROLES[one.role])
    return one


def set_password(db: sqlite3.Connection, name: str, password: str, by: str) -> Account:
    """Give an account another password, which ends its sessions."""
    one = _there(db, name)
    return _store(db, replace(one, password=passwords.hashed(password, one.name)), by, "change_password")


def set_role(db: sqlite3.Connection, name: str, role: Role, by: str) -> Account:
    """Give an account another role; QuestionError when no librarian would be left."""
    return _store(db, replace(_there(db, name), role=role), by, "change_role")


def disable(db: sqlite3.Connection, name: str, by: str) -> Account:
    """Lock an account, which ends its sessions; QuestionError when no librarian would be left."""
    one = _there(db, name)
    return one if one.disabled else _store(db, replace(one, disabled=text(clock())), by, "disable_account")


def enable(db: sqlite3.Connection, name: str, by: str) -> Account:
    """Unlock an account."""
    return _store(db, replace(_there(db, name), disabled=""), by, "enable_account")


def _store(db: sqlite3.Connection, one: Account, by: str, action: str) -> Account:
    before, old = ready(db), _there(db, one.name)
    sql = "UPDATE accounts SET role = ?, password = ?, disabled = ? WHERE name = ?"
    db.execute(sql, (one.role, one.password, one.disabled, one.name))
    db.execute("DELETE FROM sessions WHERE account = ?", (one.name,))
    if before and not ready(db):
        raise QuestionError("这样就没有能用的资料管理员账号了，没有改", todo="请先给另一个人资料管理员的账号")
    said = ("", "") if old.role == one.role else (ROLES[old.role], ROLES[one.role])
    audit.note(db, by, action, one.name, before=said[0], after=said[1])
    return one


def _there(db: sqlite3.Connection, name: str) -> Account:
    if not (one := find(db, name)):
        raise NotFoundError(f"没有“{name.strip()[:MAX_NAME]}”这个账号", todo="可用 duibiao accounts list 查看")
    return one


def key(name: str) -> str:
    """By which names are compared: case, width and blanks of their letters make no difference."""
    return unicodedata.normalize("NFKC", name).casefold().replace(" ", "")


def _parse(cells: Sequence[str]) -> Account:
    name, role, password, created, disabled = cells
    if role not in set(Role) - {Role.GUEST}:
        raise DataError(f"没有“{role[:MAX_NAME]}”这个角色")
    return Account(checked(name, "姓名", MAX_NAME), Role(role), checked(password, "密码", MAX_ID), created, disabled)


ACCOUNTS = Table(
    "accounts",
    "账号",
    ("name", "role", "password", "created", "disabled"),
    """CREATE TABLE accounts (
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, role TEXT NOT NULL, password TEXT NOT NULL,
        created TEXT NOT NULL, disabled TEXT NOT NULL)""",
    _parse,
    astuple,
    order="name",
    secret=True,
    since=4,
)
