"""Nothing that a person added is lost when manifests are damaged."""

import pytest

from app.base import snapshots
from app.base.knowledge import Knowledge
from app.build import publish
from corpus import CORPUS
from ingest.errors import BaseError

ONE = "关于换药室管理的通知\n\n一、总体要求\n\n各科室每月检查一次换药室，把结果报护理部。\n"
TWO = "关于轮椅管理的通知\n\n一、总体要求\n\n轮椅每周清洁一次，由后勤部门负责。\n"
CATALOGUE = CORPUS / "catalogues" / "core_systems.csv"
LOST = {"manifest": ["manifest.json"], "manifest and store": ["manifest.json", "base.sqlite"]}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "库"


def damage(folder, lost, number=-1):
    snapshot = sorted((folder / "snapshots").glob("0*"))[number]
    for name in LOST[lost]:
        (snapshot / name).write_bytes(b"{")


def titles(folder):
    return {d.title for d in Knowledge.open(folder).documents.values() if d.doctype != "catalogue"}


def kept(folder):
    return {path.read_text(encoding="utf-8") for path in snapshots.files(folder).glob("*/*")}


@pytest.mark.parametrize("lost", LOST)
@pytest.mark.parametrize("named", [True, False])
def test_without_any_manifest_the_base_is_made_anew_from_the_kept_files(folder, write, lost, named):
    publish.build(folder, [write("换药.txt", ONE), write("轮椅.txt", TWO), CATALOGUE])
    before = Knowledge.open(folder).store.sources()
    damage(folder, lost)
    if not named:
        for path in (folder / "names").iterdir():
            path.unlink()
    with pytest.raises(BaseError, match="duibiao rebuild"):
        Knowledge.open(folder)
    notes = publish.rebuild(folder).notes
    assert titles(folder) == {"关于换药室管理的通知", "关于轮椅管理的通知"}
    if named or lost == "manifest":
        assert sorted(Knowledge.open(folder).store.sources(), key=str) == sorted(before, key=str)
    assert any("3 份" in note for note in notes) == (lost != "manifest")


@pytest.mark.slow
@pytest.mark.parametrize("lost", LOST)
def test_a_build_over_a_damaged_base_names_the_original_which_stays_until_a_rebuild_takes_it_in(folder, write, lost):
    publish.build(folder, [write("换药.txt", ONE)])
    damage(folder, lost)
    assert any("换药.txt" in note and "rebuild" in note for note in publish.build(folder, [CATALOGUE]).notes)
    for _ in range(snapshots.keep(folder) + 1):
        publish.add(folder, [CATALOGUE])
    assert ONE in kept(folder)
    publish.rebuild(folder)
    assert titles(folder) == {"关于换药室管理的通知"}
    for _ in range(snapshots.keep(folder)):
        publish.add(folder, [CATALOGUE])
    assert not (folder / "snapshots" / "000001").exists()
    publish.remove(folder, next(d.id for d in Knowledge.open(folder).documents.values() if "换药" in d.title))
    for _ in range(snapshots.keep(folder)):
        publish.add(folder, [CATALOGUE])
    assert ONE not in kept(folder)


@pytest.mark.slow
@pytest.mark.parametrize("lost", LOST)
def test_what_was_added_since_the_last_readable_manifest_is_taken_in(folder, write, lost):
    publish.build(folder, [write("换药.txt", ONE)])
    publish.add(folder, [write("轮椅.txt", TWO), write("换药.txt", draft := ONE.replace("一次", "两次"))])
    damage(folder, lost)
    notes = publish.rebuild(folder).notes
    assert titles(folder) == {"关于换药室管理的通知", "关于轮椅管理的通知"}
    assert any("两次" in clause.text for clause in Knowledge.open(folder).store.clauses()), draft
    assert any("轮椅.txt" in note for note in notes) == (lost != "manifest")


@pytest.mark.slow
def test_a_kept_file_that_cannot_be_read_is_named_and_put_aside_and_the_others_come_back(folder, write):
    publish.build(folder, [write("换药.txt", ONE), write("轮椅.txt", TWO)])
    damage(folder, "manifest and store")
    broken = next(path for path in snapshots.files(folder).glob("*/*") if path.read_text(encoding="utf-8") == TWO)
    broken.write_text("别的内容", encoding="utf-8")
    notes = publish.rebuild(folder).notes
    assert titles(folder) == {"关于换药室管理的通知"}
    assert any("轮椅.txt" in note and "left-out" in note for note in notes)
    assert [path.read_text(encoding="utf-8") for path in (folder / "left-out").iterdir()] == ["别的内容"]
