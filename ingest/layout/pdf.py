"""A PDF's pages, laid out: pages in parallel, those without worthwhile text recognised from their image."""

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.draft import Job
from ingest.errors import SourceError
from ingest.layout.legible import worthless
from ingest.layout.pdf_page import read_page
from ingest.layout.sheet import Sheet, lay_out

MAX_PAGES = 5_000
_CHUNK = 16
_WORTH_A_POOL = 64
"""Pages of text below which starting processes costs more than it saves; recognition pays from the second page."""
_SCANS_WORTH_A_POOL = 4
_MOST_BOOKMARKS = 5_000

Laid = tuple[int, Sheet | None, str]
"""Page index, the page laid out (None when it cannot be read), and why it needs recognising."""


def read(data: bytes, name: str, job: Job) -> tuple[list[Sheet], list[str], list[tuple[str, str]]]:
    """Every page laid out, the titles of the bookmarks, and what could not be read."""
    document = open_document(data, name)
    try:
        count, headings = len(document), _bookmarks(document)
    finally:
        document.close()
    sheets: dict[int, Sheet] = {}
    scans: dict[int, str] = {}
    lost: list[tuple[str, str]] = []
    indexes = list(range(count))
    with _workers(data, name, job, len(indexes) >= _WORTH_A_POOL) as each:
        for index, sheet, reason in each(_read_pages, [indexes[i : i + _CHUNK] for i in range(0, count, _CHUNK)]):
            if reason:
                scans[index] = reason
            else:
                job.pages(len(sheets) + 1, count)
            if sheet:
                sheets[index] = sheet
            else:
                lost.append(("unreadable", f"第{index + 1}页"))
    with _workers(data, name, job, len(scans) >= _SCANS_WORTH_A_POOL) as each:
        for done, (index, sheet, _) in enumerate(each(_recognise_pages, [[index] for index in scans]), 1):
            job.pages(count - len(scans) + done, count)
            if sheet:
                note = ((scans[index], f"第{index + 1}页"),) if scans[index] == "garbled" else ()
                sheets[index] = replace(sheet, findings=sheet.findings + note)
    return [sheets[index] for index in sorted(sheets)], headings, lost


def open_document(data: bytes, name: str) -> pdfium.PdfDocument:
    """The document; SourceError when it is locked, broken, empty or endless."""
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as exc:
        if getattr(exc, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise SourceError("PDF 加了密码", name, "请取消密码后再加入") from exc
        raise SourceError("PDF 打不开，可能已损坏或不是 PDF", name, "请重新导出或下载后再加入") from exc
    if not 0 < count <= MAX_PAGES:
        document.close()
        what = f"PDF 有 {count} 页，超过 {MAX_PAGES} 页的上限" if count > 0 else "PDF 里没有页面"
        raise SourceError(what, name, "请拆分后分别加入" if count > 0 else "请重新导出或下载后再加入")
    return document


def _bookmarks(document: pdfium.PdfDocument) -> list[str]:
    """Titles of the outline; a broken or endless one counts as none."""
    try:
        return [item.get_title() for item in islice(document.get_toc(max_depth=6), _MOST_BOOKMARKS)]
    except (pdfium.PdfiumError, UnicodeDecodeError, RecursionError):
        return []


Source = bytes | Path
Task = Callable[[Source, list[int], int], list[Laid]]


@contextmanager
def _workers(data: bytes, name: str, job: Job, many: bool) -> Iterator[Callable[[Task, list[list[int]]], Iterator[Laid]]]:
    """A way to run a task over chunks of pages: here, or in ``job.workers`` processes when it pays."""
    if job.workers < 2 or not many:  # noqa: PLR2004 - one worker is this process
        yield lambda task, chunks: (laid for chunk in chunks for laid in task(data, chunk, -1))
        return
    with TemporaryDirectory(prefix="duibiao-") as folder:
        copy = Path(folder) / "file.pdf"
        copy.write_bytes(data)
        pool = ProcessPoolExecutor(job.workers, get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_IGN))
        try:
            yield lambda task, chunks: (laid for part in pool.map(partial(_in_worker, task, copy), chunks) for laid in part)
        except BrokenProcessPool as exc:
            raise SourceError("PDF 读到一半，读取进程意外结束", name, "可能内存不足；请关闭其他程序或拆分文件后重试") from exc
        finally:
            pool.shutdown(cancel_futures=True)


def _in_worker(task: Task, copy: Path, chunk: list[int]) -> list[Laid]:
    """Ctrl-C is left to the process that asked; a worker reads the file from its copy."""
    return task(copy, chunk, 1)


def _read_pages(source: Source, indexes: list[int], _threads: int) -> list[Laid]:
    document = pdfium.PdfDocument(source)
    try:
        return [_read(document, index) for index in indexes]
    finally:
        document.close()


def _read(document: pdfium.PdfDocument, index: int) -> Laid:
    try:
        found = read_page(document, index)
        return index, lay_out(found.page), worthless(found.page, found.image_share)
    except (pdfium.PdfiumError, ValueError, OverflowError):
        return index, None, ""


def _recognise_pages(source: Source, indexes: list[int], threads: int) -> list[Laid]:
    from ingest.layout.scan import LONG_SIDE, recognise  # noqa: PLC0415 - OpenCV and the models, only where a page needs them

    document = pdfium.PdfDocument(source)
    laid: list[Laid] = []
    try:
        for index in indexes:
            page = document[index]
            width, height = page.get_size()
            image = page.render(scale=LONG_SIDE / max(width, height, 1.0)).to_numpy()[:, :, :3]
            page.close()
            laid.append((index, lay_out(recognise(image, index + 1, width, threads)), ""))
    finally:
        document.close()
    return laid
