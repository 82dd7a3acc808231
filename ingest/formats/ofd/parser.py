"""Parser of OFD files (GB/T 33190-2016): reads text and ruling lines; recognises the text of pages that are images."""

import re
from dataclasses import replace

from ingest.blocks.assembly import draft
from ingest.draft import Draft, Job
from ingest.errors import SourceError
from ingest.finding_kinds import FindingKind, Note
from ingest.formats.ofd.book import Book, Leaf
from ingest.formats.ofd.pages import needs_recognition, page
from ingest.layout.page import Page
from ingest.layout.reading import elements
from ingest.layout.sheet import Sheet, lay_out
from ingest.packages.package import Package
from ingest.text.transcript import transcribe

_TITLE = re.compile(r"[\u4e00-\u9fff].*[\u4e00-\u9fff]")
_MADE_BY = re.compile(r"^Microsoft \S+ - |\.(?:docx?|wps|ofd|pdf)$", re.IGNORECASE)


def parse(data: bytes, name: str, job: Job) -> Draft:
    """Blocks of an OFD package; SourceError when it is encrypted, broken, has no pages, too many, or endless repetition."""
    sheets: list[Sheet] = []
    lost: list[Note] = []
    parts = Package(data, name)
    book = Book(parts)
    job.pages(0, book.pages)
    for leaf in book.leaves():
        found = _recognised(parts, leaf, job) if needs_recognition(leaf) else page(leaf)
        if found:
            sheets.append(lay_out(found))
        if found is None or (not found.chars and _pictured(leaf)):
            lost.append(Note(FindingKind.UNREADABLE, f"第{leaf.number}页"))
        job.pages(leaf.number, book.pages)
    found_elements, findings = elements(sheets)
    made = draft(transcribe(found_elements), job, [*lost, *findings, *book.notes()])
    title = _MADE_BY.sub("", book.title)
    return made if made.head.title or not _TITLE.search(title) else replace(made, head=replace(made.head, title=title))


def _pictured(leaf: Leaf) -> bool:
    """Whether a page has images, so that without text it is not empty but unreadable."""
    return leaf.drawing is not None and bool(leaf.drawing.pictures)


def _recognised(parts: Package, leaf: Leaf, job: Job) -> Page | None:
    """The page recognised from its image; None when the image cannot be opened."""
    from ingest.formats.ofd.picture import recognised  # noqa: PLC0415 - OpenCV and the models, only where a page needs them

    job.recognising()
    try:
        return recognised(parts.data(leaf.picture), leaf)
    except SourceError:
        return None
