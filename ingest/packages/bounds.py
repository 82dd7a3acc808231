"""The largest number of lines and characters of a document. A longer file is data rather than text, and would take minutes."""

from collections.abc import Sequence

from ingest.errors import SourceError
from ingest.text.elements import Grid, Paragraph

MAX_LINES = 40_000
"""Paragraphs and table rows. A book of 1,000 pages has about 20,000."""
MAX_CHARS = 10_000_000
"""Characters, with merged cells counted in every place that they cover: a few kilobytes could become gigabytes."""


def check_length(elements: Sequence[Paragraph | Grid], where: str) -> None:
    """Raise SourceError when ``elements`` have more than ``MAX_LINES`` or ``MAX_CHARS``; ``where`` is the file's name."""
    lines = chars = 0
    for element in elements:
        lines += len(element.rows) if isinstance(element, Grid) else 1
        chars += sum(len(cell) for row in element.rows for cell in row) if isinstance(element, Grid) else len(element.text)
    if lines > MAX_LINES or chars > MAX_CHARS:
        raise too_long(where)


def check_text(text: str, where: str) -> None:
    """Raise SourceError when a text file has more than ``MAX_LINES`` or ``MAX_CHARS``; empty lines are not counted."""
    if len(text) > MAX_CHARS or (text.count("\n") > MAX_LINES and sum(map(bool, map(str.strip, text.split("\n")))) > MAX_LINES):
        raise too_long(where)


def too_long(where: str) -> SourceError:
    """The error for a document beyond these limits."""
    return SourceError(f"内容超过 {MAX_LINES} 行或 {MAX_CHARS // 10_000} 万字", where, "请拆成几个文件后分别加入")
