"""The web app under load, over real WebSocket sessions: ``python -m benchmarks.web``, whose ``--help`` names the sizes.

Starts ``duibiao serve`` on the shipped base, and prints: how long the first page and an answer take in a real Chromium; how
long an answer takes while many sessions ask every five seconds, the second half of it during publishes; memory after one
publish and after many with new visitors at each; and every error that a page showed. Where other work takes the cores, the
processor seconds of the server and the load tell how much of a time was waiting.
"""

import argparse
import asyncio
import itertools
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psutil
from playwright.sync_api import sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from app.build import publish

QUESTIONS = (
    "哪些标准适用于提高 VTE 规范预防率",
    "减少不必要的打点滴可以对照什么",
    "危急值报告属于哪项核心制度",
    "病案首页编码错误怎么改进",
    "手卫生怎么做",
    "WS/T 433-2013 被哪个标准代替",
    "护理文书怎么写",
    "跌倒怎么预防",
    "日间手术怎么管理",
    "十八项核心制度有哪些",
)
EVERY = 5.0
"""Seconds between the questions of a session."""
QUIET = 150.0
"""Seconds after which the server has forgotten the pages that were closed."""
VISITORS = 3
"""New sessions after each publish."""
RULE = "输液巡视管理规定\n第一条 输液前核对患者身份。\n第二条 巡视间隔不超过{0}分钟。\n"


@dataclass
class Seen:
    """What the sessions met."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Page:
    """One open page."""

    def __init__(self, socket: ClientConnection, seen: Seen) -> None:
        self._socket, self._seen = socket, seen

    async def ask(self, question: str, *, timed: bool = True) -> str:
        """Open the page at the address of a question and wait until it stands; all text that it shows."""
        message, begun, told = BackMsg(), time.perf_counter(), list[str]()
        message.rerun_script.query_string = f"q={quote(question)}"
        await self._socket.send(message.SerializeToString())
        async for data in self._socket:
            got = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
            kind = got.WhichOneof("type")
            if kind == "script_finished":
                break
            if kind == "delta":
                told.append(str(got.delta))
                if got.delta.new_element.WhichOneof("type") == "exception":
                    self._seen.errors.append(got.delta.new_element.exception.message)
            if kind == "auth_redirect":
                self._seen.errors.append("sent to the login")
        else:
            self._seen.errors.append("the socket was closed")
        if timed:
            self._seen.seconds.append(time.perf_counter() - begun)
        return "".join(told)


@asynccontextmanager
async def page(port: int, seen: Seen) -> AsyncIterator[Page]:
    """A page, closed at the end."""
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    origin = f"http://127.0.0.1:{port}"
    async with connect(address, subprotocols=["streamlit"], origin=origin, max_size=None) as socket:  # type: ignore[arg-type, list-item]
        yield Page(socket, seen)


def serve(kb: Path) -> tuple[subprocess.Popen[bytes], int]:
    """The web app in a process of its own, once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen([sys.executable, "-m", "app.cli", "serve", "--kb", str(kb), "--port", str(port)])
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return process, port


async def add(kb: Path, folder: Path, version: int) -> None:
    """Publish another version of a rule, as a librarian does on the command line."""
    path = folder / "输液巡视管理规定.txt"
    path.write_text(RULE.format(version), encoding="utf-8")
    args = [sys.executable, "-m", "app.cli", "add", str(path), "--kb", str(kb)]
    process = await asyncio.create_subprocess_exec(*args, stderr=asyncio.subprocess.DEVNULL)
    if await process.wait():
        raise SystemExit("add failed")


def seconds_used(process: subprocess.Popen[bytes]) -> float:
    """Processor seconds of the server so far."""
    used = psutil.Process(process.pid).cpu_times()
    return float(used.user + used.system)


def in_browser(port: int, answers: int) -> tuple[list[float], list[float]]:
    """Seconds until the question box of a page that a new visitor opens can be used, and until each answer stands."""
    first, answered = list[float](), list[float]()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-background-networking"]
        )
        for visitor in range(VISITORS + 1):
            page, begun = browser.new_context(viewport={"width": 1280, "height": 800}).new_page(), time.perf_counter()
            page.goto(f"http://127.0.0.1:{port}/")
            box = page.locator(".st-key-question_box input")
            box.fill("", timeout=60_000)
            first.append(time.perf_counter() - begun)
            for question in QUESTIONS[: answers if visitor == VISITORS else 0]:
                box.fill(question)
                shown, begun = page.locator(".db-conclusion").all_inner_texts(), time.perf_counter()
                box.press("Enter")
                page.wait_for_function(_ANSWERED, arg=shown, timeout=60_000)
                answered.append(time.perf_counter() - begun)
            page.context.close()
        browser.close()
    return first[1:], answered


_ANSWERED = """before => {
    const now = [...document.querySelectorAll('.db-conclusion')].map(one => one.innerText);
    return now.length && JSON.stringify(now) !== JSON.stringify(before);
}"""
"""Whether the page shows another conclusion than before."""


def p95(seconds: list[float]) -> float:
    """The time that one in twenty exceeds."""
    ordered = sorted(seconds)
    return ordered[int(len(ordered) * 0.95)]


def megabytes(process: subprocess.Popen[bytes]) -> float:
    """Memory that the process alone holds."""
    return float(psutil.Process(process.pid).memory_full_info().uss) / 1e6


async def memory(kb: Path, folder: Path, process: subprocess.Popen[bytes], port: int, publishes: int) -> list[float]:
    """Megabytes after each publish, new visitors having asked, and once more when they have gone."""
    found, seen = [], Seen()
    for version in range(1, publishes + 1):
        await add(kb, folder, version)
        for _ in range(VISITORS):
            async with page(port, seen) as visitor:
                told = await visitor.ask("输液巡视间隔不超过多少分钟")
                if f"不超过{version}分钟" not in told:
                    seen.errors.append(f"version {version} is not shown")
        found.append(megabytes(process))
        if version in (1, 2) or version % 10 == 0:
            print(f"publish {version}: {found[-1]:.0f} MB", flush=True)
    print(f"errors: {len(seen.errors)} {seen.errors[:3]}")
    await asyncio.sleep(QUIET)
    return [*found, megabytes(process)]


async def load(kb: Path, folder: Path, port: int, sessions: int, minutes: float) -> Seen:
    """Sessions that ask every five seconds; in the second half, somebody publishes."""
    seen, end = Seen(), time.monotonic() + minutes * 60
    draws = random.Random(1)

    async def person(delay: float) -> None:
        await asyncio.sleep(delay)
        async with page(port, seen) as one:
            await one.ask("", timed=False)
            while time.monotonic() < end:
                due = time.monotonic() + EVERY
                await one.ask(draws.choice(QUESTIONS))
                await asyncio.sleep(max(0.0, due - time.monotonic()))

    async def librarian() -> None:
        await asyncio.sleep(minutes * 30)
        for version in itertools.count(1000):
            if time.monotonic() > end - 10:
                return
            await add(kb, folder, version)
            await asyncio.sleep(15)

    await asyncio.gather(librarian(), *(person(draws.random() * EVERY) for _ in range(sessions)))
    return seen


def _load() -> str:
    return f"load of the computer {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--publishes", type=int, default=50)
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=2)
    parser.add_argument("--answers", type=int, default=len(QUESTIONS), help="asked in the browser; 0 leaves it out")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kb = Path(folder) / "kb"
        publish.build(kb)
        process, port = serve(kb)
        try:
            print(f"at start: {megabytes(process):.0f} MB; {os.cpu_count()} cores")
            if args.answers:
                opened, answered = in_browser(port, args.answers)
                print(f"in the browser: first page usable after {max(opened):.2f} s at most, ", end="")
                print(f"{len(answered)} answers: p95 {p95(answered):.2f} s; {_load()}", flush=True)
            if args.sessions:
                used = seconds_used(process)
                seen = asyncio.run(load(kb, Path(folder), port, args.sessions, args.minutes))
                ordered = sorted(seen.seconds)
                print(f"{args.sessions} sessions, {len(ordered)} answers: p50 {ordered[len(ordered) // 2]:.2f} s, ", end="")
                print(f"p95 {p95(ordered):.2f} s, longest {ordered[-1]:.2f} s; ", end="")
                print(f"{1000 * (seconds_used(process) - used) / len(ordered):.0f} ms of processor each; {_load()}")
                print(f"errors: {len(seen.errors)} {seen.errors[:3]}")
            if args.publishes:
                found = asyncio.run(memory(kb, Path(folder), process, port, args.publishes))
                first, *_, last, quiet = found
                print(
                    f"memory: {first:.0f} MB after 1 publish, {last:.0f} after {args.publishes}: × {last / first:.2f}; ", end=""
                )
                print(f"{quiet:.0f} when the visitors have gone: × {quiet / first:.2f}")
        finally:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    main()
