"""Two servers of one base on one computer, as docs/zh/部署与运维.md allows: what one of them does holds at the other."""

import shutil
import subprocess
import sys
import time

import httpx2
import pytest

from app.base import snapshots
from app.build import publish
from app.people import accounts, database
from app.people.rights import Role
from tests.app.cli.test_server import free_port

SECRET = "早班 coffee 42"
NEW = "# 病区轮椅管理规定\n\n第一条 轮椅每周清洁一次。\n\n第二条 轮椅由护士长管理。\n"


@pytest.fixture(scope="module")
def base(kb, tmp_path_factory):
    base = shutil.copytree(kb, tmp_path_factory.mktemp("two") / "kb")
    with database.writing(base) as db:
        accounts.add(db, "张三", Role.LIBRARIAN, SECRET, "root")
    return base


@pytest.fixture(scope="module")
def servers(base):
    """A client of each."""
    ports = [free_port(), free_port()]
    command = [sys.executable, "-m", "app.cli", "serve", "--kb", str(base), "--name", "localhost", "--port"]
    running = [subprocess.Popen([*command, str(port)], stderr=subprocess.DEVNULL) for port in ports]
    clients = [
        httpx2.Client(
            base_url=f"http://localhost:{port}", headers={"Origin": f"http://localhost:{port}", "Accept": "text/html"}
        )
        for port in ports
    ]
    for client, process in zip(clients, running, strict=True):
        while process.poll() is None:
            try:
                if client.get("/health").status_code == 200:
                    break
            except httpx2.TransportError:
                time.sleep(0.2)
    yield clients
    for client, process in zip(clients, running, strict=True):
        client.close()
        process.terminate()
        process.wait()


def cookie(answer):
    return answer.headers["set-cookie"].partition(";")[0]


def test_who_logged_in_at_one_is_logged_in_at_the_other_until_logging_out_at_either(servers):
    one, other = servers
    mine = {"Cookie": cookie(one.post("/login", data={"name": "张三", "password": SECRET}))}
    assert [client.get("/", headers=mine).status_code for client in servers] == [200, 200]
    other.post("/logout", headers=mine)
    assert [client.get("/", headers=mine).headers.get("location", "").startswith("/login") for client in servers] == [
        True,
        True,
    ]


def test_what_is_published_is_served_by_both(servers, base, tmp_path):
    before = int(snapshots.current(base).name)
    assert [client.get("/health").json()["snapshot"] for client in servers] == [before, before]
    (tmp_path / "轮椅.md").write_text(NEW, encoding="utf-8")
    publish.add(base, [tmp_path / "轮椅.md"])
    assert [client.get("/health").json()["snapshot"] for client in servers] == [before + 1, before + 1]


def test_each_writes_a_log_of_its_own(servers, base):
    for client in servers:
        client.get("/health")
    lines = [(base / "logs" / name).read_text(encoding="utf-8") for name in ("web.log", "web-2.log")]
    assert all("/health" in text for text in lines)
