"""The memory of the server, in a process of its own: what it sets holds for the whole process."""

import platform
import subprocess
import sys

import pytest

HEAPS = """
import ctypes, sys, threading
{before}
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
together = threading.Barrier(12)
def work():
    together.wait()
    libc.malloc(ctypes.c_size_t(50_000))
    together.wait()
threads = [threading.Thread(target=work) for _ in range(12)]
[one.start() for one in threads], [one.join() for one in threads]
libc.fdopen.restype = ctypes.c_void_p
libc.malloc_info(0, ctypes.c_void_p(libc.fdopen(1, b"w")))
libc.fflush(None)
"""


def heaps(before):
    told = subprocess.run([sys.executable, "-c", HEAPS.format(before=before)], capture_output=True, text=True, check=True)
    return told.stdout.count("<heap ")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another library allocates")
def test_the_server_has_few_heaps_however_many_pages_run():
    serving = (
        "from app.people.access import Access; from app.server.policy import Policy; from app.server.asgi import application; "
        "from pathlib import Path; application(Policy(Path('kb'), Access.LOCAL, frozenset()))"
    )
    assert heaps(serving) <= 2 < heaps("")
