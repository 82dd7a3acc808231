"""``make run`` and the bare ``duibiao`` use the same base."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MAKEFILE = Path(__file__).parents[1] / "Makefile"
pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")


@pytest.fixture
def make(tmp_path):
    """``make run`` in a folder of its own, with a ``duibiao`` that only says how it was called."""
    program = tmp_path / "venv" / "bin"
    program.mkdir(parents=True)
    for name, line in (("duibiao", 'echo "duibiao $*, DUIBIAO_KB=$DUIBIAO_KB"'), ("python", f'exec "{sys.executable}" "$@"')):
        (program / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (program / name).chmod(0o755)
    (tmp_path / "locks").mkdir()
    for name in ("pyproject.toml", "locks/build.txt", "locks/run.txt", "venv/python", "venv/installed"):
        (tmp_path / name).touch()

    def _make(**settings):
        environment = {k: v for k, v in os.environ.items() if k != "DUIBIAO_KB"}
        environment |= {"XDG_DATA_HOME": str(tmp_path / "data"), "PYTHONPATH": str(MAKEFILE.parent)} | settings
        command = ["make", "-f", str(MAKEFILE), "run", f"VENV={tmp_path / 'venv'}"]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
        return done.stdout

    return _make


def base(folder):
    folder.mkdir(parents=True)
    (folder / "CURRENT").write_text("000001\n", encoding="utf-8")
    return folder


@pytest.mark.skipif(sys.platform != "linux", reason="the data folder is set by XDG_DATA_HOME")
def test_the_base_is_the_users_and_is_built_only_where_there_is_none(make, tmp_path):
    told = make()
    assert f"知识库：{tmp_path / 'data' / 'duibiao' / 'kb'}\n" in told
    assert "duibiao build, DUIBIAO_KB=\n" in told and "duibiao serve --port 8501, DUIBIAO_KB=\n" in told and "注意" not in told
    base(tmp_path / "data" / "duibiao" / "kb")
    assert "duibiao build" not in make()


def test_a_base_of_former_days_beside_the_makefile_is_told_of(make, tmp_path):
    old = base(tmp_path / "kb")
    assert f"以前的知识库 {old} 还在" in make()
    told = make(DUIBIAO_KB=str(old))
    assert f"知识库：{old}\n" in told and "注意" not in told and "duibiao build" not in told
