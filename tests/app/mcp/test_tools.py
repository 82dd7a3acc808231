"""The tools as a real client sees them: over stdio, and over HTTP behind the guard with a token."""

import json
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import anyio
import httpx2
import jsonschema
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from starlette.applications import Starlette
from starlette.middleware import Middleware

from app.api.endpoints import ENDPOINTS
from app.api.rate import BURST, Rate
from app.api.work import Work
from app.mcp import tools
from app.mcp.http import Mcp
from app.people import database, tokens
from app.people.access import Access
from app.people.rights import Role
from app.server.guard import Guard
from app.server.policy import Policy

DRAFT = "# 主要做法\n按照 WS/T 433-2013《静脉治疗护理技术操作规范》执行，我们落实了会诊制度。"
CALLS = {
    "ask": {"q": "手卫生用什么标准"},
    "search": {"q": "静脉输液", "k": 3},
    "show": {"id": "会诊制度"},
    "map": {"text": DRAFT},
    "check_citations": {"text": DRAFT},
}


def finished(run):
    """What the coroutine function ``run`` gives, run in a thread apart: the loop of a browser may run in this one."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(anyio.run, run).result()


@pytest.fixture(scope="module")
def base(kb, tmp_path_factory):
    return shutil.copytree(kb, tmp_path_factory.mktemp("mcp") / "kb")


@pytest.fixture(scope="module")
def secrets(base):
    with database.writing(base) as db:
        return {role: tokens.make(db, role.value, role, "张三") for role in tokens.ROLES}


@pytest.fixture
def here(base):
    """Run ``work(client)`` with a client in this process."""

    def _run(work):
        async def run():
            async with Client(tools.server(Work(base, Rate()), lambda _context, _endpoint: None)) as client:
                return await work(client)

        return finished(run)

    return _run


@pytest.fixture
def over_http(base, secrets):
    """Run ``work(client)`` with a client that talks HTTP to the guarded app."""

    def _run(work, role=Role.AUTHOR, host="localhost", secret=None):
        async def run():
            served = Mcp(Work(base, Rate(lambda: 0.0)))
            app = Starlette(routes=[served.route()], middleware=[Middleware(Guard, policy=Policy(base, Access.ACCOUNTS))])
            headers = {"Authorization": f"Bearer {secret or secrets[role]}"}
            transport = httpx2.ASGITransport(app)
            async with served.running(), httpx2.AsyncClient(transport=transport, headers=headers) as web:
                return await work(streamable_http_client(f"http://{host}/mcp", http_client=web), web)

        return finished(run)

    return _run


def test_every_endpoint_is_a_tool_that_says_it_only_reads(here):
    async def work(client):
        return (await client.list_tools()).tools

    listed = here(work)
    assert [one.name for one in listed] == [one.name for one in ENDPOINTS]
    assert {"ask", "search", "show", "check_citations"} <= {one.name for one in listed}
    assert all(one.annotations.read_only_hint and one.description and one.output_schema["type"] == "object" for one in listed)


@pytest.mark.parametrize("name", CALLS)
def test_a_result_is_typed_as_the_tool_says(here, name):
    async def work(client):
        schemas = {one.name: one.output_schema for one in (await client.list_tools()).tools}
        return schemas[name], await client.call_tool(name, CALLS[name])

    schema, result = here(work)
    assert not result.is_error
    assert json.loads(result.content[0].text) == result.structured_content
    jsonschema.validate(result.structured_content, schema)


def test_citations_are_checked_without_the_practices(here):
    async def work(client):
        return (await client.call_tool("check_citations", CALLS["check_citations"])).structured_content

    found = here(work)
    assert set(found) == {"references", "quotes", "unchecked"}
    (written,) = [one for one in found["references"] if "433" in one["written"]]
    assert (written["state"], written["expected_id"]) == ("superseded", "WS/T 433-2023")


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("ask", {}, "缺少参数 q"),
        ("ask", {"q": "手卫生", "x": 1}, "没有参数 x"),
        ("search", {"q": "手卫生", "k": "很多"}, "参数 k 写得不对"),
        ("show", {"id": "没有的东西"}, "知识库里没有“没有的东西”"),
        ("erase", {}, "没有这个工具"),
    ],
)
def test_a_wrong_call_is_told_in_one_chinese_line(here, name, arguments, told):
    async def work(client):
        return await client.call_tool(name, arguments)

    result = here(work)
    assert result.is_error and told in result.content[0].text and "\n" not in result.content[0].text


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
def test_there_is_no_stream_that_would_outlive_its_token(over_http, method):
    async def work(_stream, web):
        with anyio.fail_after(5):
            return await web.request(method, "http://localhost/mcp", headers={"Accept": "text/event-stream"})

    assert over_http(work).status_code == 405


def test_over_stdio_as_an_assistant_starts_it(base):
    async def run():
        started = StdioServerParameters(command=sys.executable, args=["-m", "app.cli", "mcp", "--kb", str(base)])
        async with Client(stdio_client(started)) as client:
            return await client.call_tool("show", {"id": "会诊制度"})

    result = finished(run)
    assert not result.is_error and result.structured_content["id"] == "会诊制度"


def test_over_http_with_a_token(over_http):
    async def work(transport, _web):
        async with Client(transport) as client:
            return await client.call_tool("search", CALLS["search"])

    result = over_http(work)
    assert not result.is_error and len(result.structured_content["hits"]) == 3


@pytest.mark.parametrize("secret", ["duibiao_falsch", "x"])
def test_without_a_good_token_nothing_is_listed(over_http, secret):
    async def work(_transport, web):
        return await web.post("http://localhost/mcp", json={"jsonrpc": "2.0", "id": 1, "method": "tools/list"})

    answer = over_http(work, secret=secret)
    assert answer.status_code == 401 and answer.json()["error"]["code"] == "no_token"


def test_a_reader_s_token_does_not_compare_drafts(over_http):
    async def work(transport, _web):
        async with Client(transport) as client:
            return await client.call_tool("map", CALLS["map"]), await client.call_tool("show", CALLS["show"])

    refused, shown = over_http(work, Role.READER)
    assert refused.is_error and refused.content[0].text.startswith("这个令牌不能") and not shown.is_error


def test_calls_count_for_the_rate_of_the_token(over_http):
    async def work(transport, _web):
        async with Client(transport) as client:
            return [await client.call_tool("show", CALLS["show"]) for _ in range(BURST + 1)]

    *passed, last = over_http(work)
    assert not any(one.is_error for one in passed) and "请求太多" in last.content[0].text


def test_a_foreign_name_does_not_reach_it(over_http):
    async def work(_transport, web):
        return await web.post("http://evil.example/mcp", json={})

    assert over_http(work).status_code == 403


def test_the_folder_stays_untouched(base, here):
    before = {p: p.stat().st_mtime_ns for p in Path(base).rglob("*") if p.is_file() and "people.sqlite" not in p.name}

    async def work(client):
        for name, arguments in CALLS.items():
            await client.call_tool(name, arguments)

    here(work)
    assert {p: p.stat().st_mtime_ns for p in before} == before
