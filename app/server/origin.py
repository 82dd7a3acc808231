"""From where a request comes: the name it was sent to and the page that sent it.

A page of another site may send requests to this app, and with a name that it lets point here (DNS rebinding) read the
answers too. So the name must be one under which the app is opened, and a page that tells whose it is must be the app's own.
"""

import ipaddress
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.types import Scope

from app.server.doors import door
from app.server.policy import Policy

Headers = Iterable[tuple[bytes, bytes]]
_SAFE = ("GET", "HEAD", "OPTIONS")


def refusal(scope: Scope, policy: Policy) -> str:
    """Why a request is refused, one line; "" when it is not."""
    headers = scope["headers"]
    hosts, origins = _values(headers, b"host"), _values(headers, b"origin")
    if len(hosts) != 1 or not _ours(hosts[0], scope, policy):
        return "这个网址没有登记，不能用它打开。请用启动时显示的网址，或由管理员用 --name 登记"
    if len(origins) > 1 or (origins and urlsplit(origins[0]).netloc.lower() != hosts[0].lower()):
        return "请求来自别的网站，没有处理"
    if not origins and _changes(scope):
        return "请求没有说明来自哪个网页，没有处理"
    return ""


def _changes(scope: Scope) -> bool:
    """Whether a request from a browser would say where it comes from: it changes something or opens a socket."""
    if scope["type"] == "websocket":
        return True
    return scope["method"] not in _SAFE and not door(scope["path"]).token


def _ours(host: str, scope: Scope, policy: Policy) -> bool:
    """Whether a request was sent to a name or address of this app."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        _ = urlsplit(f"//{host}").port
    except ValueError:
        return False
    if not name or set("@/?#\\") & set(host):
        return False
    name = name.rstrip(".")
    if name == "localhost" or name in policy.names:
        return True
    address = _address(name)
    here = _address(str((scope.get("server") or ("",))[0]))
    return address is not None and (address.is_loopback or address == here)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """An address, IPv4 in its short form though a socket for both kinds tells it in the long one."""
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, ipaddress.IPv6Address) else found


def _values(headers: Headers, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in headers if key == name]
