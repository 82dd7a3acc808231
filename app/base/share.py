"""Whether the folder of a base lies on a network share, where neither locks nor flushing can be relied on."""

from pathlib import Path

import psutil

SHARES = frozenset(
    "9p afs ceph cifs davfs glusterfs lustre ncpfs nfs nfs4 rclone s3fs smb3 smbfs sshfs vboxsf vmhgfs-fuse webdav".split()
)
"""File systems of other computers, as systems call them, without ``fuse.`` before them."""
_UNC = ("\\\\?\\UNC\\", "\\\\")
_LOCAL = ("\\\\?\\", "\\\\.\\")
"""How a path of Windows begins that names another computer, and one that names a device of this one."""
TODO = "请只让一台电脑使用它，并移到本机磁盘上：先 duibiao backup，再在本机磁盘的空文件夹里 duibiao restore"


def kind(folder: Path) -> str:
    """What the system calls the share that a folder, there or not yet, lies on; "" where it is on a disk of this computer."""
    place = folder.resolve()
    drive = place.drive
    if drive.upper().startswith(_UNC[0]) or (drive.startswith(_UNC[1]) and not drive.startswith(_LOCAL)):
        return "UNC"
    above = [one for one in psutil.disk_partitions(all=True) if place.is_relative_to(one.mountpoint)]
    if not above:
        return ""
    mount = max(reversed(above), key=lambda one: len(Path(one.mountpoint).parts))  # what was mounted last lies on top
    if "remote" in mount.opts.split(","):
        return mount.fstype or "remote"
    name = mount.fstype.lower().removeprefix("fuse.")
    return name if name in SHARES else ""


def warning(folder: Path) -> str:
    """What to know of a folder on a share, without its end; "" for any other."""
    found = kind(folder)
    return f"知识库在网络共享（{found}）上，那里的文件锁和写盘不可靠，可能损坏" if found else ""
