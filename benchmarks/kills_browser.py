"""The server killed while a person uploads a file in the browser: ``python -m benchmarks.kills_browser [--kills 50]``.

Each kill: a copy of a small base, ``duibiao serve``, a Chromium that puts a file into the drop zone of the library, SIGKILL of
the server at a random moment from then until well after the page has said that the file is in the draft. Then the base must
open, ``verify`` must find nothing damaged, what the page had said must be there, and what it had not said whole or not at all.
"""

import argparse
import random
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from app.base.knowledge import Knowledge
from app.build import draft, publish
from app.build.verify import verify
from benchmarks.web import serve
from ingest.errors import DuibiaoError

KILLS, SEED, LONGEST = 50, 18, 120.0
ONE = "关于换药室管理的通知\n\n一、总体要求\n\n每月检查一次换药室，结果报护理部。\n"
LINES = 8_000
"""Of the file that is uploaded: it is read in a second or two, by a process of its own."""
NAME, TITLE = "平车.txt", "平车管理"
SAID = "已放进草稿"


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one kill."""

    said: bool
    """Whether the page had said that the file is in the draft."""
    stands: bool
    wrong: str
    seconds: float
    """From the choice of the file to the kill."""


def uploaded() -> bytes:
    """The file."""
    return (
        "关于平车管理的通知\n\n一、总体要求\n\n" + "".join(f"{n}．平车第{n}处每日检查一次。\n\n" for n in range(1, LINES))
    ).encode()


def trial(browser: Browser, whole: Path, after: float) -> Trial:
    """Upload, kill ``after`` so many seconds, or as soon as the page says that it is done, and judge."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        kb = Path(shutil.copytree(whole, Path(folder) / "kb"))
        process, port = serve(kb)
        page = browser.new_page()
        try:
            page.set_default_timeout(LONGEST * 1000)
            page.goto(f"http://127.0.0.1:{port}/library?tab=upload")
            page.locator("input[type=file]").wait_for(state="attached")
            began = time.monotonic()
            page.locator("input[type=file]").set_input_files({"name": NAME, "mimeType": "text/plain", "buffer": uploaded()})
            done = page.get_by_text(SAID).first
            if after < 0:
                done.wait_for()
            page.wait_for_timeout(max(0.0, after - (time.monotonic() - began)) * 1000)
            seconds = time.monotonic() - began
            process.kill()
            process.wait()
            said = done.is_visible()
        finally:
            page.close()
            process.kill()
            process.wait()
        return Trial(said, *judged(kb, said=said), seconds)


def judged(kb: Path, *, said: bool) -> tuple[bool, str]:
    """Whether the file is in the draft, and what is wrong; "" when nothing is."""
    try:
        opened = Knowledge.open(kb)
        documents = set(opened.documents)
        opened.store.close()
        found = [draft.parsed_of(kb, one) for one in draft.staged(kb)]
        told = [damage.what for part in verify(kb) for damage in part.damages if not damage.notice]
    except DuibiaoError as exc:
        return False, str(exc)
    stands = [one.document.id for one in found] == [TITLE] and len(found[0].clauses) >= LINES - 1
    if documents != {"换药室管理"} or (found and not stands):
        told.append(f"documents {documents}, draft {[one.document.id for one in found]}")
    if said and not stands:
        told.append("said to be in the draft, and is not")
    return stands, "；".join(told)


def main() -> None:
    """Kill, judge, and print the line of the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--seed", type=int, default=SEED)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    with tempfile.TemporaryDirectory(prefix="kills-") as folder, sync_playwright() as playwright:
        (Path(folder) / "一.txt").write_text(ONE, encoding="utf-8")
        publish.build(Path(folder) / "kb", [Path(folder) / "一.txt"])
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        whole = trial(browser, Path(folder) / "kb", -1)
        if whole.wrong or not whole.said:
            raise SystemExit(f"the upload does not end by itself: {whole}")
        print(f"an upload takes {whole.seconds:.1f} s", flush=True)
        trials = []
        for number in range(args.kills):
            trials.append(one := trial(browser, Path(folder) / "kb", rng.uniform(0, whole.seconds * 1.4)))
            print(f"{number + 1}: {'WRONG ' if one.wrong else ''}{one}", flush=True)
        browser.close()
    done, whole_though = sum(x.said for x in trials), sum(x.stands and not x.said for x in trials)
    print(f"| upload in the browser | {len(trials)} | {done} | {whole_though} | {sum(bool(x.wrong) for x in trials)} |")


if __name__ == "__main__":
    main()
