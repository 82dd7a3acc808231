"""The parser of each file format: one line in ``PARSERS`` for each file name extension.

A parser turns the bytes of a file into a ``Draft``: blocks in reading order, metadata of the document, and notes on what was
repaired or left out. The steps after it do not depend on the format. A parser module is imported when it is first needed.
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
"""File name extension → module in ``ingest.formats`` with the function ``parse``."""


_ARCHIVES = frozenset((".zip", ".rar", ".7z", ".tar", ".gz"))
_OLD = {".xls": ".xlsx", ".et": ".xlsx", ".ppt": ".pptx", ".dps": ".pptx"}
_TEXT = frozenset({"text", "markdown", "csv"})


def is_text(name: str) -> bool:
    """Whether the file ``name`` is read as text, by our own code alone."""
    return PARSERS.get(_extension(name)) in _TEXT


def unsupported(extension: str) -> str:
    """What to say of a file with an extension, or without one (""), that no parser reads."""
    if extension.lower() in _ARCHIVES:
        return f"{extension} 是压缩包，要先解压"
    if newer := _OLD.get(extension.lower()):
        return f"还不支持旧格式 {extension}，请用 Office 或 WPS 打开后另存为 {newer}"
    return f"还不支持 {extension} 文件" if extension else "还不支持没有扩展名的文件"


def parser_for(name: str) -> Parser:
    """The parser for the file ``name``; SourceError with the known formats when its extension is unknown."""
    extension = _extension(name)
    if extension not in PARSERS:
        raise SourceError(unsupported(extension), name, f"可加入的格式：{'、'.join(PARSERS)}")
    parser: Parser = import_module(f"ingest.formats.{PARSERS[extension]}").parse
    return parser


def _extension(name: str) -> str:
    return "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
