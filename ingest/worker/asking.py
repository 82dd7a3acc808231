"""The side that asks: it keeps one parsing process warm, passes on its progress, and ends it when a file takes too much."""

import pickle
import subprocess
import tempfile
import threading
from contextlib import suppress
from pathlib import PurePath
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Final

from ingest.draft import Job
from ingest.errors import DuibiaoError, SourceError
from ingest.formats.registry import is_text
from ingest.model import Parsed
from ingest.pipeline import ingest_bytes
from ingest.processes import start
from ingest.worker.limits import LIMITS, Family, Limits, Meter
from ingest.worker.messages import Pages, Slow, Task

_TICK: Final = 0.25
"""Seconds between two looks at a process that is busy."""
_BEAT: Final = 4
"""Ticks after which progress is told again, so that a person can stop a long page."""
_SMALL_TEXT: Final = 256 * 1024
"""Bytes: a text file up to this size is parsed in the asking process, which takes less time than to start another."""
_ADVICE: Final = "可能已损坏或有害，没有收录；请用原来的软件打开，另存一份后再加入"


class _Ended:
    """The process closed its output."""


class ParsingWorker:
    """A process that parses one file after another; it is started when it is first needed, and again after it was ended.

    Use it as a context manager: what it started, and its temporary files, are gone after the block.
    """

    def __init__(self, limits: Limits = LIMITS) -> None:
        """``limits``: what one file may take."""
        self._limits = limits
        self._running: _Running | None = None

    def __enter__(self) -> "ParsingWorker":
        """Start nothing yet."""
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None) -> None:
        """End the process."""
        self._end()

    def ingest(self, data: bytes, path: PurePath, job: Job) -> Parsed:
        """Parse a file's content, as ``pipeline.ingest_bytes`` does.

        Raises SourceError as that does, and when the file takes more than the limits or brings the process down.
        """
        if is_text(path.name) and len(data) <= _SMALL_TEXT:
            return ingest_bytes(data, path, job)
        done = False
        try:
            found = self._asked(Task(data, path, job.doctype, job.workers), job)
            done = True
        finally:
            if not done or (self._running and self._running.large()):
                self._end()
        if isinstance(found, DuibiaoError):
            raise found
        return found

    def _asked(self, task: Task, job: Job) -> Parsed | DuibiaoError:
        running = self._running = self._running or _Running(self._limits)
        meter = Meter(running.family, self._limits)
        running.ask(task)
        told, quiet = Pages(0, 0), 0
        while True:
            message = running.answer(_TICK)
            quiet = 0 if message else quiet + 1
            if isinstance(message, Pages):
                told = message
                meter.step(0.0)
            elif isinstance(message, Slow):
                meter.step(message.seconds)
            elif isinstance(message, (Parsed, DuibiaoError)):
                return message
            elif message is not None:
                raise SourceError("读取程序被这个文件弄得中断了", str(task.path), _ADVICE)
            elif over := meter.exceeded():
                raise SourceError(over, str(task.path), _ADVICE)
            if told.total and (isinstance(message, Pages) or quiet % _BEAT == _BEAT - 1):
                job.pages(told.done, told.total)

    def _end(self) -> None:
        if self._running:
            self._running.end()
        self._running = None


class _Running:
    """The process, and a thread that takes its answers in."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._folder = tempfile.TemporaryDirectory(prefix="duibiao-", ignore_cleanup_errors=True)
        self._process = start("ingest.worker.child", self._folder.name)
        self.family = Family(self._process.pid)
        self._answers: SimpleQueue[object] = SimpleQueue()
        self._listener = threading.Thread(target=_listen, args=(self._process, self._answers), daemon=True)
        self._listener.start()

    def ask(self, task: Task) -> None:
        """Send a task; what goes wrong shows in ``answer``."""
        if self._process.stdin:
            with suppress(OSError):
                pickle.dump(task, self._process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
                self._process.stdin.flush()

    def answer(self, seconds: float) -> object:
        """The next message, ``_Ended`` when there will be none, None when there is none within ``seconds``."""
        try:
            return self._answers.get(timeout=seconds)
        except Empty:
            return None

    def large(self) -> bool:
        """Whether the process keeps so much memory after a file that it is better started anew."""
        return self.family.memory() > self._limits.memory // 2

    def end(self) -> None:
        """End it with all that it started, and remove its temporary files."""
        self.family.end()
        self._listener.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        self._process.wait()
        self._folder.cleanup()


def _listen(process: "subprocess.Popen[bytes]", answers: "SimpleQueue[object]") -> None:
    """Take in what the process says until it ends."""
    try:
        while process.stdout:
            answers.put(pickle.load(process.stdout))
    except (EOFError, OSError, ValueError, pickle.UnpicklingError, MemoryError):
        answers.put(_Ended())
