"""From a document back to the file that it was read from."""

from app.base import kept_files
from app.base.knowledge import Knowledge
from ingest.model import Document


def original(kb: Knowledge, document: Document) -> bytes:
    """The file that a document was read from; SourceError when it is gone, altered, or cannot be read."""
    return kept_files.read(kb.snapshot.kb, document.sha256, document.source)
