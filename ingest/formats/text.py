"""Plain text as a PDF reader or a person wrote it."""

from ingest.blocks.assembly import draft
from ingest.draft import Draft, Job
from ingest.tables.text_tables import gridded
from ingest.text.decoding import decode
from ingest.text.lines import split
from ingest.text.transcript import Transcript


def parse(data: bytes, name: str, job: Job) -> Draft:
    """Blocks of a text file."""
    text = decode(data, name)
    return draft(Transcript(text, gridded(split(text))), job)
