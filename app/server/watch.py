"""What those who run the server see of it: whether it can answer, figures for monitoring, and a line a request in the log.

A line never holds what somebody asked, unless the server was started so: questions stand in the query of an address.
"""

import logging
import time
from collections.abc import Callable
from importlib.metadata import version
from typing import Any
from urllib.parse import unquote_plus

from anyio import to_thread
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api import bearer, errors
from app.api.errors import ApiError
from app.base import snapshots
from app.base.serving import SERVING
from app.people import database
from app.people.access import Access
from app.server.doors import door
from app.server.policy import Policy
from ingest.errors import DuibiaoError

ACCESS = logging.getLogger("duibiao.access")
"""A line a request."""
_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30)
"""Upper bounds in seconds by which the times of requests are counted."""


class Watch:
    """The figures and the log of one server."""

    def __init__(self, policy: Policy, clock: Callable[[], float] = time.perf_counter) -> None:
        """Nothing is counted yet."""
        self._policy, self._clock = policy, clock
        self._figures = CollectorRegistry()
        ProcessCollector(registry=self._figures)
        labels = ("door", "status")
        self._requests = Counter("duibiao_requests", "Requests by part of the app.", labels, registry=self._figures)
        self._seconds = Histogram(
            "duibiao_request_seconds", "Seconds until an answer is whole.", ("door",), registry=self._figures, buckets=_BUCKETS
        )
        self._pages = Gauge("duibiao_pages_open", "Pages that are open in browsers.", registry=self._figures)
        self._snapshot = Gauge(
            "duibiao_snapshot", "Number of the published snapshot, 0 when none can be used.", registry=self._figures
        )

    def routes(self) -> list[Route]:
        """Their addresses."""
        return [Route("/health", self.health), Route("/metrics", self.metrics)]

    async def health(self, _request: Request) -> Response:
        """Whether questions can be answered and people's data read; 503 and one line where not, without a path."""
        body: dict[str, Any] = {"status": "ok", "version": version("duibiao")}
        try:
            body |= await to_thread.run_sync(self._state)
        except DuibiaoError as exc:
            body |= {"status": "unavailable", "message": exc.told}
        return JSONResponse(body, 200 if body["status"] == "ok" else 503, {"Cache-Control": "no-store"})

    def _number(self) -> int:
        """Of the snapshot that serves; 0 where there is none that can be used: figures are wanted then most of all."""
        try:
            return int(snapshots.current(self._policy.kb).name)
        except DuibiaoError:
            return 0

    def _state(self) -> dict[str, Any]:
        """BaseError where something cannot be read."""
        number = int(snapshots.current(self._policy.kb).name)
        SERVING.opened(self._policy.kb)
        with database.reading(self._policy.kb):
            pass
        return {"snapshot": number}

    async def metrics(self, request: Request) -> Response:
        """Figures in the text format of Prometheus, for whoever has a token, or sits at this computer alone."""
        if self._policy.access is not Access.LOCAL:
            try:
                await bearer.person(self._policy.kb, request.headers)
            except ApiError as exc:
                return errors.failure(exc.code, exc.message)
            except DuibiaoError as exc:
                return errors.of(exc)
        self._snapshot.set(await to_thread.run_sync(self._number))
        return Response(generate_latest(self._figures), media_type=CONTENT_TYPE_LATEST)

    def around(self, app: ASGIApp) -> ASGIApp:
        """``app`` with every request counted, timed and written down."""

        async def watched(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http":
                await self._request(app, scope, receive, send)
            elif scope["type"] == "websocket":
                with self._pages.track_inprogress():
                    await app(scope, receive, send)
            else:
                await app(scope, receive, send)

        return watched

    async def _request(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        status, began, where = 500, self._clock(), door(scope["path"]).prefix

        async def noted(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await app(scope, receive, noted)
        finally:
            took = self._clock() - began
            self._requests.labels(where, status).inc()
            self._seconds.labels(where).observe(took)
            asked = f"?{unquote_plus(scope['query_string'].decode('latin-1'))}" if self._policy.log_questions else ""
            client = (scope.get("client") or ("-",))[0]
            ACCESS.info("%s %s %s %d %.0f ms", client, scope["method"], _visible(scope["path"] + asked), status, took * 1000)


def _visible(text: str) -> str:
    """``text`` on one line: a line feed in an address would forge a line of the log."""
    return text.encode("unicode_escape").decode() if not text.isprintable() else text
