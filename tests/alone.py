"""A command in a network namespace of its own, whose one interface is the loopback: nothing in it can leave the computer.

The kernel counts there, for all processes together and whatever they are written in, what had no way out.
"""

import functools
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

_UNSHARE = ("unshare", "--user", "--map-root-user", "--net")
_INSIDE = """
import fcntl, socket, struct, subprocess, sys
counted, *command = sys.argv[1:]
with socket.socket() as one:
    fcntl.ioctl(one, 0x8914, struct.pack("16sh14x", b"lo", 1))  # SIOCSIFFLAGS, IFF_UP
code = subprocess.run(command).returncode
names, values, udp_names, udp_values = (
    line.split() for line in open("/proc/net/snmp") if line.startswith(("Ip:", "Udp:"))
)
six = dict(line.split() for line in open("/proc/net/snmp6"))
tried = [dict(zip(names, values))["OutNoRoutes"], dict(zip(udp_names, udp_values))["OutDatagrams"]]
tried += [six[name] for name in ("Ip6OutNoRoutes", "Udp6OutDatagrams") if name in six]
open(counted, "w").write(str(sum(map(int, tried))))
sys.exit(code)
"""


@functools.cache
def permitted() -> bool:
    """Whether this computer gives such a namespace."""
    try:
        return subprocess.run([*_UNSHARE, "true"], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


needed = pytest.mark.skipif(
    not permitted(), reason="no network namespace of one's own is permitted here (unshare --user --net)"
)


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    stdout: str
    stderr: str
    tried: int
    """How often something was to be sent that had no way out, names to be looked up among it; 0 where none is permitted."""


def run(command: list[str], environment: dict[str, str]) -> Ran:
    """Run it; without a namespace where none is permitted."""
    with tempfile.TemporaryDirectory() as folder:
        counted = Path(folder) / "counted"
        inside = [*_UNSHARE, sys.executable, "-S", "-c", _INSIDE, str(counted)] if permitted() else []
        done = subprocess.run([*inside, *command], env=environment, capture_output=True, text=True, check=False)
        return Ran(done.returncode, done.stdout, done.stderr, int(counted.read_text()) if inside else 0)
