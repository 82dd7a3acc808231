"""Plain text as a PDF reader or a person wrote it."""

from ingest.draft import Draft, Job
from ingest.drawn import gridded
from ingest.lines import split
from ingest.prose import draft
from ingest.reading import decode
from ingest.transcript import Transcript


def parse(data: bytes, name: str, job: Job) -> Draft:
    """Blocks of a text file."""
    text = decode(data, name)
    return draft(Transcript(text, gridded(split(text))), job)
