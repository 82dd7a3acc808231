"""The web app as a process: how it begins, what it asks of the network, how it ends."""

import ipaddress
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from app.base import snapshots
from app.cli import server
from app.people import accounts, database
from app.people.access import Access
from app.people.rights import Role

RECORDED = """
import json, signal, sys
signal.signal(signal.SIGHUP, signal.SIG_DFL)
signal.signal(signal.SIGINT, signal.default_int_handler)
calls = open(sys.argv.pop(1), "a", buffering=1)
kinds = {"socket.connect": 1, "socket.sendto": 1, "socket.getaddrinfo": 0, "socket.gethostbyname": 0, "socket.gethostbyaddr": 0}
sys.addaudithook(lambda kind, args: kind in kinds and print(json.dumps([kind, str(args[kinds[kind]])]), file=calls))
from app.cli.main import main
main()
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def status(port, path="/_stcore/health", **headers):
    """The status line of the answer to a request, while the connection is open."""
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", *(f"{name}: {value}" for name, value in headers.items())]
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        yield connection.recv(1000).decode(errors="replace").partition("\r\n")[0]


def websocket(port, origin):
    """What the socket of a page of ``origin`` is told."""
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    return status(port, "/_stcore/stream", Origin=origin, **upgrade, **{"Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="})


@pytest.fixture
def serve(kb, tmp_path):
    """Start the web app in a process group of its own; its port and process once it answers."""
    started = []

    def _serve(address="127.0.0.1"):
        port = free_port()
        base = shutil.copytree(kb, tmp_path / "kb", dirs_exist_ok=True)
        with database.writing(base) as db:
            accounts.add(db, "张三", Role.LIBRARIAN, "早班 coffee 42", "root")
        args = [tmp_path / "calls", "serve", "--kb", base, "--port", port, "--address", address]
        process = subprocess.Popen(
            [sys.executable, "-c", RECORDED, *map(str, args)], stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        started.append(process)
        while process.poll() is None:
            try:
                with status(port) as line:
                    assert "200" in line
                break
            except OSError:
                time.sleep(0.1)
        return port, process

    yield _serve
    for process in started:
        if group_lives(process):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def group_lives(process):
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
@pytest.mark.parametrize("ending", ["SIGTERM", "SIGINT", "SIGHUP", "SIGKILL"])
def test_it_ends_whole_and_frees_its_port_though_a_page_is_open(serve, ending):
    port, process = serve()
    with websocket(port, f"http://127.0.0.1:{port}") as line:
        assert "101" in line
        process.send_signal(signal.Signals[ending])
        told = process.communicate(timeout=60)[1]
    assert not group_lives(process), "something outlived it"
    assert "Traceback" not in told and f"http://127.0.0.1:{port}" in told
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", port))
        again.listen()


@pytest.mark.parametrize("address", ["127.0.0.1", "0.0.0.0"])
def test_no_address_outside_is_asked_for_at_start_or_by_a_foreign_page(serve, tmp_path, address):
    port, process = serve(address)
    with websocket(port, "http://evil.example") as refused, websocket(port, f"http://127.0.0.1:{port}") as accepted:
        assert "403" in refused and "101" in accepted
    process.terminate()
    told = process.communicate(timeout=60)[1]
    assert ("IP 地址" in told) == (address == "0.0.0.0") and f"http://127.0.0.1:{port} " in told
    calls = [json.loads(line) for line in (tmp_path / "calls").read_text(encoding="utf-8").splitlines()]
    assert [call for call in calls if outside(call[1])] == []


def outside(host):
    """Whether a name or address is another than this machine's own."""
    name = host.strip("()").split(",")[0].strip("'\"")
    if name in ("None", "localhost", "") or name.startswith("/"):
        return False
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return True
    return not (address.is_loopback or address.is_unspecified)


def test_behind_a_proxy_it_names_the_address_that_people_open(kb, capsys):
    server._announce(snapshots.current(kb), "127.0.0.1", 8501, https=False, behind=["kb.hospital.local"])
    told = capsys.readouterr().err
    assert "https://kb.hospital.local " in told and "请在浏览器打开" not in told


def test_what_would_be_outside():
    assert outside("checkip.amazonaws.com") and outside("('8.8.8.8', 1)")
    assert not outside("('127.0.0.1', 80)") and not outside("0.0.0.0") and not outside("/run/socket")


def test_a_port_or_address_that_cannot_be_had_is_one_line(typed, kb):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, out, err = typed("serve", "--port", taken.getsockname()[1], kb=kb)
    assert (code, out, err.count("\n")) == (2, "", 1) and "已被别的程序占用" in err and "--port" in err
    code, out, err = typed("serve", "--port", free_port(), "--address", "192.0.2.1", kb=kb)
    assert (code, out, err.count("\n")) == (2, "", 1) and "这台电脑没有这个地址" in err and "--address" in err


@pytest.mark.parametrize("address", ["", " ", "0", "0x0", "127.0.0.1:80", "http://127.0.0.1", "300.1.1.1"])
def test_an_address_that_is_none_is_refused_and_never_means_every_address(typed, kb, monkeypatch, address):
    monkeypatch.setattr("app.cli.server._run", lambda *started: pytest.fail(str(started)))
    code, out, err = typed("serve", "--port", free_port(), "--address", address, kb=kb)
    assert (code, out, err.count("\n")) == (2, "", 1) and "0.0.0.0" in err


@pytest.fixture
def started(monkeypatch, typed, kb, tmp_path):
    """Type ``serve`` on a base with or without accounts; what would be served, and what was told."""
    runs = []
    monkeypatch.setattr("app.cli.server._run", lambda *run: runs.append(run))

    def _started(*args, librarian=True):
        base = shutil.copytree(kb, tmp_path / "kb", dirs_exist_ok=True)
        if librarian:
            with database.writing(base) as db:
                accounts.add(db, "张三", Role.LIBRARIAN, "早班 coffee 42", "root")
        code, out, err = typed("serve", "--port", free_port(), *args, kb=base)
        return runs, code, out, err

    return _started


def test_every_address_is_told_however_it_is_written(started):
    if not socket.has_ipv6:
        pytest.skip("no IPv6 here")
    runs, _, _, err = started("--address", "0:0::0")
    if "没有这个地址" in err:
        pytest.skip("no IPv6 here")
    assert "院内其他电脑" in err and runs[0][1] == "::"


@pytest.mark.parametrize("args", [("--address", "0.0.0.0"), ("--name", "qc.hospital.local")])
def test_other_computers_come_in_only_once_somebody_can_log_in(started, args):
    runs, code, out, err = started(*args, librarian=False)
    assert (runs, code, out, err.count("\n")) == ([], 2, "", 1) and "accounts add" in err
    runs, _, _, err = started(*args)
    assert runs[0][0].access == Access.ACCOUNTS and "明文" in err


def test_an_account_that_only_reads_is_not_enough(started, kb, tmp_path):
    base = shutil.copytree(kb, tmp_path / "kb")
    with database.writing(base) as db:
        accounts.add(db, "李四", Role.AUTHOR, "早班 coffee 42", "root")
    assert started("--address", "0.0.0.0", librarian=False)[1] == 2


def test_whoever_sits_at_the_keyboard_makes_the_first_account(started, monkeypatch, tmp_path):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: "张三")
    monkeypatch.setattr("getpass.getpass", lambda _: "早班 coffee 42")
    runs, _, _, err = started("--address", "0.0.0.0", librarian=False)
    assert runs and "资料管理员" in err
    with database.reading(tmp_path / "kb") as db:
        assert [(x.name, x.role) for x in accounts.everyone(db)] == [("张三", Role.LIBRARIAN)]


def test_what_is_set_at_the_start(started):
    runs, *_ = started("--name", "QC.Hospital.local", "--name", "10.1.2.3", "--open-reading")
    assert runs[0][0].names == {"qc.hospital.local", "10.1.2.3"} and runs[0][0].access == Access.OPEN
    runs, *_ = started("--open-reading", librarian=False)
    assert runs[1][0].access == Access.LOCAL
    assert "一起写" in started("--cert", __file__, librarian=False)[3]
    assert "--name 后面是空的" in started("--name", "", librarian=False)[3]


def test_a_certificate_that_cannot_be_used_is_told_before_anybody_is_sent_there(started):
    runs, code, _, err = started("--cert", __file__, "--key", __file__)
    assert (runs, code) == ([], 2) and "读不懂" in err and "浏览器打开" not in err


def test_behind_a_proxy_that_speaks_https(started):
    runs, code, _, err = started("--proxy", "127.0.0.1", librarian=False)
    assert (runs, code) == ([], 2) and "--name" in err
    runs, _, _, err = started("--proxy", "127.0.0.1", "--name", "qc.hospital.local")
    assert runs[0][0].tls and runs[0][0].access == Access.ACCOUNTS and runs[0][4] == "127.0.0.1" and "明文" not in err


def test_words_for_programmers_are_not_shown_on_a_page():
    """Streamlit would write every string that stands alone in a script, such as the docstring of a constant."""
    from app.server.asgi import OPTIONS

    assert OPTIONS["runner.magicEnabled"] is False
    assert OPTIONS["client.showErrorLinks"] is False, "they would lead to other sites, with the words of the fault"


def test_nothing_is_read_in_the_home_folder_of_the_account(tmp_path):
    """Else the server would not begin where that may not be read, as with a service that sees no home folders."""
    (tmp_path / ".streamlit" / "secrets.toml").mkdir(parents=True)  # cannot be read by anybody, root neither
    script = (
        "from pathlib import Path; from app.people.access import Access; from app.server.asgi import application; "
        "from app.server.policy import Policy; application(Policy(Path('kb'), Access.LOCAL)); "
        "from streamlit.runtime.secrets import secrets_singleton; print(secrets_singleton.load_if_toml_exists())"
    )
    home = os.environ | {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    ran = subprocess.run([sys.executable, "-c", script], check=False, env=home, capture_output=True, text=True)
    assert ran.stdout == "False\n", ran.stderr
