"""Which module reads which format; a format is one line in ``PARSERS``.

A parser takes the file's bytes and gives ``Draft``: blocks in order of reading, what the file says of itself, and
what was repaired. Clauses come later and know nothing of formats. A module is imported when its first file comes.
"""

from importlib import import_module

from ingest.draft import Parser
from ingest.errors import SourceError

PARSERS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".csv": "csv",
    ".tsv": "csv",
    ".pdf": "pdf.parser",
    ".ofd": "ofd.parser",
    ".docx": "docx.parser",
    ".docm": "docx.parser",
    ".doc": "office",
    ".wps": "office",
    ".rtf": "office",
    ".odt": "office",
    ".html": "html.parser",
    ".htm": "html.parser",
    ".xlsx": "xlsx.parser",
    ".xlsm": "xlsx.parser",
    ".pptx": "pptx.parser",
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
    ".tif": "image",
    ".tiff": "image",
    ".bmp": "image",
}
"""File name extension → the module below ``ingest.formats`` whose ``parse`` reads it."""


def parser_for(name: str) -> Parser:
    """The parser for a file name; SourceError naming the formats when there is none."""
    extension = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if extension not in PARSERS:
        raise SourceError(f"还不支持 {extension or '没有扩展名的'} 文件", name, f"可加入的格式：{'、'.join(PARSERS)}")
    parser: Parser = import_module(f"ingest.formats.{PARSERS[extension]}").parse
    return parser
