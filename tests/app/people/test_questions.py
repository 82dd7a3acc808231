"""Saved questions: a person's own, kept through rebuilds, given back whole when a deletion is undone."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from app.build import publish
from app.people import database, exchange, questions, seal
from app.people.questions import SavedQuestion
from index.query import MAX_QUESTION
from ingest.errors import QuestionError
from tests.app.people.odd import ODD

PERSON = "王敏"


def read(folder, person=PERSON):
    with database.reading(folder) as db:
        found, problems = questions.read(db, person)
    assert not problems
    return found


def save(folder, *args, person=PERSON, **named):
    with database.writing(folder) as db:
        return questions.save(db, person, *args, **named)


def delete(folder, identity, person=PERSON):
    with database.writing(folder) as db:
        return questions.delete(db, person, identity)


def restore(folder, one):
    with database.writing(folder) as db:
        questions.restore(db, one)


def find(folder, written):
    with database.reading(folder) as db:
        return questions.find(db, PERSON, written)


def labels(folder, person=PERSON):
    return [x.label for x in read(folder, person)]


def test_a_question_belongs_to_who_saved_it(folder):
    mine = save(folder, "跌倒怎么预防", name="我的")
    theirs = save(folder, "跌倒怎么预防", name="他的", person="李四")
    assert labels(folder) == ["我的"] and labels(folder, "李四") == ["他的"]
    assert delete(folder, theirs.id, "赵六") is None
    gone = delete(folder, mine.id)
    assert (labels(folder), labels(folder, "李四")) == ([], ["他的"]), "deleting leaves what others saved"
    restore(folder, gone)
    assert labels(folder) == ["我的"] and labels(folder, "李四") == ["他的"]


def test_questions_of_a_file_in_which_nobody_is_named_stay_everybodys(folder):
    old = "CREATE TABLE questions (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, query TEXT NOT NULL, "
    old += "type TEXT NOT NULL, level TEXT NOT NULL, saved TEXT NOT NULL, UNIQUE (query, type, level))"
    save(folder, "占位")
    with closing(sqlite3.connect(folder / database.FILE)) as raw:
        rows = "INSERT INTO questions (name, query, type, level, saved) VALUES ('跌倒', '跌倒怎么预防', '', '', '2026-01-01')"
        raw.executescript(f"DROP TABLE questions; {old}; {rows}; PRAGMA user_version = 6")
    seal.forget(folder)
    assert labels(folder) == labels(folder, "李四") == ["跌倒"]
    save(folder, "手卫生怎么做")
    assert labels(folder) == ["手卫生怎么做", "跌倒"] and labels(folder, "李四") == ["跌倒"]
    assert save(folder, "跌倒怎么预防", person="李四").name == "跌倒", "it is not kept twice"
    delete(folder, read(folder)[1].id)
    assert labels(folder, "李四") == []


def test_exported_questions_from_before_they_had_a_person_are_taken_in(folder):
    path = folder.parent / "export.csv"
    path.write_text("name,query,type,level,saved\n跌倒,跌倒怎么预防,,,2026-01-01\n", encoding="utf-8")
    assert exchange.take_in(folder, path).new == 1
    assert labels(folder) == ["跌倒"]


def test_saved_questions_survive_rebuilding_and_adding(folder, write):
    publish.build(folder, [write("一.txt", "关于换药室管理的通知\n\n一、总则\n\n换药室每月检查一次。\n")])
    save(folder, "换药室多久检查一次", "notice", "city", "换药室")
    publish.build(folder, [write("二.txt", "关于轮椅管理的通知\n\n一、总则\n\n轮椅每周清洁一次。\n")])
    publish.add(folder, [write("三.txt", "关于被服管理的通知\n\n一、总则\n\n被服每日更换一次。\n")])
    (one,) = read(folder)
    assert (one.label, one.query, one.kind, one.level) == ("换药室", "换药室多久检查一次", "notice", "city")


def test_the_newest_comes_first_and_the_question_is_its_own_name(folder):
    for query in ("跌倒怎么预防", "压力性损伤怎么预防"):
        save(folder, query)
    assert labels(folder) == ["压力性损伤怎么预防", "跌倒怎么预防"]


def test_the_same_question_with_the_same_filters_is_saved_once(folder):
    first = save(folder, "跌倒怎么预防", name="跌倒")
    assert save(folder, "  跌倒怎么预防 ", name="别名") == first
    save(folder, "跌倒怎么预防", level="national")
    assert labels(folder) == ["跌倒怎么预防", "跌倒"]


def test_undo_brings_back_what_was_deleted_though_someone_saved_meanwhile(folder):
    for query in ("甲类传染病", "乙类传染病", "丙类传染病"):
        save(folder, query, name=f"{query}（科室）")
    before = read(folder)
    gone = delete(folder, before[1].id)
    assert gone == before[1] and gone not in read(folder)
    meanwhile = save(folder, "手卫生")
    restore(folder, gone)
    assert set(read(folder)) == {meanwhile, *before}
    assert delete(folder, "00000000") is None


def test_undo_puts_a_question_back_in_its_place(folder):
    for n, query in enumerate(("跌倒", "压疮", "手卫生"), 1):
        restore(folder, SavedQuestion(query, saved=f"2026-01-0{n}T08:00:00"))
    before = read(folder)
    restore(folder, delete(folder, before[1].id))
    assert read(folder) == before


def test_undo_does_not_double_what_someone_saved_anew(folder):
    one = save(folder, "手卫生")
    delete(folder, one.id)
    anew = save(folder, "手卫生", name="别人存的")
    restore(folder, one)
    assert read(folder) == [anew]


def test_two_people_at_once_lose_nothing(folder):
    asked = [f"第{i}季度检查什么" for i in range(12)]
    with ThreadPoolExecutor(4) as people:
        list(people.map(lambda query: save(folder, query), asked))
    assert set(labels(folder)) == set(asked)


def test_what_is_read_is_what_was_written(folder):
    for query in ODD:
        save(folder, query, name=query[:30])
    assert [(x.query, x.name) for x in read(folder)] == [(q, q[:30]) for q in reversed(ODD)]


def test_line_ends_and_tabs_become_one_space(folder):
    save(folder, "手卫生\n依从性", name="甲\t乙\r\n丙")
    (one,) = read(folder)
    assert (one.query, one.name) == ("手卫生 依从性", "甲 乙 丙")


def test_what_cannot_be_saved(folder):
    for query in (" ", "😀", "危" * (MAX_QUESTION + 1), "手卫生\x00依从性", "手卫生\ud800"):
        with pytest.raises(QuestionError):
            save(folder, query)
    for named in ({"kind": "没有"}, {"level": "省"}, {"name": "甲\x07乙"}):
        with pytest.raises(QuestionError):
            save(folder, "手卫生", **named)
    with pytest.raises(QuestionError, match="名称"):
        save(folder, "手卫生", name="名" * 41)
    assert read(folder) == []


def test_a_question_is_found_by_name_or_id_and_two_of_one_name_are_told_apart(folder):
    one = save(folder, "手卫生怎么做", name="洗手")
    assert find(folder, "洗手") == find(folder, one.id) == one
    other = save(folder, "手卫生怎么做", level="city", name="洗手")
    with pytest.raises(QuestionError, match=f"{other.id}、{one.id}"):
        find(folder, "洗手")
    with pytest.raises(QuestionError, match="duibiao questions"):
        find(folder, "没有存过")
