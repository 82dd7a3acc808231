"""What the system says of a file, by which a process knows that nobody changed it since it was last read."""

import os
import time
from pathlib import Path

State = tuple[int, ...]
"""Device, number, size, and times of the last change of content and of entry in nanoseconds."""
_FRESH = 100_000_000
"""Nanoseconds for which a clock of the file system may tell two changes of a file alike."""


def state(path: str | Path) -> State:
    """Of a file; OSError when there is none."""
    found = os.stat(path)
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def settled(found: State) -> bool:
    """Whether a change after this one would show in another state."""
    return time.time_ns() - max(found[-2:]) > _FRESH
