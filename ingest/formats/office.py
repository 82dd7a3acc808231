"""Parser of old word processor files (DOC, WPS, RTF, ODT): LibreOffice converts them to DOCX, which is then read."""

import re
from pathlib import PurePath

from ingest.draft import Draft, Job
from ingest.errors import SourceError
from ingest.formats.docx import parser
from ingest.formats.html import parser as html
from ingest.formats.libreoffice import TIMEOUT, to_docx
from ingest.packages.package import check

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_PAGE, _START = re.compile(rb"(?i)[\s\xef\xbb\xbf]*(?:<\?xml[^>]*>\s*)?(?:<!doctype html|<html|mime-version:)"), 400
"""How a web page begins, within so many bytes."""
_RTF = b"{\\rtf"
_STREAMS = tuple(stream.encode("utf-16-le") for stream in ("WordDocument", "CONTENTS", "MatOST"))
"""Names of streams, one of which every compound file of Word, WPS or Microsoft Works contains."""
_OPENS = {".doc": (_OLE, _RTF), ".wps": (_OLE, _RTF), ".rtf": (_RTF,), ".odt": (_ZIP,)}
"""Extension → the bytes with which such a file begins. LibreOffice would read any other file as plain text."""


def parse(data: bytes, name: str, job: Job) -> Draft:
    """Blocks of the document. A DOCX file with an old extension is read as DOCX, a web page as other systems export it as one.

    Raises SourceError when the content does not fit the extension, and as ``libreoffice.to_docx`` and the DOCX parser do.
    """
    extension = PurePath(name).suffix.lower()
    if data.startswith(_ZIP) and _ZIP not in _OPENS.get(extension, ()):
        return parser.parse(data, name, job)
    if _PAGE.match(data[:_START]):
        return html.parse(data, name, job)
    known = data.startswith(_OPENS.get(extension, (_OLE,)))
    if not known or (data.startswith(_OLE) and not any(stream in data for stream in _STREAMS)):
        raise SourceError(f"内容不是 {extension} 文件，或文件不完整", name, "请用 Word 或 WPS 打开后另存为 .docx 再加入")
    if data.startswith(_ZIP):
        check(data, name)
    job.slow(TIMEOUT)
    return parser.parse(to_docx(data, extension, name), name, job)
