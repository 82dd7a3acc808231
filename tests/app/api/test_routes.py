"""The service interface: who may ask, what is answered, and one form for all that goes wrong."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from app.api import endpoints, openapi
from app.api.endpoints import ENDPOINTS
from app.api.errors import STATUS
from app.api.rate import BURST, Rate
from app.api.routes import Api
from app.api.work import Work
from app.people import database, tokens
from app.people.access import Access
from app.people.rights import ALLOWED, Role
from app.server.guard import Guard
from app.server.policy import Policy

DRAFT = next((Path(__file__).parents[2] / "golden" / "drafts" / "develop").glob("F04*"))
PATHS = {
    "ask": "ask?q=手卫生",
    "search": "search?q=静脉输液",
    "show": "show?id=会诊制度",
    "map": "map",
    "check_citations": "check_citations",
}


@pytest.fixture(scope="module")
def base(kb, tmp_path_factory):
    return shutil.copytree(kb, tmp_path_factory.mktemp("api") / "kb")


@pytest.fixture(scope="module")
def secrets(base):
    with database.writing(base) as db:
        return {role: tokens.make(db, role.value, role, "张三") for role in tokens.ROLES}


@pytest.fixture
def hands():
    return [0.0]


@pytest.fixture
def client(base, hands):
    policy = Policy(base, Access.ACCOUNTS)
    served = Starlette(routes=Api(Work(base, Rate(lambda: hands[0]))).routes(), middleware=[Middleware(Guard, policy=policy)])
    return TestClient(served, "http://localhost", raise_server_exceptions=False)


@pytest.fixture
def ask(client, secrets):
    """Send a request with a token."""

    def _ask(path, method="GET", role=Role.AUTHOR, **sent):
        headers = {"Authorization": f"Bearer {secrets[role]}", **sent.pop("headers", {})}
        return client.request(method, f"/api/v1/{path}", headers=headers, **sent)

    return _ask


def failed(answer, code):
    """Whether an answer tells of this problem in the one form."""
    body = answer.json()
    assert answer.headers["content-type"] == "application/json" and set(body) == {"error"}
    assert set(body["error"]) == {"code", "message"} and "\n" not in body["error"]["message"]
    assert (answer.status_code, body["error"]["code"]) == (STATUS[code], code)
    return body["error"]["message"]


@pytest.mark.parametrize("one", ENDPOINTS, ids=lambda one: one.name)
def test_what_comes_back_is_what_the_description_says(ask, one):
    sent = {
        "json": {
            "text": DRAFT.read_text(encoding="utf-8") if DRAFT.suffix in (".txt", ".md") else "# 主要做法\n护士执行手卫生。"
        }
    }
    answer = ask(PATHS[one.name], one.method, **(sent if one.method == "POST" else {}))
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    document = json.loads(openapi.text())
    schema = document["paths"][f"/{one.name}"][one.method.lower()]["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.validate(answer.json(), schema | {"components": document["components"]}, jsonschema.Draft202012Validator)


@pytest.mark.parametrize("one", ENDPOINTS, ids=lambda one: one.name)
@pytest.mark.parametrize("role", [None, *tokens.ROLES])
def test_who_may_do_what(client, ask, one, role):
    sent = {"json": {"text": "# 主要做法\n护士执行手卫生。"}} if one.method == "POST" else {}
    if role is None:
        failed(client.request(one.method, one.path, **sent), "no_token")
        return
    answer = ask(PATHS[one.name], one.method, role, **sent)
    assert (answer.status_code == 200) == (role in ALLOWED[one.right])
    if answer.status_code != 200:
        failed(answer, "forbidden")


def test_the_answers_are_those_of_the_command_line(ask):
    answered = ask("ask", params={"q": "哪些标准适用于提高 VTE 规范预防率"}).json()
    assert answered["answered"] and answered["standards"][0]["id"] == "T/CHAS 10-2-24-2018"
    assert ask("show", params={"id": "WS/T 433-2013", "as_of": "2026-01-01"}).json()["id"] == "WS/T 433-2023"
    assert len(ask("search", params={"q": "静脉输液", "k": "3", "kind": "clause"}).json()["hits"]) == 3


def test_a_draft_is_sent_as_a_file_under_any_name(ask):
    data = DRAFT.read_bytes()
    answer = ask("map", "POST", files={"file": (f"..\\..\\etc/\u202e{DRAFT.name}", data)})
    assert answer.status_code == 200 and answer.json()["practices"]
    assert answer.json()["file"].endswith(DRAFT.suffix) and not {"/", "\\", "\u202e"} & set(answer.json()["file"])


@pytest.mark.parametrize(
    ("path", "sent", "code", "said"),
    [
        ("ask", {}, "bad_request", "缺少参数 q"),
        ("ask?q=", {}, "bad_request", "参数 q"),
        ("ask?q=%20%20", {}, "bad_request", "参数 q"),
        ("ask?q=手卫生%00依从性", {}, "bad_request", "看不见的字符（U+0000）"),
        ("search?q=手卫生%E2%80%AE依从性", {}, "bad_request", "看不见的字符（U+202E）"),
        ("ask?q=手卫生&more=1", {}, "bad_request", "没有参数 more"),
        ("ask?q=手卫生&type=novel", {}, "bad_request", "'notice'"),
        ("ask?q=手卫生&as_of=yesterday", {}, "bad_request", "参数 as_of"),
        (f"ask?q={'长' * 2000}", {}, "bad_request", "参数 q"),
        ("search?q=手卫生&k=0", {}, "bad_request", "参数 k"),
        ("search?q=手卫生&k=100000", {}, "bad_request", "参数 k"),
        ("show?id=没有的东西", {}, "not_found", "没有“没有的东西”"),
        ("none", {}, "not_found", "GET /api/v1/ask"),
        ("ask/", {}, "not_found", "没有这个接口"),
        ("map", {"method": "GET"}, "wrong_method", "POST"),
        ("ask", {"method": "DELETE"}, "wrong_method", "GET"),
        ("map", {"method": "POST"}, "bad_request", "multipart"),
        (
            "map",
            {"method": "POST", "content": b"{", "headers": {"Content-Type": "application/json"}},
            "bad_request",
            "不是 JSON",
        ),
        ("map", {"method": "POST", "json": {"text": ""}}, "bad_request", "参数 text"),
        ("map", {"method": "POST", "json": {"text": "x", "path": "/etc/passwd"}}, "bad_request", "没有参数 path"),
        ("map", {"method": "POST", "files": {"other": ("a.txt", b"x")}}, "bad_request", "file"),
        ("map", {"method": "POST", "files": {"file": ("a.xyz", b"\x00\x01")}}, "unreadable_file", ""),
        ("map", {"method": "POST", "files": {"file": ("a.docx", b"PK\x03\x04broken")}}, "unreadable_file", ""),
        ("map", {"method": "POST", "content": b"x" * (20 * 1024 * 1024 + 1)}, "too_large", "KB"),
    ],
)
def test_what_is_wrong_is_one_line(ask, base, path, sent, code, said):
    message = failed(ask(path, **sent), code)
    assert said in message and str(base) not in message and "/tmp" not in message


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer duibiao_x", "Basic x", "Bearer \xff"])
def test_no_token_no_answer(client, header):
    answer = client.get("/api/v1/ask?q=手卫生", headers={"Authorization": header.encode("latin-1")})
    failed(answer, "no_token")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_cookie_is_no_token_and_another_site_gets_nothing(client, secrets):
    client.cookies.set("duibiao", secrets[Role.AUTHOR])
    failed(client.get("/api/v1/ask?q=手卫生"), "no_token")
    headers = {"Authorization": f"Bearer {secrets[Role.AUTHOR]}", "Origin": "http://evil.example"}
    failed(client.get("/api/v1/ask?q=手卫生", headers=headers), "forbidden")
    failed(client.get("/api/v1/ask?q=手卫生", headers={"Host": "evil.example"}), "forbidden")


def test_a_revoked_token_gets_nothing(client, base):
    with database.writing(base) as db:
        secret = tokens.make(db, "旧系统", Role.READER, "张三")
        tokens.revoke(db, "旧系统", "张三")
    failed(client.get("/api/v1/show?id=会诊制度", headers={"Authorization": f"Bearer {secret}"}), "no_token")


def test_too_many_requests_wait(ask, hands):
    for _ in range(BURST):
        assert ask("show?id=会诊制度").status_code == 200
    answer = ask("show?id=会诊制度")
    failed(answer, "too_many")
    assert answer.headers["retry-after"] == "1" and ask("show?id=会诊制度", role=Role.READER).status_code == 200
    hands[0] = 1
    assert ask("show?id=会诊制度").status_code == 200


def test_a_fault_of_ours_names_nothing_of_the_inside(ask, monkeypatch, caplog):
    broken = tuple(
        endpoints.Endpoint(e.method, e.name, e.right, e.request, e.answer, lambda *_: 1 / 0, 1, e.said) for e in ENDPOINTS
    )
    monkeypatch.setattr("app.api.routes.ENDPOINTS", broken)
    assert "ZeroDivision" not in failed(ask("ask?q=手卫生"), "failed") and "ZeroDivisionError" in caplog.text


def test_the_description_is_open_to_all(client):
    assert client.get("/api/v1/openapi.json").json()["openapi"] == "3.1.0"
