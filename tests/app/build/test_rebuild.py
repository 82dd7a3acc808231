"""The base made anew from the files kept in it."""

import json
import signal
import subprocess
import sys

import pytest

from app.answer.answering import ask
from app.base import snapshots
from app.base.knowledge import Knowledge
from app.base.manifest import FORMAT
from app.build import publish
from corpus import CORPUS
from ingest.errors import BaseError, SourceError
from ingest.worker.asking import ParsingWorker

ONE = "关于换药室管理的通知\n\n一、总体要求\n\n各科室每月检查一次换药室，把结果报护理部。\n"
TWO = "关于轮椅管理的通知\n\n一、总体要求\n\n轮椅每周清洁一次，由后勤部门负责。\n"
RULES = "轮椅借用须知\n\n1 借用轮椅要登记姓名和床号。\n2 用完以后擦拭消毒，放回原处。\n"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "库"


def contents(folder):
    """Everything that the store holds of documents, clauses, entities, links and findings."""
    store = Knowledge.open(folder).store
    return (
        store.documents(serving=False),
        store.sources(),
        list(store.clauses()),
        store.stated_entities(),
        store.entities(),
        store.links(),
        store.findings(),
    )


def answers(folder, query):
    return [
        (kind, r.id, pytest.approx(r.score, abs=1e-4))
        for kind, rs in ask(Knowledge.open(folder), query).results.items()
        for r in rs
    ]


def kept(folder):
    return list(snapshots.files(folder).glob("*/*"))


def test_a_base_made_anew_has_the_same_ids_and_gives_the_same_answers_although_every_file_is_gone(folder, write):
    plan = CORPUS / "documents" / "changzhi-quality-plan-2023-2025.md"
    files = [write("一.txt", ONE), write("二.txt", TWO)]
    publish.build(folder, [CORPUS / "catalogues", plan])
    publish.add(folder, files)
    publish.add(folder, [rules := write("须知.txt", RULES)], doctype="general")
    before, queries = contents(folder), ("换药室检查", "轮椅清洁", "危急值报告")
    answered = [answers(folder, query) for query in queries]
    for file in (*files, rules):
        file.unlink()
    publish.rebuild(folder)
    assert contents(folder) == before
    assert [[(k, i, s.expected) for k, i, s in answers(folder, q)] for q in queries] == answered


def test_a_type_that_a_person_forced_is_forced_again(folder, write):
    text = "关于轮椅的规定\n\n第一条　轮椅每周清洁。\n\n第二条　由后勤部门负责。\n"
    file = write("规定.txt", text)
    publish.build(folder, [file])
    recognised = next(iter(Knowledge.open(folder).documents.values())).doctype
    publish.add(folder, [file], doctype="general")
    forced = contents(folder)
    assert next(iter(Knowledge.open(folder).documents.values())).doctype == "general" != recognised
    publish.rebuild(folder)
    assert contents(folder) == forced


def test_a_base_whose_files_are_all_broken_but_the_manifest_is_made_anew(folder, write):
    publish.build(folder, [write("一.txt", ONE), write("二.txt", TWO)])
    before = contents(folder)
    for path in snapshots.current(folder).folder.iterdir():
        if path.name != "manifest.json":
            path.write_bytes(b"\xff")
    publish.rebuild(folder)
    assert contents(folder) == before


def test_a_base_of_a_format_to_come_back_from_keeps_its_documents(folder, write, monkeypatch):
    publish.build(folder, [write("一.txt", ONE)])
    before = contents(folder)
    monkeypatch.setattr("app.base.manifest.FORMAT", FORMAT + 1)
    monkeypatch.setattr("app.base.faults.FORMAT", FORMAT + 1)
    monkeypatch.setattr("app.build.finish.FORMAT", FORMAT + 1)
    with pytest.raises(BaseError, match="duibiao rebuild"):
        Knowledge.open(folder)
    publish.rebuild(folder)
    assert contents(folder) == before


@pytest.mark.parametrize("damage", ["missing", "altered"])
def test_a_file_that_cannot_be_read_stops_the_whole_and_leaves_what_stood(folder, write, damage):
    publish.build(folder, [write("一.txt", ONE), write("二.txt", TWO)])
    place = next(path for path in kept(folder) if "轮椅" in path.read_text(encoding="utf-8"))
    place.unlink() if damage == "missing" else place.write_text("别的")
    before = (folder / "CURRENT").read_text()
    with pytest.raises(BaseError, match=r"二\.txt") as caught:
        publish.rebuild(folder)
    assert "没有改动" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert (folder / "CURRENT").read_text() == before
    assert len(Knowledge.open(folder).documents) == 2
    publish.add(folder, [write("二.txt", TWO)])
    assert len(publish.rebuild(folder).added) == 2


@pytest.mark.parametrize("damage", ["missing", "altered"])
def test_a_damaged_base_that_lacks_a_file_is_made_anew_with_the_file_named(folder, write, damage):
    publish.build(folder, [write("一.txt", ONE), write("二.txt", TWO)])
    before = contents(folder)
    place = next(path for path in kept(folder) if "轮椅" in path.read_text(encoding="utf-8"))
    place.unlink() if damage == "missing" else place.write_text("别的")
    (snapshots.current(folder).folder / "bm25.npz").unlink()
    with pytest.raises(BaseError, match="duibiao rebuild 并写上它的路径"):
        publish.rebuild(folder)
    with pytest.raises(BaseError, match=r"二\.txt.*须知\.txt.*没有用上"):
        publish.rebuild(folder, [write("须知.txt", RULES)])
    report = publish.rebuild(folder, [write("换了名字.txt", TWO), write("须知.txt", RULES), folder / "没有.txt"])
    assert contents(folder) == before
    assert ["须知.txt" in str(report.errors[0]), "没有.txt" in str(report.errors[1])] == [True, True]
    assert sorted(path.read_text(encoding="utf-8") for path in kept(folder)) == sorted([ONE, TWO])


def test_a_parser_that_no_longer_reads_a_file_stops_the_whole(folder, write, monkeypatch):
    publish.build(folder, [write("一.txt", ONE)])
    monkeypatch.setattr(ParsingWorker, "ingest", lambda *_: (_ for _ in ()).throw(SourceError("不认得了", "一.txt")))
    with pytest.raises(BaseError, match="不认得了"):
        publish.rebuild(folder)
    assert len(Knowledge.open(folder).documents) == 1


@pytest.mark.parametrize(
    "action", ["publish.rebuild(kb)", "publish.add(kb, [Path(sys.argv[2])])", "publish.build(kb, [Path(sys.argv[2])])"]
)
def test_one_who_is_killed_after_the_files_were_kept_leaves_what_stood_and_no_litter_for_long(folder, write, action):
    publish.build(folder, [write("一.txt", ONE)])
    code = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom app.build import indexing, publish\n"
        f"indexing.write = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\nkb = Path(sys.argv[1])\n{action}"
    )
    process = subprocess.run([sys.executable, "-c", code, str(folder), str(write("二.txt", TWO))], check=False)
    assert process.returncode == -signal.SIGKILL
    (document,) = Knowledge.open(folder).documents.values()
    assert document.title == "关于换药室管理的通知"
    (snapshots.files(folder) / "ab").mkdir(exist_ok=True)
    (snapshots.files(folder) / "ab" / ("ab" * 32 + ".tmp")).write_bytes(b"half")
    publish.rebuild(folder)
    assert [path.read_text(encoding="utf-8") for path in kept(folder)] == [ONE]
    assert not list((folder / "snapshots").glob(".new-*"))


def test_two_who_make_it_anew_and_add_at_once_lose_nothing(folder, write):
    publish.build(folder, [write("一.txt", ONE)])
    run = [sys.executable, "-m", "app.cli"]
    commands = [
        [*run, "rebuild", "--kb", str(folder)],
        [*run, "add", str(write("二.txt", TWO)), "--kb", str(folder)],
        [*run, "add", str(write("也是二.txt", TWO)), "--kb", str(folder)],
    ]
    running = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for command in commands]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert {d.title for d in Knowledge.open(folder).documents.values()} == {"关于换药室管理的通知", "关于轮椅管理的通知"}
    assert len(kept(folder)) == 2


def test_where_nothing_can_be_made_anew_it_says_so(folder, write):
    with pytest.raises(BaseError, match="没有可以重建的知识库"):
        publish.rebuild(folder)
    publish.build(folder, [write("一.txt", ONE)])
    path = snapshots.current(folder).folder / "manifest.json"
    written = json.loads(path.read_text()) | {"format": 2}
    del written["seal"]
    path.write_text(json.dumps(written))
    with pytest.raises(BaseError, match=r"一\.txt.*旧库不会删除"):
        publish.rebuild(folder)


def test_an_original_that_a_new_build_leaves_out_is_named_although_its_digest_comes(folder, write):
    digest = write(
        "摘要.md", "---\ntitle: 关于换药室管理的通知\nrendition: digest\n---\n\n一、总体要求\n\n换药室要按月检查。\n"
    )
    publish.build(folder, [digest, write("一.txt", ONE)])
    assert any("换药室" in note for note in publish.build(folder, [digest]).notes)
    assert not publish.build(folder, [digest, write("一.txt", ONE)]).notes


def test_a_base_made_anew_has_the_same_indexes_byte_for_byte(folder, write):
    publish.build(folder, [write("一.txt", ONE), write("二.txt", TWO)])
    indexes = [name for name in snapshots.FILES if name != snapshots.STORE]
    before = [(snapshots.current(folder).folder / name).read_bytes() for name in indexes]
    publish.rebuild(folder)
    after = [(snapshots.current(folder).folder / name).read_bytes() for name in indexes]
    assert [a == b for a, b in zip(before, after, strict=True)] == [True] * len(indexes)
