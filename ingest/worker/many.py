"""Many files → what each was parsed as: one after another, or on a cluster where one is named; the results are the same."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ingest import cluster
from ingest.draft import Job
from ingest.errors import DuibiaoError
from ingest.model import Parsed
from ingest.worker.asking import ParsingWorker
from ingest.worker.messages import Task


@dataclass(frozen=True, slots=True)
class File:
    """A file to be parsed."""

    path: PurePath
    doctype: str
    """The document type that a person set; "" when it is to be recognised."""
    data: Callable[[], bytes]
    """Reads it; DuibiaoError when that cannot be."""
    pages: Callable[[int, int], None]
    """Called with the pages done and all pages of it."""


def parsed(files: Sequence[File]) -> Iterator[Parsed | DuibiaoError]:
    """Each of ``files`` in order, parsed, or why it cannot be. On a cluster ``pages`` are not told."""
    if len(files) > 1 and cluster.address():
        yield from cluster.spread(_parser, map(_task, files))
        return
    with ParsingWorker() as worker:
        for file in files:
            task = _task(file)
            yield task if isinstance(task, DuibiaoError) else _parsed(worker, task, Job(file.doctype, pages=file.pages))


def _task(file: File) -> Task | DuibiaoError:
    try:
        return Task(file.data(), file.path, file.doctype, workers=1)
    except DuibiaoError as exc:
        return exc


def _parser() -> Callable[[Task | DuibiaoError], Parsed | DuibiaoError]:
    """What a process of the cluster parses with; files are bound there as they are here."""
    worker = ParsingWorker()
    return lambda task: task if isinstance(task, DuibiaoError) else _parsed(worker, task, Job(task.doctype, task.workers))


def _parsed(worker: ParsingWorker, task: Task, job: Job) -> Parsed | DuibiaoError:
    try:
        return worker.ingest(task.data, task.path, job)
    except DuibiaoError as exc:
        return exc
