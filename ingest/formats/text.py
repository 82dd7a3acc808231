"""Parser of plain text, typed by a person or extracted from a PDF by another program."""

from ingest.blocks.assembly import draft
from ingest.draft import Draft, Job
from ingest.packages.bounds import check_text
from ingest.tables.text_tables import gridded
from ingest.text.decoding import decode_with_losses
from ingest.text.lines import split
from ingest.text.transcript import Transcript


def parse(data: bytes, name: str, job: Job) -> Draft:
    """Blocks of a text file; SourceError when it is not text, or too long."""
    read = decode_with_losses(data, name)
    check_text(read.text, name)
    return draft(Transcript(read.text, gridded(split(read.text))), job, list(read.notes))
