"""The files that documents were read from: kept once, unchanged, and as long as something needs them."""

import hashlib
import shutil

import pytest

from app.base import by_content, kept_files, snapshots
from app.base.knowledge import Knowledge
from app.build import placing, publish
from ingest.errors import BaseError, SourceError


def original(kb, document):
    """The kept file that a document was read from."""
    return kept_files.read(kb.snapshot.kb, document.sha256, document.source)


ONE = "关于换药室管理的通知\n\n一、总体要求\n\n各科室每月检查一次换药室，把结果报护理部。\n"
TWO = "关于轮椅管理的通知\n\n一、总体要求\n\n轮椅每周清洁一次，由后勤部门负责。\n"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "库"


def kept(folder):
    return sorted(path.name for path in snapshots.files(folder).glob("*/*"))


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def test_what_was_taken_in_can_be_read_back_byte_for_byte_although_the_file_is_gone(folder, write):
    file = write("通知.txt", ONE.encode("gb18030"))
    publish.build(folder, [file])
    file.unlink()
    opened = Knowledge.open(folder)
    (document,) = opened.documents.values()
    assert original(opened, document) == ONE.encode("gb18030")


def test_the_same_content_under_two_names_is_kept_once(folder, write):
    publish.build(folder, [write("甲.txt", ONE)])
    path = snapshots.files(folder) / sha256(ONE)[:2] / sha256(ONE)
    before = path.stat()
    publish.add(folder, [write("乙.txt", ONE), write("丙.txt", TWO)])
    assert kept(folder) == sorted([sha256(ONE), sha256(TWO)])
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_stays_while_a_kept_snapshot_names_it_and_goes_afterwards(folder, write):
    publish.build(folder, [write("一.txt", ONE)])
    publish.add(folder, [write("二.txt", TWO)])
    (document,) = (d for d in Knowledge.open(folder).documents.values() if "轮椅" in d.title)
    publish.remove(folder, document.id)
    assert sha256(TWO) in kept(folder)
    for _ in range(snapshots.keep(folder)):
        publish.add(folder, [write("一.txt", ONE)])
    assert kept(folder) == [sha256(ONE)]


def test_no_file_goes_while_a_snapshot_does_not_say_what_it_names(folder, write):
    publish.build(folder, [write("一.txt", ONE)])
    (folder / "snapshots" / "000001" / "manifest.json").write_text("{")
    publish.build(folder, [write("二.txt", TWO)])
    assert kept(folder) == sorted([sha256(ONE), sha256(TWO)])


@pytest.mark.parametrize(("damage", "told"), [("missing", "不见了"), ("altered", "被改动")])
def test_a_kept_file_that_is_gone_or_altered_is_told_in_one_line_and_mended_by_bringing_it_again(folder, write, damage, told):
    publish.build(folder, [write("一.txt", ONE)])
    place = snapshots.files(folder) / sha256(ONE)[:2] / sha256(ONE)
    place.unlink() if damage == "missing" else place.write_text("别的内容")
    opened = Knowledge.open(folder)
    (document,) = opened.documents.values()
    with pytest.raises(SourceError, match=told) as caught:
        original(opened, document)
    assert "一.txt" in str(caught.value)
    assert "duibiao rebuild" in str(caught.value)
    assert "\n" not in str(caught.value)
    publish.rebuild(folder, [write("一.txt", ONE)])
    assert original(opened, document) == ONE.encode()


def test_a_file_that_changes_between_reading_and_keeping_is_left_out(folder, write, monkeypatch):
    publish.build(folder, [write("一.txt", ONE)])
    changing, other = write("二.txt", TWO), write("三.txt", TWO.replace("轮椅", "平车"))
    accepted = placing.accepted

    def meanwhile(*given):
        changing.write_text(TWO + "\n又加了一段。\n", encoding="utf-8")
        return accepted(*given)

    monkeypatch.setattr(placing, "accepted", meanwhile)
    report = publish.add(folder, [changing, other])
    assert [error.what for error in report.errors] == ["文件在读取之后又有改动，没有收录"]
    assert {d.title for d in Knowledge.open(folder).documents.values()} == {"关于换药室管理的通知", "关于平车管理的通知"}


def test_a_full_disk_while_a_file_is_kept_leaves_what_stood(folder, write, monkeypatch):
    publish.build(folder, [write("一.txt", ONE)])

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(by_content.os, "fsync", full)
    with pytest.raises(BaseError, match="写不进去"):
        publish.add(folder, [write("二.txt", TWO)])
    monkeypatch.undo()
    assert len(Knowledge.open(folder).documents) == 1
    publish.add(folder, [write("二.txt", TWO)])
    assert kept(folder) == sorted([sha256(ONE), sha256(TWO)])


def test_a_base_copied_elsewhere_has_its_files_with_it(folder, tmp_path, write):
    publish.build(folder, [write("一.txt", ONE)])
    shutil.copytree(folder, tmp_path / "备份")
    shutil.rmtree(folder)
    opened = Knowledge.open(tmp_path / "备份")
    assert original(opened, next(iter(opened.documents.values()))) == ONE.encode()
