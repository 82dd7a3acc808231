"""What an archive holds and how it is laid out."""

import hashlib
import re
import shutil
import tarfile
import zipfile
from pathlib import Path

from bundle import materials, wheels
from bundle.platforms import PYTHON, Platform, needed

PROJECT = Path(__file__).parents[1]
_FILES = Path(__file__).with_name("files")
_DOCS = ("README.zh-CN.md", "LICENSE")
_CODE = shutil.ignore_patterns("*.py", "__pycache__")
"""What of ``docs/`` is not to be read."""
_NAME = "duibiao"
_PATHS = "._pth"
"""How the file of an embeddable Python ends that lists where it looks for packages."""


def lay_out(platform: Platform, python: Path | None, folder: Path) -> None:
    """Put all that an archive holds into an empty folder; ``python`` is the embeddable package of Python for Windows."""
    kept = folder / "wheels"
    kept.mkdir(parents=True)
    wheels.fetch(needed((PROJECT / "locks" / "run.txt").read_text(encoding="utf-8"), platform), platform, kept)
    wheels.build(PROJECT, kept)
    finish(platform, python, folder)


def finish(platform: Platform, python: Path | None, folder: Path) -> None:
    """Put everything but the wheels, which lie there, into a folder."""
    found = wheels.all_in(folder / "wheels")
    (folder / "requirements.txt").write_text(wheels.requirements(found), encoding="utf-8")
    version = next(str(w.metadata()["Version"]) for w in found if w.metadata()["Name"] == _NAME)
    (folder / "sbom.cdx.json").write_text(materials.text(_NAME, version, found), encoding="utf-8")
    licences = folder / "licences"
    licences.mkdir()
    for wheel in found:
        for name, content in wheel.licences():
            (licences / name).write_bytes(content)
    for name in _DOCS:
        shutil.copy(PROJECT / name, folder)
    shutil.copytree(PROJECT / "docs", folder / "docs", ignore=_CODE)
    for source in sorted((_FILES / ("windows" if platform.windows else "linux")).iterdir()):
        _copy_script(source, folder / source.name)
    if python:
        _unpack_python(python, folder / "python")
    _sum_up(folder)


def _copy_script(source: Path, target: Path) -> None:
    """A script in the line ends of its platform, runnable."""
    ends = "\r\n" if target.suffix == ".bat" else "\n"
    target.write_text(source.read_text(encoding="utf-8"), encoding="utf-8", newline=ends)
    target.chmod(0o644 if target.suffix == ".service" else 0o755)


def _unpack_python(package: Path, into: Path) -> None:
    """Unpack an embeddable Python, and let it find packages that are installed into it: it does not by itself."""
    with zipfile.ZipFile(package) as opened:
        opened.extractall(into)
    paths = next(path for path in into.iterdir() if path.name.endswith(_PATHS))
    if not re.fullmatch(rf"python{PYTHON.replace('.', '')}\._pth", paths.name):
        raise ValueError(f"{package.name} is not Python {PYTHON}")
    paths.write_text(f"python{PYTHON.replace('.', '')}.zip\n.\nLib\\site-packages\nimport site\n", encoding="utf-8")


def _sum_up(folder: Path) -> None:
    """Write the hash of every file, as ``sha256sum`` does."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n" for path in files]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def pack(folder: Path, platform: Platform, into: Path) -> Path:
    """Make the archive of a folder: .zip for Windows, .tar.gz else; its path. The name of the folder is the top of it."""
    into.mkdir(parents=True, exist_ok=True)
    target = into / f"{folder.name}{'.zip' if platform.windows else '.tar.gz'}"
    part = target.with_name(f".{target.name}.part")
    if platform.windows:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as written:
            for path in sorted(folder.rglob("*")):
                written.write(path, Path(folder.name, path.relative_to(folder)))
    else:
        with tarfile.open(part, "w:gz") as packed:
            packed.add(folder, folder.name)
    return part.replace(target)
