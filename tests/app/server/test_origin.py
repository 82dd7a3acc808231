"""From where requests are taken: names and addresses of this app, and pages of its own."""

from pathlib import Path

import pytest

from app.server import origin
from app.server.policy import Policy

POLICY = Policy(Path("kb"), names=frozenset({"qc.example", "10.9.9.9"}))


def refused(*headers, method="GET", kind="http", path="/", server=("192.168.1.7", 8501)):
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers]
    return bool(origin.refusal({"type": kind, "method": method, "path": path, "headers": raw, "server": server}, POLICY))


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "localhost:8501",
        "LOCALHOST.:8501",
        "127.0.0.1:8501",
        "127.8.0.1",
        "[::1]:8501",
        "192.168.1.7:8501",
        "192.168.1.7",
        "[::ffff:192.168.1.7]:8501",
        "QC.example",
        "qc.example.:80",
        "10.9.9.9",
    ],
)
def test_a_name_or_address_of_this_app_is_taken(host):
    assert not refused(("host", host))


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8501",
        "qc.example.evil.example",
        "evilqc.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "192.168.1.8:8501",
        "10.9.9.8",
        "",
        ":8501",
        "127.0.0.1:x",
        "127.0.0.1:99999",
        "user@127.0.0.1",
        "127.0.0.1/evil",
        "127.0.0.1?",
        "127.0.0.1\\evil.example",
        "[::1",
        "2130706433",
        "0x7f.1",
        "0.0.0.0",
    ],
)
def test_any_other_name_is_refused_though_the_origin_is_the_same(host):
    assert refused(("host", host)) and refused(("host", host), ("origin", f"http://{host}"))


def test_no_name_and_two_names_are_refused():
    assert (
        refused()
        and refused(("host", "localhost"), ("host", "evil.example"))
        and refused(("host", "localhost"), ("host", "localhost"))
    )


@pytest.mark.parametrize(
    ("from_page", "taken"),
    [
        ("http://localhost:8501", True),
        ("https://LOCALHOST:8501", True),
        ("http://localhost", False),
        ("http://localhost:8502", False),
        ("http://evil.example", False),
        ("http://localhost:8501.evil.example", False),
        ("http://evil.example/localhost:8501", False),
        ("http://user@localhost:8501", False),
        ("null", False),
        ("", False),
    ],
)
@pytest.mark.parametrize(("method", "kind"), [("GET", "http"), ("POST", "http"), ("GET", "websocket")])
def test_a_page_of_another_site_is_refused(from_page, taken, method, kind):
    assert refused(("host", "localhost:8501"), ("origin", from_page), method=method, kind=kind) != taken


def test_what_changes_something_tells_from_which_page_it_comes():
    here = ("host", "localhost")
    assert refused(here, method="POST") and refused(here, method="DELETE") and refused(here, kind="websocket")
    assert not refused(here, method="HEAD")
    assert not refused(here, method="POST", path="/api/v1/ask"), "another system has a token and no cookie"
    assert refused(here, ("origin", "http://evil.example"), method="POST", path="/api/v1/ask")
    assert refused(here, ("origin", "http://localhost"), ("origin", "http://localhost"), method="POST")
