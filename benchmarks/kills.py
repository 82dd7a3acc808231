"""A process killed again and again while it changes a base: ``python -m benchmarks.kills [--kills 1000]``.

Each kill: a copy of a small base, a process that does one thing to it and says so when it is done, SIGKILL. A third of them
fall at a random moment, a third before a call of Python that changes the disk (open, rename, remove, mkdir, fsync), a third,
where strace is there, at a system call of the process, those of SQLite too (pwrite, fdatasync, rename, unlink …). Then the base
must open, ``verify`` must find nothing, what was said to be done must be there, and what was not may be there whole or not at
all. After every fifth kill a document is added. Vectors are made of hashes and nothing that ships is read: neither matters.
"""

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.base import backup, models
from app.base.knowledge import Knowledge
from app.build import changes, draft, own, publish, rollback, shipped
from app.build.verify import verify
from app.people import database, questions, settings
from ingest.errors import DuibiaoError

KILLS, SEED, NEXT, PROGRESS = 1_000, 18, 5, 20
DIM = 8
PREPARED = {
    "一.txt": "关于换药室管理的通知\n\n一、总体要求\n\n每月检查一次换药室，结果报护理部。\n",
    "二.txt": "关于轮椅管理的通知\n\n一、总体要求\n\n轮椅每周清洁一次，由后勤部门负责。\n",
    "三.txt": "关于平车管理的通知\n\n一、总体要求\n\n平车每日检查一次，损坏的报修。\n",
}
ONE, TWO, THREE = "换药室管理", "轮椅管理", "平车管理"
SAVED = 20
EVENTS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "sqlite3.connect"})
CALLS = "pwrite64,write,fsync,fdatasync,rename,renameat,unlink,ftruncate,mkdir,rmdir"
Say = Callable[[str], None]


class Hashes:
    """A model whose vectors are made of the hash of a text."""

    name, sha256, dim = "散列", "5" * 64, DIM

    def encode(self, texts: list[str], done: Callable[[int], None] = lambda _: None) -> NDArray[np.float32]:
        """As ``Model.encode``."""
        rows = [np.frombuffer(hashlib.sha256(text.encode()).digest()[:DIM], np.uint8) for text in texts]
        vectors = np.array(rows, np.float32).reshape(len(texts), DIM) + 1
        done(len(texts))
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)

    encode_questions = encode


def make_cheap(folder: Path) -> None:
    """Let builds of this process compute no vectors, read nothing that ships, and keep their cache in ``folder``."""
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    models.embedder = Hashes
    for name in ("documents", "catalogues", "thesaurus", "links", "regulations", "examples"):
        (folder / "corpus" / name).mkdir(parents=True)
    shipped.CORPUS = own.CORPUS = folder / "corpus"  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class State:
    """What a base holds, as far as these actions change it."""

    documents: frozenset[str] = frozenset()
    staged: frozenset[str] = frozenset()
    saved: frozenset[str] = frozenset()
    versions: int = 0
    terms: int = 0


def state(kb: Path) -> State:
    """Read it; DuibiaoError when the base cannot be opened."""
    opened = Knowledge.open(kb)
    documents = frozenset(opened.documents)
    opened.store.close()
    staged = frozenset(one.document for one in draft.staged(kb))
    with database.reading(kb) as db:
        saved = frozenset(one.query for one in questions.read(db, "王敏")[0])
        kept = settings.value(db, settings.VERSIONS)
    return State(documents, staged, saved, kept, len(own.terms(kb)[0]))


def _save(kb: Path, say: Say) -> None:
    for number in range(SAVED):
        with database.writing(kb) as db:
            questions.save(db, "王敏", f"第{number}件事怎么做")
        say(f"第{number}件事怎么做")


def _choose(kb: Path, _say: Say) -> None:
    with database.writing(kb) as db:
        settings.choose(db, "versions", "33", "王敏")


ACTIONS: dict[str, Callable[[Path, Say], object]] = {
    "build": lambda kb, _: publish.build(kb, [kb.parent / "一.txt", kb.parent / "二.txt", kb.parent / "三.txt"]),
    "add": lambda kb, _: publish.add(kb, [kb.parent / "三.txt"]),
    "remove": lambda kb, _: publish.remove(kb, TWO),
    "rebuild": lambda kb, _: publish.rebuild(kb),
    "rollback": lambda kb, _: rollback.rollback(kb, 1),
    "restore": lambda kb, _: backup.restore(kb.parent / "b.zip", kb.parent / "new"),
    "backup": lambda kb, _: backup.write(kb, kb.parent / "b.zip"),
    "upload into the draft": lambda kb, _: draft.upload(kb, PREPARED["三.txt"].encode(), "三.txt", "王敏"),
    "publish the draft": lambda kb, _: changes.publish(kb, "王敏"),
    "correct in the draft": lambda kb, _: draft.correct(kb, ONE, f"{ONE}#一", "text", "每周检查一次换药室。", "王敏"),
    "own term": lambda kb, _: own.add_term(kb, ("甲乙丙推送车", "丙乙甲车", "", "", "", "", "")),
    "save questions": _save,
    "set how long things are kept": _choose,
}
"""What the killed process does."""


def prepared(folder: Path) -> None:
    """The base of which every process gets a copy, and its backup beside it."""
    for name, text in PREPARED.items():
        (folder / name).write_text(text, encoding="utf-8")
    kb = folder / "kb"
    publish.build(kb, [folder / "一.txt"])
    publish.add(kb, [folder / "二.txt"])
    with database.writing(kb) as db:
        questions.save(db, "王敏", "换药室检查")
    backup.write(kb, folder / "b.zip")


def _after(action: str, before: State) -> tuple[State, ...]:
    """What the base may hold once the action is done, one for each way to say it."""
    every = frozenset({ONE, TWO, THREE})
    told = {
        "build": State(every, before.staged, before.saved, before.versions, before.terms),
        "add": State(every, before.staged, before.saved, before.versions, before.terms),
        "remove": State(frozenset({ONE}), before.staged, before.saved, before.versions, before.terms),
        "rollback": State(frozenset({ONE}), before.staged, before.saved, before.versions, before.terms),
        "upload into the draft": State(before.documents, before.staged | {THREE}, before.saved, before.versions, before.terms),
        "publish the draft": State(every, frozenset(), before.saved, before.versions, before.terms),
        "correct in the draft": State(before.documents, before.staged | {ONE}, before.saved, before.versions, before.terms),
        "own term": State(before.documents, before.staged, before.saved, before.versions, before.terms + 1),
        "set how long things are kept": State(before.documents, before.staged, before.saved, 33, before.terms),
    }
    return (told.get(action, before),)


@dataclass(frozen=True, slots=True)
class Moment:
    """When a process is killed."""

    kind: str
    at: float
    """Seconds; or number of the event or call."""


def _child(action: str, kb: Path, moment: Moment | None, pipe: int) -> int:
    """Fork a process that acts and says so; it counts its events into the pipe where no moment is given."""
    if pid := os.fork():
        return pid
    code = 1
    try:
        events = _Events(int(moment.at) if moment and moment.kind == "python" else 0)
        if moment and moment.kind == "system":
            os.kill(os.getpid(), signal.SIGSTOP)
        ACTIONS[action](kb, lambda text: _say(pipe, f"SAID {text}"))
        _say(pipe, f"DONE {events.seen}")
        code = 0
    except Exception:
        traceback.print_exc()
    os._exit(code)


def _say(pipe: int, text: str) -> None:
    os.write(pipe, f"{text}\n".encode())


class _Events:
    """Counts what this process does to the disk, and kills it before the event of a number; 0 kills never."""

    def __init__(self, last: int) -> None:
        self.seen, self._last, self._mine, self._fsync = 0, last, os.getpid(), os.fsync
        os.fsync = self._flushed  # type: ignore[assignment]
        sys.addaudithook(self._heard)

    def _heard(self, name: str, _args: object) -> None:
        if name in EVENTS:
            self._one()

    def _flushed(self, handle: int) -> None:
        self._one()
        self._fsync(handle)
        self._one()

    def _one(self) -> None:
        if os.getpid() == self._mine:
            self.seen += 1
            if self.seen == self._last:
                os.kill(self._mine, signal.SIGKILL)


def _run(action: str, kb: Path, moment: Moment | None, log: str = "/dev/null") -> list[str]:
    """Let a process act and be killed at the moment; what it said. ``log``: where its system calls are listed."""
    read, write = os.pipe()
    pid = _child(action, kb, moment, write)
    os.close(write)
    tracer = None
    if moment and moment.kind == "system":
        os.waitpid(pid, os.WUNTRACED)
        command = ["strace", "-f", "-q", "-o", log, "-p", str(pid), "-e", f"trace={CALLS}"]
        inject = ["-e", f"inject={CALLS}:signal=KILL:when={int(moment.at)}"] if moment.at else []
        tracer = subprocess.Popen([*command, *inject], stderr=subprocess.DEVNULL)
        while tracer.poll() is None and "TracerPid:\t0" in Path(f"/proc/{pid}/status").read_text(encoding="ascii"):
            time.sleep(0.01)
        os.kill(pid, signal.SIGCONT)
    elif moment and moment.kind == "time":
        time.sleep(moment.at)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    with open(read, encoding="utf-8") as said:
        lines = said.read().splitlines()
    os.waitpid(pid, 0)
    if tracer:
        tracer.wait()
    return lines


@contextmanager
def _copied(whole: Path, action: str) -> Iterator[Path]:
    """A base of its own, ready for the action."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        kb = Path(shutil.copytree(whole, Path(folder) / "all")) / "kb"
        if action == "publish the draft":
            draft.upload(kb, PREPARED["三.txt"].encode(), "三.txt", "王敏")
        yield kb


def _moments(rng: random.Random, whole: Path, action: str) -> Iterator[Moment]:
    """Moments without end, spread over how long the action takes, and how many events and calls it has."""
    with _copied(whole, action) as kb:
        began = time.perf_counter()
        lines = _run(action, kb, None)
        seconds = time.perf_counter() - began
    if not lines or not lines[-1].startswith("DONE"):
        raise SystemExit(f"{action} does not end by itself")
    events, calls = max(int(lines[-1].split()[1]), 1), 0
    if shutil.which("strace"):
        with _copied(whole, action) as kb:
            _run(action, kb, Moment("system", 0), str(log := kb.parent / "calls.txt"))
            calls = sum(1 for _ in log.open(encoding="utf-8", errors="replace"))
    while True:
        yield Moment("time", rng.uniform(0, seconds * 1.4))
        yield Moment("python", rng.randint(1, events))
        yield Moment("system", rng.randint(1, calls)) if calls else Moment("python", rng.randint(1, events))


@dataclass(slots=True)
class Tally:
    """What became of the kills of one action."""

    kills: int = 0
    done: int = 0
    """Acknowledged before the process was killed."""
    changed: int = 0
    """Of the others: the change stands whole all the same."""


def _judge(action: str, kb: Path, before: State, lines: list[str], tally: Tally) -> str:
    """What is wrong after a kill; "" when nothing is."""
    done = any(line.startswith("DONE") for line in lines)
    tally.done += done
    if action == "restore":
        if not (kb.parent / "new").exists() and not done:
            backup.restore(kb.parent / "b.zip", kb.parent / "new")
        now, after = state(kb.parent / "new"), before
    elif action == "backup":
        backup.check(kb.parent / "b.zip")
        now, after = state(kb), before
    else:
        now, (after,) = state(kb), _after(action, before)
    said = {line.removeprefix("SAID ") for line in lines if line.startswith("SAID ")}
    if action == "save questions":
        new = now.saved - before.saved
        return "" if said <= new and len(new - said) <= 1 else f"said {len(said)}, kept {len(new)}"
    if now not in ((after,) if done else (before, after)):
        return f"{'said done, ' if done else ''}{now} is neither {before} nor {after}"
    tally.changed += now == after and now != before and not done
    return ""


def _trial(action: str, whole: Path, moment: Moment, number: int, tally: Tally) -> str:
    with _copied(whole, action) as kb:
        before = state(kb)
        lines = _run(action, kb, moment)
        tally.kills += 1
        try:
            wrong = _judge(action, kb, before, lines, tally)
            told = [damage.what for part in verify(kb) for damage in part.damages if not damage.notice]
            if not wrong and number % NEXT == 0:
                publish.add(kb, [kb.parent / "三.txt"])
                left = [path.name for path in kb.rglob("*") if path.name.startswith(".new-")]
                told += left if THREE in state(kb).documents else ["the next addition failed"]
        except DuibiaoError as exc:
            return str(exc)
        return wrong or "；".join(told)


def main() -> None:
    """Kill, judge, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--seed", type=int, default=SEED)
    args = parser.parse_args()
    rng, tallies, wrong = random.Random(args.seed), {action: Tally() for action in ACTIONS}, Counter[str]()
    with tempfile.TemporaryDirectory(prefix="kills-", ignore_cleanup_errors=True) as folder:
        make_cheap(Path(folder))
        (whole := Path(folder) / "base").mkdir()
        prepared(whole)
        moments = {action: _moments(rng, whole, action) for action in ACTIONS}
        kinds = Counter[str]()
        with suppress(KeyboardInterrupt):
            for number in range(args.kills):
                action = list(ACTIONS)[number % len(ACTIONS)]
                moment = next(moments[action])
                if told := _trial(action, whole, moment, number, tallies[action]):
                    wrong[action] += 1
                    print(f"WRONG {action} {moment}: {told}", flush=True)
                kinds[moment.kind] += 1
                if (number + 1) % PROGRESS == 0:
                    print(f"{number + 1} of {args.kills}", file=sys.stderr, flush=True)
    print("| what was killed | kills | had said that it was done | stood whole without that | lost, half or unreadable |")
    print("|---|---:|---:|---:|---:|")
    for action, tally in tallies.items():
        print(f"| {action} | {tally.kills} | {tally.done} | {tally.changed} | {wrong[action]} |")
    kills, done, changed = (sum(getattr(x, name) for x in tallies.values()) for name in ("kills", "done", "changed"))
    print(f"| all | {kills} | {done} | {changed} | {wrong.total()} |")
    print(f"\nMoments: {dict(kinds)}.")


if __name__ == "__main__":
    main()
