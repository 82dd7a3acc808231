"""An archive: what lies in it, that everything can be checked, and how it reads on its platform."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile

import pytest

from bundle import archive, materials
from bundle.platforms import PLATFORMS, needed
from bundle.wheels import Wheel, all_in

WINDOWS, LINUX = PLATFORMS["windows-x86_64"], PLATFORMS["linux-x86_64"]


def wheel(folder, name, version="1.0", licence="License-Expression: MIT", more=()):
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as written:
        inside = f"{name}-{version}.dist-info"
        written.writestr(f"{inside}/METADATA", f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n{licence}\n")
        written.writestr(f"{inside}/licenses/LICENSE", f"licence of {name}")
        for file in more:
            written.writestr(file, "METADATA")
    return Wheel(path)


@pytest.fixture
def laid_out(tmp_path):
    """A folder as ``python -m bundle`` lays it out, with small wheels."""

    def _laid_out(platform, python=None):
        folder = tmp_path / f"duibiao-0.1.0-{platform.name}"
        (folder / "wheels").mkdir(parents=True)
        wheel(folder / "wheels", "duibiao", "0.1.0")
        wheel(folder / "wheels", "small")
        archive.finish(platform, python, folder)
        return folder

    return _laid_out


@pytest.fixture
def embeddable(tmp_path):
    path = tmp_path / "python-3.11.9-embed-amd64.zip"
    with zipfile.ZipFile(path, "w") as written:
        written.writestr("python.exe", "MZ")
        written.writestr("python311._pth", "python311.zip\n.\n\n# Uncomment to run site.main() automatically\n#import site\n")
    return path


def test_every_wheel_is_installed_by_the_hash_of_the_file_beside(laid_out):
    folder = laid_out(LINUX)
    lines = (folder / "requirements.txt").read_text(encoding="utf-8").splitlines()
    hashes = {hashlib.sha256(one.path.read_bytes()).hexdigest() for one in all_in(folder / "wheels")}
    assert {re.fullmatch(r"\S+==\S+ --hash=sha256:(\w+)", line)[1] for line in lines} == hashes and len(lines) == 2


def test_a_changed_file_is_found_before_anything_is_installed(laid_out):
    folder = laid_out(LINUX)
    check = ["sha256sum", "--quiet", "-c", "SHA256SUMS"]
    assert subprocess.run(check, check=False, cwd=folder).returncode == 0
    listed = {line.split("  ")[1] for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    assert listed == {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} - {"SHA256SUMS"}
    (folder / "wheels" / "small-1.0-py3-none-any.whl").write_bytes(b"other")
    told = subprocess.run(
        ["sh", "install.sh"], check=False, cwd=folder, env={"PATH": "/usr/bin:/bin", "PYTHON": "python3"}, capture_output=True
    )
    assert told.returncode == 2 and "重新拷贝" in told.stderr.decode() and not (folder / "venv").exists()


def test_the_scripts_of_windows_have_its_line_ends_and_no_others(laid_out):
    folder = laid_out(WINDOWS)
    scripts = {path.name: path.read_bytes() for path in folder.glob("*.bat")}
    assert {"安装.bat", "启动.bat"} <= set(scripts)
    for name, content in scripts.items():
        assert b"\r\n" in content and not re.search(rb"(?<!\r)\n", content), name
        assert content.startswith(b"@echo off") and b"chcp 65001" in content, name
    assert not list(folder.glob("*.sh"))
    assert b"\r" not in (laid_out(LINUX) / "install.sh").read_bytes()


def test_an_embeddable_python_finds_what_is_installed_into_it(laid_out, embeddable):
    folder = laid_out(WINDOWS, embeddable)
    paths = (folder / "python" / "python311._pth").read_text(encoding="utf-8").split("\n")
    assert "Lib\\site-packages" in paths and "import site" in paths and (folder / "python" / "python.exe").exists()


def test_another_python_is_refused(laid_out, tmp_path):
    path = tmp_path / "python-3.12.1-embed-amd64.zip"
    with zipfile.ZipFile(path, "w") as written:
        written.writestr("python312._pth", ".")
    with pytest.raises(ValueError, match=r"python-3\.12.*not Python 3\.11"):
        laid_out(WINDOWS, path)


def test_the_bill_of_materials_names_each_package_with_version_hash_and_licence(laid_out):
    folder = laid_out(LINUX)
    bill = json.loads((folder / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert (bill["bomFormat"], bill["metadata"]["component"]["name"]) == ("CycloneDX", "duibiao")
    (part,) = bill["components"]
    assert (part["name"], part["version"], part["purl"]) == ("small", "1.0", "pkg:pypi/small@1.0")
    assert part["hashes"][0]["content"] == Wheel(folder / "wheels" / "small-1.0-py3-none-any.whl").sha256
    assert part["licenses"] == [{"license": {"id": "MIT"}}]
    assert (folder / "licences" / "small-LICENSE").read_text(encoding="utf-8") == "licence of small"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("License: BSD 3-Clause", "BSD 3-Clause"),
        ("License: UNKNOWN\nClassifier: License :: OSI Approved :: MIT License", "MIT License"),
        ("Classifier: Topic :: Text", "see the licence files of the package"),
    ],
)
def test_a_licence_is_named_however_a_package_tells_it(tmp_path, written, told):
    assert materials.licence(wheel(tmp_path, "one", licence=written)) == told


def test_a_file_that_a_package_brings_is_not_taken_for_its_metadata(tmp_path):
    found = wheel(tmp_path, "one", more=("vendored/other-2.0.dist-info/METADATA",))
    assert found.metadata()["Name"] == "one"


LOCK = """\
both==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
only-windows==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:cc
only-arm==3.0 ; platform_machine == 'aarch64' \\
    --hash=sha256:dd
later==4.0 ; python_full_version >= '3.12' \\
    --hash=sha256:ee
"""


@pytest.mark.parametrize(
    ("platform", "names"),
    [("windows-x86_64", ["both", "only-windows"]), ("linux-x86_64", ["both"]), ("linux-arm64", ["both", "only-arm"])],
)
def test_a_platform_gets_what_its_markers_say(platform, names):
    found = list(needed(LOCK, PLATFORMS[platform]))
    assert [one.name for one in found] == names
    assert found[0].line() == "both==1.0 --hash=sha256:aa --hash=sha256:bb"


@pytest.mark.parametrize("platform", [WINDOWS, LINUX], ids=lambda one: one.name)
def test_the_archive_holds_the_folder_under_its_name(laid_out, tmp_path, platform):
    folder = laid_out(platform)
    made = archive.pack(folder, platform, tmp_path / "dist")
    if platform.windows:
        names = zipfile.ZipFile(made).namelist()
        assert f"{folder.name}/安装.bat" in names
    else:
        with tarfile.open(made) as packed:
            names = packed.getnames()
            assert packed.getmember(f"{folder.name}/install.sh").mode & 0o100
    assert {name.split("/")[0] for name in names} == {folder.name}
    assert [p.name for p in (tmp_path / "dist").iterdir()] == [made.name]


@pytest.mark.parametrize("platform", [WINDOWS, LINUX], ids=lambda one: one.name)
def test_all_that_its_guides_lead_to_lies_in_it(laid_out, platform):
    folder = laid_out(platform)
    assert (folder / "docs" / "zh" / "部署与运维.md").is_file() and not list(folder.glob("docs/**/*.py"))
    left, seen = [folder / "README.zh-CN.md", *(folder / "docs" / "zh").glob("*.md")], set()
    while left:
        page = left.pop().resolve()
        assert page.is_file(), page
        if page.suffix == ".md" and page not in seen:
            seen.add(page)
            found = re.findall(r"\]\(([^)#:]+)[^):]*\)", page.read_text(encoding="utf-8")) if "zh" in str(page) else []
            left += [page.parent / link for link in found]


@pytest.fixture
def installing(laid_out, tmp_path):
    """Run install.sh of an archive whose pip tells what it is asked for, and fails where a file ``fail`` lies beside."""
    folder = laid_out(LINUX)
    with zipfile.ZipFile(folder / "wheels" / "pip-1.0-py3-none-any.whl", "w") as written:
        written.writestr("pip/__main__.py", "import os, sys\nprint(sys.argv[1:])\nsys.exit(os.path.exists('fail'))\n")
    (folder / "SHA256SUMS").unlink()
    archive._sum_up(folder)

    def _install(python):
        script = tmp_path / "python3.11"
        script.write_text(f"#!/bin/sh\n{python}\n", encoding="utf-8")
        script.chmod(0o755)
        environment = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
        ran = subprocess.run(["sh", "install.sh"], check=False, cwd=folder, env=environment, capture_output=True, text=True)
        return folder, ran

    return _install


THIS = f'exec {sys.executable} "$@"'
ONLY_311 = pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="an archive is for Python 3.11")


@ONLY_311
def test_it_is_installed_by_the_pip_beside_where_python_has_none(installing):
    folder, ran = installing(f'case "$*" in "-m venv venv") exit 1;; esac\n{THIS}')
    assert ran.returncode == 0 and "--no-index" in ran.stdout and "--require-hashes" in ran.stdout and "已安装" in ran.stdout
    assert (folder / "venv" / "bin" / "python").exists()


def test_another_python_is_told_before_anything_is_made(installing):
    folder, ran = installing("exit 1")
    assert ran.returncode == 2 and "不是 Python 3.11" in ran.stderr and not (folder / "venv").exists()


@ONLY_311
def test_what_pip_refuses_ends_with_a_line_that_says_what_to_look_at(installing):
    _, ran = installing(f"touch fail\n{THIS}")
    assert ran.returncode == 2 and "没有装好" in ran.stderr and "glibc" in ran.stderr and "已安装" not in ran.stdout


@pytest.mark.parametrize("called", ["there", "link", "moved", "elsewhere"])
def test_the_command_is_found_however_it_is_called(laid_out, tmp_path, called):
    folder = laid_out(LINUX)
    command = folder / "duibiao"
    missing = subprocess.run([command], check=False, capture_output=True, text=True)
    assert missing.returncode == 2 and "install.sh" in missing.stderr
    python = folder / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$0" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    if called == "link":
        (tmp_path / "bin").mkdir()
        command = tmp_path / "bin" / "duibiao"
        command.symlink_to(folder / "duibiao")
    elif called == "moved":
        folder = shutil.move(folder, tmp_path / "opt dir")
        command = folder / "duibiao"
    where = tmp_path if called == "elsewhere" else None
    ran = subprocess.run(
        [os.path.relpath(command, where or "."), "ask", "打点滴"], check=True, cwd=where, capture_output=True, text=True
    )
    assert ran.stdout == f"{folder}/venv/bin/python -P -m app.cli ask 打点滴\n"
