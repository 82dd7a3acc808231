"""The process that parses: ``python -m ingest.worker.child``, told on its standard input what to parse."""

import os
import pickle
import shutil
import sys
import tempfile
import threading
from queue import SimpleQueue
from typing import BinaryIO

from ingest.draft import Job
from ingest.errors import DuibiaoError
from ingest.pipeline import ingest_bytes
from ingest.worker.limits import LIMITS, Family, bound_address_space
from ingest.worker.messages import Pages, Slow, Task


def main() -> None:
    """Answer tasks until the process that asks is gone."""
    answers = _only_for_answers()
    bound_address_space(LIMITS.space)
    _first_to_go()
    tasks: SimpleQueue[Task] = SimpleQueue()
    listener = threading.Thread(target=_listen, args=(sys.stdin.buffer, tasks), daemon=True)
    listener.start()
    try:
        while True:
            _send(answers, _parsed(tasks.get(), answers))
    except BrokenPipeError:  # nobody asks any more: the listener ends what was started here, and then this process
        listener.join()


def _only_for_answers() -> BinaryIO:
    """The standard output, which from now on nothing else writes to: a library that prints would break the answers."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return answers


def _first_to_go() -> None:
    """Let Linux end this process first when memory runs out; elsewhere nothing is done."""
    try:
        with open("/proc/self/oom_score_adj", "w", encoding="ascii") as score:
            score.write("1000")
    except OSError:
        return


def _listen(questions: BinaryIO, tasks: "SimpleQueue[Task]") -> None:
    """Hand on tasks; when the asking process is gone, end what was started here, remove its files, and end."""
    try:
        while True:
            tasks.put(pickle.load(questions))
    except (EOFError, OSError, pickle.UnpicklingError):
        Family(os.getpid()).end(spared=os.getpid())
        shutil.rmtree(tempfile.gettempdir(), ignore_errors=True)
        os._exit(0)


def _parsed(task: Task, answers: BinaryIO) -> object:
    """``Parsed``, or the error for a person."""
    job = Job(
        task.doctype,
        task.workers,
        pages=lambda done, total: _send(answers, Pages(done, total)),
        slow=lambda seconds: _send(answers, Slow(seconds)),
    )
    try:
        return ingest_bytes(task.data, task.path, job)
    except DuibiaoError as exc:
        return exc


def _send(answers: BinaryIO, message: object) -> None:
    pickle.dump(message, answers, protocol=pickle.HIGHEST_PROTOCOL)
    answers.flush()


if __name__ == "__main__":
    main()
