"""The file of people's data: several at once, killed at any moment, damaged, locked, from the future."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import PurePosixPath, PureWindowsPath

import pytest

from app.base import snapshots
from app.people import database, questions, repair, seal
from app.people.audit import Change, record
from app.people.questions import QUESTIONS, SavedQuestion
from app.people.tables import TABLES, VERSION
from ingest.errors import BaseError, LostError, QuestionError

SAVING = """
import sys
from pathlib import Path
from app.people import database, questions
kb, who, n = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for i in range(n):
    with database.writing(kb) as db:
        questions.read(db, "王敏")
        questions.save(db, "王敏", f"{who}问第{i}件事")
    print(f"{who}问第{i}件事", flush=True)
"""


def saving(folder, who, n):
    command = [sys.executable, "-c", SAVING, str(folder), who, str(n)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=os.environ | {"PYTHONUTF8": "1"})


def kept(folder):
    with database.reading(folder) as db:
        return {x.query for x in questions.read(db, "王敏")[0]}


def save(folder, query):
    with database.writing(folder) as db:
        questions.save(db, "王敏", query)


def test_nothing_kept_yet_is_empty_and_makes_no_file(folder):
    folder.mkdir()
    assert kept(folder) == set() and list(folder.iterdir()) == []


def test_processes_that_write_at_once_lose_nothing(folder):
    children = [saving(folder, who, 15) for who in ("甲", "乙", "丙")]
    said = [line.strip() for child in children for line in child.communicate()[0].splitlines()]
    assert len(said) == 45 and kept(folder) == set(said)


def test_what_was_acknowledged_stays_though_the_process_is_killed(folder):
    said = set()
    for n in range(8):
        with saving(folder, f"第{n}人", 1_000) as child:
            said |= {child.stdout.readline().strip() for _ in range(n % 4 + 1)}
            child.kill()
            said |= {line.strip() for line in child.stdout.read().splitlines(keepends=True) if line.endswith("\n")}
    assert len(said) >= 20 and said <= kept(folder)
    assert len(kept(folder) - said) <= 8, "at most one a kill was kept and not yet said"
    with database.writing(folder) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_an_error_takes_back_all_that_its_transaction_wrote(folder):
    with pytest.raises(QuestionError), database.writing(folder) as db:
        questions.save(db, "王敏", "手卫生")
        questions.save(db, "王敏", " ")
    assert kept(folder) == set()


def test_saving_does_not_wait_for_a_running_publish(folder, monkeypatch):
    monkeypatch.setattr(database, "WRITE_SECONDS", 0.0)
    with snapshots.writing(folder):
        save(folder, "手卫生")
        assert kept(folder) == {"手卫生"}


def test_reading_does_not_wait_for_somebody_who_is_about_to_save(folder, monkeypatch):
    save(folder, "手卫生")
    monkeypatch.setattr(database, "READ_SECONDS", 0.0)
    with database.writing(folder) as db:
        questions.save(db, "王敏", "跌倒")
        assert kept(folder) == {"手卫生"}
    assert kept(folder) == {"手卫生", "跌倒"}


def test_a_file_locked_for_long_is_one_line_that_says_to_try_again(folder, file, monkeypatch):
    save(folder, "手卫生")
    monkeypatch.setattr(database, "READ_SECONDS", 0.0)
    monkeypatch.setattr(database, "WRITE_SECONDS", 0.0)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for act in (lambda: kept(folder), lambda: save(folder, "跌倒")):
            with pytest.raises(BaseError, match="请稍后再试"):
                act()
    assert kept(folder) == {"手卫生"}


def test_a_file_that_is_gone_is_one_line_and_is_not_made_again_until_it_is_repaired(folder, file):
    save(folder, "手卫生")
    file.unlink()
    for act in (lambda: kept(folder), lambda: save(folder, "跌倒")):
        with pytest.raises(LostError, match=r"不见了.*请从备份恢复") as raised:
            act()
        assert "\n" not in str(raised.value) and not file.exists()
    assert repair.repair(folder).aside is None
    save(folder, "跌倒")
    assert kept(folder) == {"跌倒"}


def test_a_file_that_a_killed_process_left_empty_before_it_made_tables_is_new(folder, file):
    folder.mkdir()
    file.touch()
    assert kept(folder) == set()
    save(folder, "手卫生")
    assert kept(folder) == {"手卫生"}


def damage_with(file, sql):
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute(sql)


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2 + 100]),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:50]),
        lambda file: file.write_bytes(b"\0" * file.stat().st_size),
        lambda file: file.write_bytes(file.read_bytes()[:8192] + os.urandom(file.stat().st_size - 8192)),
        lambda file: file.write_text("乱写的\n", encoding="utf-8"),
        lambda file: damage_with(file, "DROP TABLE questions"),
        lambda file: damage_with(file, "PRAGMA application_id = 1"),
    ],
    ids=["half", "empty", "header", "zeros", "noise", "text", "no table", "another program's"],
)
def test_a_damaged_file_is_one_line_and_is_never_written_over(folder, file, damage):
    for i in range(50):
        save(folder, f"第{i}件事怎么做")
    damage(file)
    before = file.read_bytes()
    for act in (lambda: kept(folder), lambda: save(folder, "跌倒")):
        with pytest.raises(BaseError, match="duibiao people repair") as raised:
            act()
        assert "\n" not in str(raised.value) and database.FILE in str(raised.value)
    assert file.read_bytes() == before and sorted(p.name for p in folder.iterdir()) == sorted(
        [database.FILE, database.MARKER, seal.FILE]
    )


def test_damage_in_one_table_stops_writing_into_the_others(folder, file):
    save(folder, "手卫生")
    with database.writing(folder) as db:
        record(db, [Change(f"2026-01-01T08:00:00.{i:03}+00:00", "u", "add", "文件", "original", "ab" * 32) for i in range(200)])
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'audit'").fetchone()
    with file.open("r+b") as raw:
        raw.seek((root - 1) * 4096)
        raw.write(b"\xff" * 4096)
    with pytest.raises(BaseError, match="people repair"):
        save(folder, "跌倒")


def test_what_could_not_be_read_again_is_not_written(folder):
    with pytest.raises(QuestionError), database.writing(folder) as db:
        QUESTIONS.add(db, SavedQuestion("跌\x07倒"))
    assert kept(folder) == set()


def test_a_file_of_a_newer_program_is_refused_in_one_line(folder, file):
    save(folder, "手卫生")
    damage_with(file, f"PRAGMA user_version = {VERSION + 1}")
    before = file.read_bytes()
    for act in (lambda: kept(folder), lambda: save(folder, "跌倒")):
        with pytest.raises(BaseError, match="请升级"):
            act()
    assert file.read_bytes() == before


@pytest.mark.parametrize("value", ["x'00ff'", "CAST(x'ff' AS TEXT)", "17", "'甲' || char(0)", "''"])
def test_a_row_with_impossible_values_is_told_and_the_others_are_read(folder, file, value):
    for query in ("手卫生", "跌倒", "压疮"):
        save(folder, query)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA ignore_check_constraints = 1")
        db.execute(f"UPDATE questions SET query = {value} WHERE id = 2")
    with database.reading(folder) as db:
        found, problems = questions.read(db, "王敏")
    assert [x.query for x in found] == (["压疮", "17", "手卫生"] if value == "17" else ["压疮", "手卫生"])
    assert [x.where for x in problems] == ([] if value == "17" else ["保存的问题第 2 条"])
    save(folder, "输液")
    assert "输液" in kept(folder)


def test_what_cannot_be_opened_says_nothing_of_rebuilding(folder, file):
    file.mkdir(parents=True)
    for act in (lambda: kept(folder), lambda: save(folder, "手卫生")):
        with pytest.raises(BaseError, match="权限") as raised:
            act()
        assert "build" not in str(raised.value)
    (folder / "file").write_text("")
    with pytest.raises(BaseError, match="权限"):
        save(folder / "file" / "kb", "手卫生")
    with pytest.raises(BaseError, match="不是文件夹"):
        save(folder / "file", "手卫生")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_can_be_read(folder):
    save(folder, "手卫生")
    folder.chmod(0o500)
    try:
        assert kept(folder) == {"手卫生"}
    finally:
        folder.chmod(0o700)


def test_every_table_is_made_and_empty(folder):
    with database.writing(folder) as db:
        assert [table.rows(db) for table in TABLES] == [([], [])] * len(TABLES)


def test_a_file_whose_tables_another_process_makes_meanwhile_is_no_foreign_one(tmp_path):
    """Whatever is read first, the tables are made before the last of it is."""
    for at in range(1, 4):
        path = tmp_path / f"{at}.sqlite"
        with closing(database.connected(path, 1, "rwc")) as db, closing(database.connected(path, 1, "rwc")) as other:
            statements = iter(range(1, 100))

            def make(_sql, at=at, statements=statements, other=other):
                if next(statements) == at:
                    with database.transaction(other):
                        database.create(other)

            db.set_trace_callback(make)
            assert database.found_version(db) in (0, VERSION)


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (
            PureWindowsPath(r"\\server\share\质控 库\people.sqlite"),
            "file:////server/share/%E8%B4%A8%E6%8E%A7%20%E5%BA%93/people.sqlite",
        ),
        (PureWindowsPath(r"C:\kb\a%#1.sqlite"), "file:///C:/kb/a%25%231.sqlite"),
        (PurePosixPath("/kb/a?b.sqlite"), "file:///kb/a%3Fb.sqlite"),
    ],
)
def test_the_uri_of_a_file_names_no_host_even_on_a_network_drive(path, uri):
    assert database.sqlite_uri(path, "mode=ro") == f"{uri}?mode=ro"


def test_sqlite_opens_what_has_two_slashes_before_it_and_marks_in_its_name(tmp_path):
    path = tmp_path / "质控 50%#?&.sqlite"
    for mode, slashes in (("rwc", ""), ("rw", "/")):
        uri = database.sqlite_uri(PurePosixPath(f"{slashes}{path}"), f"mode={mode}")
        with closing(sqlite3.connect(uri, uri=True)) as db:
            db.execute("CREATE TABLE IF NOT EXISTS a (b)")
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
