"""How this process takes memory from the system, where glibc gives it: so that what was freed does not stay with it in pieces.

Every page runs in a thread of its own. glibc would give each thread a heap of its own, up to eight for each processor, and keep
more and more of what was freed in them: after 50 publishes as much again as a base takes.
"""

import ctypes
from contextlib import suppress

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
"""Names of the settings in malloc.h."""
_HEAPS = 2
_LARGE = 1024 * 1024
"""Bytes from which on a piece of memory is given back when it is freed; glibc would raise this to 32 MB by itself."""


def settle() -> None:
    """Have few heaps, and large pieces given back; nothing where another library allocates."""
    with suppress(OSError, TypeError, AttributeError):
        libc = ctypes.CDLL(None)
        libc.mallopt(_ARENA_MAX, _HEAPS)
        libc.mallopt(_MMAP_THRESHOLD, _LARGE)
