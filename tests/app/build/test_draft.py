"""The draft: what waits in it, what is refused, and that nothing of it is lost or seen before it is published."""

import os
import signal
import subprocess
import sys
import time

import pytest

from app.answer.answering import ask
from app.base import draft_files, journal, snapshots
from app.base.knowledge import Knowledge
from app.build import changes, draft, publish
from app.people import database
from ingest.errors import DuibiaoError, NotFoundError, QuestionError, SourceError
from tests.app.build.librarian import ID_ONE, ID_TWO, ONE, PLACE, RIGHT, TWO, WRONG, serving, texts, titles

NEW = "关于担架管理的通知\n\n一、总体要求\n\n担架每班检查一次。\n"


def upload(kb, text=NEW, name="三.txt", who="王敏", **more):
    return draft.upload(kb, text.encode(), name, who, **more)


def test_an_upload_waits_until_it_is_published_and_then_answers(base):
    one = upload(base)
    assert (one.title, one.who) == ("关于担架管理的通知", "王敏")
    assert "关于担架管理的通知" not in titles(base) and draft.staged(base) == [one]
    changes.publish(base, "李梅")
    assert "关于担架管理的通知" in titles(base) and draft.staged(base) == []
    assert ask(Knowledge.open(base), "担架多久检查一次").results["clause"][0].id == "担架管理#一"
    assert [x.who for x in journal.read(base)[0] if x.action in ("add", "publish")] == ["李梅", "李梅"]


def test_a_correction_is_answered_from_stays_through_rebuilds_and_can_be_undone(base):
    draft.correct(base, ID_ONE, PLACE, "text", RIGHT, "王敏", seen=WRONG)
    draft.correct(base, ID_ONE, "", "issuer", "某医院护理部", "王敏")
    assert texts(base)[PLACE] == WRONG and draft.drafted(base, ID_ONE).document.issuer == "某医院护理部"
    changes.publish(base, "王敏")
    publish.rebuild(base)
    assert texts(base)[PLACE] == RIGHT and Knowledge.open(base).documents[ID_ONE].issuer == "某医院护理部"
    assert Knowledge.open(base).clause(PLACE).orig == WRONG
    assert {(x.who, x.document) for x in journal.read(base)[0] if x.action == "correct"} == {("王敏", PLACE), ("王敏", ID_ONE)}
    draft.correct(base, ID_ONE, PLACE, "text", WRONG, "李梅", seen=RIGHT)
    changes.publish(base, "李梅")
    assert texts(base)[PLACE] == WRONG and Knowledge.open(base).documents[ID_ONE].issuer == "某医院护理部"


def test_a_correction_is_kept_in_a_new_file_where_its_place_still_says_what_was_wrong(base, write):
    draft.correct(base, ID_ONE, PLACE, "text", RIGHT, "王敏")
    changes.publish(base, "王敏")
    publish.add(base, [write("一.txt", ONE.replace("护理部", "院感科"))])
    assert texts(base) == {PLACE: RIGHT, f"{ID_ONE}#二": "结果报院感科。", f"{ID_TWO}#一": "轮椅每周清洁一次。"}
    report = publish.add(base, [write("一.txt", ONE.replace("每目", "每周"))])
    assert texts(base)[PLACE] == "各科室每周检查一次换药室。", "a correction never overwrites what a new file says"
    assert any("用不上" in note and RIGHT in note for note in report.notes)


def test_where_corrections_cannot_be_read_those_that_serve_stay(base, write):
    draft.correct(base, ID_ONE, PLACE, "text", RIGHT, "王敏")
    changes.publish(base, "王敏")
    (base / database.FILE).write_bytes(b"x" * 5000)
    report = publish.rebuild(base)
    assert texts(base)[PLACE] == RIGHT and any("改正记录读不出来" in note for note in report.notes)


def test_a_file_in_the_draft_can_be_put_right_before_it_is_published(base):
    upload(base)
    draft.correct(base, "担架管理", "担架管理#一", "text", "担架每日检查一次。", "王敏")
    assert draft.drafted(base, "担架管理").clauses[0].text == "担架每日检查一次。"
    changes.publish(base, "王敏")
    assert texts(base)["担架管理#一"] == "担架每日检查一次。"


def test_a_type_put_right_reads_the_document_anew_and_stays_through_a_rebuild(base):
    draft.retype(base, ID_TWO, "statute", "王敏")
    changes.publish(base, "王敏")
    assert {d.doctype for d in Knowledge.open(base).documents.values()} == {"notice", "statute"}
    publish.rebuild(base)
    assert {d.doctype for d in Knowledge.open(base).documents.values()} == {"notice", "statute"}


def test_a_type_put_right_in_the_draft_keeps_the_file_when_reading_it_so_fails(base, monkeypatch):
    one = upload(base)
    with monkeypatch.context() as failing:
        failing.setattr(draft.ParsingWorker, "ingest", lambda *_: (_ for _ in ()).throw(SourceError("坏了")))
        with pytest.raises(SourceError):
            draft.retype(base, one.document, "statute", "王敏")
    assert draft.staged(base) == [one]
    draft.retype(base, one.document, "statute", "王敏")
    assert [(x.file, x.doctype) for x in draft.staged(base)] == [("三.txt", "statute")]


def test_a_file_takes_the_place_of_a_document_though_it_is_called_otherwise_and_old_ids_lead_to_it(base):
    upload(base, TWO.replace("轮椅管理", "轮椅和平车管理"), "新.txt", instead=ID_TWO)
    changes.publish(base, "王敏")
    opened = Knowledge.open(base)
    assert titles(base) == ["关于换药室管理的通知", "关于轮椅和平车管理的通知"]
    assert opened.clause(f"{ID_TWO}#一").document == "轮椅和平车管理"


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda kb: upload(kb, ONE, "一.txt"), "内容相同"),
        (lambda kb: upload(kb, "", "空.txt"), "空"),
        (lambda kb: upload(kb, instead="没有"), "没有文件"),
        (lambda kb: draft.retire(kb, "没有", "王敏"), "没有文件"),
        (lambda kb: draft.correct(kb, ID_ONE, f"{ID_ONE}#九", "text", "甲", "王敏"), "没有"),
        (lambda kb: draft.correct(kb, ID_ONE, PLACE, "text", RIGHT, "王敏", seen="别的"), "刚被改成"),
        (lambda kb: draft.correct(kb, ID_ONE, "", "level", "市里", "王敏"), "层级"),
        (lambda kb: changes.publish(kb, "王敏"), "草稿是空的"),
        (lambda kb: draft.unstage(kb, "abc"), "没有 abc"),
    ],
)
def test_what_cannot_be_prepared_is_one_line_and_leaves_the_draft_empty(base, act, said):
    with pytest.raises(DuibiaoError, match=said) as caught:
        act(base)
    assert "\n" not in str(caught.value) and draft.staged(base) == [] and serving(base) == 1


def test_what_is_written_in_one_form_is_kept_whole_or_not_at_all(base):
    kept = {"issuer": (None, "某医院护理部"), "date": (None, "2026-13-40")}
    with pytest.raises(QuestionError, match="日期“2026-13-40”读不懂"):
        draft.correct_all(base, ID_ONE, "", kept, "王敏", doctype="statute")
    assert draft.staged(base) == []
    draft.correct_all(base, ID_ONE, "", kept | {"date": (None, "2026-03")}, "王敏")
    assert [(x.field, x.after) for x in draft.staged(base)] == [("issuer", "某医院护理部"), ("date", "2026-03")]


def test_reading_a_file_can_be_stopped(base, monkeypatch):
    class Stopped(Exception):
        pass

    def stop(_done, _total):
        raise Stopped

    monkeypatch.setattr(draft.ParsingWorker, "ingest", lambda self, data, path, job: job.pages(1, 9))
    with pytest.raises(Stopped):
        upload(base, pages=stop)
    assert draft.staged(base) == []


def test_two_librarians_get_a_clear_answer(base):
    draft.retire(base, ID_TWO, "王敏")
    with pytest.raises(QuestionError, match="王敏已在草稿里停用"):
        upload(base, TWO.replace("每周", "每日"), "二.txt", who="李梅")
    draft.correct(base, ID_ONE, PLACE, "text", RIGHT, "王敏", seen=WRONG)
    with pytest.raises(QuestionError, match="刚被改成"):
        draft.correct(base, ID_ONE, PLACE, "text", "各科室每日检查。", "李梅", seen=WRONG)
    seen = changes.preview(base).state
    draft.correct(base, ID_ONE, f"{ID_ONE}#二", "text", "结果报医务部。", "李梅")
    with pytest.raises(QuestionError, match="又有改动"):
        changes.publish(base, "王敏", seen)
    changes.publish(base, "王敏", changes.preview(base).state)
    with pytest.raises(QuestionError, match="第 2 版，由王敏发布"):
        changes.publish(base, "李梅")


def test_what_is_taken_off_the_draft_can_be_put_back(base):
    one = draft.retire(base, ID_TWO, "王敏")
    draft.restage(base, draft.unstage(base, one.key))
    assert draft.staged(base) == [one]
    draft.restage(base, one)
    assert draft.staged(base) == [one]


def test_a_publication_that_dies_before_the_draft_is_cleared_has_published_it_once(base, monkeypatch):
    draft.correct(base, ID_ONE, PLACE, "text", RIGHT, "王敏")
    upload(base)

    def die(snapshot):
        if snapshot.name == "000002":
            raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(journal, "hand_over", die)
        with pytest.raises(KeyboardInterrupt):
            changes.publish(base, "王敏")
    assert serving(base) == 2 and texts(base)[PLACE] == RIGHT
    assert draft.staged(base) == []
    publish.rebuild(base)
    assert texts(base)[PLACE] == RIGHT and "关于担架管理的通知" in titles(base)


def test_a_publication_that_is_killed_anywhere_loses_nothing(base):
    draft.correct(base, ID_ONE, PLACE, "text", RIGHT, "王敏")
    upload(base)
    publishing = f"from pathlib import Path; from app.build import changes; changes.publish(Path({str(base)!r}), '王敏')"
    for seconds in (0.5, 1.5, 3.0):
        process = subprocess.Popen([sys.executable, "-c", publishing], stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        waiting = len(draft.staged(base))
        assert (serving(base), waiting) in ((1, 2), (2, 0))
        assert texts(base)[PLACE] == (WRONG if waiting else RIGHT)
    if draft.staged(base):
        changes.publish(base, "王敏")
    assert texts(base)[PLACE] == RIGHT and "关于担架管理的通知" in titles(base) and serving(base) == 2


def test_a_publication_that_fails_leaves_base_and_draft_as_they_were(base, monkeypatch):
    one = upload(base)
    with monkeypatch.context() as failing:
        failing.setattr(snapshots, "publish", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(DuibiaoError, match="写不进去"):
            changes.publish(base, "王敏")
    assert serving(base) == 1 and draft.staged(base) == [one]
    changes.publish(base, "王敏")
    assert "关于担架管理的通知" in titles(base)


def test_a_file_that_is_lost_from_the_draft_is_told_and_nothing_is_published(base):
    one = upload(base)
    (base / "draft" / one.sha256).write_bytes("别的".encode())
    with pytest.raises(SourceError, match="被改动过"):
        changes.publish(base, "王敏")
    assert serving(base) == 1 and draft.staged(base) == [one]


def test_what_was_read_is_not_read_again_and_damage_of_it_costs_nothing(base, monkeypatch):
    one = upload(base)
    monkeypatch.setattr(draft.ParsingWorker, "ingest", lambda *_: 1 / 0)
    assert draft.parsed_of(base, one).document.title == one.title
    monkeypatch.undo()
    for kept in (base / "draft").glob("*.sqlite"):
        kept.write_bytes(b"damaged")
    assert draft.parsed_of(base, one).document.title == one.title


def test_what_the_draft_does_not_name_goes_when_it_is_old(base, monkeypatch):
    one = upload(base)
    draft_files.sweep(base, ())
    assert draft_files.read(base, one.sha256, "三.txt")
    monkeypatch.setattr(draft_files.time, "time", lambda: 4e9)
    draft_files.sweep(base, {one.sha256})
    assert draft_files.read(base, one.sha256, "三.txt")
    draft_files.sweep(base, ())
    with pytest.raises(SourceError, match="重新上传"):
        draft_files.read(base, one.sha256, "三.txt")


def test_a_document_that_is_nowhere_is_not_found(base):
    with pytest.raises(NotFoundError):
        draft.drafted(base, "没有")


def test_what_a_file_was_read_as_is_not_published_when_it_was_damaged_on_the_disk(base):
    one = upload(base)
    (kept,) = (base / "draft").glob("*.sqlite")
    data = kept.read_bytes()
    at = data.index("担架每班".encode())
    kept.write_bytes(data[:at] + "抢架".encode() + data[at + 6 :])
    assert not draft_files.intact(kept)
    assert "担架每班检查一次。" in [clause.text for clause in draft.parsed_of(base, one).clauses]
    changes.publish(base, "王敏")
    assert texts(base)["担架管理#一"] == "担架每班检查一次。"
