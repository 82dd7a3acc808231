"""What is saved of a damaged file, and that it stays beside as it was."""

import os
import sqlite3
from contextlib import closing

import pytest

from app.people import database, questions, repair, seal
from ingest.errors import BaseError


@pytest.fixture
def filled(folder):
    with database.writing(folder) as db:
        for i in range(300):
            questions.save(db, "王敏", f"第{i}件事怎么做才符合规定，由谁负责，多久检查一次")
    return folder


def kept(folder):
    with database.reading(folder) as db:
        found, problems = questions.read(db, "王敏")
    assert not problems
    return {x.query for x in found}


def test_a_whole_file_is_left_as_it_is(filled, file):
    before = file.read_bytes()
    assert repair.repair(filled) is None and file.read_bytes() == before
    assert repair.check(filled).counts == (
        ("审核记录", 0),
        ("保存的问题", 300),
        ("操作记录", 0),
        ("引用篮", 0),
        ("案例", 0),
        ("案例的步骤", 0),
        ("账号", 0),
        ("接口令牌", 0),
        ("改正", 0),
        ("草稿", 0),
        ("核对记录", 0),
        ("留存设置", 0),
    )


def test_rows_before_and_after_the_damage_are_kept_and_the_file_lies_beside(filled, file):
    everything = kept(filled)
    pages = file.stat().st_size // 4096
    data = bytearray(file.read_bytes())
    with closing(sqlite3.connect(file)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'questions'").fetchone()
    leaves = [
        n for n in range(pages) if data[n * 4096] == 13 and n + 1 != root and b"\xe7\xac\xac" in data[n * 4096 : (n + 1) * 4096]
    ]
    middle = leaves[len(leaves) // 2]
    data[middle * 4096 : (middle + 1) * 4096] = os.urandom(4096)
    file.write_bytes(data)
    with pytest.raises(BaseError, match="people repair"):
        kept(filled)
    done = repair.repair(filled)
    assert done.aside.read_bytes() == bytes(data)
    assert kept(filled) < everything and len(kept(filled)) > 200
    assert dict(done.counts)["保存的问题"] == len(kept(filled))
    assert sorted(p.name for p in filled.iterdir()) == sorted([database.FILE, database.MARKER, seal.FILE, done.aside.name])
    assert repair.repair(filled) is None


@pytest.mark.parametrize("content", [b"", b"\x00" * 9_000, "乱写的".encode(), b"SQLite format 3\x00"])
def test_of_a_file_of_which_nothing_can_be_read_an_empty_one_is_made(filled, file, content):
    file.write_bytes(content)
    done = repair.repair(filled)
    assert done.aside.read_bytes() == content and kept(filled) == set()
    file.write_bytes(content)
    assert repair.repair(filled).aside != done.aside, "the first one is still there"


def test_what_killed_processes_left_is_not_applied_to_the_new_file(filled, file):
    file.write_bytes("乱写的".encode())
    for name in (f"{file.name}-journal", f"{file.name}.new", f"{file.name}.new-journal"):
        file.with_name(name).write_bytes(b"half a transaction")
    done = repair.repair(filled)
    assert sorted(p.name for p in filled.iterdir()) == sorted([database.FILE, database.MARKER, seal.FILE, done.aside.name])
    assert kept(filled) == set()


def test_single_rows_that_cannot_be_read_are_taken_out(filled, file):
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("UPDATE questions SET type = 'poem' WHERE id = 7")
    (problem,) = repair.check(filled).problems
    assert "保存的问题第 7 条" in problem
    done = repair.repair(filled)
    assert len(kept(filled)) == 299 and repair.check(filled).problems == ()
    with closing(sqlite3.connect(done.aside)) as db:
        assert db.execute("SELECT type FROM questions WHERE id = 7").fetchone() == ("poem",)


def test_what_is_locked_or_newer_is_not_taken_for_damaged(filled, file, monkeypatch):
    monkeypatch.setattr(repair, "WRITE_SECONDS", 0.0)
    before = file.read_bytes()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BaseError, match="请稍后再试"):
            repair.repair(filled)
        other.execute("ROLLBACK")
        assert file.read_bytes() == before
        other.execute("PRAGMA user_version = 99")
    with pytest.raises(BaseError, match="请升级"):
        repair.repair(filled)
    assert sorted(p.name for p in filled.iterdir()) == sorted([database.FILE, database.MARKER, seal.FILE])


def test_nothing_there_needs_no_repair(folder):
    folder.mkdir()
    assert repair.repair(folder) is None and list(folder.iterdir()) == []
