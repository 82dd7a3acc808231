"""What stands in the header of the pages alone, as controlled documents have it: title, number, issuer, date."""

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.finding_kinds import FindingKind, Note
from ingest.heads import labels
from ingest.heads.genres import ends_title, names_collection
from ingest.heads.head import Head

_GAP = re.compile(r"\s{2,}|[\t\n|｜]")
"""What parts the hospital's name, the title and the version in a header."""
_LABEL = re.compile(r"^(?:文件|制度)?(?:名\s*称|标\s*题|题\s*目)\s*[:：]\s*")
_SHORTEST = 4


def completed(head: Head, notes: Iterable[Note]) -> Head:
    """``head`` with what no line of the document says, taken from the running heads among ``notes``."""
    texts = [note.text for note in notes if note.kind is FindingKind.RUNNING_HEAD]
    return head.completed(replace(labels.in_header(texts), title=_title(texts))) if texts else head


def _title(heads: list[str]) -> str:
    """The first part of a running head that ends as titles do, but no book's; "" when none does."""
    parts = (_LABEL.sub("", part.strip()) for head in heads for part in _GAP.split(head))
    return next((part for part in parts if len(part) >= _SHORTEST and ends_title(part) and not names_collection(part)), "")
