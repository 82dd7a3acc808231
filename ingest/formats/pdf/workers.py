"""Reads the pages of one PDF in several processes."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.errors import SourceError, WorkerError
from ingest.formats.pdf.tasks import TASKS, Laid
from ingest.processes import in_processes, serve


def pages_in_processes(task: str, data: bytes, name: str, chunks: Sequence[list[int]], count: int) -> Iterator[Laid]:
    """The results of ``TASKS[task]`` for every chunk of page indexes, in order, from ``count`` processes.

    Raises SourceError when a process dies, mostly for lack of memory.
    """
    with TemporaryDirectory(prefix="duibiao-") as folder:
        copy = Path(folder) / "file.pdf"
        copy.write_bytes(data)
        try:
            for laid in in_processes(__name__, (task, copy), chunks, count):
                yield from laid
        except WorkerError as exc:
            raise SourceError("PDF 读到一半，读取进程意外结束", name, "可能内存不足；请关闭其他程序或拆分文件后重试") from exc


def _prepare(setup: tuple[str, Path]) -> Callable[[list[int]], list[Laid]]:
    task, copy = setup
    return partial(_pages, task, copy)


def _pages(task: str, copy: Path, chunk: list[int]) -> list[Laid]:
    return TASKS[task](copy, chunk, 1)


if __name__ == "__main__":
    serve(_prepare)
