"""A Word or PowerPoint file of ours comes in; its pages as pictures go out, where LibreOffice is installed."""

import io

import pypdfium2 as pdfium

from ingest.errors import SourceError
from ingest.formats.libreoffice import find, to_pdf

WIDTH = 1100
"""Pixels of a picture."""
_QUALITY = 82


def can_draw() -> bool:
    """Whether LibreOffice is installed."""
    return bool(find())


def pictures(data: bytes, extension: str, width: int = WIDTH) -> tuple[bytes, ...]:
    """The pages as JPEG; SourceError where LibreOffice is not installed or cannot print the file."""
    try:
        with pdfium.PdfDocument(to_pdf(data, extension, "预览")) as pdf:
            return tuple(_picture(page, width) for page in pdf)
    except pdfium.PdfiumError as exc:
        raise SourceError("排好的页面读不出来", "预览", "请下载后用 Word 或 WPS 打开") from exc


def _picture(page: pdfium.PdfPage, width: int) -> bytes:
    out = io.BytesIO()
    page.render(scale=width / page.get_width()).to_pil().convert("RGB").save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
