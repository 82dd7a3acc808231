"""The tools over HTTP, with the tokens and the rate of the service interface."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.datastructures import Headers
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from app.api import bearer, errors
from app.api.endpoints import Endpoint
from app.api.errors import ApiError
from app.api.work import Work
from app.mcp import tools
from app.people.rights import Person
from ingest.errors import DuibiaoError

PATH = "/mcp"
_PERSON = "duibiao.person"
"""Key of the scope under which a request carries whose it is."""


class Mcp:
    """The route of one server over one base; ``running`` has to be entered while it is served."""

    def __init__(self, work: Work) -> None:
        """``work`` is done when requests come."""
        self._work = work
        # Every request stands alone: nothing is kept between two of them, and an answer is one JSON body.
        self._sessions = StreamableHTTPSessionManager(tools.server(work, self._admit), json_response=True, stateless=True)

    def route(self) -> Route:
        """The one route."""
        return Route(PATH, self)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """While the server runs."""
        async with self._sessions.run():
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request: whose it is, then the protocol.

        What is not posted would ask for a stream of news, which would outlive its token: there are none.
        """
        try:
            person = await bearer.person(self._work.kb, Headers(scope=scope))
            if scope["method"] != "POST":
                raise ApiError("wrong_method", "这个接口要用 POST")
        except ApiError as exc:
            await errors.failure(exc.code, exc.message)(scope, receive, send)
        except DuibiaoError as exc:
            await errors.of(exc)(scope, receive, send)
        else:
            await self._sessions.handle_request({**scope, _PERSON: person}, receive, send)

    def _admit(self, context: tools.Context, endpoint: Endpoint) -> None:
        person: Person = context.request.scope[_PERSON]  # type: ignore[union-attr]  # over HTTP there is one
        self._work.admit(person, endpoint)
