"""The platforms that an archive is made for, and which lines of the lock each needs."""

from collections.abc import Iterator
from dataclasses import dataclass

from packaging.markers import default_environment
from packaging.requirements import Requirement

PYTHON = "3.11"
"""The Python that an archive is made for."""


@dataclass(frozen=True, slots=True)
class Platform:
    """One kind of computer."""

    name: str
    tags: tuple[str, ...]
    """Platform tags of wheels that it takes (PEP 425), best first."""
    system: str
    """As ``sys.platform`` has it."""
    machine: str
    """As ``platform.machine()`` has it."""

    @property
    def windows(self) -> bool:
        """Whether it is one of Windows."""
        return self.system == "win32"

    def environment(self) -> dict[str, str]:
        """What markers of requirements are evaluated with (PEP 508)."""
        of = {"win32": ("nt", "Windows"), "linux": ("posix", "Linux")}[self.system]
        given = {"sys_platform": self.system, "os_name": of[0], "platform_system": of[1], "platform_machine": self.machine}
        versions = {"python_version": PYTHON, "python_full_version": f"{PYTHON}.0", "implementation_name": "cpython"}
        return {**{key: str(value) for key, value in default_environment().items()}, **given, **versions}


def _manylinux(machine: str) -> tuple[str, ...]:
    return (*(f"manylinux_2_{minor}_{machine}" for minor in (28, 27, 26, 24, 17, 12, 5)), f"manylinux2014_{machine}")


PLATFORMS = {
    "windows-x86_64": Platform("windows-x86_64", ("win_amd64",), "win32", "AMD64"),
    "linux-x86_64": Platform("linux-x86_64", _manylinux("x86_64"), "linux", "x86_64"),
    "linux-arm64": Platform("linux-arm64", _manylinux("aarch64"), "linux", "aarch64"),
}


@dataclass(frozen=True, slots=True)
class Locked:
    """A package that an archive holds."""

    name: str
    version: str
    hashes: tuple[str, ...]
    """SHA-256 of every file of that version."""

    def line(self) -> str:
        """As a line of a requirements file."""
        return " ".join([f"{self.name}=={self.version}", *(f"--hash=sha256:{one}" for one in self.hashes)])


def needed(lock: str, platform: Platform) -> Iterator[Locked]:
    """What of the text of a lock, as ``uv pip compile --universal --generate-hashes`` writes it, a platform needs."""
    for line in lock.replace("\\\n", " ").splitlines():
        if not line or line.startswith("#"):
            continue
        written, *hashes = line.split("--hash=sha256:")
        requirement = Requirement(written.strip())
        if requirement.marker is None or requirement.marker.evaluate(platform.environment()):
            version = next(one.version for one in requirement.specifier)
            yield Locked(requirement.name, version, tuple(one.strip() for one in hashes))
