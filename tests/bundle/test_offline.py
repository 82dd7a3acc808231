"""A whole archive, installed and asked where no network is: DUIBIAO_BUNDLE names the archive of this platform."""

import json
import os
import shutil
import subprocess
import sys
import tarfile

import pytest

BUNDLE = os.environ.get("DUIBIAO_BUNDLE", "")
pytestmark = [
    pytest.mark.skipif(not BUNDLE, reason="DUIBIAO_BUNDLE names no archive; python -m bundle makes one"),
    pytest.mark.skipif(not shutil.which("unshare"), reason="unshare is not installed"),
]


def test_it_installs_and_answers_without_a_way_out(tmp_path):
    with tarfile.open(BUNDLE) as packed:
        packed.extractall(tmp_path, filter="tar")
    (folder,) = tmp_path.iterdir()
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHON": sys.executable, "PIP_NO_CACHE_DIR": "1"}
    environment["DUIBIAO_KB"] = kb = str(tmp_path / "kb")

    def run(*command):
        alone = ["unshare", "--user", "--map-root-user", "--net", *command]
        done = subprocess.run(alone, check=False, cwd=folder, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("sh", "install.sh")
    run("./duibiao", "build")
    asked = ["ask", "静脉治疗的操作依据什么标准", "--json"]
    here = [sys.executable, "-m", "app.cli", *asked]
    expected = subprocess.run(here, env={**os.environ, "DUIBIAO_KB": kb}, check=True, capture_output=True, text=True).stdout
    assert json.loads(run("./duibiao", *asked)) == json.loads(expected) and "WS/T 433-2023" in expected
