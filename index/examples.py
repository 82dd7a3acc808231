"""What a question resembles of the ways in which people ask, and what those were about."""

from collections import defaultdict
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

import numpy as np

from index.fuse import either
from index.search import Hit, Question, Searcher
from ingest.shipped.examples import NONE

_VOTES = 3
"""A subject is judged by so many of its examples, the best ones."""


@dataclass(frozen=True, slots=True)
class Near:
    """A subject that people ask about in nearly these words."""

    subject: str
    score: float
    """How near it is, 0…1: how likely one of its best examples is meant."""
    row: int
    """The nearest of them."""


@dataclass(frozen=True, slots=True)
class Resembling:
    """What a question resembles."""

    near: tuple[Near, ...] = ()
    """Subjects, best first."""
    coverage: float = 0.0
    """Share of the question, 0…1, that the examples of the first subject hold together."""
    dense: float = 0.0
    """The largest cosine with an example, 0…1."""
    outside: float = 0.0
    """How near, 0…1, are the questions on which no base of this kind holds anything: as ``Near.score``."""


class Examples:
    """Examples of how people ask, each about one subject."""

    def __init__(self, searcher: Searcher, subjects: Sequence[str], held: Set[str], text: Callable[[int], str]) -> None:
        """Row ``i`` of ``searcher`` is an example about ``subjects[i]``, found where that is ``held``; ``text`` reads a row."""
        self.held, self.text = held, text
        self._searcher, self._subjects = searcher, subjects
        self._outside = np.array([subject == NONE for subject in subjects], np.bool_)
        self._among = np.array([subject in held for subject in subjects], np.bool_)
        self._rows: dict[str, list[int]] = defaultdict(list)
        for row, subject in enumerate(subjects):
            self._rows[subject].append(row)

    def find(self, asked: Question, without: Set[str] = frozenset()) -> Resembling:
        """What a question resembles, of the subjects held ``without`` some."""
        question = self._searcher.understand(asked.text, asked.vector)
        among = self._among.copy()
        for subject in without & self.held:
            among[self._rows[subject]] = False
        found: dict[str, list[Hit]] = defaultdict(list)
        for hit in self._searcher.search(question, among=among):
            found[self._subjects[hit.row]].append(hit)
        near = sorted((Near(subject, _vote(hits), hits[0].row) for subject, hits in found.items()), key=lambda one: -one.score)
        coverage = _together(found[near[0].subject]) if near else 0.0
        outside = _vote(self._searcher.search(question, _VOTES, self._outside))
        return Resembling(tuple(near), coverage, self._searcher.closest(question, among), outside)


def _vote(hits: list[Hit]) -> float:
    """How likely one of the best of these is meant."""
    return either(*(hit.score for hit in hits[:_VOTES]))


def _together(hits: list[Hit]) -> float:
    """Share of the question that these hold together, each unit by the one that holds most of it."""
    weight = np.array([unit.weight for unit in hits[0].units])
    held = np.max([hit.shares for hit in hits], axis=0)
    return float(weight @ held / (weight.sum() or 1.0))
