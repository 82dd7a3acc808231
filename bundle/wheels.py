"""The wheels of an archive: fetched by pip, each checked by its hash."""

import ensurepip
import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path, PurePosixPath

from bundle.platforms import PYTHON, Locked, Platform

SOURCE_ONLY = ("jieba",)
"""Published without a wheel, and the same on every platform: its wheel is made here."""
_LICENCES = ("licen", "copying", "notice", "authors")
"""How names of files begin that tell of a licence."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """One file of the archive."""

    path: Path

    @property
    def sha256(self) -> str:
        """In hexadecimal."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()

    def metadata(self) -> Message:
        """What it says of itself (core metadata)."""
        with zipfile.ZipFile(self.path) as opened:
            (name,) = (n for n in opened.namelist() if n.endswith(".dist-info/METADATA") and n.count("/") == 1)
            return HeaderParser().parsestr(opened.read(name).decode())

    def licences(self) -> Iterator[tuple[str, bytes]]:
        """Its files that tell of its licence: name and content."""
        with zipfile.ZipFile(self.path) as opened:
            for name in opened.namelist():
                last = PurePosixPath(name).name
                if ".dist-info/" in name and last.lower().startswith(_LICENCES):
                    yield f"{self.path.stem.split('-')[0]}-{last}", opened.read(name)


def fetch(found: Iterable[Locked], platform: Platform, into: Path) -> None:
    """Put the wheels that a platform needs into a folder; CalledProcessError, after what pip said, when one cannot be had."""
    packages = list(found)
    tags = [part for tag in platform.tags for part in ("--platform", tag)]
    fixed = ["--only-binary=:all:", "--python-version", PYTHON, "--implementation", "cp", *tags]
    _pip("download", [one for one in packages if one.name not in SOURCE_ONLY], into, *fixed)
    _pip("wheel", [one for one in packages if one.name in SOURCE_ONLY], into)


def _pip(command: str, packages: list[Locked], into: Path, *options: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "requirements.txt"
        wanted.write_text("".join(one.line() + "\n" for one in packages), encoding="utf-8")
        target = "-d" if command == "download" else "-w"
        call = [
            sys.executable,
            "-m",
            "pip",
            command,
            "-q",
            "--no-deps",
            "--require-hashes",
            "-r",
            str(wanted),
            target,
            str(into),
            *options,
        ]
        subprocess.run(call, check=True)


def build(project: Path, into: Path) -> None:
    """Make the wheel of the project itself, and add that of pip, which an embeddable Python lacks."""
    (pip,) = Path(ensurepip.__file__).with_name("_bundled").glob("pip-*.whl")
    shutil.copy(pip, into)
    subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", into, project], check=True)


def all_in(folder: Path) -> list[Wheel]:
    """The wheels of a folder by name."""
    return [Wheel(path) for path in sorted(folder.glob("*.whl"))]


def requirements(wheels: Iterable[Wheel]) -> str:
    """What is installed: every wheel with the hash of the very file that lies beside."""
    lines = []
    for wheel in wheels:
        said = wheel.metadata()
        lines.append(Locked(str(said["Name"]), str(said["Version"]), (wheel.sha256,)).line() + "\n")
    return "".join(lines)
