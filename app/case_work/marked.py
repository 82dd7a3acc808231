"""A draft in pieces for the eye: which run of it is a practice, and which a citation to be looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.case_work.concerns import Concern
from app.case_work.spans import Span, find
from app.mapping.model import Draft, Practice


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a paragraph."""

    text: str
    practice: int | None = None
    """Number of the practice that it is part of, from 0."""
    concern: int | None = None
    """Number of the concern that it is part of, from 0."""


def placed(draft: Draft, practices: Sequence[Practice]) -> list[Span | None]:
    """Where each practice stands; None for one that is not found."""
    return [find(draft, practice.text, practice.place) for practice in practices]


def runs(draft: Draft, number: int, practices: Sequence[Span | None], concerns: Sequence[Concern]) -> Iterator[Run]:
    """The runs of paragraph ``number``, from 1, in order."""
    text = draft.passages[number - 1].text
    done = [(n, span) for n, span in enumerate(practices) if span and span.passage == number]
    cited = [(n, span) for n, c in enumerate(concerns) for span in c.spans if span.passage == number]
    edges = sorted({0, len(text), *(edge for _, span in (*done, *cited) for edge in (span.start, span.end))})
    for start, end in pairwise(edges):
        yield Run(text[start:end], _over(done, start), _over(cited, start))


def _over(spans: list[tuple[int, Span]], at: int) -> int | None:
    return next((number for number, span in spans if span.start <= at < span.end), None)
