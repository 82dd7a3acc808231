"""What every parser of a format takes (``Job``) and returns (``Draft``)."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field

from ingest.finding_kinds import Note
from ingest.heads.head import Head
from ingest.model import Block
from ingest.numbering.doctypes import DocType

_RECOGNITION = 60.0
"""Seconds that the recognition of a page may take; most take one to five, the first also loads the models."""


def _silent(_done: int, _total: int) -> None:
    return


def _unbounded(_seconds: float) -> None:
    return


@dataclass(frozen=True, slots=True)
class Job:
    """How to read a file: ``doctype`` forces the document type, ``workers`` is the number of processes to read its pages.

    ``pages`` is called with the number of pages done and of all pages; ``slow`` with the seconds that a step may take which
    is longer than usual and about to begin.
    """

    doctype: str = ""
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    pages: Callable[[int, int], None] = _silent
    slow: Callable[[float], None] = _unbounded

    def recognising(self) -> None:
        """Tell that the recognition of a page begins."""
        self.slow(_RECOGNITION)


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
