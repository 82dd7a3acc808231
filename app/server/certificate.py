"""What a browser that trusts its issuer has against the certificate of the server, told before people are told where to go."""

import ssl
from collections.abc import Collection
from pathlib import Path

from ingest.errors import QuestionError, reason

_NOT_YET, _EXPIRED = 9, 10
_NOT_OF = (62, 64)
"""What OpenSSL says where the certificate is of another name, of another address."""
_TURNS = 4
"""Messages that both sides of a handshake send, at most."""


def objections(cert: Path, key: Path, names: Collection[str]) -> list[str]:
    """A line each; ``names``: under which the server is opened. QuestionError when the two files cannot be used at all."""
    server = _server(cert, key)
    said = {_NOT_YET: "证书还没有到生效日期，浏览器会警告", _EXPIRED: "证书已经过期，浏览器会警告"}.get(_refusal(server, cert))
    wrong = [name for name in sorted(names) if _refusal(server, cert, name) in _NOT_OF]
    return [*([said] if said else []), *(f"证书里没有“{name}”这个名称，浏览器会警告" for name in wrong)]


def _server(cert: Path, key: Path) -> ssl.SSLContext:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)

    def no_password() -> str:
        raise QuestionError("私钥有密码，不能用", str(key), "请用没有密码的私钥，只让运行程序的账号能读")

    try:
        server.load_cert_chain(cert, key, no_password)
    except ssl.SSLError as exc:
        what = "--cert 和 --key 不是一对" if exc.reason == "KEY_VALUES_MISMATCH" else "--cert 或 --key 读不懂"
        todo = "请用 PEM 格式（以 -----BEGIN 开头）的证书和它自己的私钥"
        raise QuestionError(what, f"{cert}、{key}", todo) from exc
    except OSError as exc:
        raise QuestionError(f"--cert 或 --key 读不出来（{reason(exc)}）", f"{cert}、{key}", "请检查权限") from exc
    return server


def _refusal(server: ssl.SSLContext, cert: Path, name: str = "") -> int:
    """OpenSSL's number of what a client that trusts just this certificate has against it, else 0; no socket is opened."""
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.check_hostname, client.hostname_checks_common_name = bool(name), False
    client.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    client.load_verify_locations(cert)
    there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
    sides = [client.wrap_bio(back, there, server_hostname=name or None), server.wrap_bio(there, back, server_side=True)]
    for side in sides * _TURNS:
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
        except ssl.SSLCertVerificationError as exc:
            return exc.verify_code
        except ssl.SSLError:
            return 0
    return 0
