"""What is told when a base cannot be read: permission, damage, other formats; and nothing of one's own is lost by following it."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys

import pytest

from app.base import faults, snapshots
from app.base.knowledge import Knowledge
from app.build import publish
from corpus import CORPUS
from ingest.errors import BaseError

ONE = "关于换药室管理的通知\n\n一、总体要求\n\n各科室每月检查一次换药室，把结果报护理部。\n"
TWO = "关于轮椅管理的通知\n\n一、总体要求\n\n轮椅每周清洁一次，由后勤部门负责。\n"
CATALOGUE = CORPUS / "catalogues" / "core_systems.csv"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "库"


def as_format_2(folder):
    """Make the serving snapshot one of the format before files were kept."""
    snapshot = snapshots.current(folder).folder
    manifest = json.loads((snapshot / "manifest.json").read_text(encoding="utf-8"))
    sources = [{k: v for k, v in source.items() if k != "doctype"} for source in manifest["sources"]]
    (snapshot / "manifest.json").write_text(json.dumps(manifest | {"format": 2, "sources": sources}), encoding="utf-8")
    with sqlite3.connect(snapshot / "base.sqlite") as store:
        store.execute("DROP TABLE sources")
    store.close()
    shutil.rmtree(snapshots.files(folder))
    return snapshot


def told(folder):
    with pytest.raises(BaseError) as caught:
        Knowledge.open(folder)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_base_of_the_format_before_names_ones_own_documents_and_how_to_keep_them(folder, write):
    publish.build(folder, [CATALOGUE, write("换药.txt", ONE), write("轮椅.txt", TWO)])
    as_format_2(folder)
    line = told(folder)
    assert "格式 2" in line
    assert "《关于换药室管理的通知》（换药.txt）、《关于轮椅管理的通知》（轮椅.txt）" in line
    assert "core_systems" not in line
    assert line.index("duibiao build") < line.index("duibiao add")


def test_a_base_of_the_format_before_without_ones_own_documents_says_so(folder):
    publish.build(folder, [CATALOGUE])
    as_format_2(folder)
    assert "没有自己加入的文件" in told(folder)


def test_a_snapshot_of_the_format_before_stays_until_all_of_ones_own_documents_are_back(folder, write):
    publish.build(folder, [write("换药.txt", ONE), write("轮椅.txt", TWO)])
    old = as_format_2(folder)
    report = publish.build(folder, [CATALOGUE])
    assert [note for note in report.notes if "换药.txt" in note and "duibiao add" in note]
    for _ in range(snapshots.keep(folder) + 1):
        publish.add(folder, [write("换药.txt", ONE)])
    assert old.exists()
    for _ in range(snapshots.keep(folder)):
        publish.add(folder, [write("轮椅.txt", TWO)])
    assert not old.exists()


def test_a_base_that_can_be_made_anew_from_its_files_advises_that(folder, write):
    publish.build(folder, [write("换药.txt", ONE)])
    (snapshots.current(folder).folder / "bm25.npz").unlink()
    line = told(folder)
    assert "bm25.npz" in line
    assert "duibiao rebuild" in line
    assert "duibiao build" not in line


@pytest.mark.slow
@pytest.mark.parametrize(
    "content", [None, b"\xff\xfe", b"000099", b"", b" \n", b"..", b"../snapshots/000001", b"000001/.", "²".encode()]
)
def test_a_pointer_that_is_gone_or_broken_still_leads_to_the_files(folder, write, content):
    publish.build(folder, [write("换药.txt", ONE)])
    (folder / "CURRENT").unlink() if content is None else (folder / "CURRENT").write_bytes(content)
    line = told(folder)
    assert "duibiao rebuild" in line
    assert "duibiao build" not in line
    publish.rebuild(folder)
    assert len(Knowledge.open(folder).documents) == 1


def test_a_broken_manifest_still_leads_to_the_files_that_an_earlier_one_names(folder, write):
    publish.build(folder, [write("换药.txt", ONE)])
    publish.add(folder, [write("轮椅.txt", TWO)])
    (folder / "snapshots" / "000002" / "manifest.json").write_text("{")
    assert "duibiao rebuild" in told(folder)
    report = publish.rebuild(folder)
    assert not report.notes
    assert len(Knowledge.open(folder).documents) == 2


@pytest.mark.parametrize("name", ["manifest.json", "base.sqlite", "words.json", "bm25.npz", "vectors.faiss"])
def test_a_file_that_may_not_be_read_is_a_matter_of_permission_and_never_of_building_anew(folder, write, name):
    publish.build(folder, [write("换药.txt", ONE)])
    for path in (folder.parent, *folder.rglob("*")):
        path.chmod(0o755)
    (snapshots.current(folder).folder / name).chmod(0o000)
    command = [sys.executable, "-m", "app.cli", "ask", "换药室多久检查一次", "--kb", str(folder)]
    if os.getuid() == 0:
        command = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", *command] if shutil.which("setpriv") else command
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0 and os.getuid() == 0:
        pytest.skip("nothing is forbidden to this user")
    assert "没有权限" in done.stderr
    assert "不用重建" in done.stderr
    assert "duibiao" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_folder_that_may_not_be_entered(folder, write, monkeypatch):
    publish.build(folder, [write("换药.txt", ONE)])

    def forbidden(self, **_):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(snapshots.Path, "read_text", forbidden)
    line = told(folder)
    assert "没有权限" in line
    assert "不用重建" in line


def test_a_disk_that_fails_is_named_for_what_it_is(folder, write, monkeypatch):
    publish.build(folder, [write("换药.txt", ONE)])
    snapshot = snapshots.current(folder).folder
    line = str(faults.unreadable(OSError(5, "Input/output error"), snapshot))
    assert "磁盘读写出错" in line
    assert "网络盘" in line


WRONG_SHAPES = {
    "format as text": {"format": "3"},
    "no format": {"format": None},
    "sources of numbers": {"sources": [7]},
    "no sources": {"sources": None},
    "a source without a file": {"sources": [{"document": "a", "rendition": "original"}]},
    "a source with lone surrogates": {
        "sources": [{"document": "a", "rendition": "original", "file": "\udcff.txt", "sha256": "0" * 64}]
    },
    "no model": {"model": {}},
    "a level that is no number": {"model": {"name": "a", "sha256": "b", "level": "0.1 much"}},
    "counts as list": {"counts": []},
    "counts of nothing": {"counts": {}},
    "files as text": {"files": "base.sqlite"},
    "a file without size": {"files": {"base.sqlite": {}}},
}


@pytest.mark.slow
@pytest.mark.parametrize("wrong", WRONG_SHAPES.values(), ids=WRONG_SHAPES)
def test_a_manifest_of_the_wrong_shape_is_damage_in_one_line(folder, write, wrong):
    publish.build(folder, [write("换药.txt", ONE)])
    publish.add(folder, [write("轮椅.txt", TWO)])
    path = folder / "snapshots" / "000002" / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | wrong), encoding="utf-8")
    line = told(folder)
    assert "已损坏" in line and "duibiao rebuild" in line
    publish.rebuild(folder)
    assert Knowledge.open(folder).documents


@pytest.mark.parametrize("content", ["[]", "7", "null", "[" * 100_000])
def test_a_manifest_that_is_no_object_is_damage_in_one_line(folder, write, content):
    publish.build(folder, [write("换药.txt", ONE)])
    (folder / "snapshots" / "000001" / "manifest.json").write_text(content)
    assert "已损坏" in told(folder)


def test_a_manifest_of_the_wrong_shape_in_an_earlier_snapshot_stops_no_addition(folder, write):
    publish.build(folder, [write("换药.txt", ONE)])
    path = folder / "snapshots" / "000001" / "manifest.json"
    publish.add(folder, [write("轮椅.txt", TWO)])
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"sources": [7]}), encoding="utf-8")
    for _ in range(snapshots.keep(folder) + 1):
        publish.add(folder, [write("轮椅.txt", TWO)])
    assert len(Knowledge.open(folder).documents) == 2


def test_a_base_of_the_format_before_that_names_no_sources_is_told_in_one_line(folder, write):
    publish.build(folder, [write("换药.txt", ONE)])
    path = as_format_2(folder) / "manifest.json"
    path.write_text(json.dumps({"format": 2}), encoding="utf-8")
    assert "格式 2" in told(folder)
    with pytest.raises(BaseError):
        publish.rebuild(folder)
    publish.build(folder, [write("换药.txt", ONE)])


@pytest.mark.parametrize("name", ["库 50% #1?版", "sub/库&=+;é"])
def test_a_base_lies_in_a_folder_of_any_name(tmp_path, write, name):
    folder = tmp_path / name
    publish.build(folder, [write("换药.txt", ONE)])
    publish.rebuild(folder)
    as_format_2(folder)
    assert "《关于换药室管理的通知》" in told(folder)
