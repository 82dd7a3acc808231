"""What every parser of a format takes (``Job``) and returns (``Draft``)."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field

from ingest.finding_kinds import Note
from ingest.heads.metadata import Head
from ingest.model import Block
from ingest.numbering.doctypes import DocType


def _silent(_done: int, _total: int) -> None:
    return


@dataclass(frozen=True, slots=True)
class Job:
    """How to read a file: ``doctype`` forces the document type; ``pages`` is called with pages done and their number."""

    doctype: str = ""
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    pages: Callable[[int, int], None] = _silent


@dataclass(frozen=True, slots=True)
class Draft:
    """A file's blocks in order of reading, before they become clauses."""

    text: str
    doctype: DocType
    blocks: list[Block]
    head: Head
    given: dict[str, str] = field(default_factory=dict)
    """Front matter, by field name."""
    findings: list[Note] = field(default_factory=list)


Parser = Callable[[bytes, str, Job], Draft]
"""A parser of (bytes, file name, job)."""
