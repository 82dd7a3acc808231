"""The app served to a real Chromium, and what a page shows without one."""

import html
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest
from streamlit import config
from streamlit.proto.Block_pb2 import Block

config.set_option("runner.magicEnabled", False)  # as the server sets it: a constant's docstring is not shown

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
WIDE, LAPTOP, PHONE = (2560, 1440), (1280, 800), (390, 844)
"""Screens, in CSS pixels."""
SCREENS = [
    pytest.param(PHONE, False, id="phone-light"),
    pytest.param(LAPTOP, True, id="laptop-dark"),
    *(
        pytest.param(size, dark, id=f"{name}-{'dark' if dark else 'light'}", marks=pytest.mark.slow)
        for name, size, dark in (
            ("phone", PHONE, True),
            ("laptop", LAPTOP, False),
            ("wide", WIDE, False),
            ("wide", WIDE, True),
        )
    ),
]
"""Screens, and whether they are dark; ``make test`` takes two that differ in both."""
SLOW = 120_000
"""Milliseconds that a step may take on a busy machine."""
_STARTS = 300
"""Seconds in which a server answers on a busy machine."""


@contextmanager
def serving(kb, *options, before=None):
    """The address of the app with the base ``kb``; the test is skipped where there is no Chromium.

    What lies in the folder ``before`` is found by Python before everything else.
    """
    if not CHROMIUM and not os.environ.get("DUIBIAO_BROWSER_REQUIRED"):
        pytest.skip("Chromium is not installed (apt-get install chromium fonts-noto-cjk)")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "app.cli", "serve", "--kb", str(kb), "--port", str(port), *options]
    path = os.pathsep.join(str(one) for one in (before, os.environ.get("PYTHONPATH")) if one)
    process = subprocess.Popen(command, env={**os.environ, **({"PYTHONPATH": path} if path else {})})
    url = f"http://127.0.0.1:{port}"
    try:
        waited = time.monotonic() + _STARTS
        while not _answers(url):
            assert process.poll() is None and time.monotonic() < waited, "the server did not start"
            time.sleep(0.25)
        yield url
    finally:
        process.terminate()
        process.wait()


def _answers(url):
    try:
        urllib.request.urlopen(url + "/_stcore/health", timeout=5).close()
    except OSError:
        return False
    return True


@pytest.fixture(scope="session")
def address(kb):
    """The app with the base as shipped."""
    with serving(kb) as url:
        yield url


@pytest.fixture(scope="session")
def rules(small):
    """The app with a base that has a rule to quote."""
    with serving(small.snapshot.kb) as url:
        yield url


@pytest.fixture(scope="session")
def browser():
    api = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM and not os.environ.get("DUIBIAO_BROWSER_REQUIRED"):
        pytest.skip("Chromium is not installed (apt-get install chromium fonts-noto-cjk)")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking", "--disable-gpu"]
        )
        yield browser
        browser.close()


class Line:
    """The connection between a page and the server, slow in one direction as long as a test wants it."""

    def __init__(self, page):
        self._kept, self._to_page, self._to_server, self._words = None, None, None, b""
        page.route_web_socket(re.compile("_stcore/stream"), self._opened)

    def _opened(self, socket):
        server = socket.connect_to_server()
        self._to_page, self._to_server = socket.send, server.send
        socket.on_message(self._pressed)
        server.on_message(self._told)

    def _pressed(self, message):
        if self._kept is not None and not self._words:
            self._kept.append((self._to_server, message))
        else:
            self._to_server(message)

    def _told(self, message):
        if self._kept is not None and self._words:
            self._kept.append((self._to_page, message))
        else:
            self._to_page(message)
            if self._words and self._words in message:
                self._kept = []

    def keep_presses(self):
        """What is pressed does not reach the server until ``go_on``."""
        self._kept, self._words = [], b""

    def keep_after(self, words):
        """What the server sends after these words does not reach the page until ``go_on``."""
        self._words = words.encode()

    def go_on(self):
        kept, self._kept, self._words = self._kept, None, b""
        for send, message in kept:
            send(message)


@pytest.fixture
def tab(browser, address):
    """Opens a page of the app: ``tab("?q=VTE", PHONE, dark=True)``; no page of a test may ask another host for anything.

    The page's ``line`` can be slowed down where it is opened with ``slow=True``.
    """
    hosts, contexts = set(), []

    def opened(path="", size=LAPTOP, *, dark=False, at=address, slow=False, **options):
        scheme = "dark" if dark else "light"
        viewport = {"width": size[0], "height": size[1]}
        contexts.append(browser.new_context(viewport=viewport, color_scheme=scheme, locale="zh-CN", **options))
        page = contexts[-1].new_page()
        page.set_default_timeout(60_000)
        page.on("request", lambda r: hosts.add(re.sub(r"^(?:blob:|data:)?(?:(\w+://[^/]+).*)?.*", r"\1", r.url, flags=re.S)))
        if slow:
            page.line = Line(page)
        page.goto(f"{at}/{path}")
        return page

    opened.hosts = hosts
    yield opened
    for context in contexts:
        context.close()
    assert all(re.match(r"\w+://127\.0\.0\.1:|$", host) for host in hosts)


def shot(page, name):
    """A screenshot for people to look at, where a folder is named for it."""
    if folder := os.environ.get("DUIBIAO_SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}.png")


_AT_REST = """() => {
    const app = document.querySelector("[data-testid=stApp]");
    const moving = document.getAnimations().some(a => a.playState === "running" && a.effect.getComputedTiming().iterations < Infinity);
    const still = app?.dataset.testScriptState === "notRunning" && !moving
        && !document.querySelector("[data-stale=true], [data-testid=stSkeleton], [data-testid=stStatusWidget]");
    window.stillSince = still ? window.stillSince ?? performance.now() : undefined;
    return still && performance.now() - window.stillSince > 300;
}"""
"""Between two runs that follow each other a page stands still for less than that many milliseconds."""


def at_rest(page):
    """Wait until nothing of a page runs, moves, fades or is about to be replaced."""
    page.wait_for_function(_AT_REST, timeout=SLOW)


def barriers(page, rules=()):
    """What of a page keeps people out who cannot see or hold a mouse, as axe finds it: serious or critical, rule and element.

    It looks once the page is at rest: what is half faded in or out is paler than anyone reads it; by these ``rules`` alone where
    some are named.
    """
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    at_rest(page)
    found = axe.run(page, options={"runOnly": [*rules]} if rules else None).response
    assert found["passes"], "axe looked at nothing"
    return [(one["id"], one["nodes"][0]["html"]) for one in found["violations"] if one["impact"] in ("serious", "critical")]


def cut_off(page):
    """What of a page reaches beyond the right edge of the screen, outside of what scrolls; the page itself where that scrolls."""
    return page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stMain] *')]
            .filter(e => !e.closest('.db-scroll') && e.getBoundingClientRect().right > innerWidth + 1)
            .concat([...document.querySelectorAll('[data-testid=stMain]')].filter(e => e.scrollWidth > innerWidth))
            .map(e => e.outerHTML.slice(0, 80))"""
    )


def shown(page):
    """The HTML that a page of ``AppTest`` shows, its style left out."""
    return "\n".join(one.proto.body for one in page.get("html") if not one.proto.body.startswith("<style>"))


def words(page):
    """The same as a person reads it."""
    return html.unescape(re.sub(r"<[^>]+>", " ", shown(page)))


def _blocks(block):
    yield block
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from _blocks(child)


def stands_in_a_line(page, label):
    """Whether the button with this label on a page of ``AppTest`` stands beside what belongs to it, not below it."""
    around = next(b for b in _blocks(page._tree) if any(label in getattr(c, "label", "") for c in b.children.values()))
    return around.proto.flex_container.direction == Block.FlexContainer.HORIZONTAL
