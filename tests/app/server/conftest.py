"""A small app behind the guard, with the real login: what the guard lets through answers with what it got."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient

from app.people import accounts, database
from app.people.access import Access
from app.people.rights import Role
from app.server.guard import Guard
from app.server.login import Login
from app.server.policy import Policy
from app.server.throttle import Throttle

SECRET = "早班 coffee 42"
HOST = "http://qc.example:8501"
PEOPLE = {"张三": Role.LIBRARIAN, "李四": Role.AUTHOR, "王五": Role.READER}


async def inside(request):
    return PlainTextResponse(f"inside {len(await request.body())}")


async def stream(websocket):
    await websocket.accept(subprotocol="streamlit")
    async for message in websocket.iter_bytes():
        await websocket.send_bytes(b"heard " + message)


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    """Accounts of one person a role."""
    folder = tmp_path_factory.mktemp("accounts")
    with database.writing(folder) as db:
        for name, role in PEOPLE.items():
            accounts.add(db, name, role, SECRET, "root")
    return folder


@pytest.fixture
def base(kept, tmp_path):
    (tmp_path / database.FILE).write_bytes((kept / database.FILE).read_bytes())
    return tmp_path


@pytest.fixture
def hands():
    """Of the clock by which failed tries are slowed."""
    return [0.0]


@pytest.fixture
def app(base, hands):
    """Start the app for one way of access; a browser at it, which sends cookies and where it comes from."""

    def _app(access=Access.ACCOUNTS, host=HOST, **policy):
        settings = Policy(base, access, frozenset({"qc.example"}), **policy)
        routes = [
            *Login(settings, Throttle(lambda: hands[0])).routes(),
            WebSocketRoute("/_stcore/stream", stream),
            Route("/{rest:path}", inside, methods=["GET", "POST", "PUT"]),
        ]
        served = Starlette(routes=routes, middleware=[Middleware(Guard, policy=settings)])
        headers = {"Origin": host, "Accept": "text/html"}
        return TestClient(served, host, headers=headers, follow_redirects=False, raise_server_exceptions=True)

    return _app


@pytest.fixture
def logged_in(app):
    """A browser in which somebody is logged in."""

    def _logged_in(name="张三", **more):
        browser = app(**more)
        answer = browser.post("/login", data={"name": name, "password": SECRET})
        assert answer.status_code == 303, answer.text
        return browser

    return _logged_in
