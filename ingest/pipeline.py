"""One file, from bytes to ``Parsed``."""

import hashlib
from pathlib import Path

from ingest import entities, findings, metadata
from ingest.clauses import Outliner
from ingest.draft import Job
from ingest.errors import SourceError
from ingest.model import Parsed
from ingest.parsers import parser_for
from ingest.reading import read_bytes


def ingest(path: Path, job: Job | None = None) -> Parsed:
    """Parse the file at ``path``; SourceError when it cannot become a document."""
    data = read_bytes(path)
    parse = parser_for(path.name)
    draft = parse(data, str(path), job or Job())
    if not draft.blocks and not draft.head.title:
        raise SourceError("文件里没有文字", str(path), "请确认文件是否完整；扫描件要清晰")
    document = metadata.describe(
        draft.head, draft.doctype, draft.text, draft.given, path.name, hashlib.sha256(data).hexdigest()
    )
    outline = Outliner(document, draft.doctype, draft.text).outline(draft.blocks)
    clauses = [piece.clause for piece in outline.pieces]
    found = entities.extract(document, draft.doctype, outline.pieces)
    notes = [(code, text, "") for code, text in draft.findings] + outline.findings
    noted = [*findings.from_notes(document, notes), *findings.check(document, clauses, found)]
    return Parsed(document, tuple(clauses), tuple(found), findings=tuple(noted))
