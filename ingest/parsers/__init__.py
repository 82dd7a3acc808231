"""One module per file format; a format is one line in ``PARSERS``.

A parser takes decoded text (or bytes) and gives ``Draft``: blocks in order of reading, what the file says of
itself, and what was repaired. Clauses come later and know nothing of formats.
"""

from ingest.errors import SourceError
from ingest.parsers import csv, markdown, text
from ingest.draft import Parser

PARSERS: dict[str, Parser] = {
    ".txt": text.parse,
    ".text": text.parse,
    ".md": markdown.parse,
    ".markdown": markdown.parse,
    ".csv": csv.parse,
    ".tsv": csv.parse,
}
"""File name extension → parser of (bytes, file name, job)."""


def parser_for(name: str) -> Parser:
    """The parser for a file name; SourceError naming the formats when there is none."""
    extension = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if extension not in PARSERS:
        raise SourceError(f"还不支持 {extension or '没有扩展名的'} 文件", name, f"可加入的格式：{'、'.join(PARSERS)}")
    return PARSERS[extension]
