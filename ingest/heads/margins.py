"""The title that stands in the header of the pages alone, as controlled documents have it."""

import re
from collections.abc import Iterable

from ingest.finding_kinds import FindingKind, Note
from ingest.heads.genres import ends_title, names_collection

_GAP = re.compile(r"\s{2,}|[\t\n|｜]")
"""What parts the hospital's name, the title and the version in a header."""
_LABEL = re.compile(r"^(?:文件|制度)?(?:名\s*称|标\s*题|题\s*目)\s*[:：]\s*")
_SHORTEST = 4


def title_in(notes: Iterable[Note]) -> str:
    """The first part of a running head among ``notes`` that ends as titles do, but no book's; "" when none does."""
    heads = (note.text for note in notes if note.kind is FindingKind.RUNNING_HEAD)
    parts = (_LABEL.sub("", part.strip()) for head in heads for part in _GAP.split(head))
    return next((part for part in parts if len(part) >= _SHORTEST and ends_title(part) and not names_collection(part)), "")
