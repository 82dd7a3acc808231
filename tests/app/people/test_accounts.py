"""Accounts: made, changed, locked, and each change on the audit log."""

import sqlite3

import pytest

from app.people import accounts, database, exchange, identity, repair, sessions
from app.people.audit import AUDIT
from app.people.rights import ROLES, Role
from app.people.tables import TABLES
from ingest.errors import NotFoundError, QuestionError

SECRET = "早班 coffee 42"


@pytest.fixture
def base(folder):
    with database.writing(folder) as db:
        accounts.add(db, "张三", Role.LIBRARIAN, SECRET, "root")
        accounts.add(db, "Ｌi  Si", Role.READER, SECRET, "张三")
    return folder


def change(folder, act, *args):
    with database.writing(folder) as db:
        return act(db, *args, "张三")


def log(folder):
    with database.reading(folder) as db:
        return [(x.who, x.action, x.document) for x in AUDIT.rows(db)[0]]


def test_an_account_is_found_however_its_name_is_typed_and_made_once(base):
    with database.reading(base) as db:
        assert accounts.find(db, "li si").name == accounts.find(db, "LISI").name == "Ｌi Si"
        assert accounts.find(db, "王五") is None
    with pytest.raises(QuestionError, match="已经有账号"):
        change(base, accounts.add, "LI SI", Role.AUTHOR, SECRET)


@pytest.mark.parametrize("name", ["", "  ", "张\u202e三", "张\x00三", "长" * 41])
def test_a_name_that_cannot_be_told_from_another_is_refused(folder, name):
    with pytest.raises(QuestionError):
        change(folder, accounts.add, name, Role.READER, SECRET)


def test_a_role_is_logged_in_the_words_of_people(base):
    change(base, accounts.set_role, "li si", Role.LIBRARIAN)
    with database.reading(base) as db:
        last = AUDIT.rows(db)[0][-1]
    assert (last.before, last.after) == (ROLES[Role.READER], "资料管理员")


def test_every_change_names_who_made_it(base):
    change(base, accounts.set_role, "li si", Role.LIBRARIAN)
    change(base, accounts.set_password, "li si", SECRET + "!")
    change(base, accounts.disable, "li si")
    change(base, accounts.enable, "li si")
    assert log(base) == [
        ("root", "add_account", "张三"),
        ("张三", "add_account", "Ｌi Si"),
        ("张三", "change_role", "Ｌi Si"),
        ("张三", "change_password", "Ｌi Si"),
        ("张三", "disable_account", "Ｌi Si"),
        ("张三", "enable_account", "Ｌi Si"),
    ]


@pytest.mark.parametrize(
    ("act", "args"),
    [
        (accounts.set_role, ("li si", Role.AUTHOR)),
        (accounts.set_password, ("li si", SECRET + "!")),
        (accounts.disable, ("li si",)),
    ],
)
def test_a_change_ends_the_sessions_of_the_account_and_of_no_other(base, act, args):
    with database.writing(base) as db:
        other, own = sessions.begin(db, "张三"), sessions.begin(db, "Ｌi Si")
    change(base, act, *args)
    assert identity.by_cookie(base, own) is None and identity.by_cookie(base, other).name == "张三"


@pytest.mark.parametrize(("act", "args"), [(accounts.disable, ("张三",)), (accounts.set_role, ("张三", Role.AUTHOR))])
def test_a_librarian_is_left_whatever_is_locked(base, act, args):
    with pytest.raises(QuestionError, match="资料管理员"):
        change(base, act, *args)
    with database.reading(base) as db:
        assert accounts.ready(db) and accounts.find(db, "张三").role == Role.LIBRARIAN
    change(base, accounts.set_role, "li si", Role.LIBRARIAN)
    change(base, act, *args)
    with database.reading(base) as db:
        assert accounts.ready(db)


def test_an_account_that_is_not_there_is_one_line(base):
    with pytest.raises(NotFoundError, match="accounts list"):
        change(base, accounts.disable, "王五")


def test_no_export_shows_an_account_and_a_repair_keeps_it(base, tmp_path):
    files, _ = exchange.export(base)
    assert {file.name for file in files} == {f"{table.name}.csv" for table in TABLES} - {
        "accounts.csv",
        "tokens.csv",
        "draft.csv",
        "settings.csv",
    }
    assert not any("argon2" in file.text for file in files)
    raw = sqlite3.connect(base / database.FILE)
    raw.execute("UPDATE audit SET time = 'x' WHERE id = 1")
    raw.commit()
    raw.close()
    assert repair.repair(base)
    with database.reading(base) as db:
        assert [x.name for x in accounts.everyone(db)] == ["张三", "Ｌi Si"]


def test_a_file_from_before_accounts_is_read_and_gets_their_tables_when_written(base):
    later = [table.name for table in TABLES if table.since > 3] + ["sessions"]
    raw = sqlite3.connect(base / database.FILE)
    raw.executescript("; ".join(f"DROP TABLE {name}" for name in later) + "; PRAGMA user_version = 3")
    raw.close()
    (base / database.FILE).chmod(0o444)
    with database.reading(base) as db:
        assert accounts.everyone(db) == [] and len(AUDIT.rows(db)[0]) == 2
    assert identity.by_cookie(base, "x") is None
    (base / database.FILE).chmod(0o644)
    change(base, accounts.add, "张三", Role.LIBRARIAN, SECRET)
    with database.reading(base) as db:
        assert [x.name for x in accounts.everyone(db)] == ["张三"] and database.found_version(db) == database.VERSION
