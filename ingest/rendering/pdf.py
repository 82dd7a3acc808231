"""A page of a PDF, drawn by pdfium."""

import time

import pypdfium2 as pdfium
from pypdfium2 import internal, raw

from ingest.errors import SourceError
from ingest.formats.pdf.document import open_document
from ingest.rendering.rendered import RenderedPage, no_such_page, pixels_of

_SECONDS = 20.0
"""A page of a newspaper takes one; one that takes longer is made to take for ever."""
_WHITE = (255, 255, 255, 255)


def render(data: bytes, name: str, number: int) -> RenderedPage:
    """Page ``number``, from 1; SourceError when the file cannot be opened, lacks the page, or it cannot be drawn."""
    document = open_document(data, name)
    try:
        if not 1 <= number <= len(document):
            raise no_such_page(number, len(document), name)
        page = document[number - 1]
        try:
            return _drawn(page, name, number)
        finally:
            page.close()
    except pdfium.PdfiumError as exc:
        raise SourceError(f"第 {number} 页画不出来，可能已损坏", name) from exc
    finally:
        document.close()


def _drawn(page: pdfium.PdfPage, name: str, number: int) -> RenderedPage:
    width, height = page.get_size()
    size = pixels_of(width, height)
    bitmap = pdfium.PdfBitmap.new_native(*size, raw.FPDFBitmap_BGRx)
    bitmap.fill_rect(_WHITE, 0, 0, *size)
    end = time.monotonic() + _SECONDS
    pause = raw.IFSDK_PAUSE(version=1)
    internal.set_callback(pause, "NeedToPauseNow", lambda _: time.monotonic() > end)
    done = raw.FPDF_RenderPageBitmap_Start(bitmap, page, 0, 0, *size, 0, raw.FPDF_ANNOT, pause)
    raw.FPDF_RenderPage_Close(page)
    if done != raw.FPDF_RENDER_DONE:
        raise SourceError(f"第 {number} 页太复杂，{_SECONDS:.0f} 秒内画不完", name)
    return RenderedPage(bitmap.to_pil().convert("RGB"), width, height)
