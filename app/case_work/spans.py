"""Places in a draft: a run of characters of one paragraph."""

import re
from dataclasses import dataclass
from typing import Self

from app.mapping.folding import without_radicals
from app.mapping.model import Draft

_WRITTEN = re.compile(r"(\d{1,6}):(\d{1,7})-(\d{1,7})")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters [start, end) of a paragraph."""

    passage: int
    """Number of the paragraph among the draft's passages, from 1."""
    start: int
    end: int

    @classmethod
    def parse(cls, written: str) -> Self:
        """``12:34-40``; ValueError for anything else."""
        found = _WRITTEN.fullmatch(written)
        if found is None:
            raise ValueError(f"not a span: {written!r}")
        return cls(*map(int, found.groups()))

    def __str__(self) -> str:
        """``12:34-40``."""
        return f"{self.passage}:{self.start}-{self.end}"

    def of(self, draft: Draft) -> str | None:
        """The characters; None where the draft has no such place."""
        if not 1 <= self.passage <= len(draft.passages):
            return None
        text = draft.passages[self.passage - 1].text
        return text[self.start : self.end] if self.start <= self.end <= len(text) else None


def find(draft: Draft, text: str, place: str = "") -> Span | None:
    """The first place of ``text`` in the paragraphs at ``place`` ("" for all), not in the middle of a word or number."""
    if not text:
        return None
    pattern = re.compile(f"{_edge(text[0], '(?<![0-9A-Za-z])')}{re.escape(text)}{_edge(text[-1], '(?![0-9A-Za-z])')}")
    for number, passage in enumerate(draft.passages, 1):
        if place in ("", passage.place) and (found := pattern.search(without_radicals(passage.text))):
            return Span(number, found.start(), found.end())
    return None


def _edge(char: str, condition: str) -> str:
    return condition if char.isascii() and char.isalnum() else ""
