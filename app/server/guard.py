"""The middleware in front of everything: it lets a request or a message pass, or answers it itself."""

from urllib.parse import quote

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api import errors
from app.people import access
from app.people.rights import RIGHTS, Person
from app.server import headers, origin
from app.server.doors import Door, door
from app.server.policy import Policy
from ingest.errors import BaseError

_POLICY_VIOLATION = 1008
"""Why a WebSocket is closed (RFC 6455)."""


class TooLargeError(Exception):
    """A request brings more bytes than its door lets in."""


class Guard:
    """Checks in this order: name and origin, who it is, what that person may do, how much is sent."""

    def __init__(self, app: ASGIApp, policy: Policy) -> None:
        self._app, self._policy = app, policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or WebSocket, or the life of the process."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self._request(scope, receive, _secured(send))

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        where = door(scope["path"])
        if refused := await self._refused(scope, where):
            await refused(scope, receive, send)
            return
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, _limited(receive, where.body), noted)
        except TooLargeError:
            if not begun:
                await _too_large(scope, where)(scope, receive, send)

    async def _refused(self, scope: Scope, where: Door) -> Response | None:
        """The answer to a request that may not pass."""
        if why := origin.refusal(scope, self._policy):
            return _told(scope, "forbidden", why)
        sent = Headers(scope=scope).get("content-length", "0")
        if not sent.isdecimal() or int(sent) > where.body:
            return _too_large(scope, where)
        if where.right is None:
            return None
        try:
            person = await self._person(scope)
        except BaseError as exc:
            return _told(scope, "unavailable", f"人员数据{exc.told}")
        if person is None:
            return _to_login(scope)
        return None if person.may(where.right) else _told(scope, "forbidden", f"您的账号不能{RIGHTS[where.right]}")

    async def _person(self, scope: Scope) -> Person | None:
        cookies = HTTPConnection(scope).cookies
        return await to_thread.run_sync(access.person, self._policy.kb, self._policy.access, cookies)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A page's socket: refused to other sites; sent to the login as soon as nobody is logged in behind it."""
        if origin.refusal(scope, self._policy):
            await receive()
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
            return
        if not await self._admitted(scope):
            await receive()
            wanted = scope.get("subprotocols") or [None]
            await send({"type": "websocket.accept", "subprotocol": wanted[0]})
            await _send_to_login(send)
            return
        closed = False

        async def watched() -> Message:
            nonlocal closed
            message = await receive()
            if message["type"] == "websocket.receive" and not await self._admitted(scope):
                closed = True
                await _send_to_login(send)
                return {"type": "websocket.disconnect", "code": _POLICY_VIOLATION}
            return message

        async def open_send(message: Message) -> None:
            if not closed:
                await send(message)

        await self._app(scope, watched, open_send)

    async def _admitted(self, scope: Scope) -> bool:
        where = door(scope["path"])
        try:
            person = await self._person(scope)
        except BaseError:
            return False
        return person is not None and where.right is not None and person.may(where.right)


async def _send_to_login(send: Send) -> None:
    """Make the page behind a socket open the login, in Streamlit's own words, and close the socket."""
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg  # noqa: PLC0415 - Streamlit is loaded by the server alone

    message = ForwardMsg()
    message.auth_redirect.url = "/login"
    await send({"type": "websocket.send", "bytes": message.SerializeToString()})
    await send({"type": "websocket.close", "code": _POLICY_VIOLATION})


def _to_login(scope: Scope) -> Response:
    """To the login and back for a page that is opened; what a script asks for is told the same in a status."""
    if scope["method"] in ("GET", "HEAD") and "text/html" in Headers(scope=scope).get("accept", ""):
        wanted = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
        return RedirectResponse(f"/login?next={quote(wanted, safe='')}", 303, {"Cache-Control": "no-store"})
    return PlainTextResponse("请先登录", errors.STATUS["no_token"])


def _too_large(scope: Scope, where: Door) -> Response:
    answer = _told(scope, "too_large", f"内容太大，最多 {where.body // 1024} KB")
    answer.headers["Connection"] = "close"
    return answer


def _told(scope: Scope, code: str, message: str) -> Response:
    """A refusal: a line for people, or JSON for another system."""
    if door(scope["path"]).token:
        return errors.failure(code, message)
    return PlainTextResponse(message, errors.STATUS[code])


def _limited(receive: Receive, most: int) -> Receive:
    """``receive`` that ends a request whose body grows beyond ``most`` bytes, whatever it announced."""
    left = most

    async def counted() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise TooLargeError
        return message

    return counted


def _secured(send: Send) -> Send:
    async def secured(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = headers.secured(list(message.get("headers", [])))
        await send(message)

    return secured
