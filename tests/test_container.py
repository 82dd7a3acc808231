"""The health check of the container file, run as a container would run it, without a container."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.app.cli.test_server import free_port

FILE = Path(__file__).parents[1] / "Containerfile"
SECONDS = 60
"""In which a server begins to answer."""
pytestmark = pytest.mark.skipif(os.name != "posix", reason="the check is a line for a shell")


@pytest.fixture
def healthy(tmp_path):
    """Whether the check finds the server at a port healthy; a proxy that leads nowhere is set, as a container may have it."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    line = re.search(r"^HEALTHCHECK CMD ((?:.*\\\n)*.*)$", FILE.read_text(encoding="utf-8"), re.M)[1]
    environment = {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
    environment |= {name: "http://127.0.0.1:9" for name in ("http_proxy", "https_proxy")}

    def _healthy(port):
        check = ["sh", "-c", line.replace("\\\n", "").replace("8501", str(port))]
        return subprocess.run(check, check=False, env=environment, capture_output=True, timeout=60).returncode == 0

    return _healthy


@pytest.mark.parametrize("tls", [False, True], ids=["plain", "with --cert"])
def test_a_server_is_healthy_while_it_can_answer_and_not_after(kb, tmp_path, healthy, tls):
    command, port = [sys.executable, "-m", "app.cli", "serve", "--kb", kb, "--port"], free_port()
    options = []
    if tls:
        if not shutil.which("openssl"):
            pytest.skip("no openssl here")
        key = "req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=kb.hospital.local"
        subprocess.run(["openssl", *key.split()], cwd=tmp_path, check=True, capture_output=True)
        options = ["--cert", tmp_path / "cert.pem", "--key", tmp_path / "key.pem"]
    assert not healthy(port)
    server = subprocess.Popen([*command, str(port), *options], stderr=subprocess.DEVNULL)
    try:
        begun = time.monotonic()
        while not (found := healthy(port)) and server.poll() is None and time.monotonic() - begun < SECONDS:
            time.sleep(0.2)
        pointer = (kb / "CURRENT").read_text(encoding="utf-8")
        (kb / "CURRENT").write_text("000099\n", encoding="utf-8")
        damaged = healthy(port)
        (kb / "CURRENT").write_text(pointer, encoding="utf-8")
    finally:
        server.terminate()
        server.wait()
    assert found and not damaged
