"""The two tasks for a chunk of pages of a PDF: read their text layer, or recognise their images."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium

from ingest.finding_kinds import FindingKind
from ingest.formats.pdf.page import read_page
from ingest.layout.legible import reason_to_recognise
from ingest.layout.sheet import Sheet, lay_out

Laid = tuple[int, Sheet | None, FindingKind | None]
"""(page index from 0, laid-out page or None when it cannot be read, reason to recognise the page or None)"""
Source = bytes | Path
"""The content of a PDF, or the path of the file."""


def read_pages(source: Source, indexes: list[int], _threads: int) -> list[Laid]:
    """Read the pages by their text layer."""
    document = pdfium.PdfDocument(source)
    try:
        return [_read(document, index) for index in indexes]
    finally:
        document.close()


def _read(document: pdfium.PdfDocument, index: int) -> Laid:
    try:
        found = read_page(document, index)
        return index, lay_out(found.page), reason_to_recognise(found.page, found.image_share)
    except (pdfium.PdfiumError, ValueError, OverflowError):
        return index, None, None


def recognise_pages(source: Source, indexes: list[int], threads: int) -> list[Laid]:
    """Recognise the pages from their images, with that many threads (-1: all cores)."""
    document = pdfium.PdfDocument(source)
    try:
        return [(index, _recognised(document, index, threads), None) for index in indexes]
    finally:
        document.close()


def _recognised(document: pdfium.PdfDocument, index: int, threads: int) -> Sheet | None:
    from ingest.layout.scan import LONG_SIDE, recognise  # noqa: PLC0415 - OpenCV and the models, only where a page needs them

    try:
        page = document[index]
        width, height = page.get_size()
        image = page.render(scale=LONG_SIDE / max(width, height, 1.0)).to_numpy()[:, :, :3]
        page.close()
        return lay_out(recognise(image, index + 1, width, threads))
    except Exception:
        return None


TASKS: dict[str, Callable[[Source, list[int], int], list[Laid]]] = {"read": read_pages, "recognise": recognise_pages}
