"""A loss of power: all that a snapshot is made of lies on the disk before anything leads to it."""

import os
from pathlib import Path

import pytest

from app.base import backup, by_content, durable, snapshots
from app.build import publish

ONE = "关于换药室管理的通知\n\n一、总体要求\n\n每月检查一次换药室。\n"


@pytest.fixture
def calls(monkeypatch):
    """What is flushed and renamed, in the order in which it is."""
    told, fsync, replace, rename = [], os.fsync, os.replace, os.rename

    def flushed(handle):
        told.append(("flush", os.readlink(f"/proc/self/fd/{handle}")))
        fsync(handle)

    def renamed(real):
        def act(old, new, **more):
            real(old, new, **more)
            told.append(("rename", os.fspath(new)))

        return act

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(os, "replace", renamed(replace))
    monkeypatch.setattr(os, "rename", renamed(rename))
    return told


def at(calls, kind, name):
    return [number for number, (did, path) in enumerate(calls) if did == kind and path.endswith(name)]


def test_every_file_and_folder_of_a_snapshot_is_flushed_before_the_pointer_moves(tmp_path, write, calls):
    kb = tmp_path / "kb"
    publish.build(kb, [write("一.txt", ONE)])
    calls.clear()
    publish.add(kb, [write("二.txt", ONE.replace("换药室", "治疗室"))])
    (pointed,) = at(calls, "rename", "/CURRENT")
    (numbered,) = at(calls, "rename", "/000002")
    for name in (*snapshots.FILES, "manifest.json.tmp"):
        (flushed,) = at(calls, "flush", f"/{name}")
        assert flushed < numbered < pointed, name
    folder = [
        number for number, (did, path) in enumerate(calls) if did == "flush" and "/.new-" in path and path.count("/.") == 1
    ]
    assert any(number < numbered for number in folder), "the names in the folder"
    assert any(numbered < number < pointed for number in at(calls, "flush", "/snapshots")), "the name of the folder"
    kept = [number for number, (did, path) in enumerate(calls) if did == "flush" and "/files/" in path]
    assert len(kept) >= 2 and max(kept) < pointed, "the original and the folder that it lies in"
    assert at(calls, "flush", "CURRENT.tmp")[0] < pointed < at(calls, "flush", str(kb))[-1]


def test_what_is_kept_by_content_and_a_backup_are_flushed_before_they_get_their_names(tmp_path, write, calls):
    sha256 = by_content.keep(tmp_path / "files", b"content")
    (named,) = at(calls, "rename", sha256)
    assert at(calls, "flush", ".tmp")[0] < named < at(calls, "flush", str(tmp_path / "files" / sha256[:2]))[0]
    publish.build(tmp_path / "kb", [write("一.txt", ONE)])
    calls.clear()
    backup.write(tmp_path / "kb", tmp_path / "b.zip")
    (named,) = at(calls, "rename", "/b.zip")
    assert at(calls, "flush", ".tmp")[-1] < named < at(calls, "flush", str(tmp_path))[-1]
    calls.clear()
    backup.restore(tmp_path / "b.zip", tmp_path / "new")
    (named,) = at(calls, "rename", "/new")
    assert {path.name for path in (tmp_path / "new").rglob("*")} - {
        Path(path).name for did, path in calls if did == "flush"
    } == set()


def test_a_folder_that_cannot_be_flushed_stops_nothing(tmp_path):
    durable.flush_folder(tmp_path / "没有")
