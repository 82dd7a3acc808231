"""Streamlit's empty page, as it comes to a browser before anything of it runs."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import file_util

from app.server.opening import Opening

EMPTY = f"{file_util.get_static_dir()}/index.html"


@pytest.fixture(scope="module")
def client():
    routes = [
        Route("/", lambda _: FileResponse(EMPTY)),
        Route("/form", lambda _: HTMLResponse("<title>登录</title>")),
        Route("/data", lambda _: Response(b"<title>Streamlit</title>", media_type="text/plain")),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(Opening), Middleware(GZipMiddleware)])
    return TestClient(app, headers={"Accept": "text/html,*/*"})


def test_the_page_is_chinese_has_our_name_and_its_frame_stands_before_the_first_part_is_drawn(client):
    page = client.get("/")
    assert '<html lang="zh-CN">' in page.text and "<title>对标</title>" in page.text
    assert page.text.index("stMainBlockContainer") < page.text.index("</head>")
    assert "Streamlit</title>" not in page.text and int(page.headers["content-length"]) == len(page.content)
    assert "etag" not in page.headers, "the file that it was made of has not changed when ours has"


def test_everything_else_passes_as_it_is(client):
    assert client.get("/form").text == "<title>登录</title>" and client.get("/data").text == "<title>Streamlit</title>"
    assert client.get("/", headers={"Accept": "*/*"}).headers["content-encoding"] == "gzip"
