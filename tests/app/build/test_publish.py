"""Building, adding, replacing, removing: what a librarian does, and what may go wrong meanwhile."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.answer.answering import ask
from app.base import journal, kept_files, snapshots
from app.base.knowledge import Knowledge
from app.build import indexing, publish
from app.people import database, rights
from corpus import CORPUS
from index.words.tokenize import Tokenizer
from ingest.errors import BaseError, DuibiaoError

INDEXES = (snapshots.ENTRIES, snapshots.EXAMPLES)
FILES = {
    snapshots.STORE,
    snapshots.WORDS,
    snapshots.PARTS,
    snapshots.OWNERS,
    *(i.bm25 for i in INDEXES),
    *(i.vectors for i in INDEXES),
}
ONE = "关于换药室管理的通知\n\n一、总体要求\n\n各科室每月检查一次换药室，把结果报护理部。\n"
TWO = "关于轮椅管理的通知\n\n一、总体要求\n\n轮椅每周清洁一次，由后勤部门负责。\n"
DIGEST = "---\ntitle: 关于换药室管理的通知\nrendition: digest\n---\n\n一、总体要求\n\n换药室要按月检查。\n"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "知识 库"


def texts(folder):
    return [c.text for c in Knowledge.open(folder).store.clauses()]


@pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
def test_who_may_enter_the_base_may_read_a_new_snapshot(folder, write):
    (folder / "snapshots").mkdir(parents=True)
    for mode in (0o755, 0o750):
        (folder / "snapshots").chmod(mode)
        snapshot = publish.build(folder, [write("一.txt", ONE)]).snapshot
        assert snapshot.folder.stat().st_mode & 0o777 == mode


def test_an_original_takes_the_place_of_its_digest_and_gives_it_back(folder, write):
    publish.build(folder, [write("摘要.md", DIGEST)])
    (digest,) = Knowledge.open(folder).store.clauses()
    report = publish.add(folder, [write("原文.txt", ONE)])
    (original,) = Knowledge.open(folder).store.clauses()
    assert digest.id == original.id
    assert (digest.rendition, original.rendition) == ("digest", "original")
    assert "取代" in report.notes[0]
    report = publish.remove(folder, original.document)
    assert "恢复" in report.notes[0]
    assert texts(folder) == [digest.text]


def test_adding_costs_only_the_new_document_and_gives_the_same_base(folder, tmp_path, write, monkeypatch):
    one, two = write("一.txt", ONE), write("二.txt", TWO)
    publish.build(folder, [one])
    cut = []
    tokens = Tokenizer.tokens
    monkeypatch.setattr(Tokenizer, "tokens", lambda self, text: cut.append(text) or tokens(self, text))
    publish.add(folder, [two])
    assert not any("换药室" in text for text in cut)
    publish.build(tmp_path / "whole", [one, two])
    for query in ("换药室检查", "轮椅清洁", "护理部"):
        answers = [ask(Knowledge.open(f), query).results.get("clause", []) for f in (folder, tmp_path / "whole")]
        assert [(r.id, pytest.approx(r.score, abs=1e-4)) for r in answers[0]] == [(r.id, r.score) for r in answers[1]]


def test_the_same_file_again_changes_nothing_and_a_new_version_replaces(folder, write):
    publish.build(folder, [write("一.txt", ONE)])
    assert "内容相同" in publish.add(folder, [write("一.txt", ONE)]).notes[0]
    assert "更新" in publish.add(folder, [write("一.txt", ONE.replace("每月", "每周"))]).notes[0]
    assert texts(folder) == ["各科室每周检查一次换药室，把结果报护理部。"]


def test_one_bad_file_among_many_is_reported_and_the_rest_go_in(folder, write):
    report = publish.build(folder, [write("一.txt", ONE), write("坏.txt", b""), write("二.txt", TWO)])
    assert len(report.added) == 2
    assert "坏.txt" in str(report.errors[0])


def test_two_files_that_claim_one_id(folder, write):
    numbered = "第一医院文件\n\n一院护发〔2025〕3号\n\n" + ONE
    report = publish.build(folder, [write("一.txt", numbered), write("又一.txt", numbered.replace("每月", "每年"))])
    assert len(report.added) == 1
    assert "同一编号" in str(report.errors[0])


def test_a_build_of_nothing_but_bad_files_leaves_what_stood(folder, write):
    publish.build(folder, [write("一.txt", ONE)])
    with pytest.raises(DuibiaoError):
        publish.build(folder, [write("坏.txt", b"")])
    assert texts(folder) == ["各科室每月检查一次换药室，把结果报护理部。"]


def test_a_failure_in_the_middle_leaves_what_stood_and_no_litter(folder, write, monkeypatch):
    publish.build(folder, [write("一.txt", ONE)])
    monkeypatch.setattr(indexing, "write", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(BaseError, match="写不进去"):
        publish.add(folder, [write("二.txt", TWO)])
    assert texts(folder) == ["各科室每月检查一次换药室，把结果报护理部。"]
    assert [p.name for p in (folder / "snapshots").iterdir()] == ["000001"]


def test_a_reader_keeps_the_snapshot_it_opened(folder, write):
    publish.build(folder, [write("一.txt", ONE)])
    reader = Knowledge.open(folder)
    publish.build(folder, [write("二.txt", TWO)])
    assert [c.text for c in reader.store.clauses()] == ["各科室每月检查一次换药室，把结果报护理部。"]


def test_only_the_last_snapshots_are_kept(folder, write):
    for _ in range(5):
        publish.build(folder, [write("一.txt", ONE)])
    assert sorted(p.name for p in (folder / "snapshots").iterdir()) == ["000003", "000004", "000005"]


def test_a_killed_build_leaves_the_last_snapshot_serving(folder, write):
    publish.build(folder, [write("一.txt", ONE)])
    before = (folder / "CURRENT").read_text()
    for delay in (0.3, 0.9, 1.5):
        process = subprocess.Popen(
            [sys.executable, "-m", "app.cli", "build", "--kb", str(folder)], stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if (folder / "CURRENT").read_text() == before:
            assert texts(folder) == ["各科室每月检查一次换药室，把结果报护理部。"]
    publish.add(folder, [write("二.txt", TWO)])
    assert not list((folder / "snapshots").glob(".new-*"))


def test_two_people_at_once_wait_for_each_other(folder, write):
    publish.build(folder, [write("一.txt", ONE)])
    files = [write(f"{i}.txt", TWO.replace("轮椅", f"器械{i}号")) for i in range(3)]
    running = [subprocess.Popen([sys.executable, "-m", "app.cli", "add", str(f), "--kb", str(folder)]) for f in files]
    assert [p.wait() for p in running] == [0, 0, 0]
    assert len(Knowledge.open(folder).documents) == 4


@pytest.mark.parametrize("damage", ["missing", "file", "empty", "half", "newer", "older", "pointer"])
def test_a_base_that_cannot_be_used_says_so_in_one_line(folder, write, damage):
    publish.build(folder, [write("一.txt", ONE)])
    snapshot = snapshots.current(folder).folder
    target = folder
    match damage:
        case "missing":
            target = folder / "无"
        case "file":
            target = write("文件", "x")
        case "empty":
            target = folder / "snapshots"
        case "half":
            (snapshot / snapshots.ENTRIES.bm25).write_bytes(b"")
        case "newer" | "older":
            manifest = json.loads((snapshot / snapshots.MANIFEST).read_text(encoding="utf-8"))
            written = manifest | {"format": 99 if damage == "newer" else 1}
            (snapshot / snapshots.MANIFEST).write_text(json.dumps(written), encoding="utf-8")
        case "pointer":
            (folder / "CURRENT").write_text("000099")
    with pytest.raises(BaseError) as caught:
        Knowledge.open(target)
    assert "\n" not in str(caught.value)


def test_a_folder_that_cannot_be_written(write):
    with pytest.raises(BaseError, match="写不进去"):
        publish.build(snapshots.Path("/proc/知识库"), [write("一.txt", ONE)])


def test_the_manifest_records_sources_files_and_counts(folder, write):
    publish.build(folder, [write("一.txt", ONE)])
    manifest = snapshots.current(folder).manifest
    assert manifest.counts["clauses"] == 1
    assert [s.file for s in manifest.sources] == ["一.txt"]
    assert set(manifest.files) == FILES
    assert all(len(f["sha256"]) == 64 for f in manifest.files.values())


def test_the_progress_names_each_step_and_never_runs_backwards(folder, write):
    told = []
    publish.build(folder, [write("一.txt", ONE)], lambda *step: told.append(step))
    assert [step for step in told if step[2] == 3][-3:] == [("整理标准、目标和关联", 0, 3), ("建立索引", 1, 3), ("发布", 2, 3)]


CATALOGUE = "标准号,标准名称,发布日期,实施日期\nWS/T {n}-2024,护理标准{n},2024-01-01,2024-06-01\n"


def test_a_catalogue_of_ones_own_does_not_push_out_the_shipped_one(folder, write):
    publish.build(folder)
    publish.add(folder, [write("my_standards.csv", CATALOGUE.format(n=1)), write("second.csv", CATALOGUE.format(n=2))])
    standards = {s.id for s in Knowledge.open(folder).of_kind("standard")}
    assert len(standards) == 25
    assert {"WS/T 1-2024", "WS/T 2-2024", "WS/T 433-2023"} <= standards


def test_the_manifest_counts_what_the_base_holds_of_each_kind(folder, write):
    publish.build(folder, [write("my_standards.csv", CATALOGUE.format(n=1) + CATALOGUE.format(n=2).splitlines()[1])])
    counts, opened = snapshots.current(folder).manifest.counts, Knowledge.open(folder)
    kinds = set(counts) - {"documents", "clauses"}
    assert {"standard", "core_system"} & kinds
    assert {kind: counts[kind] for kind in kinds} == {kind: len(opened.of_kind(kind)) for kind in kinds}


def test_another_document_of_the_same_number_is_refused_until_a_person_says_that_it_replaces(folder, write):
    numbered = "第一医院文件\n\n一院护发〔2025〕3号\n\n"
    publish.build(folder, [write("一.txt", numbered + ONE)])
    other = write("另一.txt", f"{numbered}关于换药室管理的通知\n\n一、消毒\n\n敷料要高压灭菌并且写明日期。\n")
    with pytest.raises(DuibiaoError, match=r"编号相同.*--replace '一院护发-2025-3' '另一.txt'"):
        publish.add(folder, [other])
    assert texts(folder) == ["各科室每月检查一次换药室，把结果报护理部。"]
    publish.add(folder, [other], instead="一院护发-2025-3")
    assert texts(folder) == ["敷料要高压灭菌并且写明日期。"]


def test_a_new_build_says_what_it_leaves_out(folder, write):
    publish.build(folder, [write("一.txt", ONE)])
    report = publish.build(folder, [write("二.txt", TWO)])
    assert any("换药室" in note for note in report.notes)
    assert texts(folder) == ["轮椅每周清洁一次，由后勤部门负责。"]


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_damaged_file_is_one_line(folder, write, name):
    publish.build(folder, [write("一.txt", ONE)])
    path = snapshots.current(folder).folder / name
    path.write_bytes(b"\xff" * path.stat().st_size)
    done = subprocess.run(
        [sys.executable, "-m", "app.cli", "ask", "换药室", "--kb", str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "损坏" in done.stderr
    publish.build(folder, [write("一.txt", ONE)])
    assert texts(folder) == ["各科室每月检查一次换药室，把结果报护理部。"]


@pytest.mark.parametrize("front", ["rendition: foo", 'id: "a#b"', "level: 市里"])
def test_front_matter_that_would_break_the_base_is_refused(folder, write, front):
    with pytest.raises(DuibiaoError, match="文件头"):
        publish.build(folder, [write("a.md", f"---\ntitle: 甲\n{front}\n---\n\n正文。\n")])


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names there are always Unicode")
def test_a_file_name_that_is_no_utf_8_is_told_and_the_rest_go_in(folder, tmp_path, write):
    place = tmp_path / os.fsdecode("解压".encode("gb18030"))
    place.mkdir()
    name = os.fsdecode("换药室.txt".encode("gb18030"))
    (place / name).write_text(ONE, encoding="utf-8")
    (place / "轮椅.txt").write_text(TWO, encoding="utf-8")
    for change in (publish.build, publish.add):
        report = change(folder, [place])
        assert [d.source for d in report.added] == ["轮椅.txt"]
        assert ["解压/换药室.txt" in str(e) and "请改名后再加入" in str(e) for e in report.errors] == [True]
        str(report.errors[0]).encode("utf-8")


@pytest.mark.parametrize("fails", [ModuleNotFoundError("pwd"), OSError("no user"), KeyError("uid")])
def test_where_the_system_names_no_user_documents_go_in_all_the_same(folder, write, monkeypatch, fails):
    def getuser():
        raise fails

    monkeypatch.setattr(rights.getpass, "getuser", getuser)
    publish.build(folder, [write("a.txt", TWO)])
    assert [line.who for line in journal.read(folder)[0]] == [""]


def test_a_user_name_that_is_no_utf_8_ends_nothing(folder, write, monkeypatch):
    monkeypatch.setattr(rights.getpass, "getuser", lambda: "wang\udcff")
    publish.build(folder, [write("a.txt", TWO)])
    assert [line.who for line in journal.read(folder)[0]] == ["wang"]


@pytest.mark.parametrize("name", ["catalogues/core_systems.csv", "documents/changzhi-quality-plan-2023-2025.md"])
def test_what_ships_and_was_removed_comes_back_by_the_command_that_is_told(folder, write, name):
    publish.build(folder, [CORPUS / name, write("换药.txt", ONE)])
    before = Knowledge.open(folder)
    shipped = next(d for d in before.documents.values() if d.rendition == "digest")
    (note,) = publish.remove(folder, shipped.id).notes
    assert shipped.id not in Knowledge.open(folder).documents
    command, path = note.rpartition(" ")[::2]
    assert command.endswith("要恢复，请运行 duibiao add")
    publish.add(folder, [Path(path)])
    assert Knowledge.open(folder).documents == before.documents
    own = next(d for d in before.documents.values() if d.rendition != "digest")
    assert publish.remove(folder, own.id).notes == []


def test_the_file_of_a_document_is_kept_with_the_base(folder, write):
    publish.build(folder, [write("一.txt", ONE)])
    publish.add(folder, [write("二.txt", TWO)])
    kept = {d.source: kept_files.read(folder, d.sha256, d.source) for d in Knowledge.open(folder).documents.values()}
    assert kept == {"一.txt": ONE.encode(), "二.txt": TWO.encode()}


def test_who_did_what_outlives_a_base_that_can_no_longer_be_opened(folder, write):
    publish.build(folder, [write("一.txt", ONE)], who="王敏")
    publish.add(folder, [write("二.txt", TWO)], who="李梅")
    with database.writing(folder) as db:  # as if the program had been killed before it handed the last line over
        db.execute("DELETE FROM audit WHERE who = '李梅'")
    manifest = snapshots.current(folder).folder / snapshots.MANIFEST
    written = json.loads(manifest.read_text("utf-8")) | {"format": 1}
    del written["seal"]
    manifest.write_text(json.dumps(written), "utf-8")
    with pytest.raises(BaseError):
        Knowledge.open(folder)
    publish.build(folder, [write("一.txt", ONE)], who="张洁")
    assert {line.who for line in journal.read(folder)[0]} == {"王敏", "李梅", "张洁"}


def test_of_files_that_all_are_bad_the_first_error_is_told(folder, write):
    publish.build(folder, [write("一.txt", ONE)])
    for paths, said in (
        ([write("坏.docx", b"PK")], "坏.docx"),
        ([write("甲.docx", b"PK"), write("乙.docx", b"PK")], "甲.docx"),
    ):
        with pytest.raises(DuibiaoError, match=said):
            publish.add(folder, paths)
    with pytest.raises(DuibiaoError):
        publish.add(folder, [])


@pytest.mark.parametrize("change", [publish.add, publish.build])
def test_where_no_file_can_be_read_every_one_is_told_and_nothing_changes(folder, write, tmp_path, change):
    publish.build(folder, [write("一.txt", ONE)])
    before = snapshots.current(folder).name
    empty = [tmp_path / name for name in ("空一.txt", "空二.docx")]
    for path in empty:
        path.write_bytes(b"")
    with pytest.raises(DuibiaoError) as told:
        change(folder, empty)
    assert all(path.name in str(told.value) for path in empty)
    assert "2 份文件都没有加入" in str(told.value)
    assert snapshots.current(folder).name == before
