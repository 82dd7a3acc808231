"""Parser of PDF files: text and ruling lines by pdfium; pages without a usable text layer by character recognition."""

from dataclasses import replace

from ingest.blocks.assembly import draft
from ingest.draft import Draft, Job
from ingest.formats.pdf.document import read
from ingest.formats.pdf.website import without_site
from ingest.layout.reading import are_slides, elements
from ingest.text.transcript import transcribe


def parse(data: bytes, name: str, job: Job) -> Draft:
    """Blocks of a PDF; SourceError when it needs a password, is broken, or has no pages or too many."""
    sheets, headings, lost = read(data, name, job)
    found, findings = elements(sheets, headings)
    found, site = without_site(found)
    manner = replace(job, doctype=job.doctype or ("slides" if are_slides(sheets) else ""))
    return draft(transcribe(found), manner, [*lost, *findings, *site])
