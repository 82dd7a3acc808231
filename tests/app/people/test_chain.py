"""The chain of the audit log: what was changed, deleted, inserted, moved or cut off is found."""

import sqlite3
from contextlib import closing

import pytest

from app.people import audit, chain, database, repair, soundness
from app.people.audit import Change
from app.people.chain import Anchor
from app.people.soundness import Noted
from ingest.errors import QuestionError

LINES = [Change(f"2026-01-0{n}T08:00:00.000+00:00", "王敏", "add", f"文件{n}", "original", "ab" * 32) for n in range(1, 6)]


@pytest.fixture
def filled(folder):
    for line in LINES:
        with database.writing(folder) as db:
            audit.record(db, [line])
    return folder


def tamper(folder, *statements):
    with closing(sqlite3.connect(folder / database.FILE, isolation_level=None)) as db:
        for sql in statements:
            db.execute(sql)


def broken(folder):
    with database.reading(folder) as db:
        return list(chain.broken(db))


def head(folder):
    with database.reading(folder) as db:
        return chain.head(db)


def test_what_was_written_line_by_line_holds(filled):
    assert broken(filled) == []
    assert head(filled).number == 5 and Anchor.parse(str(head(filled))) == head(filled)


@pytest.mark.parametrize(
    "statements",
    [
        ("UPDATE audit SET who = '李强' WHERE id = 3",),
        ("UPDATE audit SET after = '别的' WHERE id = 5",),
        ("UPDATE audit SET time = '2020-01-01T00:00:00.000+00:00' WHERE id = 1",),
        ("DELETE FROM audit WHERE id = 3",),
        ("DELETE FROM audit WHERE id = 1",),
        (
            "UPDATE audit SET id = 99 WHERE id = 2",
            "UPDATE audit SET id = 2 WHERE id = 3",
            "UPDATE audit SET id = 3 WHERE id = 99",
        ),
        (
            "UPDATE audit SET id = id + 10 WHERE id > 2",
            "INSERT INTO audit SELECT 3, time, '外人', action, document, rendition, "
            "sha256, before, after, chain FROM audit WHERE id = 2",
        ),
        ("UPDATE audit SET chain = '' WHERE id = 2",),
    ],
    ids=["changed", "last", "first", "deleted", "first deleted", "moved", "inserted", "out of the chain"],
)
def test_a_line_that_was_tampered_with_is_found(filled, statements):
    tamper(filled, *statements)
    assert broken(filled) and "接不上" in broken(filled)[0]
    told = [one.what for one in soundness.problems(filled, [])]
    assert any("操作记录第" in what for what in told)


def test_lines_cut_off_at_the_end_are_found_with_an_anchor_alone(filled):
    anchor = Noted("给出的锚点", head(filled), "")
    assert soundness.problems(filled, [anchor]) == []
    tamper(filled, "DELETE FROM audit WHERE id > 3")
    assert broken(filled) == []
    (problem,) = soundness.problems(filled, [anchor])
    assert "曾经记到第 5 条，现在只到第 3 条" in problem.what


def test_a_chain_that_somebody_computed_anew_is_found_with_an_anchor(filled):
    anchor = Noted("给出的锚点", head(filled), "")
    tamper(filled, "UPDATE audit SET who = '外人' WHERE id = 2")
    with database.writing(filled) as db:
        chain.renew(db)
    assert broken(filled) == []
    assert "对不上" in soundness.problems(filled, [anchor])[0].what


def test_lines_taken_out_by_the_settings_leave_a_line_that_accounts_for_them(filled):
    anchor = Noted("给出的锚点", head(filled), "")
    with database.writing(filled) as db:
        audit.record(db, [Change("2099-01-01T08:00:00.000+00:00", "王敏", "add", "以后", "", "")])
        audit.trim(db, 1, "王敏")
    assert broken(filled) == [] and soundness.problems(filled, [anchor]) == []
    with database.reading(filled) as db:
        assert [x.action for x in audit.AUDIT.rows(db)[0]] == [chain.TRIM, "add"]
    tamper(filled, f"UPDATE audit SET sha256 = '' WHERE action = '{chain.TRIM}'")
    assert broken(filled)


def test_a_repair_begins_anew_and_says_so(filled):
    noted = Noted("第 1 版记下的锚点", head(filled), "2026-01-05T08:00:00.000+00:00")
    tamper(filled, "UPDATE audit SET time = '昨天' WHERE id = 2")
    repair.repair(filled)
    assert broken(filled) == [] and soundness.problems(filled, [noted]) == []
    with database.reading(filled) as db:
        assert audit.AUDIT.rows(db)[0][-1].action == chain.REPAIR


def test_a_log_of_an_earlier_version_is_taken_into_the_chain(filled):
    columns = "time, who, action, document, rendition, sha256"
    tamper(
        filled,
        "DROP TABLE settings",
        f"CREATE TABLE old AS SELECT id, {columns} FROM audit",
        "DROP TABLE audit",
        "CREATE TABLE audit (id INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, "
        f"document TEXT NOT NULL, rendition TEXT NOT NULL, sha256 TEXT NOT NULL, UNIQUE ({columns}))",
        "INSERT INTO audit SELECT * FROM old",
        "DROP TABLE old",
        "PRAGMA user_version = 5",
    )
    with database.reading(filled) as db:
        assert audit.AUDIT.rows(db) == (LINES, [])
    with database.writing(filled) as db:
        audit.note(db, "王敏", "add_account", "李强", after="author")
    assert broken(filled) == [] and head(filled).number == 6
    with database.reading(filled) as db:
        assert audit.AUDIT.rows(db)[0][-1].after == "author"


@pytest.mark.parametrize("written", ["", "5", "5:abc", "x:" + "0" * 64])
def test_an_anchor_that_is_none_is_one_line(written):
    with pytest.raises(QuestionError, match="锚点"):
        Anchor.parse(written)
