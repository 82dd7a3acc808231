"""Pages of one PDF read by several processes; each is this module run anew, so that nobody's script is run twice."""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

from ingest.errors import SourceError
from ingest.layout.pages import TASKS, Laid


def in_processes(task: str, data: bytes, name: str, chunks: Sequence[list[int]], count: int) -> Iterator[Laid]:
    """What ``TASKS[task]`` gives for every chunk of page indexes, in order, from ``count`` processes."""
    with TemporaryDirectory(prefix="duibiao-") as folder:
        copy = Path(folder) / "file.pdf"
        copy.write_bytes(data)
        workers = [_start(task, copy) for _ in range(min(count, len(chunks)))]
        idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        for worker in workers:
            idle.put(worker)
        threads = ThreadPoolExecutor(len(workers))
        try:
            for laid in threads.map(lambda chunk: _ask(idle, chunk), chunks):
                yield from laid
        except (EOFError, OSError, pickle.UnpicklingError) as exc:
            raise SourceError("PDF 读到一半，读取进程意外结束", name, "可能内存不足；请关闭其他程序或拆分文件后重试") from exc
        finally:
            for worker in workers:
                worker.kill()
            threads.shutdown(cancel_futures=True)
            for worker in workers:
                worker.communicate()


def _start(task: str, copy: Path) -> "subprocess.Popen[bytes]":
    """A worker; it has its own group, so that Ctrl-C reaches only the process that asked."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)}
    return subprocess.Popen(
        [sys.executable, "-m", "ingest.layout.workers", task, str(copy)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )


def _ask(idle: "SimpleQueue[subprocess.Popen[bytes]]", chunk: list[int]) -> list[Laid]:
    worker = idle.get()
    try:
        if worker.stdin is None or worker.stdout is None:
            raise EOFError
        pickle.dump(chunk, worker.stdin)
        worker.stdin.flush()
        laid: list[Laid] = pickle.load(worker.stdout)
        return laid
    finally:
        idle.put(worker)


def _work(task: str, copy: Path) -> None:
    """Answer chunks until the asking process is gone."""
    while True:
        try:
            chunk = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump(TASKS[task](copy, chunk, 1), sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _work(sys.argv[1], Path(sys.argv[2]))
