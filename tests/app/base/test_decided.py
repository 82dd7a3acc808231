"""Decisions as the base reads them: an answer stands whatever became of their file."""

import os
import shutil
import sqlite3
from contextlib import closing

import pytest

from app.answer import answering
from app.base import decided
from app.base.knowledge import Knowledge
from app.people import database, decisions, questions
from app.relations import links

QUESTION = "哪些标准适用于提高 VTE 规范预防率"


@pytest.fixture
def folder(kb, tmp_path):
    shutil.copytree(kb, tmp_path / "kb")
    return tmp_path / "kb"


def decide(folder, n=1, state=decisions.REJECTED):
    opened = Knowledge.open(folder)
    chosen = links.suggestions(opened)[:n]
    links.decide(opened, [decisions.link_id(x) for x in chosen], state, "王敏")
    return chosen


def garbage(file):
    file.write_text("乱写的\n", encoding="utf-8")


def truncated(file):
    os.truncate(file, file.stat().st_size // 2)


def emptied(file):
    os.truncate(file, 0)


def gone(file):
    file.unlink()


def newer(file):
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA user_version = 9")


def no_table(file):
    with closing(sqlite3.connect(file)) as db:
        db.execute("DROP TABLE decisions")


def folder_instead(file):
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("damage", [garbage, truncated, emptied, gone, newer, no_table, folder_instead])
def test_an_answer_stands_without_decisions_and_one_warning_says_so(folder, caplog, damage):
    chosen = decide(folder)
    damage(folder / database.FILE)
    opened = Knowledge.open(folder)
    answer = answering.ask(opened, QUESTION)
    assert answer.answered and [x.id for x in answer.results["standard"]]
    assert {decisions.key(x) for x in chosen} <= {decisions.key(x) for x in opened.links}, "not rejected any more"
    (line,) = caplog.messages
    assert line.startswith("注意：审核记录没有用上") and database.FILE in line and "\n" not in line


def test_a_file_locked_for_long_does_not_stop_answers(folder, caplog, monkeypatch):
    decide(folder)
    monkeypatch.setattr(database, "READ_SECONDS", 0.0)
    with closing(sqlite3.connect(folder / database.FILE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert answering.ask(Knowledge.open(folder), QUESTION).answered
    assert "请稍后再试" in caplog.text


def test_of_decisions_some_of_which_cannot_be_read_the_others_are_applied(folder, caplog):
    first, second = decide(folder, 2)
    with closing(sqlite3.connect(folder / database.FILE, isolation_level=None)) as db:
        db.execute("UPDATE decisions SET confidence = x'00' WHERE id = 1")
    held = {decisions.key(x) for x in Knowledge.open(folder).links}
    assert decisions.key(first) in held and decisions.key(second) not in held
    assert "1 条审核记录读不懂" in caplog.text and "第 1 条" in caplog.text


def test_its_version_changes_with_every_decision_and_with_nothing_else(folder):
    seen = [decided.version(folder)]
    for state in (decisions.ACCEPTED, decisions.REJECTED, decisions.ACCEPTED, decisions.REJECTED):
        decide(folder, state=state)
        seen.append(decided.version(folder))
    assert len(set(seen)) == 5
    with database.writing(folder) as db:
        questions.save(db, "王敏", "手卫生")
    assert decided.version(folder) == seen[-1]
    os.utime(folder / database.FILE, ns=(1, 1))
    assert decided.version(folder) == seen[-1]
    garbage(folder / database.FILE)
    assert decided.version(folder) != seen[-1]


def test_its_version_sees_what_a_writer_with_a_write_ahead_log_left_there(folder):
    decide(folder)
    before = decided.version(folder)
    with closing(sqlite3.connect(folder / database.FILE, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("DELETE FROM decisions")
        assert decided.version(folder) != before
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert decided.version(folder) != before
        other.execute("PRAGMA journal_mode = DELETE")
    assert decided.version(folder) != before
