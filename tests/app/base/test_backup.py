"""A backup holds what must be kept, is refused when damaged, and gives the same answers on an empty machine."""

import contextlib
import hashlib
import itertools
import json
import os
import shutil
import sqlite3
import stat
import threading
import zipfile

import pytest

from app.answer.answering import ask
from app.base import backup, by_content, snapshots
from app.base.knowledge import Knowledge
from app.build import draft, own, publish
from app.build.verify import verify
from app.case_work import desk
from app.people import database, questions, works
from ingest.errors import BaseError, OutputError, SourceError
from ingest.shipped.examples import Example

ONE = "关于换药室管理的通知\n\n一、总体要求\n\n每月检查一次换药室。\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("backup")
    (folder / "一.txt").write_text(ONE, encoding="utf-8")
    publish.build(folder / "kb", [folder / "一.txt"])
    own.add_example(folder / "kb", Example("换药室管理#一", "换药室多久看一回"))
    with database.writing(folder / "kb") as db:
        questions.save(db, "王敏", "换药室检查")
    desk.keep(folder / "kb", "王敏", "陪护管理", "草稿.md", "# 陪护管理".encode())
    draft.upload(folder / "kb", "关于平车的通知\n\n一、总则\n\n每日检查。\n".encode(), "平车.txt", "王敏")
    backup.write(folder / "kb", folder / "b.zip")
    return folder


@pytest.fixture
def copy(made, tmp_path):
    return shutil.copyfile(made / "b.zip", tmp_path / "b.zip")


def test_what_is_restored_answers_alike_and_lacks_nothing(made, copy, tmp_path):
    backup.restore(copy, tmp_path / "新" / "kb")
    before, after = Knowledge.open(made / "kb"), Knowledge.open(tmp_path / "新" / "kb")
    for question in ("换药室多久检查", "换药室多久看一回"):
        assert [(x.id, x.score) for x in ask(before, question).results["clause"]] == [
            (x.id, x.score) for x in ask(after, question).results["clause"]
        ]
    with database.reading(tmp_path / "新" / "kb") as db:
        assert [x.query for x in questions.read(db, "王敏")[0]] == ["换药室检查"]
        (case,) = works.listed(db, "王敏")[0]
    assert by_content.place(snapshots.drafts(tmp_path / "新" / "kb"), case.work.sha256).read_text("utf-8") == "# 陪护管理"
    (one,) = draft.staged(tmp_path / "新" / "kb")
    assert draft.parsed_of(tmp_path / "新" / "kb", one).document.title == "关于平车的通知"
    publish.rebuild(tmp_path / "新" / "kb")


def test_a_damaged_backup_is_refused_and_nothing_is_made(copy, tmp_path):
    data = bytearray(copy.read_bytes())
    for at in range(100, len(data), len(data) // 12):
        spoiled = bytes(data[:at]) + bytes([data[at] ^ 0x10]) + bytes(data[at + 1 :])
        copy.write_bytes(spoiled)
        try:
            backup.check(copy)
        except SourceError:
            with pytest.raises(SourceError):
                backup.restore(copy, tmp_path / "kb")
            assert not (tmp_path / "kb").exists()
    copy.write_bytes(bytes(data[: len(data) // 2]))
    with pytest.raises(SourceError, match="备份"):
        backup.restore(copy, tmp_path / "kb")


@pytest.mark.parametrize("name", ["../外面", "/etc/x", "C:\\x", "a/../../b"])
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr(name, "x")
        listed = {"format": 1, "created": "", "version": 1, "files": {name: "x"}}
        archive.writestr(backup.LIST, json.dumps(listed))
    with pytest.raises(SourceError):
        backup.restore(tmp_path / "b.zip", tmp_path / "kb")
    assert not (tmp_path / "外面").exists()


def test_nothing_is_restored_over_something(copy, tmp_path):
    (tmp_path / "kb").mkdir()
    (tmp_path / "kb" / "别的.txt").write_text("x", encoding="utf-8")
    with pytest.raises(BaseError, match="已经有内容"):
        backup.restore(copy, tmp_path / "kb")
    assert [x.name for x in (tmp_path / "kb").iterdir()] == ["别的.txt"]


def test_a_backup_that_lacks_an_original_is_not_made(made, tmp_path):
    base = shutil.copytree(made / "kb", tmp_path / "kb")
    for kept in (base / "files").glob("*/*"):
        kept.unlink()
    (tmp_path / "b.zip").write_bytes(b"earlier")
    with pytest.raises(BaseError, match="原件不见了"):
        backup.write(base, tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_bytes() == b"earlier" and len(list(tmp_path.iterdir())) == 2


def test_a_backup_of_a_damaged_original_is_not_made(made, tmp_path):
    kb = shutil.copytree(made / "kb", tmp_path / "kb")
    (one,) = [path for path in by_content.every(kb / "files") if path.is_file()]
    one.write_bytes(one.read_bytes() + b" ")
    with pytest.raises(BaseError, match="不见了或已损坏"):
        backup.write(kb, tmp_path / "c.zip")
    assert not (tmp_path / "c.zip").exists()


def test_a_backup_that_lacks_its_version_is_not_made(made, tmp_path):
    kb = shutil.copytree(made / "kb", tmp_path / "kb")
    folder = snapshots.current(kb).folder

    def swept(_what, done, _total):  # as by somebody who publishes meanwhile, where few versions are kept
        if done == 1:
            shutil.rmtree(folder, ignore_errors=True)

    with pytest.raises(BaseError, match="请再备份一次"):
        backup.write(kb, tmp_path / "c.zip", swept)
    assert not (tmp_path / "c.zip").exists()


def test_what_changes_in_restored_data_of_people_is_found(copy, tmp_path):
    backup.restore(copy, tmp_path / "kb")
    file, missed = tmp_path / "kb" / database.FILE, 0
    data = file.read_bytes()
    assert not [one for looked in verify(tmp_path / "kb") for one in looked.damages if not one.notice]
    for place in range(5_000, len(data), len(data) // 7):
        changed = bytearray(data)
        changed[place] ^= 4
        file.write_bytes(changed)
        (people,) = [looked for looked in verify(tmp_path / "kb") if looked.label.startswith("人员")]
        missed += not people.damages
    assert missed == 0


def test_an_empty_disk_may_be_restored_to(copy, tmp_path):
    (tmp_path / "盘" / "lost+found").mkdir(parents=True)
    backup.restore(copy, tmp_path / "盘")
    assert ask(Knowledge.open(tmp_path / "盘"), "换药室多久检查").answered


def test_a_place_that_cannot_be_written_is_one_line(made, tmp_path):
    with pytest.raises(OutputError, match="备份写不进去"):
        backup.write(made / "kb", tmp_path / "没有" / "b.zip")


def test_a_backup_taken_while_others_publish_and_save_is_whole(made, tmp_path):
    base = shutil.copytree(made / "kb", tmp_path / "kb")
    over = threading.Event()

    def work():
        for number in itertools.count():
            if over.is_set():
                return
            with database.writing(base) as db:
                questions.save(db, "王敏", f"第{number}件事怎么做")
            if number % 5 == 0:
                publish.add(base, [made / "一.txt"])

    worker = threading.Thread(target=work)
    worker.start()
    try:
        for number in range(3):
            with database.reading(base) as db:
                said = {one.query for one in questions.read(db, "王敏")[0]}
            backup.write(base, tmp_path / f"{number}.zip")
            backup.restore(tmp_path / f"{number}.zip", tmp_path / f"restored-{number}")
            assert [damage for part in verify(tmp_path / f"restored-{number}") for damage in part.damages] == []
            with database.reading(tmp_path / f"restored-{number}") as db:
                assert said <= {one.query for one in questions.read(db, "王敏")[0]}, "what was saved before is in it"
    finally:
        over.set()
        worker.join()


WRITTEN = {"format": 1, "created": "2026-01-01", "version": 1, "files": {}}


@pytest.mark.parametrize(
    "written",
    [
        WRITTEN | {"files": []},
        WRITTEN | {"files": {"a": 1}},
        WRITTEN | {"files": None},
        WRITTEN | {"version": float("inf")},
        WRITTEN | {"version": None},
        WRITTEN | {"created": 1},
        WRITTEN | {"files": {".": hashlib.sha256(b"").hexdigest()}},
        [WRITTEN],
        "text",
    ],
)
def test_a_list_of_another_shape_is_that_of_no_backup(tmp_path, written):
    packed(tmp_path / "b.zip", {"a": b"", ".": b""}, written)
    with pytest.raises(SourceError):
        backup.restore(tmp_path / "b.zip", tmp_path / "kb")
    assert [x.name for x in tmp_path.iterdir()] == ["b.zip"]


@pytest.mark.parametrize("way", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_backup_packed_in_another_way_is_none(tmp_path, way):
    packed(tmp_path / "b.zip", {"a": b"x" * 9_000}, way=way)
    data = bytearray((tmp_path / "b.zip").read_bytes())
    data[50] ^= 0xFF
    (tmp_path / "b.zip").write_bytes(data)
    with pytest.raises(SourceError, match="不是对标的备份"):
        backup.restore(tmp_path / "b.zip", tmp_path / "kb")


@pytest.mark.parametrize(
    "files", [{"别的.txt": b"x"}, {"CURRENT": b"..\n"}, {"CURRENT": b"000001\n", "snapshots/000001/manifest.json": b"{}"}]
)
def test_of_a_backup_without_a_whole_base_nothing_is_left(tmp_path, files):
    packed(tmp_path / "b.zip", files)
    with pytest.raises(SourceError, match="备份里的知识库用不了"):
        backup.restore(tmp_path / "b.zip", tmp_path / "kb")
    assert [x.name for x in tmp_path.iterdir()] == ["b.zip"]


def test_a_base_of_an_earlier_format_is_restored_and_says_how_to_go_on(made, copy, tmp_path):
    with zipfile.ZipFile(copy) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if name != backup.LIST}
    (name,) = [one for one in files if one.endswith("manifest.json")]
    plain = {key: value for key, value in json.loads(files[name]).items() if key != "seal"}
    packed(tmp_path / "old.zip", files | {name: json.dumps(plain | {"format": 3}).encode(), "CURRENT": b"000002\n"})
    with pytest.raises(BaseError, match="duibiao rebuild"):
        backup.restore(tmp_path / "old.zip", tmp_path / "kb")
    assert publish.rebuild(tmp_path / "kb").snapshot


def test_people_data_that_this_program_cannot_write_are_not_restored(made, copy, tmp_path):
    with zipfile.ZipFile(copy) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if name != backup.LIST}
    with contextlib.closing(sqlite3.connect(":memory:")) as db:
        db.deserialize(files[database.FILE])
        db.execute("PRAGMA user_version = 999")
        packed(tmp_path / "new.zip", files | {database.FILE: db.serialize()})
    with pytest.raises(SourceError, match=r"new\.zip：备份里的人员数据用不了（由更新的版本写成.*请升级"):
        backup.restore(tmp_path / "new.zip", tmp_path / "kb")
    packed(tmp_path / "lost.zip", {name: data for name, data in files.items() if name != database.FILE})
    backup.restore(tmp_path / "lost.zip", tmp_path / "kb")
    (people,) = [looked for looked in verify(tmp_path / "kb") if looked.label.startswith("人员")]
    assert "不见了" in people.damages[0].what and {path.name for path in tmp_path.iterdir()} == {
        "b.zip",
        "new.zip",
        "lost.zip",
        "kb",
    }


def packed(path, files, written=None, way=zipfile.ZIP_DEFLATED):
    listed = WRITTEN | {"files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}}
    with zipfile.ZipFile(path, "w", way) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        archive.writestr(backup.LIST, json.dumps(written or listed))


@pytest.mark.skipif(os.name == "nt", reason="rights of Windows are others")
@pytest.mark.parametrize("rights", [0o700, 0o750, 0o2770])
def test_a_folder_that_is_there_stays_with_its_rights(copy, tmp_path, rights):
    (kb := tmp_path / "kb").mkdir()
    kb.chmod(rights)
    before = kb.stat()
    backup.restore(copy, kb)
    assert (kb.stat().st_ino, kb.stat().st_mode) == (before.st_ino, before.st_mode)
    assert not [path for path in kb.iterdir() if path.name.startswith(".")] and not any(one.damages for one in verify(kb))


@pytest.mark.skipif(os.name == "nt", reason="rights of Windows are others")
def test_a_new_folder_has_the_rights_that_new_folders_have_here(copy, tmp_path):
    before = os.umask(0o027)
    try:
        backup.restore(copy, tmp_path / "kb")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "kb").stat().st_mode) == 0o750


def test_a_folder_that_is_there_is_no_base_before_all_is_in_it(copy, tmp_path, monkeypatch):
    (kb := tmp_path / "kb").mkdir()
    moved = []

    def replace(path, where):
        assert not (kb / snapshots.CURRENT).exists()
        moved.append(path.rename(where).name)

    monkeypatch.setattr(backup.durable, "replace", replace)
    backup.restore(copy, kb)
    assert moved[-1] == snapshots.CURRENT and set(moved) == {path.name for path in kb.iterdir()}


@pytest.mark.skipif(os.name == "nt", reason="rights of Unix")
def test_a_backup_is_for_its_maker_alone(made):
    assert stat.S_IMODE((made / "b.zip").stat().st_mode) == 0o600
