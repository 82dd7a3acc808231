"""Start the web app on this machine."""

import os
import socket
import subprocess
import sys
from pathlib import Path

from app.base import snapshots
from ingest.errors import BaseError

_OPTIONS = {
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "theme.primaryColor": "#0b6e6e",
    "theme.base": "light",
}
"""Nothing is sent to anyone, and a page shows no stack trace."""


def serve(kb: Path, address: str, port: int) -> None:
    """Serve the base in ``kb`` until stopped; BaseError when there is none or the port is taken."""
    snapshot = snapshots.current(kb)
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as exc:
            raise BaseError(f"端口 {port} 不能用（{exc.strerror}）", address, "请用 --port 换一个端口") from exc
    page = Path(__file__).parents[1] / "streamlit_app.py"
    options = [
        f"--{name}={value}" for name, value in (_OPTIONS | {"server.address": address, "server.port": str(port)}).items()
    ]
    command = [sys.executable, "-m", "streamlit", "run", str(page), *options]
    sys.stderr.write(f"知识库第 {int(snapshot.name)} 版。请在浏览器打开 http://{address}:{port} ，按 Ctrl-C 停止\n")
    with subprocess.Popen(command, env=os.environ | {"DUIBIAO_KB": str(kb)}, stdout=subprocess.DEVNULL) as process:
        try:
            process.wait()
        except KeyboardInterrupt:
            process.terminate()
