"""What the two sides tell each other."""

from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be parsed; the fields are those of ``ingest.draft.Job``."""

    data: bytes
    path: PurePath
    doctype: str
    workers: int


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages done, and how many there are."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Slow:
    """A step begins that may take longer than usual; in seconds."""

    seconds: float
