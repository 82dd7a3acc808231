"""What a file may take to be parsed: memory and time, and how a process and those that it started are measured and ended."""

import sys
import time
from dataclasses import dataclass
from typing import Final

import psutil

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one file may take."""

    memory: int = 2048 * _MB
    """Bytes in memory, of each process that works on the file."""
    space: int = 3072 * _MB
    """Bytes of address space of each process, where the system can bound it (Linux, macOS): what a process asks for at once
    is refused before it is taken."""
    step: float = 15.0
    """Seconds of computing without a page done. Waiting for a busy computer does not count."""
    idle: float = 300.0
    """Seconds as they pass without a page done."""


LIMITS: Final = Limits()


def bound_address_space(size: int) -> None:
    """Bound the address space of this process and of those that it will start; Windows has no such bound."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - absent on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft in (resource.RLIM_INFINITY, -1) or soft > size:
        resource.setrlimit(resource.RLIMIT_AS, (size, hard))


class Family:
    """A process with all that it started; remembered, so that they can be ended after the process itself is gone."""

    def __init__(self, pid: int) -> None:
        """The family of process ``pid``, which has just been started."""
        self._first: psutil.Process | None = psutil.Process(pid)
        self._members: set[psutil.Process] = {self._first} if self._first else set()

    def look(self) -> list[psutil.Process]:
        """The members that are alive now."""
        try:
            if self._first is not None:
                self._members |= set(self._first.children(recursive=True))
        except psutil.Error:
            self._first = None
        self._members = {member for member in self._members if member.is_running()}
        return list(self._members)

    def memory(self) -> int:
        """Bytes in memory of the largest member."""
        return max(map(_memory, self.look()), default=0)

    def end(self, spared: int = 0) -> None:
        """End all members at once, but for the process ``spared``."""
        members = [member for member in self.look() if member.pid != spared]
        for member in members:
            _quietly(member)
        psutil.wait_procs(members, timeout=2)


class Meter:
    """Measures a family while it works on one file."""

    def __init__(self, family: Family, limits: Limits) -> None:
        """Begin with a fresh step."""
        self._family, self._limits = family, limits
        self.step(0.0)

    def step(self, allowed: float) -> None:
        """A step begins; it may compute for ``allowed`` seconds, or the usual time if that is longer."""
        self._allowed = max(allowed, self._limits.step)
        self._began = time.monotonic()
        self._before: dict[int, float] = {}

    def exceeded(self) -> str:
        """What the file takes too much of, in Chinese; "" when it is within the limits."""
        members = self._family.look()
        if max(map(_memory, members), default=0) > self._limits.memory:
            return f"读这个文件要用 {self._limits.memory // (1024 * _MB)} GB 以上的内存"
        passed = time.monotonic() - self._began
        longest = max((self._computed(member, passed) for member in members), default=0.0)
        if min(passed, longest) > self._allowed or passed > max(self._limits.idle, 2 * self._allowed):
            return f"读了 {passed:.0f} 秒还没有进展"
        return ""

    def _computed(self, member: psutil.Process, passed: float) -> float:
        """Seconds for which a member has computed in this step, which began ``passed`` seconds ago.

        It is first measured some time into the step, so that steps shorter than that cost nothing.
        """
        try:
            times = member.cpu_times()
        except psutil.Error:
            return 0.0
        used = float(times.user + times.system)
        return used - self._before.setdefault(member.pid, max(used - passed, 0.0))


def _memory(member: psutil.Process) -> int:
    """Bytes of a process in memory; 0 when it has ended."""
    try:
        return int(member.memory_info().rss)
    except psutil.Error:
        return 0


def _quietly(member: psutil.Process) -> None:
    try:
        member.kill()
    except psutil.Error:
        return
