"""A person's basket: in order, each thing once, others' untouched, kept in a file of an earlier version too."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from app.people import baskets, database, questions, repair
from app.people.tables import TABLES
from ingest.errors import QuestionError
from tests.app.people.odd import ODD


def read(folder, person="王敏"):
    with database.reading(folder) as db:
        found, problems = baskets.read(db, person)
    assert not problems
    return found


def add(folder, identity, note="", person="王敏"):
    with database.writing(folder) as db:
        return baskets.add(db, person, identity, note)


def do(folder, action, *args):
    with database.writing(folder) as db:
        return action(db, *args)


def ids(folder, person="王敏"):
    return [item.id for item in read(folder, person)]


def test_things_stay_in_the_order_put_in_and_each_lies_there_once(folder):
    for identity in ("丙#1", "甲#2", "乙#3", " 丙#1 "):
        add(folder, identity)
    assert ids(folder) == ["丙#1", "甲#2", "乙#3"]


def test_a_note_is_kept_until_another_is_written(folder):
    add(folder, "甲", "查房用")
    assert add(folder, "甲").note == "查房用"
    add(folder, "乙")
    assert add(folder, "甲", "讲课用").note == "讲课用"
    assert [(x.id, x.note) for x in read(folder)] == [("甲", "讲课用"), ("乙", "")]


def test_a_basket_is_one_persons(folder):
    add(folder, "甲"), add(folder, "甲", person="李红"), add(folder, "乙", person="李红")
    assert ids(folder) == ["甲"] and ids(folder, " 李红 ") == ["甲", "乙"]
    assert do(folder, baskets.remove, "王敏", "乙") is None
    assert [x.id for x in do(folder, baskets.clear, "李红")] == ["甲", "乙"]
    assert ids(folder) == ["甲"] and ids(folder, "李红") == []


def test_undo_puts_back_in_place_what_was_taken_out_or_cleared(folder):
    for identity in ("甲", "乙", "丙"):
        add(folder, identity, f"{identity}的备注")
    before = read(folder)
    gone = do(folder, baskets.remove, "王敏", "乙")
    assert gone == before[1] and ids(folder) == ["甲", "丙"]
    do(folder, baskets.restore, [gone])
    assert read(folder) == before
    cleared = do(folder, baskets.clear, "王敏")
    again = add(folder, "丙")
    do(folder, baskets.restore, cleared)
    assert read(folder) == [*before[:2], again]


@pytest.mark.parametrize("odd", ODD)
def test_what_can_be_kept_comes_back_as_one_line_and_the_rest_is_refused(folder, odd):
    for args in ((odd, ""), ("甲", odd)):
        try:
            item = add(folder, *args)
        except QuestionError as exc:
            assert "\n" not in str(exc)
        else:
            assert item in read(folder)


@pytest.mark.parametrize(
    ("person", "identity", "note"), [("", "甲", ""), ("王敏", " ", ""), ("王" * 41, "甲", ""), ("王敏", "甲", "长" * 2001)]
)
def test_an_empty_or_endless_name_id_or_note_is_refused_and_nothing_is_written(folder, person, identity, note):
    add(folder, "在")
    with pytest.raises(QuestionError):
        add(folder, identity, note, person)
    assert ids(folder) == ["在"]


def test_two_who_add_at_once_lose_nothing(folder):
    wanted = [f"第{n}条" for n in range(20)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda identity: add(folder, identity), wanted))
    assert sorted(ids(folder)) == sorted(wanted)


@pytest.fixture
def earlier(folder, file):
    """A file as the version before baskets wrote it."""
    with database.writing(folder) as db:
        questions.save(db, "王敏", "手卫生")
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        for table in (table for table in TABLES if table.since > 1):
            db.execute(f"DROP TABLE {table.name}")
        db.execute("PRAGMA user_version = 1")
    return folder


def test_a_file_of_the_version_before_is_read_as_it_is_and_gets_the_table_when_written_to(earlier, file):
    before = file.read_bytes()
    assert read(earlier) == [] and file.read_bytes() == before
    add(earlier, "甲")
    assert ids(earlier) == ["甲"]
    with database.reading(earlier) as db:
        assert [x.query for x in questions.read(db, "王敏")[0]] == ["手卫生"]


def test_a_whole_file_of_the_version_before_needs_no_repair(earlier):
    assert repair.check(earlier).problems == () and repair.repair(earlier) is None
    assert read(earlier) == []
