"""The middleware before the guard that keeps one computer from taking the server away from all others.

Too many requests of an address are refused, and so are too many open pages. Presses on a page are never dropped: what comes
too fast waits.
"""

import time
from collections import Counter
from collections.abc import Awaitable, Callable

from anyio import sleep
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api import errors
from app.api.rate import Rate
from app.server.doors import door

REQUESTS, REQUESTS_A_MINUTE = 600, 3_000
"""Requests of an address at once, and each minute in the long run: a ward may share one, and a page takes five of them."""
PRESSES, PRESSES_A_MINUTE = 60, 600
"""Messages of a page, each of which makes it anew: nobody presses ten times a second."""
PAGES = 300
"""Pages that an address may have open: the server keeps some megabytes for each."""
_FREE = ("/static/", "/favicon.png")
"""Doors to files that are the same for everybody: a page brings dozens of them the first time."""
_TRY_LATER = 1013
"""Why a WebSocket is closed (registry of RFC 6455)."""


class Pace:
    """Counts by the address that a request comes from; behind a proxy, by the one that the proxy tells."""

    def __init__(
        self,
        app: ASGIApp,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], Awaitable[None]] = sleep,
    ) -> None:
        """``pause`` waits so many seconds."""
        self._app, self._clock, self._pause = app, clock, pause
        self._requests = Rate(clock, REQUESTS, REQUESTS_A_MINUTE)
        self._open = Counter[str]()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or WebSocket, or the life of the process."""
        address = str((scope.get("client") or ("",))[0])
        if scope["type"] == "websocket":
            await self._page(address, scope, receive, send)
        elif scope["type"] == "http" and door(scope["path"]).prefix not in _FREE and (wait := self._requests.take(address)):
            await _refused(scope, wait)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _page(self, address: str, scope: Scope, receive: Receive, send: Send) -> None:
        if self._open[address] >= PAGES:
            await receive()
            await send({"type": "websocket.close", "code": _TRY_LATER})
            return
        presses = Rate(self._clock, PRESSES, PRESSES_A_MINUTE)

        async def paced() -> Message:
            message = await receive()
            while message["type"] == "websocket.receive" and (wait := presses.take("")):
                await self._pause(wait)
            return message

        self._open[address] += 1
        try:
            await self._app(scope, paced, send)
        finally:
            self._open[address] -= 1
            self._open += Counter()  # leaves out the addresses that have none


def _refused(scope: Scope, wait: int) -> Response:
    said = f"请求太多，请等 {wait} 秒"
    if door(scope["path"]).token:
        return errors.failure("too_many", said, wait)
    return PlainTextResponse(said, errors.STATUS["too_many"], {"Retry-After": str(wait)})
