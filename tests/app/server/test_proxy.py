"""Behind nginx, as docs/zh/部署与运维.md sets it up: pages, sockets, secure cookies, and whose address failed logins count for."""

import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

from app.people import accounts, database
from app.people.rights import Role

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
GUIDE = Path(__file__).parents[3] / "docs" / "zh" / "部署与运维.md"
SECRET = "早班 coffee 42"
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def site():
    """The site that the guide tells to write."""
    return re.search(r"```nginx\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.S)[1]


@pytest.fixture(scope="module")
def proxied(kb, tmp_path_factory):
    """Start the app and nginx before it; the address at which people open it, and that without HTTPS."""
    folder = tmp_path_factory.mktemp("proxy")
    base = shutil.copytree(kb, folder / "kb")
    with database.writing(base) as db:
        accounts.add(db, "张三", Role.LIBRARIAN, SECRET, "root")
    inner, outer, plain = free_port(), free_port(), free_port()
    key = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "2"]
    subprocess.run([*key, "-subj", "/CN=localhost"], cwd=folder, check=True, capture_output=True)
    text = site().replace("8501", str(inner)).replace("listen 443", f"listen 127.0.0.1:{outer}")
    text = text.replace("listen 80", f"listen 127.0.0.1:{plain}")
    text = text.replace("kb.hospital.local", "localhost")
    text = re.sub(r"/etc/duibiao/(cert|key)\.pem", lambda found: str(folder / f"{found[1]}.pem"), text)
    temp = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    text = text.replace("/var/log/nginx", str(folder))
    whole = f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}} http {{ {temp} {text} }}"
    (folder / "nginx.conf").write_text(whole, encoding="utf-8")
    serve = ["serve", "--kb", base, "--port", inner, "--name", "localhost", "--proxy", "127.0.0.1"]
    running = [
        subprocess.Popen([sys.executable, "-m", "app.cli", *map(str, serve)], stderr=subprocess.DEVNULL),
        subprocess.Popen([NGINX, "-c", folder / "nginx.conf", "-e", folder / "error.log"], stderr=subprocess.DEVNULL),
    ]
    address = f"https://localhost:{outer}"
    while all(one.poll() is None for one in running):
        try:
            if httpx2.get(f"{address}/health", verify=False).status_code == 200:
                break
        except httpx2.TransportError:
            pass
        time.sleep(0.2)
    yield address, f"http://localhost:{plain}", folder / "duibiao.log"
    for one in running:
        one.terminate()
    for one in running:
        one.wait()


@pytest.fixture
def browser(proxied):
    address, *_ = proxied
    with httpx2.Client(base_url=address, verify=False, headers={"Origin": address, "Accept": "text/html"}) as client:
        yield client


def test_who_types_the_bare_name_is_led_to_https(proxied):
    answer = httpx2.get(f"{proxied[1]}/标准?q=1")
    assert (answer.status_code, answer.headers["location"]) == (301, "https://localhost/%E6%A0%87%E5%87%86?q=1")


def test_what_is_asked_is_in_no_log(proxied, browser):
    httpx2.get(f"{proxied[1]}/ask?q=%E7%A7%98%E5%AF%86")
    browser.get("/ask?q=%E7%A7%98%E5%AF%86")
    text = proxied[2].read_text("utf-8")
    assert text.count(" GET /ask ") == 2 and not re.search("(?i)%E7|秘密|q=", text)


def test_a_person_logs_in_with_a_cookie_for_https_alone(browser):
    answer = browser.post("/login", data={"name": "张三", "password": SECRET})
    assert answer.status_code == 303
    assert answer.headers["set-cookie"].startswith("__Host-duibiao=") and "Secure" in answer.headers["set-cookie"]
    assert browser.get("/").status_code == 200


def test_a_socket_of_a_page_passes(browser):
    browser.post("/login", data={"name": "张三", "password": SECRET})
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    with browser.stream(
        "GET",
        "/_stcore/stream",
        headers={**upgrade, "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==", "Sec-WebSocket-Protocol": "streamlit"},
    ) as answer:
        assert answer.status_code == 101


def test_a_foreign_page_does_not_pass(browser):
    foreign = {"Origin": "https://evil.example"}
    assert browser.post("/login", data={"name": "张三", "password": SECRET}, headers=foreign).status_code == 403


@pytest.mark.slow
def test_an_address_that_a_client_invents_does_not_count(browser):
    """Else whoever guesses passwords would come from another address at each try."""
    tries = [
        browser.post(
            "/login", data={"name": f"没有{n}", "password": "x"}, headers={"X-Forwarded-For": f"10.0.0.{n}"}
        ).status_code
        for n in range(25)
    ]
    assert tries[0] == 401 and tries[-1] == 429
