"""Files that a person asked for."""

import errno
import os
import stat

import pytest

from app.base import files
from app.base.files import in_chinese, write_output
from ingest.errors import OutputError


def fails(path, why):
    with pytest.raises(OutputError) as refused:
        write_output(path, "新")
    assert why in str(refused.value) and str(path) in str(refused.value) and "\n" not in str(refused.value)


def test_a_file_is_written_and_replaced(tmp_path):
    for text in ("一", "二"):
        write_output(tmp_path / "表.csv", text)
        assert (tmp_path / "表.csv").read_text(encoding="utf-8") == text
    assert [p.name for p in tmp_path.iterdir()] == ["表.csv"]


def test_rights_are_those_of_the_file_that_was_there_or_of_a_new_one(tmp_path):
    (tmp_path / "旧").touch()
    (tmp_path / "旧").chmod(0o600)
    (tmp_path / "新").touch()
    usual = stat.S_IMODE((tmp_path / "新").stat().st_mode)
    (tmp_path / "新").unlink()
    for name in ("旧", "新"):
        write_output(tmp_path / name, "x")
    assert stat.S_IMODE((tmp_path / "旧").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "新").stat().st_mode) == usual


def test_a_link_is_followed_and_stays_a_link(tmp_path):
    (tmp_path / "真.csv").write_text("旧", encoding="utf-8")
    (tmp_path / "链.csv").symlink_to(tmp_path / "真.csv")
    write_output(tmp_path / "链.csv", "新")
    assert (tmp_path / "链.csv").is_symlink() and (tmp_path / "真.csv").read_text(encoding="utf-8") == "新"


def test_a_pipe_is_written_to_and_not_replaced(tmp_path):
    os.mkfifo(tmp_path / "管")
    reading = os.open(tmp_path / "管", os.O_RDONLY | os.O_NONBLOCK)
    write_output(tmp_path / "管", "新")
    assert os.read(reading, 100).decode() == "新" and stat.S_ISFIFO((tmp_path / "管").stat().st_mode)
    os.close(reading)


def test_places_that_cannot_be_written_are_one_line(tmp_path):
    (tmp_path / "文件").touch()
    (tmp_path / "圈").symlink_to(tmp_path / "圈")
    fails(tmp_path / "无" / "x.html", "没有这个文件或文件夹")
    fails(tmp_path, "这是文件夹")
    fails(tmp_path / "文件" / "x.html", "不是文件夹")
    fails(tmp_path / ("长" * 300), "文件名太长")
    fails(tmp_path / "圈", "链接绕成了圈")


@pytest.mark.parametrize(("code", "why"), [(errno.ENOSPC, "磁盘已满"), (errno.EACCES, "没有权限"), (errno.EROFS, "只读")])
def test_a_failure_leaves_what_was_there(tmp_path, monkeypatch, code, why):
    (tmp_path / "表.csv").write_text("旧", encoding="utf-8")

    def full(_descriptor):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(files.os, "fsync", full)
    fails(tmp_path / "表.csv", why)
    assert [(p.name, p.read_text(encoding="utf-8")) for p in tmp_path.iterdir()] == [("表.csv", "旧")]


def test_an_unforeseen_error_of_the_system_names_the_file():
    assert (
        in_chinese(PermissionError(errno.EACCES, "Permission denied", "/数据/x"))
        == "/数据/x：没有权限。请检查路径、权限和磁盘空间"
    )
