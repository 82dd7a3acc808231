"""What is installed: its licences, its known faults, and that reading a file asks nothing of the network."""

import csv
import os
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from bundle.platforms import PLATFORMS
from ingest.formats import libreoffice
from tests import alone
from tests.ingest.formats.test_office import RTF
from tests.render import scan
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

KNOWS_IPV6 = "socket.bind (('::1', 0),)"
"""What rapidocr imports (urllib3) asks the system whether it knows IPv6, by a socket that is closed at once; nothing is sent."""
USES = (
    "from index.models.encoder import SHIPPED, open_model; open_model(SHIPPED).encode(['手卫生']); "
    "from ingest.layout import scan; scan._engine(1)"
)
"""What loads onnxruntime."""
REPORTING = 12
"""Seconds after which onnxruntime, unless it is told not to, has tried to report (at first after six to twelve)."""


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


@alone.needed
def test_no_library_reports_to_its_maker(tmp_path):
    """Libraries open sockets of their own, which Python does not see: onnxruntime did, and kept a number of the computer."""
    home = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / ".cache")}
    home.pop("ORT_DISABLE_TELEMETRY", None)
    ran = alone.run([sys.executable, "-c", f"{USES}; import time; time.sleep({REPORTING})"], home)
    assert (ran.code, ran.tried) == (0, 0), ran.stderr
    assert not [path for path in tmp_path.rglob("*") if "microsoft" in path.name.lower()]


@alone.needed
@pytest.mark.parametrize("to", ["getaddrinfo('example.com', 1)", "create_connection(('192.0.2.1', 1))"])
def test_what_would_leave_the_computer_is_counted(to):
    assert alone.run([sys.executable, "-c", f"import socket; socket.{to}"], dict(os.environ)).tried
    assert not alone.run([sys.executable, "-c", "import socket; socket.socket()"], dict(os.environ)).tried


def test_an_advisory_would_be_found():
    """The table is compared as versions, not as text."""
    row = next(row for row in rows("advisories.csv") if row["package"] == "jinja2")
    assert SpecifierSet(row["affected"]).contains("3.1.5") and not SpecifierSet(row["affected"]).contains("3.1.10")


@pytest.mark.skipif(sys.platform != "linux", reason="network namespaces are those of Linux")
def test_reading_a_file_of_any_format_asks_nothing_of_the_network(tmp_path):
    """In the process, in the workers that it starts, and in LibreOffice where that is installed.

    What Python calls is recorded; where an own network namespace is permitted, all that had no way out of it is counted.
    """
    calls, files = tmp_path / "calls", tmp_path / "files"
    calls.touch()
    files.mkdir()
    for ending, make in SMALL.items():
        (files / f"文件.{ending}").write_bytes(make())
    scan.save(list(scan.scan(SMALL["pdf"]())), files)
    (files / "旧.doc").write_text(RTF, encoding="ascii")
    hook = tmp_path / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(HOOK.replace("CALLS", repr(str(calls))), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(hook), *sys.path])}
    kb = tmp_path / "kb"
    # What says the same as another file is read and then refused.
    for command, said in (
        (["build"], "已发布第 1 版"),
        (["add", str(files)], "已发布第 2 版"),
        (["ask", "病区交接的标准"], ""),
    ):
        done = alone.run([sys.executable, "-m", "app.cli", *command, "--kb", str(kb)], environment)
        assert said in done.stderr and "Traceback" not in done.stderr and "出错" not in done.stderr, done.stderr
        assert done.tried == 0
        if command[0] == "add":
            read = [name for name in ("001.png", "旧.doc") if f"错误：{name}" not in done.stderr]
            assert read == ["001.png", *(["旧.doc"] if libreoffice.find() else [])], done.stderr
    assert calls.read_text(encoding="utf-8").splitlines() in ([], [KNOWS_IPV6])
    probe = [sys.executable, "-c", "import socket; socket.getaddrinfo('localhost', 1)"]
    subprocess.run(probe, env=environment, check=True)
    assert "getaddrinfo" in calls.read_text(encoding="utf-8"), "the record is kept in every process"
