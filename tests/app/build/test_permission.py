"""A folder or a file of a base that may not be read is told as that: nothing is left out of a backup, nothing is called damaged."""

import io
import os
from pathlib import Path

import pytest

from app.base import backup, integrity, snapshots
from app.build import draft, own, publish
from app.build.verify import verify
from app.case_work import desk
from ingest.errors import BaseError
from ingest.shipped.examples import Example
from tests.app.build.librarian import ID_ONE

PARTS = ("drafts", "draft", "files", "names", "terms.csv", "examples.csv")


@pytest.fixture
def base(base):
    desk.keep(base, "王敏", "陪护管理", "草稿.md", "# 陪护管理".encode())
    draft.upload(base, "关于平车的通知\n\n一、总则\n\n每日检查。\n".encode(), "平车.txt", "王敏")
    own.add_example(base, Example(f"{ID_ONE}#一", "换药室多久看一回"))
    own.add_term(base, ("小推车车", "送药小车", "", "", "", "", ""))
    return base


@pytest.fixture
def forbid(monkeypatch):
    """Let nothing below a path be looked into or opened, as for a user without the right (root may everything)."""

    def _forbid(path):
        for module, name in ((os, "scandir"), (io, "open")):
            monkeypatch.setattr(module, name, guarded(getattr(module, name), path))

    return _forbid


def guarded(function, path):
    def _guarded(file=".", *args, **kwargs):
        if isinstance(file, str | Path) and (Path(file) == path or path in Path(file).parents):
            raise PermissionError(13, "Permission denied", str(file))
        return function(file, *args, **kwargs)

    return _guarded


@pytest.mark.parametrize("part", PARTS)
def test_a_backup_of_which_a_part_may_not_be_read_is_not_made(base, tmp_path, forbid, part):
    assert (base / part).exists()
    forbid(base / part)
    with pytest.raises(BaseError, match="没有权限读取"):
        backup.write(base, tmp_path / "b.zip")
    assert not (tmp_path / "b.zip").exists()


@pytest.mark.parametrize("part", [*PARTS[:4], "snapshots", "snapshots/000001", "terms.csv", "CURRENT", "people.seal"])
def test_what_may_not_be_read_is_neither_whole_nor_damaged(base, forbid, part):
    forbid(base / part)
    with pytest.raises(BaseError, match="不用重建") as told:
        verify(base)
    assert part in told.value.where


def test_a_file_of_a_version_that_may_not_be_read_is_no_reason_to_build_anew(base, forbid):
    forbid(snapshots.current(base).folder / "words.json")
    integrity._HASHED.clear()  # of a process that has not read it yet
    with pytest.raises(BaseError, match="没有权限"):
        verify(base)


def test_own_terms_in_a_folder_that_may_not_be_entered_are_not_said_to_be_none(base, monkeypatch):
    def refused(path, **_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "lstat", refused)
    for read in (own.terms, own.examples_of):
        with pytest.raises(PermissionError):
            read(base)


def test_a_newest_version_that_may_not_be_read_is_no_reason_to_follow_an_older_one(base, forbid):
    publish.remove(base, ID_ONE)
    newest = snapshots.current(base)
    forbid(newest.folder)
    with pytest.raises(BaseError, match="不用重建"):
        publish.rebuild(base)
    assert sorted(path.name for path in (base / "snapshots").iterdir())[-1] == newest.name


def test_people_s_data_that_may_not_be_read_are_not_said_to_be_damaged(base, monkeypatch):
    allowed = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode, **kwargs: Path(path).name != "people.sqlite" and allowed(path, mode, **kwargs)
    )
    with pytest.raises(BaseError, match="不用重建"):
        verify(base)
