"""``duibiao serve``: the web app, in this one process, so that it ends with it however it is ended."""

import errno
import ipaddress
import os
import re
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.base import snapshots
from app.cli.console import KbOption, say, warn_of_share
from ingest.errors import BaseError, OutputError, QuestionError, reason

if TYPE_CHECKING:
    from app.base.snapshots import Snapshot
    from app.server.policy import Policy
    from app.server.provider import Provider

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}
"""Addresses that stand for every one of this machine, and what to open on the machine itself."""
_NAME = re.compile(r"[A-Za-z]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
"""The name of a computer, such as localhost."""
_LONGEST_MESSAGE = 20 * 1024 * 1024
"""Bytes of a message that a page sends: the state of all its widgets; files come by another way."""
_GRACE = 3
"""Seconds that open pages have to end when the server is stopped."""


def serve(
    kb: KbOption,
    port: Annotated[int, typer.Option(metavar="端口", min=1, max=65535, help="端口")] = 8501,
    address: Annotated[
        str, typer.Option(metavar="地址", help="监听地址；要让院内其他电脑访问，写 0.0.0.0，这时要登录")
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="主机名", help="别人打开网页用的主机名或地址；有几个就写几次")
    ] = None,
    open_reading: Annotated[bool, typer.Option("--open-reading", help="不登录也可以检索和查看")] = False,
    cert: Annotated[
        Path | None, typer.Option("--cert", metavar="文件", exists=True, dir_okay=False, help="HTTPS 证书（PEM）")
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--key", metavar="文件", exists=True, dir_okay=False, help="HTTPS 证书的私钥（PEM）")
    ] = None,
    proxy: Annotated[
        str, typer.Option("--proxy", metavar="地址", help="前面的反向代理（如 nginx）的地址，由它做 HTTPS；要同时写 --name")
    ] = "",
    oidc: Annotated[
        Path | None,
        typer.Option("--oidc", metavar="文件", dir_okay=False, help="院内统一身份登录（OpenID Connect）的设置，YAML"),
    ] = None,
    log: Annotated[
        Path | None,
        typer.Option("--log", metavar="文件", dir_okay=False, help="日志文件（默认：知识库文件夹里的 logs/web.log）"),
    ] = None,
    log_questions: Annotated[bool, typer.Option("--log-questions", help="日志里也记网址中的问题；默认不记")] = False,
) -> None:
    """启动网页。只在这台电脑上用时不用登录；让其他电脑访问时要有账号，见 duibiao accounts。"""
    from app.people.access import Access
    from app.server.policy import Policy

    snapshot = snapshots.current(kb)
    address, names = _checked(address), frozenset(_checked(one, "--name").lower() for one in name or ())
    if bool(cert) != bool(key):
        raise QuestionError("--cert 和 --key 要一起写")
    objections = _objections(cert, key, names)
    if proxy and not names:
        raise QuestionError("有 --proxy 时要写 --name", todo="请写大家打开网页用的主机名")
    local = _loopback(address) and not names
    _check_free(address, port)
    if not local:
        _need_librarian(kb)
    access = Access.LOCAL if local else Access.OPEN if open_reading else Access.ACCOUNTS
    _announce(snapshot, address, port, https=bool(cert), behind=sorted(names) if proxy else [])
    warn_of_share(kb)
    for one in objections:
        say(f"注意：{one}")
    if not local and not cert and not proxy:
        say("注意：没有用 HTTPS，密码在网络上是明文。请用 --cert 和 --key 指定证书")
    os.environ["DUIBIAO_KB"] = str(kb.absolute())
    policy = Policy(kb.absolute(), access, names, bool(cert or proxy), _provider(oidc), log_questions)
    _run(policy, address, port, (cert, key), _checked(proxy, "--proxy") if proxy else "", log)


def _objections(cert: Path | None, key: Path | None, names: frozenset[str]) -> list[str]:
    """What browsers have against the certificate; QuestionError when it cannot be used."""
    from app.server import certificate

    return certificate.objections(cert, key, names) if cert and key else []


def _provider(file: Path | None) -> "Provider | None":
    """The identity provider of a file; BaseError where what it takes is not installed."""
    from importlib.util import find_spec

    from app.server import provider

    if file and not find_spec("authlib"):
        raise BaseError("没有安装 authlib，不能用 --oidc", str(file), "请运行 pip install 'duibiao[oidc]'")
    return provider.read(file) if file else None


def _begin_log(wanted: Path | None, kb: Path) -> None:
    """Write the log to the wanted file; the one in the base is done without where the base may only be read."""
    from app.server import journal

    try:
        journal.write_to(wanted or journal.own(kb / "logs"))
    except OutputError as exc:
        if wanted:
            raise
        say(f"注意：{exc}")


def _announce(snapshot: "Snapshot", address: str, port: int, *, https: bool, behind: list[str]) -> None:
    """Say what is served, and where; ``behind``: the names under which a proxy before it is reached."""
    say(f"知识库第 {int(snapshot.name)} 版：{snapshot.kb.absolute()}")
    if behind:
        pages = "、".join(f"https://{one}" for one in behind)
        say(f"在 {_url(address, port, https)} 等反向代理转来请求；大家打开 {pages} 。按 Ctrl-C 停止")
        return
    say(f"请在浏览器打开 {_url(_EVERYWHERE.get(address, address), port, https)} ，按 Ctrl-C 停止")
    if address in _EVERYWHERE:
        say("院内其他电脑也可以打开，把网址里的地址换成这台电脑的 IP 地址；要用主机名打开，请用 --name 登记")


def _loopback(address: str) -> bool:
    """Whether only this computer reaches an address that ``_checked`` let pass."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address.lower() == "localhost"


def _need_librarian(kb: Path) -> None:
    """Make the first librarian's account when somebody sits at the keyboard; BaseError when there is none at the end."""
    from app.cli.accounts import password
    from app.people import accounts, database
    from app.people.rights import Role, local_name

    with database.reading(kb) as db:
        if accounts.ready(db):
            return
    if not sys.stdin or not sys.stdin.isatty():
        todo = "请先运行 duibiao accounts add 姓名 --role librarian"
        raise BaseError("让其他电脑访问前，要先有资料管理员的账号", str(kb), todo)
    say("第一次让其他电脑访问：请建立资料管理员的账号，其他人的账号由资料管理员建立")
    name = input("姓名：")
    secret = password(name)
    with database.writing(kb) as db:
        accounts.add(db, name, Role.LIBRARIAN, secret, local_name())


def _url(address: str, port: int, tls: bool) -> str:
    return f"http{'s' if tls else ''}://{f'[{address}]' if ':' in address else address}:{port}"


def _checked(address: str, option: str = "--address") -> str:
    """An IP address in its short form, or a name; QuestionError for anything else: "" would stand for every address."""
    try:
        return str(ipaddress.ip_address(address))
    except ValueError as exc:
        if _NAME.fullmatch(address):
            return address
        what = f"“{address}”不是地址" if address.strip() else f"{option} 后面是空的"
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


def _run(
    policy: "Policy", address: str, port: int, certificate: tuple[Path | None, Path | None], proxy: str, log: Path | None
) -> None:
    """Serve until stopped."""
    import uvicorn

    from app.server.asgi import application

    cert, key = certificate
    config = uvicorn.Config(
        application(policy),
        host=address,
        port=port,
        ws="websockets-sansio",
        ws_max_size=_LONGEST_MESSAGE,
        log_level="warning",
        access_log=False,
        server_header=False,
        log_config=None,
        proxy_headers=bool(proxy),  # from anybody else, X-Forwarded-For would choose the address that failed logins count for
        forwarded_allow_ips=proxy,
        timeout_graceful_shutdown=_GRACE,
        ssl_certfile=cert,
        ssl_keyfile=key,
    )
    _begin_log(log, policy.kb)
    uvicorn.Server(config).run()
