"""From a clause back to what was read: the words as they are printed, and the file itself."""

from app.base import kept_files
from app.base.knowledge import Knowledge
from ingest.model import Clause, Document


def original(kb: Knowledge, document: Document) -> bytes:
    """The file that a document was read from; SourceError when it is gone, altered, or cannot be read."""
    return kept_files.read(kb.snapshot.kb, document.sha256, document.source)


def as_printed(kb: Knowledge, clause: Clause) -> tuple[str, ...]:
    """The runs of the transcript that a serving clause was made of, in order: its words before anything was repaired."""
    transcript = kb.store.transcript(clause.document)
    return tuple(transcript[start:end] for start, end in clause.spans)
