"""One file, from bytes to ``Parsed``."""

import hashlib
from dataclasses import replace
from pathlib import Path, PurePath

from ingest import findings
from ingest.clauses import entities
from ingest.clauses.outline import outline
from ingest.draft import Job
from ingest.errors import DuibiaoError, SourceError, reason
from ingest.formats.registry import parser_for
from ingest.heads import metadata
from ingest.model import Parsed
from ingest.text.decoding import read_bytes


def ingest(path: Path, job: Job | None = None) -> Parsed:
    """Parse the file at ``path``; SourceError when it cannot become a document."""
    return ingest_bytes(read_bytes(path), path, job)


def ingest_bytes(data: bytes, path: PurePath, job: Job | None = None) -> Parsed:
    """Parse a file's content; ``path`` tells its format, and errors name it. SourceError as in ``ingest``."""
    parse = parser_for(path.name)
    try:
        draft = parse(data, str(path), job or Job())
    except DuibiaoError:
        raise
    except Exception as exc:  # what a library raises over a hostile file cannot be listed
        raise SourceError(f"文件解析失败（{reason(exc)}）", str(path), "可能已损坏，请另存后重试") from exc
    if not draft.blocks and not draft.head.title:
        raise SourceError("文件里没有文字", str(path), "请确认文件是否完整；扫描件要清晰")
    document = metadata.describe(
        draft.head, draft.doctype, draft.text, draft.given, path.name, hashlib.sha256(data).hexdigest()
    )
    outlined = outline(document, draft.doctype, draft.text, draft.blocks)
    clauses = [piece.clause for piece in outlined.pieces]
    found = entities.extract(document, draft.doctype, outlined.pieces, draft.head.standard)
    noted = [*findings.from_notes(document, [*draft.findings, *outlined.notes]), *findings.check(document, clauses, found)]
    pages = {clause.id: clause.page for clause in clauses}
    placed = tuple(replace(note, page=note.page or pages.get(note.clause)) for note in noted)
    return Parsed(document, tuple(clauses), tuple(found), placed, draft.text)
