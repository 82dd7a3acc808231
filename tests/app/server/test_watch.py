"""What those who run the server see: its health, its figures, and a log that keeps to itself what people ask."""

import logging
import shutil

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient

from app.base import snapshots
from app.people import database, tokens
from app.people.access import Access
from app.people.rights import Role
from app.server.guard import Guard
from app.server.policy import Policy
from app.server.watch import ACCESS, Watch


async def slow(request):
    return PlainTextResponse("done", 418)


async def stream(websocket):
    await websocket.accept()
    await websocket.receive_text()


async def broken(request):
    raise ZeroDivisionError


@pytest.fixture(scope="module")
def base(kb, tmp_path_factory):
    return shutil.copytree(kb, tmp_path_factory.mktemp("watch") / "kb")


@pytest.fixture
def watched(base):
    def _watched(kb=base, access=Access.LOCAL, **policy):
        settings = Policy(kb, access, **policy)
        watch = Watch(settings)
        routes = [
            *watch.routes(),
            Route("/broken", broken),
            WebSocketRoute("/_stcore/stream", stream),
            Route("/{rest:path}", slow, methods=["GET", "POST"]),
        ]
        app = Starlette(routes=routes, middleware=[Middleware(Guard, policy=settings)])
        return TestClient(watch.around(app), "http://localhost", raise_server_exceptions=False)

    return _watched


@pytest.fixture
def lines(caplog):
    """What the log of requests held."""
    ACCESS.setLevel(logging.INFO)
    caplog.set_level(logging.INFO, "duibiao.access")
    return lambda: [record.getMessage() for record in caplog.records if record.name == "duibiao.access"]


def figures(client, **headers):
    answer = client.get("/metrics", headers=headers)
    assert answer.status_code == 200, answer.text
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_health_says_that_and_from_which_snapshot_it_answers(watched, base):
    answer = watched().get("/health")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "version": answer.json()["version"],
        "snapshot": int(snapshots.current(base).name),
    }


@pytest.mark.parametrize("fault", ["no base", "people"])
def test_health_says_what_is_wrong_without_a_path(watched, base, tmp_path, fault):
    broken = tmp_path / "broken"
    if fault == "people":
        shutil.copytree(base, broken)
        (broken / database.FILE).write_bytes(b"x" * 5000)
    answer = watched(broken).get("/health")
    assert answer.status_code == 503 and answer.json()["status"] == "unavailable"
    assert answer.json()["message"] and str(tmp_path) not in answer.text


def test_whoever_is_not_logged_in_sees_the_health_alone(watched):
    client = watched(access=Access.ACCOUNTS)
    assert client.get("/health").status_code == 200
    assert client.get("/metrics").status_code == 401


def test_figures_count_requests_by_part_and_status_and_pages(watched):
    client = watched()
    before = figures(client)
    for _ in range(3):
        client.get("/anything?q=1")
    with client.websocket_connect("ws://localhost/_stcore/stream", headers={"Origin": "http://localhost"}) as page:
        assert figures(client)["duibiao_pages_open",] == 1
        page.send_text("bye")
    after = figures(client)
    assert after["duibiao_requests_total", "/", "418"] - before.get(("duibiao_requests_total", "/", "418"), 0) == 3
    assert after["duibiao_request_seconds_count", "/"] == 3
    assert after["duibiao_pages_open",] == 0
    assert after["duibiao_snapshot",] >= 1 and after["process_resident_memory_bytes",] > 0


def test_an_error_of_ours_counts_as_one(watched, lines):
    client = watched()
    assert client.get("/broken").status_code == 500
    assert figures(client)["duibiao_requests_total", "/", "500"] == 1
    assert " /broken 500 " in lines()[0]


def test_figures_are_had_with_a_token(watched, base):
    with database.writing(base) as db:
        secret = tokens.make(db, "监控", Role.READER, "张三")
    client = watched(access=Access.ACCOUNTS)
    assert figures(client, Authorization=f"Bearer {secret}")["duibiao_snapshot",] >= 1


@pytest.mark.parametrize(("name", "status"), [("CURRENT", 200), ("snapshots", 200), (database.FILE, 503)])
def test_figures_are_had_while_something_is_damaged(watched, base, tmp_path, name, status):
    broken = shutil.copytree(base, tmp_path / "broken")
    with database.writing(broken) as db:
        secret = tokens.make(db, "看门", Role.READER, "张三")
    (broken / name).rename(tmp_path / "aside")
    if name == database.FILE:
        (broken / name).write_bytes(b"x" * 5000)
    client = watched(broken, access=Access.ACCOUNTS)
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == status
    assert ("duibiao_snapshot 0.0" in answer.text) == (status == 200)
    assert str(tmp_path) not in answer.text


def test_the_log_holds_no_question_unless_that_was_wanted(watched, lines):
    watched().get("/api/v1/ask?q=张三的病历")
    assert "GET /api/v1/ask 418" in lines()[0] and "病历" not in lines()[0]
    watched(log_questions=True).get("/api/v1/ask?q=张三的病历")
    assert "/api/v1/ask?q=张三的病历 418" in lines()[1]


def test_an_address_forges_no_line(watched, lines):
    watched(log_questions=True).get("/x%0a2026-01-01?q=%0aforged")
    assert len(lines()) == 1 and "\n" not in lines()[0]
