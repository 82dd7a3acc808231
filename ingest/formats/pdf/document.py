"""Reads all pages of a PDF, many of them in several processes; pages without a usable text layer are recognised."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.draft import Job
from ingest.errors import SourceError
from ingest.finding_kinds import FindingKind, Note
from ingest.formats.pdf.tasks import TASKS, Laid
from ingest.formats.pdf.workers import pages_in_processes
from ingest.layout.sheet import Sheet

MAX_PAGES = 5_000
_CHUNK = 32
"""Pages after which the file is opened again: that reads its fonts again, but frees the memory of the pages before."""
_WORTH_PROCESSES = 64
"""Pages with a text layer; for fewer, starting processes takes longer than it saves."""
_SCANS_WORTH_PROCESSES = 4
"""Pages to recognise; the same."""
_MOST_BOOKMARKS = 5_000
_BESIDE = (FindingKind.ANNOTATION, FindingKind.FORM_FIELD)
"""What is told of a page whether its text is read or recognised."""


def read(data: bytes, name: str, job: Job) -> tuple[list[Sheet], dict[str, int], list[Note]]:
    """The laid-out pages in order, the titles of the bookmarks with their levels from 1, and a note on each unreadable page.

    Raises SourceError as ``open_document`` does, and when a process that reads pages dies.
    """
    document = open_document(data, name)
    try:
        count, headings = len(document), _bookmarks(document)
    finally:
        document.close()
    sheets: dict[int, Sheet] = {}
    scans: dict[int, FindingKind] = {}
    beside: dict[int, tuple[Note, ...]] = {}
    lost: list[Note] = []
    chunks = [list(range(i, min(i + _CHUNK, count))) for i in range(0, count, _CHUNK)]
    job.pages(0, count)
    for index, sheet, reason in _each("read", data, name, job, chunks, count >= _WORTH_PROCESSES):
        if reason:
            scans[index] = reason
            beside[index] = tuple(note for note in sheet.findings if note.kind in _BESIDE) if sheet else ()
        else:
            job.pages(index + 1 - len(scans), count)
        if sheet:
            sheets[index] = sheet
        else:
            lost.append(Note(FindingKind.UNREADABLE, f"第{index + 1}页"))
    if scans:
        job.recognising()
    recognised = _each("recognise", data, name, job, [[index] for index in scans], len(scans) >= _SCANS_WORTH_PROCESSES)
    for done, (index, sheet, _) in enumerate(recognised, 1):
        job.pages(count - len(scans) + done, count)
        if done < len(scans):
            job.recognising()
        if sheet:
            garbled = scans[index] is FindingKind.GARBLED
            note = (Note(FindingKind.GARBLED, f"第{index + 1}页"),) if garbled else ()
            sheets[index] = replace(sheet, findings=(*sheet.findings, *note, *beside.get(index, ())))
        else:
            lost.append(Note(FindingKind.UNREADABLE, f"第{index + 1}页"))
    return [sheets[index] for index in sorted(sheets)], headings, lost


def open_document(data: bytes, name: str) -> pdfium.PdfDocument:
    """The open document; SourceError when it needs a password, is broken, or has no pages or more than ``MAX_PAGES``."""
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


def _bookmarks(document: pdfium.PdfDocument) -> dict[str, int]:
    """Titles of the bookmarks with their levels from 1; empty when the outline is broken."""
    try:
        return {item.get_title(): item.level + 1 for item in islice(document.get_toc(max_depth=6), _MOST_BOOKMARKS)}
    except (pdfium.PdfiumError, UnicodeDecodeError, RecursionError):
        return {}


def _each(task: str, data: bytes, name: str, job: Job, chunks: list[list[int]], many: bool) -> Iterator[Laid]:
    """The results of ``TASKS[task]`` for every chunk of page indexes, in order; with ``many`` in ``job.workers`` processes."""
    if job.workers > 1 and many:
        yield from pages_in_processes(task, data, name, chunks, job.workers)
        return
    for chunk in chunks:
        yield from TASKS[task](data, chunk, -1)
