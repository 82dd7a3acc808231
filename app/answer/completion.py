"""Labels that begin as a person begins to type: in characters, or in the first letters of their sounds."""

from operator import contains

from app.base.knowledge import Knowledge
from index.words.confusable import initials
from index.words.normal import squeezed

_LEAST_LETTERS = 2
"""Letters: one alone begins too many labels."""


def complete(kb: Knowledge, prefix: str, k: int = 10) -> list[str]:
    """At most ``k`` labels: those that begin with ``prefix``, hold it, sound like it; names first."""
    typed = squeezed(prefix)
    if not typed:
        return []

    def rank(key: str) -> tuple[bool, int, str]:
        return key not in kb.names, len(key), key

    begin = sorted((key for key in kb.labels if key.startswith(typed)), key=rank)
    hold = sorted((key for key in kb.labels if typed in key and not key.startswith(typed)), key=rank)
    found = begin + hold
    if len(found) < k and len(typed) >= _LEAST_LETTERS and typed.isascii() and typed.isalpha():
        found += sorted((key for key in kb.labels if typed not in key and _sounds(key, typed)), key=rank)
    return [kb.labels[key] for key in found[:k]]


def _sounds(key: str, letters: str) -> bool:
    """Whether ``letters`` are the initials of the first characters of ``key``."""
    return not key.isascii() and len(key) >= len(letters) and all(map(contains, initials(key[: len(letters)]), letters))
