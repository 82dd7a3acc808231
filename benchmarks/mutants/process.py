"""Work in a forked process, which ends for certain and leaves nothing behind."""

import os
import resource
import signal
import time
import traceback
from collections.abc import Callable
from contextlib import suppress

import psutil

ENDLESS = 120
"""Seconds of computing after which a trial is ended."""
STUCK = 120
"""Seconds by the clock after which a process that has computed nothing in them is ended."""


def forked(work: Callable[[], int]) -> int:
    """Do ``work`` in a forked process: its exit status, negative where a signal ended it."""
    pid = os.fork()
    if not pid:
        status = 1
        try:
            os.setsid()
            status = work()
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    return _ended(pid)


def _ended(pid: int) -> int:
    """Wait for a process, or end it when it is stuck, and end what it started."""
    process, computed, since = psutil.Process(pid), 0.0, time.monotonic()
    done, status = 0, 0
    try:
        while not done:
            times = process.cpu_times()
            if times.user + times.system > computed:
                computed, since = times.user + times.system, time.monotonic()
            elif time.monotonic() > since + STUCK:
                os.kill(pid, signal.SIGKILL)
            done, status = os.waitpid(pid, os.WNOHANG)
            time.sleep(0.2)
    finally:
        with suppress(psutil.Error):
            for child in process.children(recursive=True):
                child.kill()
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(status)


def quiet() -> None:
    """In a trial: print nothing, and end when computing does not."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    resource.setrlimit(resource.RLIMIT_CPU, (ENDLESS, ENDLESS))
