"""The batch files of the archive, run by Wine's cmd: what they say of a missing Python, in a folder whose name is Chinese."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

FILES = Path(__file__).parents[2] / "bundle" / "files" / "windows"
pytestmark = pytest.mark.skipif(not shutil.which("wine"), reason="wine is not installed")


@pytest.mark.parametrize(("name", "code"), [("安装", 2), ("启动", 2), ("开机启动", 2)])
def test_without_python_a_batch_file_says_so_and_ends(tmp_path, name, code):
    folder = tmp_path / "对标 离线包"
    folder.mkdir()
    text = (FILES / f"{name}.bat").read_text(encoding="utf-8")
    (folder / f"{name}.bat").write_text(text, encoding="utf-8", newline="\r\n")
    environment = os.environ | {"WINEDEBUG": "-all", "WINEPREFIX": str(tmp_path / "wine")}
    command = ["wine", "cmd", "/c", f"{name}.bat"]
    ran = subprocess.run(command, cwd=folder, env=environment, input=b"\r\n", capture_output=True, check=False, timeout=300)
    assert ran.returncode == code, ran.stdout
    assert b"Press any key" in ran.stdout, "a person must have time to read"
