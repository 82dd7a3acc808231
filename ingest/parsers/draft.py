"""What a parser hands on."""

from dataclasses import dataclass, field

from ingest.doctypes import DocType
from ingest.metadata import Head
from ingest.model import Block


@dataclass(frozen=True, slots=True)
class Draft:
    """A file's blocks in order of reading, before they become clauses."""

    text: str
    doctype: DocType
    blocks: list[Block]
    head: Head
    given: dict[str, str] = field(default_factory=dict)
    """Front matter, by field name."""
    findings: list[tuple[str, str]] = field(default_factory=list)
