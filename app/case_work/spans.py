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


def across(draft: Draft, text: str, place: str) -> tuple[Span, ...]:
    """The places of a text whose lines are the end of the paragraph at ``place``, whole ones, and the beginning of the last.

    One place for a text of one line; () where it is not found.
    """
    lines = text.split("\n")
    if len(lines) == 1:
        found = find(draft, text, place)
        return (found,) if found else ()
    told = [without_radicals(passage.text) for passage in draft.passages]
    for number, passage in enumerate(draft.passages):
        these = told[number : number + len(lines)]
        ends = len(these) == len(lines) and these[0].endswith(lines[0]) and these[-1].startswith(lines[-1])
        if place in ("", passage.place) and ends and these[1:-1] == lines[1:-1]:
            starts = [len(these[0]) - len(lines[0]), *[0] * (len(lines) - 1)]
            return tuple(Span(number + n + 1, start, start + len(lines[n])) for n, start in enumerate(starts))
    return ()


def _edge(char: str, condition: str) -> str:
    return condition if char.isascii() and char.isalnum() else ""
