"""Back to an earlier version, and forth again."""

import pytest

from app.answer.answering import ask
from app.base import journal, versions
from app.base.knowledge import Knowledge
from app.build import changes, draft, publish
from app.build.rollback import rollback
from app.people import database
from ingest.errors import BaseError, NotFoundError, QuestionError
from tests.app.build.librarian import ID_ONE, ID_TWO, ONE, PLACE, RIGHT, WRONG, serving, texts, titles


def test_an_earlier_version_comes_back_as_a_new_one_and_nothing_is_lost(base, write):
    before = texts(base)
    publish.add(base, [write("一.txt", ONE.replace("每目", "每周"))])
    publish.remove(base, ID_TWO)
    report = rollback(base, 1, "王敏")
    assert texts(base) == before and serving(base) == 4
    assert any("重新包含“关于轮椅管理的通知”" in note for note in report.notes)
    assert any("“关于换药室管理的通知”恢复为以前的内容" in note for note in report.notes)
    assert ask(Knowledge.open(base), "轮椅多久清洁").results["clause"][0].id == f"{ID_TWO}#一"
    assert (journal.read(base)[0][0].who, journal.read(base)[0][0].action) == ("王敏", "rollback")
    rollback(base, 3)
    assert titles(base) == ["关于换药室管理的通知"]
    publish.rebuild(base)
    assert titles(base) == ["关于换药室管理的通知"]


def test_corrections_go_back_and_forth_with_the_version(base):
    draft.correct(base, ID_ONE, PLACE, "text", RIGHT, "王敏")
    changes.publish(base, "王敏")
    rollback(base, 1)
    publish.rebuild(base)
    assert texts(base)[PLACE] == WRONG
    rollback(base, 2)
    publish.rebuild(base)
    assert texts(base)[PLACE] == RIGHT


def test_decisions_saved_questions_and_the_draft_stay(base):
    draft.correct(base, ID_ONE, PLACE, "text", RIGHT, "王敏")
    changes.publish(base, "王敏")
    draft.retire(base, ID_TWO, "王敏")
    rollback(base, 1)
    with database.reading(base) as db:
        assert db.execute("SELECT count(*) FROM draft").fetchone() == (1,)
    assert changes.preview(base).version == 3


@pytest.mark.parametrize(("number", "error", "said"), [(1, QuestionError, "现在就是"), (7, NotFoundError, "没有留存第 7 版")])
def test_a_version_that_cannot_come_back_is_one_line(base, number, error, said):
    with pytest.raises(error, match=said):
        rollback(base, number)
    assert serving(base) == 1


def test_a_damaged_version_is_refused_and_what_serves_stays(base, write):
    publish.add(base, [write("一.txt", ONE.replace("每目", "每周"))])
    (base / "snapshots" / "000001" / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(BaseError, match="请另选一版") as told:
        rollback(base, 1)
    assert "rebuild" not in str(told.value)
    assert serving(base) == 2
    assert [x.readable for x in versions.versions(base)] == [True, False]


def test_a_full_disk_is_no_damage_of_the_version_gone_back_to(base, write, monkeypatch):
    publish.add(base, [write("一.txt", ONE.replace("每目", "每周"))])

    def full(source, target):
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(BaseError, match="磁盘已满") as told:
        rollback(base, 1)
    assert "rebuild" not in str(told.value) and "原有内容没有改动" in str(told.value)
