"""The audit log: one line a change, whatever happens between publishing and writing it down."""

import json
import sqlite3
from contextlib import closing

import pytest

from app.base import journal, snapshots
from app.base.store import Store
from app.build import publish
from app.people import database, repair, rights
from app.people.audit import AUDIT
from ingest.errors import BaseError
from tests.app.base.signing import signed_anew

FIRST = "关于换药室管理的通知\n\n一、总则\n\n换药室每月检查一次。\n"
SECOND = "关于轮椅管理的通知\n\n一、总则\n\n轮椅每周清洁一次。\n"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "kb"


def log(folder):
    with database.reading(folder) as db:
        return [(x.action, x.document) for x in AUDIT.rows(db)[0]]


def carried(folder):
    store = Store.open(snapshots.current(folder).folder / snapshots.STORE)
    try:
        return [x.action for x in store.audit()]
    finally:
        store.close()


def test_every_change_is_logged_once_with_who_and_what(folder, write):
    publish.build(folder, [write("一.txt", FIRST)])
    publish.add(folder, [write("二.txt", SECOND)])
    documents = {x["file"]: x["document"] for x in _sources(folder)}
    publish.remove(folder, documents["二.txt"])
    publish.build(folder, [write("二.txt", SECOND)])
    first, second = documents["一.txt"], documents["二.txt"]
    assert log(folder) == [("build", first), ("add", second), ("remove", second), ("leave", first), ("build", second)]
    lines, problems = journal.read(folder)
    assert [x.action for x in lines][:2] == ["build", "leave"] and not problems
    assert all(x.who == rights.local_name() and len(x.sha256) == 64 and "T" in x.time for x in lines)
    assert carried(folder) == ["leave", "build"], "a snapshot brings the lines of its own making"


def test_what_takes_the_place_of_an_earlier_text_or_of_a_digest_is_logged_as_replacing_it(folder, write):
    head = "---\ntitle: 关于换药室管理的通知\nrendition: digest\n---\n\n"
    digest, draft = write("摘要.md", head + "一、总则\n\n换药室每月检查。\n"), FIRST.replace("一次", "两次")
    publish.build(folder, [digest])
    for text in (FIRST, FIRST, draft):
        publish.add(folder, [write("一.txt", text)])
    publish.add(folder, [digest])
    assert [action for action, _ in log(folder)] == ["build", "replace", "add", "replace", "add"]


def _sources(folder):
    return [
        {"file": d.source, "document": d.id} for d in Store.open(snapshots.current(folder).folder / snapshots.STORE).documents()
    ]


def test_a_damaged_file_stops_no_publishing_and_what_it_missed_is_logged_later(folder, write):
    publish.build(folder, [write("一.txt", FIRST)])
    (folder / database.FILE).write_text("乱写的\n", encoding="utf-8")
    report = publish.add(folder, [write("二.txt", SECOND)])
    assert any("操作记录暂时没有记下" in note and "people repair" in note for note in report.notes)
    assert (folder / database.FILE).read_text(encoding="utf-8") == "乱写的\n"
    report = publish.add(folder, [write("一.txt", FIRST)])
    repair.repair(folder)
    assert sorted(x.action for x in journal.read(folder)[0]) == ["add", "add", "build", "repair_people"]
    assert log(folder) == log(folder) and len(log(folder)) == 4


def test_killed_between_publishing_and_logging_the_line_is_still_written(folder, write, monkeypatch):
    def killed(_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(journal, "hand_over", killed)
        publish.build(folder, [write("一.txt", FIRST)])
    assert log(folder) == []
    publish.add(folder, [write("二.txt", SECOND)])
    assert [action for action, _ in log(folder)] == ["build", "add"]


def test_the_log_of_a_base_of_an_earlier_version_is_taken_over(folder, write):
    publish.build(folder, [write("一.txt", FIRST)])
    (folder / database.FILE).unlink()
    (folder / database.MARKER).unlink()
    serving = snapshots.current(folder).folder
    with closing(sqlite3.connect(serving / snapshots.STORE)) as db, db:
        db.execute("UPDATE audit SET time = '2024-05-01T08:00:00+00:00', who = '王敏'")
    signed_anew(serving)
    assert [(x.who, x.time[:4]) for x in journal.read(folder)[0]] == [("王敏", "2024")]
    assert len(journal.read(folder)[0]) == 1


def test_without_a_base_the_log_is_read_all_the_same(folder, write):
    publish.build(folder, [write("一.txt", FIRST)])
    (folder / "CURRENT").unlink()
    assert [x.action for x in journal.read(folder)[0]] == ["build"]
    (folder / database.FILE).write_text("乱写的\n", encoding="utf-8")
    with pytest.raises(BaseError, match="people repair"):
        journal.read(folder)


def test_the_log_of_a_base_of_a_format_that_is_no_longer_read_survives_a_build(folder, write):
    publish.build(folder, [write("一.txt", FIRST)])
    (folder / database.FILE).unlink()
    (folder / database.MARKER).unlink()
    manifest = snapshots.current(folder).folder / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text(encoding="utf-8")) | {"format": 2}), encoding="utf-8")
    publish.build(folder, [write("二.txt", SECOND)])
    assert [action for action, _ in log(folder)] == ["build", "build"]
