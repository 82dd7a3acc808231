"""One computer that asks without end is slowed, the others are not, and no press is lost."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from app.server import pace
from app.server.pace import PRESSES, REQUESTS, REQUESTS_A_MINUTE, Pace
from tests.app.server.conftest import stream


@pytest.fixture
def served(hands):
    async def pause(seconds):
        hands[0] += seconds

    async def inside(_request):
        return PlainTextResponse("inside")

    routes = [WebSocketRoute("/_stcore/stream", stream), Route("/{rest:path}", inside)]
    return Starlette(routes=routes, middleware=[Middleware(Pace, clock=lambda: hands[0], pause=pause)])


def browser(served, address="10.0.0.7"):
    return TestClient(served, client=(address, 1))


def test_an_address_that_asks_without_end_is_told_to_wait_and_others_are_not(served, hands):
    loop = browser(served)
    assert {loop.get("/media/a.png").status_code for _ in range(REQUESTS)} == {200}
    refused = loop.get("/")
    assert (refused.status_code, refused.text, refused.headers["retry-after"]) == (429, "请求太多，请等 1 秒", "1")
    assert loop.get("/api/v1/ask").json() == {"error": {"code": "too_many", "message": "请求太多，请等 1 秒"}}
    assert browser(served, "10.0.0.8").get("/").text == "inside"
    hands[0] += 60 / REQUESTS_A_MINUTE
    assert [loop.get("/").status_code for _ in range(2)] == [200, 429]


def test_the_files_of_a_page_count_for_nothing(served):
    one = browser(served)
    assert {one.get("/static/js/index.js").status_code for _ in range(REQUESTS + 5)} == {200}
    assert one.get("/").text == "inside"


def test_presses_that_come_too_fast_wait_and_none_is_lost(served, hands):
    with browser(served).websocket_connect("/_stcore/stream", subprotocols=["streamlit"]) as page:
        heard = []
        for number in range(PRESSES + 20):
            page.send_bytes(str(number).encode())
            heard.append(page.receive_bytes())
        assert heard == [f"heard {number}".encode() for number in range(PRESSES + 20)]
    assert 0 < hands[0] <= 20


def test_an_address_may_have_so_many_pages_open_and_a_closed_one_makes_room(served, monkeypatch):
    monkeypatch.setattr(pace, "PAGES", 1)
    one, other = browser(served), browser(served, "10.0.0.8")
    with one.websocket_connect("/_stcore/stream") as page:
        page.send_bytes(b"a")
        with pytest.raises(WebSocketDisconnect) as closed, one.websocket_connect("/_stcore/stream"):
            pass
        assert closed.value.code == 1013
        with other.websocket_connect("/_stcore/stream") as another:
            another.send_bytes(b"b")
            assert another.receive_bytes() == b"heard b"
        assert page.receive_bytes() == b"heard a"
    with one.websocket_connect("/_stcore/stream") as page:
        page.send_bytes(b"c")
        assert page.receive_bytes() == b"heard c"
