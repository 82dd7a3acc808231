"""Electronic seals (GB/T 33190-2016 §18): a reader sees them over the page, their words are a picture inside the signature."""

from collections.abc import Iterator, Mapping

from ingest.errors import SourceError
from ingest.finding_kinds import FindingKind, Note
from ingest.formats.ofd.parts import Element, children, located, text_at
from ingest.packages.package import Package

_MOST = 200
"""Signatures of a file that are looked at."""
_WORDS = "电子印章"


def seals(parts: Package, body: Element, numbers: Mapping[str, int]) -> list[Note]:
    """A note on each page of the document ``body`` with seals, and on signatures that cannot be read.

    ``numbers``: id of a page → its number.
    """
    listed = text_at(body, "Signatures")
    if not listed:
        return []
    try:
        pages = sorted({numbers[page] for page in _stamped(parts, located(listed, "")) if page in numbers})
    except SourceError:
        return [Note(FindingKind.UNREAD_PART, _WORDS)]
    return [Note(FindingKind.PICTURE, f"第{number}页：{_WORDS}", page=number) for number in pages]


def _stamped(parts: Package, part: str) -> Iterator[str]:
    """Ids of the pages on which a seal is shown; SourceError when the list or a signature is broken."""
    for signature in children(parts.xml(part), "Signature")[:_MOST]:
        signed = parts.xml(located(signature.get("BaseLoc", ""), part))
        yield from (stamp.get("PageRef", "") for stamp in children(signed, "SignedInfo", "StampAnnot"))
