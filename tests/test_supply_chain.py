"""What is installed: its licences, its known faults, and that reading a file asks nothing of the network."""

import csv
import os
import shutil
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from bundle.platforms import PLATFORMS
from tests.render.small import SMALL
from tests.test_locks import locked

LOCKS = Path(__file__).parents[1] / "locks"
FREE = "0BSD Apache BSD HPND ISC MIT MPL PSF Python-2.0 Unlicense Zlib zlib Public-Domain CNRI-Python BSL-1.0 CC0-1.0 LGPL BlueOak MulanPSL".split()
"""How names of licences begin that let a hospital use and pass on the product."""
NOT_FREE = ("AGPL", "GPL-2", "GPL-3", "SSPL", "BUSL", "Proprietary")
HOOK = """
import sys
KINDS = {"socket.connect", "socket.sendto", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
sys.addaudithook(lambda kind, args: kind in KINDS and open(CALLS, "a").write(f"{kind} {args[1:]}\\n"))
"""

USES = (
    "from index.models.encoder import SHIPPED, open_model; open_model(SHIPPED).encode(['手卫生'])",
    "from ingest.layout import scan; scan._engine(1)",
)
"""What loads onnxruntime."""


def rows(name):
    with (LOCKS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_locked_package_has_a_licence_that_was_looked_at():
    looked = {row["package"]: row["licence"] for row in rows("licences.csv")}
    names = {name for platform in PLATFORMS for name in locked("run.txt", platform)}
    assert sorted(names - set(looked)) == [], "look at their licences and add them to locks/licences.csv"
    assert sorted(set(looked) - names) == [], "no longer installed"
    assert [f"{name}: {licence}" for name, licence in looked.items() if not licence.startswith(tuple(FREE))] == []


def test_what_is_installed_here_says_no_licence_that_binds():
    """A package may change its licence: what it says now is compared with what may not be."""
    names = locked("run.txt", "linux-x86_64")
    for one in distributions():
        if canonicalize_name(one.metadata["Name"]) in names:
            said = f"{one.metadata['License-Expression'] or one.metadata['License'] or ''}"[:80]
            assert not said.startswith(NOT_FREE), f"{one.metadata['Name']}: {said}"


@pytest.mark.parametrize("platform", PLATFORMS)
def test_no_locked_version_has_a_fault_that_is_known(platform):
    versions = locked("run.txt", platform)
    hit = [
        f"{row['package']} {versions[row['package']]}: {row['advisory']}"
        for row in rows("advisories.csv")
        if row["package"] in versions and SpecifierSet(row["affected"]).contains(versions[row["package"]], prereleases=True)
    ]
    assert hit == []


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("strace"), reason="needs strace")
@pytest.mark.parametrize("code", USES, ids=["encoder", "recognition"])
def test_no_library_reports_to_its_maker(tmp_path, code):
    """Libraries open sockets of their own, which Python does not see: onnxruntime did, and kept a number of the computer."""
    calls = tmp_path / "calls"
    home = {**os.environ, "HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path / "home" / ".cache")}
    home.pop("ORT_DISABLE_TELEMETRY", None)
    seen = [
        "strace",
        "-f",
        "-qq",
        "-e",
        "trace=connect",
        "-o",
        calls,
        sys.executable,
        "-c",
        f"{code}; import time; time.sleep(3)",
    ]
    subprocess.run(seen, env=home, check=True, capture_output=True)
    assert "AF_INET" not in calls.read_text(encoding="utf-8", errors="replace")
    assert not [path for path in (tmp_path / "home").rglob("*") if "microsoft" in path.name.lower()]


def test_an_advisory_would_be_found():
    """The table is compared as versions, not as text."""
    row = next(row for row in rows("advisories.csv") if row["package"] == "jinja2")
    assert SpecifierSet(row["affected"]).contains("3.1.5") and not SpecifierSet(row["affected"]).contains("3.1.10")


@pytest.mark.skipif(sys.platform != "linux", reason="network namespaces are those of Linux")
def test_reading_a_file_of_any_format_asks_nothing_of_the_network(tmp_path):
    """In this process and in the workers that it starts; an own network namespace has no way out anyhow."""
    calls, files = tmp_path / "calls", tmp_path / "files"
    files.mkdir()
    for ending, make in SMALL.items():
        (files / f"文件.{ending}").write_bytes(make())
    hook = tmp_path / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(HOOK.replace("CALLS", repr(str(calls))), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(hook), *sys.path])}
    kb = tmp_path / "kb"
    alone = ["unshare", "--user", "--map-root-user", "--net"]
    if subprocess.run([*alone, "true"], check=False, capture_output=True).returncode:
        alone = []  # not allowed here: the record alone has to do
    # What says the same as another file is read and then refused.
    for command, said in (
        (["build"], "已发布第 1 版"),
        (["add", str(files)], "已发布第 2 版"),
        (["ask", "病区交接的标准"], ""),
    ):
        run = [*alone, sys.executable, "-m", "app.cli", *command, "--kb", str(kb)]
        done = subprocess.run(run, env=environment, capture_output=True, text=True, check=False)
        assert said in done.stderr and "Traceback" not in done.stderr and "出错" not in done.stderr, done.stderr
    assert not calls.exists(), calls.read_text(encoding="utf-8")
    probe = [sys.executable, "-c", "import socket; socket.getaddrinfo('localhost', 1)"]
    subprocess.run(probe, env=environment, check=True)
    assert "getaddrinfo" in calls.read_text(encoding="utf-8"), "the record is kept in every process"
