"""A base that is not, byte for byte, what was published: never answered from, never signed anew, one line that says what to do."""

import os
import shutil

import pytest

from app.answer.answering import ask
from app.base import integrity, snapshots
from app.base.knowledge import Knowledge
from app.base.serving import Serving
from app.build import publish, rollback
from app.people import file_state
from ingest.errors import BaseError

ONE = "关于换药室管理的通知\n\n一、总体要求\n\n每月检查一次换药室。\n"
TWO = "关于轮椅管理的通知\n\n一、总体要求\n\n轮椅每周清洁一次。\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("integrity")
    for name, text in (("一.txt", ONE), ("二.txt", TWO)):
        (folder / name).write_text(text, encoding="utf-8")
    publish.build(folder / "kb", [folder / "一.txt"])
    publish.add(folder / "kb", [folder / "二.txt"])
    return folder


@pytest.fixture
def spoil(made):
    """Change a byte of a file of the base at equal length; it is put back afterwards."""
    before = {}

    def change(name, at, old=None, new=None):
        path = made / "kb" / name
        before.setdefault(path, path.read_bytes())
        data = bytearray(path.read_bytes())
        at = data.index(old) if old else at if at >= 0 else len(data) + at
        data[at : at + len(new or b"x")] = new or bytes([data[at] ^ 4])
        path.write_bytes(data)

    yield change
    for path, data in before.items():
        path.write_bytes(data)


@pytest.mark.parametrize("name", snapshots.FILES)
@pytest.mark.parametrize("where", ["begin", "middle", "end"])
def test_a_bit_that_changed_in_any_file_is_not_answered_from_and_not_signed_anew(made, spoil, name, where):
    kb = made / "kb"
    size = (kb / "snapshots" / "000002" / name).stat().st_size
    spoil(f"snapshots/000002/{name}", {"begin": 0, "middle": size // 2, "end": -1}[where])
    for act in (
        lambda: Knowledge.open(kb),
        lambda: publish.add(kb, [made / "一.txt"]),
        lambda: publish.remove(kb, "换药室管理"),
    ):
        with pytest.raises(BaseError) as raised:
            act()
        line = str(raised.value)
        assert name in line and "已损坏" in line and "duibiao rebuild" in line and "duibiao rollback 1" in line
        assert "\n" not in line
    assert sorted(p.name for p in (kb / "snapshots").iterdir()) == ["000001", "000002"]


def test_words_of_a_clause_changed_at_equal_length_are_not_shown(made, spoil):
    spoil("snapshots/000002/base.sqlite", 0, "每周".encode(), "每日".encode())
    with pytest.raises(BaseError, match=r"base\.sqlite 已损坏"):
        Knowledge.open(made / "kb")


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'"clauses": 2', b'"clauses": 3'), (b'"who"', b'"whp"'), (b'"seal"', b'"sear"'), (b'"format": 5', b'"format": 4')],
)
def test_a_manifest_that_says_something_else_is_damaged(made, spoil, old, new):
    spoil("snapshots/000002/manifest.json", 0, old, new)
    with pytest.raises(BaseError, match="已损坏"):
        Knowledge.open(made / "kb")


def test_a_pointer_that_leads_to_an_earlier_version_is_damaged(made, spoil):
    spoil("CURRENT", 0, b"000002", b"000001")
    with pytest.raises(BaseError, match="CURRENT 文件已损坏"):
        Knowledge.open(made / "kb")


def test_a_base_that_changes_on_the_disk_while_it_serves_is_served_no_longer(made, spoil):
    serving, kb = Serving(), made / "kb"
    assert ask(serving.opened(kb), "轮椅多久清洁").results["clause"]
    spoil("snapshots/000002/vectors.faiss", -1)
    with pytest.raises(BaseError, match=r"vectors\.faiss 已损坏"):
        serving.opened(kb)


def test_going_back_mends_a_damaged_version_and_says_so(made, tmp_path):
    kb = shutil.copytree(made / "kb", tmp_path / "kb")
    with (kb / "snapshots" / "000002" / "bm25.npz").open("r+b") as file:
        file.write(b"\0\0")
    report = rollback.rollback(kb, 1)
    assert any("已损坏" in note for note in report.notes)
    assert list(Knowledge.open(kb).documents) == ["换药室管理"]


def test_a_file_is_read_through_again_only_when_it_changed(tmp_path, monkeypatch):
    path = tmp_path / "a"
    path.write_bytes(b"one")
    os.utime(path, (1_000, 1_000))
    monkeypatch.setattr(file_state, "_FRESH", -(10**20))
    first = integrity.sha256(path)
    monkeypatch.setattr(integrity.hashlib, "file_digest", lambda *_: pytest.fail("read again"))
    assert integrity.sha256(path) == first
    monkeypatch.undo()
    path.write_bytes(b"two")
    assert integrity.sha256(path) != first
