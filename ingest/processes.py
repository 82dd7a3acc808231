"""Spreads work over several processes; each runs one of our modules afresh, so that a caller's script never runs twice."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import Any

from ingest.errors import WorkerError


def in_processes(module: str, setup: object, tasks: Sequence[Any], count: int) -> Iterator[Any]:
    """The results of ``tasks`` in order, worked out by ``count`` processes of ``module``; each is sent ``setup`` first.

    The module calls ``serve`` when it is run. WorkerError when one of them ends early.
    """
    first = pickle.dumps(setup)
    workers = [start(module) for _ in range(min(count, len(tasks)))]
    idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
    for worker in workers:
        idle.put(worker)
    threads = ThreadPoolExecutor(len(workers))
    told: set[int] = set()

    def ask(task: object) -> Any:  # noqa: ANN401 - whatever the module answers
        worker = idle.get()
        try:
            if worker.stdin is None or worker.stdout is None:
                raise EOFError
            if worker.pid not in told:
                told.add(worker.pid)
                worker.stdin.write(first)
            pickle.dump(task, worker.stdin)
            worker.stdin.flush()
            return pickle.load(worker.stdout)
        finally:
            idle.put(worker)

    try:
        yield from threads.map(ask, tasks)
    except (EOFError, OSError, pickle.UnpicklingError) as exc:
        raise WorkerError("处理到一半，工作进程意外结束", todo="可能内存不足；请关闭其他程序后重试") from exc
    finally:
        for worker in workers:
            worker.kill()
        threads.shutdown(cancel_futures=True)
        for worker in workers:
            worker.communicate()


def start(module: str, folder: str = "") -> "subprocess.Popen[bytes]":
    """A process that runs ``module``; it has its own group, so that Ctrl-C reaches only the process that asked.

    ``folder`` is where it and all that it starts keep temporary files; "" is the usual place.
    """
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)}
    if folder:
        environment |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)
    return subprocess.Popen(
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )


def serve(prepare: Callable[[Any], Callable[[Any], object]]) -> None:
    """Answer tasks with the function that ``prepare`` returns for the setup, until the asking process is gone."""
    try:
        work = prepare(pickle.load(sys.stdin.buffer))
        while True:
            pickle.dump(work(pickle.load(sys.stdin.buffer)), sys.stdout.buffer)
            sys.stdout.buffer.flush()
    except EOFError:
        return
