"""Pieces of work on cases: kept, found again, each with its author, undone step by step."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from app.people import database, works
from app.people.works import Action, Step
from ingest.errors import NotFoundError, QuestionError
from tests.app.people.odd import ODD

SHA = "ab" * 32


def call(folder, act, *args, **named):
    with database.writing(folder) as db:
        return act(db, *args, **named)


def seen(folder, person="王敏"):
    with database.reading(folder) as db:
        found, problems = works.listed(db, person)
    assert not problems
    return found


def titles(folder, person="王敏"):
    return [one.work.title for one in seen(folder, person) if not one.work.deleted]


def steps(folder, work):
    with database.reading(folder) as db:
        return works.steps(db, work.id)


@pytest.fixture
def work(folder):
    return call(folder, works.start, "王敏", "VTE 预防", "草稿.docx", SHA)


def test_a_piece_of_work_is_found_again_with_its_steps(folder, work):
    for step in (Step(Action.DECIDE, "全员评估", after="制度#一\n制度#二"), Step(Action.FILL, "effects", after="一段\n二段")):
        call(folder, works.do, "王敏", work.id, step)
    (one,) = seen(folder)
    assert (one.work, one.steps) == (work, 2) and one.changed > work.made
    assert [(s.action, s.about, s.after) for s in steps(folder, work)] == [
        (Action.DECIDE, "全员评估", "制度#一\n制度#二"),
        (Action.FILL, "effects", "一段\n二段"),
    ]


def test_it_belongs_to_its_person(folder, work):
    assert seen(folder, "李娜") == []
    for act, *args in (
        (works.find,),
        (works.rename, "我的"),
        (works.delete,),
        (works.copy,),
        (works.do, Step(Action.FILL, "title", after="改了")),
        (works.undo,),
    ):
        with pytest.raises(NotFoundError, match="可能已删除，或是别人的"):
            call(folder, act, "李娜", work.id, *args)
    call(folder, works.restore, "李娜", work.id)
    assert titles(folder) == ["VTE 预防"] and not steps(folder, work)


def test_the_last_steps_are_undone_one_by_one(folder, work):
    for value in ("一", "二"):
        call(folder, works.do, "王敏", work.id, Step(Action.FILL, "title", after=value))
    assert call(folder, works.undo, "王敏", work.id).after == "二"
    assert [step.after for step in steps(folder, work)] == ["一"]
    assert call(folder, works.undo, "王敏", work.id).after == "一"
    assert call(folder, works.undo, "王敏", work.id) is None


def test_a_deleted_one_comes_back_with_its_steps(folder, work):
    call(folder, works.do, "王敏", work.id, Step(Action.FILL, "title", after="甲"))
    call(folder, works.delete, "王敏", work.id)
    assert titles(folder) == []
    with pytest.raises(NotFoundError):
        call(folder, works.find, "王敏", work.id)
    call(folder, works.restore, "王敏", work.id)
    assert titles(folder) == ["VTE 预防"] and len(steps(folder, work)) == 1


def test_what_was_deleted_long_ago_is_gone_with_all_that_was_written_in_it(folder, work):
    kept = call(folder, works.start, "王敏", "另一份", "b.docx", "cd" * 32)
    call(folder, works.do, "王敏", work.id, Step(Action.FILL, "recommender.phone", after="13800000000"))
    call(folder, works.delete, "王敏", work.id)
    call(folder, works.purge, "2020-01-01")
    assert len(seen(folder)) == 2, "deleted just now"
    call(folder, works.purge, "2999-01-01")
    assert [one.work for one in seen(folder)] == [kept] and not steps(folder, work)
    with database.reading(folder) as db:
        assert works.files(db) == {"cd" * 32}


def test_a_copy_goes_its_own_way(folder, work):
    call(folder, works.do, "王敏", work.id, Step(Action.FILL, "title", after="甲"))
    again = call(folder, works.copy, "王敏", work.id)
    call(folder, works.undo, "王敏", again.id)
    call(folder, works.rename, "王敏", again.id, "送审稿")
    assert sorted(titles(folder)) == ["VTE 预防", "送审稿"]
    assert len(steps(folder, work)) == 1 and not steps(folder, again)


def test_the_last_changed_comes_first(folder, work):
    call(folder, works.start, "王敏", "新的", "b.docx", SHA)
    assert titles(folder) == ["新的", "VTE 预防"]
    call(folder, works.do, "王敏", work.id, Step(Action.FILL, "title", after="甲"))
    assert titles(folder) == ["VTE 预防", "新的"]


def test_two_tabs_at_once_lose_nothing(folder, work):
    values = [f"第{i}次" for i in range(12)]
    with ThreadPoolExecutor(4) as tabs:
        list(tabs.map(lambda v: call(folder, works.do, "王敏", work.id, Step(Action.FILL, "title", after=v)), values))
    assert {step.after for step in steps(folder, work)} == set(values)


@pytest.mark.parametrize("odd", ODD)
def test_what_is_read_is_what_was_written(folder, work, odd):
    call(folder, works.do, "王敏", work.id, Step(Action.MEND, "3:0-4", odd, odd))
    call(folder, works.rename, "王敏", work.id, odd[: works.MAX_TITLE])
    assert [(s.before, s.after) for s in steps(folder, work)] == [(odd, odd)]
    assert titles(folder) == [odd[: works.MAX_TITLE]]


@pytest.mark.parametrize("bad", ["甲\x00乙", "甲\ud800", "甲\u202e乙", "甲\x07"])
def test_characters_that_nobody_can_see_are_refused(folder, work, bad):
    for act, *args in (
        (works.rename, bad),
        (works.do, Step(Action.FILL, "title", after=bad)),
        (works.do, Step(Action.MEND, "1:0-1", bad, "甲")),
    ):
        with pytest.raises(QuestionError):
            call(folder, act, "王敏", work.id, *args)
    assert titles(folder) == ["VTE 预防"] and not steps(folder, work)


@pytest.mark.parametrize("named", [("", "甲.docx"), ("甲", ""), ("甲" * 201, "甲.docx")])
def test_names_that_cannot_be_kept(folder, named):
    with pytest.raises(QuestionError):
        call(folder, works.start, "王敏", *named, SHA)
    assert seen(folder) == []


def test_a_step_that_cannot_be_read_hides_no_other(folder, file, work):
    call(folder, works.do, "王敏", work.id, Step(Action.FILL, "title", after="甲"))
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("INSERT INTO work_steps VALUES (NULL, ?, 'now', 'dance', '', '', '')", (work.id,))
    assert [step.after for step in steps(folder, work)] == ["甲"]
