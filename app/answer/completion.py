"""Labels that complete what a person is typing: in characters, or in the initials of their sounds (jmxs for 静脉血栓)."""

from operator import contains

from app.base.knowledge import Knowledge
from index.words.confusable import initials
from index.words.normal import squeezed

_LEAST_LETTERS = 2
"""Initials: too many labels begin with one alone."""


def complete(kb: Knowledge, prefix: str, k: int = 10) -> list[str]:
    """At most ``k`` labels: those that begin with ``prefix``, then those that contain it, then those with these initials."""
    typed = squeezed(prefix)
    names, labels = kb.labels.names, kb.labels.all
    if not typed:
        return []

    def rank(key: str) -> tuple[bool, int, str]:
        return key not in names, len(key), key

    begin = sorted((key for key in labels if key.startswith(typed)), key=rank)
    contain = sorted((key for key in labels if typed in key and not key.startswith(typed)), key=rank)
    found = begin + contain
    if len(found) < k and len(typed) >= _LEAST_LETTERS and typed.isascii() and typed.isalpha():
        found += sorted((key for key in labels if typed not in key and _sounds(key, typed)), key=rank)
    return [labels[key] for key in found[:k]]


def _sounds(key: str, letters: str) -> bool:
    """Whether ``letters`` are the initials of the first characters of ``key``."""
    return not key.isascii() and len(key) >= len(letters) and all(map(contains, initials(key[: len(letters)]), letters))
