"""The most lines and characters that a document may have; anything longer is a data file and would take minutes."""

from collections.abc import Sequence

from ingest.errors import SourceError
from ingest.text.transcript import Grid, Paragraph

MAX_LINES = 40_000
"""Paragraphs and table rows; a book of 1,000 pages has about 20,000."""
MAX_CHARS = 10_000_000
"""Characters, those of merged cells wherever they cover: a few kilobytes of a file can ask for gigabytes."""


def check_length(elements: Sequence[Paragraph | Grid], where: str) -> None:
    """SourceError when there are more lines or characters than any document has."""
    lines = chars = 0
    for element in elements:
        lines += len(element.rows) if isinstance(element, Grid) else 1
        chars += sum(len(cell) for row in element.rows for cell in row) if isinstance(element, Grid) else len(element.text)
    if lines > MAX_LINES or chars > MAX_CHARS:
        raise too_long(where)


def too_long(where: str) -> SourceError:
    """The error for a document past the bounds."""
    return SourceError(f"内容超过 {MAX_LINES} 行或 {MAX_CHARS // 10_000} 万字", where, "请拆成几个文件后分别加入")
