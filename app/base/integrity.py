"""Whether the files of a snapshot are, byte for byte, what was published."""

import hashlib
import os
from pathlib import Path

from app.base.manifest import Manifest
from app.people.file_state import State, settled, state

_MOST = 1_000
_HASHED: dict[State, str] = {}
"""What the system says of a file (device, number, size, times) → its sha256: a process hashes it once, until it changes."""


def sha256(path: Path) -> str:
    """Of a file, in hexadecimal. OSError when it cannot be read."""
    key = state(path)
    if known := _HASHED.get(key):
        return known
    with path.open("rb") as file:
        read = hashlib.file_digest(file, "sha256").hexdigest()
    if settled(key):
        if len(_HASHED) >= _MOST:
            _HASHED.clear()
        _HASHED[key] = read
    return read


def damaged(folder: Path, made_of: Manifest, names: tuple[str, ...] = ()) -> str:
    """Name of the first file of a snapshot that is not what its manifest says, "" when all are; ``names``: only these.

    OSError when a file is not there or cannot be read, KeyError when the manifest does not name it.
    """
    for name in names or tuple(made_of.files):
        told = made_of.files[name]
        if os.stat(folder / name).st_size != told["bytes"] or sha256(folder / name) != told["sha256"]:
            return name
    return ""
