"""The seal of people's data: a bit that changed is found, wherever it is; a writer that was killed is no damage."""

import os
import sqlite3
from contextlib import closing

import pytest

from app.people import database, file_state, questions, repair, seal, soundness
from ingest.errors import BaseError


@pytest.fixture
def saved(folder):
    for query in ("手卫生", "跌倒"):
        with database.writing(folder) as db:
            questions.save(db, "王敏", query)
    return folder


def kept(folder):
    with database.reading(folder) as db:
        return {x.query for x in questions.read(db, "王敏")[0]}


def flip(path, at):
    with path.open("r+b") as file:
        file.seek(at)
        (byte,) = file.read(1)
        file.seek(at)
        file.write(bytes([byte ^ 1]))


def test_a_bit_that_changed_anywhere_is_found_and_never_written_over(saved, file):
    before = file.read_bytes()
    text = before.index("跌倒".encode())
    for at in (text, 24, 40, len(before) - 1, len(before) // 2):
        flip(file, at)
        spoiled = file.read_bytes()
        with pytest.raises(BaseError, match="people repair"):
            kept(saved)
        with pytest.raises(BaseError, match="people repair"), database.writing(saved) as db:
            questions.save(db, "王敏", "压疮")
        assert file.read_bytes() == spoiled and soundness.problems(saved, [])
        file.write_bytes(before)
    assert kept(saved) == {"手卫生", "跌倒"}


def test_what_another_program_wrote_and_what_was_not_sealed_any_more_is_read(saved, file):
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("UPDATE questions SET query = '滑倒' WHERE query = '跌倒'")
    assert kept(saved) == {"手卫生", "滑倒"} and soundness.problems(saved, []) == []
    with database.writing(saved) as db:
        questions.save(db, "王敏", "压疮")
    flip(file, file.read_bytes().index("滑倒".encode()))
    with pytest.raises(BaseError):
        kept(saved)


def test_a_damaged_seal_stops_nothing_and_is_told(saved):
    flip(saved / seal.FILE, 5)
    assert kept(saved) == {"手卫生", "跌倒"}
    assert [one.what for one in soundness.problems(saved, [])] == ["people.seal 已损坏"]
    with database.writing(saved) as db:
        questions.save(db, "王敏", "压疮")
    assert soundness.problems(saved, []) == []


def test_a_file_that_nobody_changed_since_is_not_read_through_again(saved, file, monkeypatch):
    os.utime(file, (1_000, 1_000))
    monkeypatch.setattr(file_state, "_FRESH", -(10**20))
    assert kept(saved) == {"手卫生", "跌倒"}
    monkeypatch.setattr(seal, "_still", lambda _: pytest.fail("read again"))
    assert kept(saved) == {"手卫生", "跌倒"}
    monkeypatch.undo()
    flip(file, file.read_bytes().index("跌倒".encode()))
    with pytest.raises(BaseError):
        kept(saved)


def test_a_repaired_file_is_sealed_as_it_is(saved, file):
    flip(file, file.read_bytes().index("跌倒".encode()))
    repair.repair(saved)
    assert "手卫生" in kept(saved)
    flip(file, file.read_bytes().index("手卫生".encode()))
    with pytest.raises(BaseError):
        kept(saved)
