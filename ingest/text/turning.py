"""Marks that turn the direction of writing: with them a text is shown in another order than it is written."""

import re

from ingest.finding_kinds import FindingKind, Note

TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SHOWN = 40


def unturned(text: str) -> str:
    """``text`` without such marks."""
    return text if text.isascii() else TURNING.sub("", text)


def noted(text: str) -> tuple[Note, ...]:
    """A note on each line of ``text`` that has such marks."""
    if text.isascii() or not TURNING.search(text):
        return ()
    lines = (line for line in text.split("\n") if TURNING.search(line))
    return tuple(Note(FindingKind.TURNED, unturned(line).strip()[:_SHOWN]) for line in lines)
