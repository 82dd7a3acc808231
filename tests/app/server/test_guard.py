"""What the guard lets pass: by role, size, name and origin, for requests and for the sockets of pages."""

import pytest
from starlette.websockets import WebSocketDisconnect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from app.people import accounts, database
from app.people.access import Access
from app.people.rights import ALLOWED, Right, Role
from app.server import doors
from app.server.doors import DOORS, door
from tests.app.server.conftest import HOST, PEOPLE, SECRET

OPEN = [one.prefix for one in DOORS if one.right is None]
GUARDED = [one for one in DOORS if one.right]


@pytest.mark.parametrize("where", GUARDED, ids=lambda one: one.prefix)
@pytest.mark.parametrize("name", PEOPLE)
def test_each_role_passes_the_doors_that_the_table_of_rights_opens(logged_in, where, name):
    answer = logged_in(name).get(where.prefix)
    assert (answer.status_code == 200) == (PEOPLE[name] in ALLOWED[where.right])
    assert answer.status_code in (200, 403)


@pytest.mark.parametrize("where", GUARDED, ids=lambda one: one.prefix)
def test_a_guest_reads_where_reading_is_open_and_nothing_else(app, where):
    answer = app(Access.OPEN).get(where.prefix)
    assert (answer.status_code == 200) == (where.right == Right.READ)
    closed = app().get(where.prefix)
    assert closed.status_code == 303 and closed.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/_stcore/health", "/_stcore/host-config", "/static/js/index.js", "/favicon.png"])
def test_what_a_browser_needs_to_show_the_login_is_open(app, path):
    assert app().get(path).text == "inside 0"


@pytest.mark.parametrize(
    "path", ["/", "/library", "/media/abc.png", "/component/x/index.html", "/_stcore/stream", "/oauth2callback"]
)
def test_all_else_asks_for_a_login(app, path):
    answer = app().get(path, headers={"Accept": "*/*"})
    assert (answer.status_code, answer.text) == (401, "请先登录")


def test_the_last_door_is_everything_and_no_door_hides_a_later_one():
    assert DOORS[-1].prefix == "/" and DOORS[-1].right == Right.READ
    assert [door(one.prefix) for one in DOORS] == list(DOORS)


def test_a_body_over_the_limit_is_refused_announced_or_not(logged_in, monkeypatch):
    browser = logged_in()
    limit = door("/library").body
    assert browser.post("/library", content=b"x" * limit).text == f"inside {limit}"
    assert browser.post("/library", content=b"x" * (limit + 1)).status_code == 413
    assert browser.post("/library", content=iter([b"x" * limit, b"x"])).status_code == 413
    assert browser.post("/library", content=b"x", headers={"Content-Length": "-5"}).status_code == 413
    assert doors.door("/_stcore/upload_file/a/b").body > doors.UPLOAD


def test_only_who_may_use_a_file_uploads_one(logged_in):
    sent = {name: logged_in(name).put("/_stcore/upload_file/s/f", content=b"x").status_code for name in PEOPLE}
    assert sent == {"张三": 200, "李四": 200, "王五": 403}


@pytest.mark.parametrize("path", ["/", "/login", "/_stcore/health", "/none"])
def test_every_answer_tells_the_browser_to_keep_it_to_itself(app, path):
    told = app().get(path).headers
    assert told["x-content-type-options"] == "nosniff" and told["x-frame-options"] == "DENY"
    assert (
        "frame-ancestors 'none'" in told["content-security-policy"] and "object-src" in told["content-security-policy"]
    ) or path == "/login"
    assert told["referrer-policy"] == "same-origin"
    if path == "/login":
        assert "default-src 'none'" in told["content-security-policy"] and "script-src" not in told["content-security-policy"]


def test_a_refused_request_carries_the_headers_too_and_names_no_path(app):
    told = app().get("/", headers={"Host": "evil.example"})
    assert told.status_code == 403 and told.headers["x-frame-options"] == "DENY" and "--name" in told.text


def page(browser, **headers):
    sent = {"Origin": HOST, **headers}
    return browser.websocket_connect("ws://qc.example:8501/_stcore/stream", subprotocols=["streamlit"], headers=sent)


def sent_to_login(socket):
    message = ForwardMsg()
    message.ParseFromString(socket.receive_bytes())
    with pytest.raises(WebSocketDisconnect) as closed:
        socket.receive_bytes()
    return message.auth_redirect.url == "/login" and closed.value.code == 1008


def test_the_socket_of_a_page_is_open_to_whoever_is_logged_in(logged_in, app):
    with page(logged_in("王五")) as socket:
        socket.send_bytes(b"hello")
        assert socket.receive_bytes() == b"heard hello"
    with page(app(Access.OPEN)) as socket:
        socket.send_bytes(b"hello")
        assert socket.receive_bytes() == b"heard hello"


def test_a_socket_without_login_is_sent_to_the_login_and_hears_nothing(app):
    with page(app()) as socket:
        assert sent_to_login(socket)


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Host": "evil.example", "Origin": "http://evil.example"}, {"Origin": "null"}],
)
def test_the_socket_of_another_site_is_refused(logged_in, headers):
    with pytest.raises(WebSocketDisconnect), page(logged_in(), **headers):
        pass


def ended(base, how):
    with database.writing(base) as db:
        how(db)


@pytest.mark.parametrize(
    "how",
    [
        lambda db: accounts.disable(db, "王五", "张三"),
        lambda db: accounts.set_password(db, "王五", SECRET + "!", "张三"),
        lambda db: accounts.set_role(db, "王五", Role.AUTHOR, "张三"),
        lambda db: db.execute("UPDATE sessions SET started = '2020-01-01T00:00:00+00:00'"),
    ],
)
def test_an_open_page_stops_at_the_next_message_after_its_session_ended(logged_in, base, how):
    with page(logged_in("王五")) as socket:
        socket.send_bytes(b"one")
        assert socket.receive_bytes() == b"heard one"
        ended(base, how)
        socket.send_bytes(b"two")
        assert sent_to_login(socket)


def test_an_open_page_stops_after_logout_in_another_window(logged_in):
    browser = logged_in("王五")
    with page(browser) as socket:
        socket.send_bytes(b"one")
        assert socket.receive_bytes() == b"heard one"
        browser.post("/logout")
        socket.send_bytes(b"two")
        assert sent_to_login(socket)
