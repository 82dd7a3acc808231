"""What is told of a base on a network share; the systems' own lists of what is mounted are made up here."""

from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest

from app.base import share


class Windows(PureWindowsPath):
    """A path as Windows resolves it: a mapped drive may stay one."""

    def resolve(self):
        return self


@pytest.fixture
def mounted(monkeypatch):
    def _mounted(*mounts):
        found = [SimpleNamespace(mountpoint=where, fstype=kind, opts=opts) for where, kind, opts in mounts]
        monkeypatch.setattr(share.psutil, "disk_partitions", lambda **_: found)

    return _mounted


ROOT = ("/", "ext4", "rw")


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "9p", "fuse.sshfs", "smb3"])
def test_a_share_of_linux_is_told_by_its_file_system(mounted, kind):
    mounted(ROOT, ("/srv/资料 共享", kind, "rw"))
    assert share.kind(Path("/srv/资料 共享/kb/not/yet")) == kind.removeprefix("fuse.")
    assert share.kind(Path("/srv/资料")) == ""


def test_the_mount_below_which_it_lies_counts(mounted):
    mounted(("/", "nfs", "rw"), ("/data", "xfs", "rw"), ("/data/out", "autofs", "rw"), ("/data/out", "cifs", "rw"))
    assert [share.kind(Path(one)) for one in ("/data/kb", "/data/out/kb", "/database")] == ["", "cifs", "nfs"]


def test_a_link_leads_to_the_share(mounted, tmp_path):
    mounted(ROOT, (str(tmp_path / "there"), "nfs", "rw"))
    (tmp_path / "there").mkdir()
    (tmp_path / "kb").symlink_to(tmp_path / "there")
    assert share.kind(tmp_path / "kb") == "nfs"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (r"\\files\quality\kb", "UNC"),
        (r"\\?\UNC\files\quality\kb", "UNC"),
        (r"\\?\C:\kb", ""),
        (r"C:\ProgramData\kb", ""),
        (r"Z:\kb", "NTFS"),
    ],
)
def test_a_share_of_windows_is_told_by_its_name_or_its_drive(mounted, written, told):
    mounted(("C:\\", "NTFS", "rw,fixed"), ("Z:\\", "NTFS", "rw,remote"))
    assert share.kind(Windows(written)) == told
