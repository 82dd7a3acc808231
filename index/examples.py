"""Examples of how people ask: what a question is similar to, and what those examples are about."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field

import numpy as np

from index.fuse import either
from index.models.subjects import Gist, Subjects
from index.question import Question
from index.search import Hit, Searcher
from ingest.shipped.examples import NONE

_NEAREST = 3
"""Examples that count for a subject. With more, a subject would win by having many examples rather than near ones."""
_COMPARED = 200
"""Examples that are compared by meaning alone."""


@dataclass(frozen=True, slots=True)
class SubjectMatch:
    """A subject about which people ask in nearly these words."""

    subject: str
    """Id of a standard, target, core system, indicator or clause."""
    score: float
    """0 to 1: noisy-or over the scores of its nearest examples."""
    row: int
    """The nearest of them."""


@dataclass(frozen=True, slots=True)
class ExampleMatches:
    """The examples that a question is similar to."""

    subjects: tuple[SubjectMatch, ...] = ()
    """Best first."""
    coverage: float = 0.0
    """Share of the question, 0 to 1, that the examples of the first subject contain together."""
    dense: float = 0.0
    """The highest cosine with an example, 0 to 1."""
    out_of_scope: float = 0.0
    """Similarity to questions on which no base of this kind has anything, 0 to 1: as ``SubjectMatch.score``."""
    gist: Gist = field(default_factory=Gist)
    """What the vector of the question alone says."""
    alike: Mapping[str, float] = field(default_factory=dict)
    """Subject → mean cosine of its nearest examples: what is told, however it is worded. Of the subjects nearest in meaning."""


class Examples:
    """Examples of how people ask, each about one subject."""

    def __init__(
        self, searcher: Searcher, about: Sequence[str], subjects: Set[str], text: Callable[[int], str], shipped: Subjects
    ) -> None:
        """Row ``i`` of ``searcher`` is an example about ``about[i]``; only ``subjects`` are found; ``text`` reads a row.

        ``shipped`` is what was fitted on the examples that ship.
        """
        self.subjects, self.text = subjects, text
        self._searcher, self._about, self._shipped = searcher, about, shipped
        self._out_of_scope = np.array([subject == NONE for subject in about], np.bool_)
        self._among = np.array([subject in subjects for subject in about], np.bool_)
        self._rows: dict[str, list[int]] = defaultdict(list)
        for row, subject in enumerate(about):
            self._rows[subject].append(row)

    def find(self, asked: Question, without: Set[str] = frozenset()) -> ExampleMatches:
        """What ``asked`` is similar to, leaving out the subjects ``without``."""
        question = self._searcher.understand(asked.text, asked.vector)
        among = self._among.copy()
        for subject in without & self.subjects:
            among[self._rows[subject]] = False
        rows, cosines = near = self._searcher.nearest(question, _COMPARED, among)
        found: dict[str, list[Hit]] = defaultdict(list)
        for hit in self._searcher.search(question, among=among, near=near):
            found[self._about[hit.row]].append(hit)
        matches = [SubjectMatch(subject, _score(hits), hits[0].row) for subject, hits in found.items()]
        matches.sort(key=lambda match: -match.score)
        coverage = _joint_coverage(found[matches[0].subject]) if matches else 0.0
        dense = max(float(cosines[0]), 0.0) if len(cosines) else 0.0
        gist, alike = self._shipped.gist(question.vector), self._alike(rows.tolist(), cosines.tolist())
        return ExampleMatches(tuple(matches), coverage, dense, self._outside(question), gist, alike)

    def _alike(self, rows: Sequence[int], near: Sequence[float]) -> dict[str, float]:
        """As ``ExampleMatches.alike``, of rows with cosines, the nearest first; the farthest stands for those not compared."""
        cosines: dict[str, list[float]] = defaultdict(list)
        for row, cosine in zip(rows, near, strict=True):
            cosines[self._about[row]].append(cosine)
        farther = [*near[-1:]] * _NEAREST
        return {subject: sum((found + farther)[:_NEAREST]) / _NEAREST for subject, found in cosines.items()}

    def out_of_scope(self, asked: Question) -> float:
        """As ``ExampleMatches.out_of_scope``, alone."""
        return self._outside(self._searcher.understand(asked.text, asked.vector))

    def _outside(self, question: Question) -> float:
        return _score(self._searcher.search(question, _NEAREST, self._out_of_scope))


def _score(hits: list[Hit]) -> float:
    """How likely, 0 to 1, one of the nearest examples means the same as the question."""
    return either(*(hit.score for hit in hits[:_NEAREST]))


def _joint_coverage(hits: list[Hit]) -> float:
    """Share of the question, 0 to 1, that the examples contain together: each unit by the one that contains most of it."""
    weight = np.array([unit.weight for unit in hits[0].units])
    shares = np.max([hit.shares for hit in hits], axis=0)
    return float(weight @ shares / (weight.sum() or 1.0))
