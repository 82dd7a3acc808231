"""``duibiao serve``: the web app on this machine."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from app.base import snapshots
from app.cli.console import KbOption, say
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


def serve(
    kb: KbOption,
    port: Annotated[int, typer.Option(metavar="端口", min=1, max=65535, help="端口")] = 8501,
    address: Annotated[str, typer.Option(metavar="地址", help="监听地址；要让院内其他电脑访问，写 0.0.0.0")] = "127.0.0.1",
) -> None:
    """启动网页。"""
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
    say(f"知识库第 {int(snapshot.name)} 版：{kb}")
    say(f"请在浏览器打开 http://{address}:{port} ，按 Ctrl-C 停止")
    with subprocess.Popen(command, env=os.environ | {"DUIBIAO_KB": str(kb)}, stdout=subprocess.DEVNULL) as process:
        try:
            process.wait()
        except KeyboardInterrupt:
            process.terminate()
