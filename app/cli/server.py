"""``duibiao serve``: the web app, in this one process, so that it ends with it however it is ended."""

import errno
import ipaddress
import os
import re
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from app.base import snapshots
from app.cli.console import KbOption, say
from ingest.errors import BaseError, QuestionError, reason

_PAGES = Path(__file__).parents[1] / "streamlit_app.py"
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}
"""Addresses that stand for every one of this machine, and what to open on the machine itself."""
_NAME = re.compile(r"[A-Za-z]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
"""The name of a computer, such as localhost."""
_OPTIONS = {
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": "false",
    "runner.magicEnabled": "false",  # else docstrings of constants are shown on the page
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "logger.hideWelcomeMessage": "true",
    "logger.level": "warning",
}
"""Nothing is sent to anyone, a page shows no stack trace, and Streamlit says nothing in English while all is well."""


def serve(
    kb: KbOption,
    port: Annotated[int, typer.Option(metavar="端口", min=1, max=65535, help="端口")] = 8501,
    address: Annotated[str, typer.Option(metavar="地址", help="监听地址；要让院内其他电脑访问，写 0.0.0.0")] = "127.0.0.1",
) -> None:
    """启动网页。"""
    snapshot = snapshots.current(kb)
    address = _checked(address)
    _check_free(address, port)
    say(f"知识库第 {int(snapshot.name)} 版：{kb.absolute()}")
    say(f"请在浏览器打开 {_url(_EVERYWHERE.get(address, address), port)} ，按 Ctrl-C 停止")
    if address in _EVERYWHERE:
        say("院内其他电脑也可以打开，把网址里的地址换成这台电脑的 IP 地址")
    os.environ["DUIBIAO_KB"] = str(kb.absolute())
    _run_streamlit(_OPTIONS | {"server.address": address, "server.port": str(port)})


def _url(address: str, port: int) -> str:
    return f"http://{f'[{address}]' if ':' in address else address}:{port}"


def _checked(address: str) -> str:
    """An IP address in its short form, or a name; QuestionError for anything else: "" would stand for every address."""
    try:
        return str(ipaddress.ip_address(address))
    except ValueError as exc:
        if _NAME.fullmatch(address):
            return address
        what = f"“{address}”不是地址" if address.strip() else "--address 后面是空的"
        raise QuestionError(what, todo="请写 127.0.0.1、0.0.0.0 或本机的 IP 地址") from exc


def _check_free(address: str, port: int) -> None:
    """BaseError when nothing can listen there."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as exc:
            where = f"{address} 端口 {port}"
            if exc.errno in (errno.EADDRINUSE, errno.EACCES):
                why = "已被别的程序占用" if exc.errno == errno.EADDRINUSE else reason(exc)
                raise BaseError(f"端口不能用（{why}）", where, "请用 --port 换一个端口") from exc
            raise BaseError("这台电脑没有这个地址", where, "请用 --address 写本机的地址，或写 0.0.0.0") from exc


def _run_streamlit(options: dict[str, str]) -> None:
    """Serve until stopped.

    Streamlit would ask the internet for this machine's outer address: at start for its banner, and whenever a page of a
    foreign origin knocks, to compare the two. Such a page is refused without asking.
    """
    from streamlit import net_util
    from streamlit.web import cli

    net_util.get_external_ip = net_util.get_internal_ip = lambda: None
    sys.stdout = open(os.devnull, "w", encoding="utf-8")
    cli.main(["run", str(_PAGES), *(f"--{name}={value}" for name, value in options.items())], standalone_mode=False)
