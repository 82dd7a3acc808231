"""Whether the base has a basis for a question, and the sentence of the refusal when it has none.

A question that names something outright is answered with that. For any other, a logistic model gives the probability that the
base has a basis; below ``FOUNDED`` the question is refused. ``benchmarks/fuse_fit.py`` fits and tests the model.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.answer.filters import describe
from app.answer.understanding import Understood
from app.base.knowledge import Knowledge
from index.examples import ExampleMatches
from index.search import Hit

FOUNDED = 0.65
"""Least probability for an answer: an answer without a basis counts as twice as bad as a refusal in spite of one (2/3). A
quarter of the questions that the model was fitted on have no basis; where fewer do, the true probability is higher."""
MIN_IDF = 1.5
"""Least ``Question.idf``: below it only words are left that nearly every entry has."""
MIN_IDF_BESIDE_NAME = 6.0
"""The same for what stands beside a name (WS/T 433-2023 是什么): only a question of its own is searched as well."""
MAX_ABSENT = 0.4
"""From this share of a question on that is about subjects of which the base knows nothing, there is no basis."""
MIN_SCORE = 0.33
"""Least score of the best result: an answer that shows only weaker ones is none."""


class Features(NamedTuple):
    """What the model judges by, each 0 to 1."""

    coverage: float
    """The largest share of the question that an entry contains."""
    dense: float
    """The highest cosine with an entry."""
    lexical: float
    """The highest BM25, as a share of the attainable."""
    example_coverage: float
    """The share of the question that the examples of the nearest subject contain together."""
    example_dense: float
    """The highest cosine with an example."""
    out_of_scope: float
    """Similarity to questions on which no base of this kind has anything."""


@dataclass(frozen=True, slots=True)
class LogisticModel:
    """Logistic regression: the probability that the base has a basis."""

    weights: Features
    bias: float

    def probability(self, features: Features) -> float:
        """0 to 1."""
        total = sum(weight * value for weight, value in zip(self.weights, features, strict=True)) + self.bias
        return 1.0 / (1.0 + math.exp(-total))


WITH_EXAMPLES = LogisticModel(
    Features(coverage=4.0, dense=5.8, lexical=3.8, example_coverage=3.3, example_dense=19.8, out_of_scope=-11.7), bias=-9.9
)
WITHOUT_EXAMPLES = LogisticModel(
    Features(coverage=5.3, dense=18.5, lexical=1.2, example_coverage=0.0, example_dense=0.0, out_of_scope=0.0), bias=-9.6
)
"""For documents that no example is about, such as those that a hospital adds."""


def has_basis(kb: Knowledge, asked: Understood, hits: Sequence[Hit], examples: ExampleMatches) -> bool:
    """Whether the base has a basis for a question that found these; what no example is about is judged by itself too."""
    if not judged(asked):
        return False
    alone = features([hit for hit in hits if kb.rows_without_examples[hit.row]], ExampleMatches())
    by_examples = WITH_EXAMPLES.probability(features(hits, examples))
    return max(by_examples, WITHOUT_EXAMPLES.probability(alone)) >= FOUNDED


def judged(asked: Understood) -> bool:
    """Whether the model decides: enough is asked, about subjects of the base, and nothing named that the base lacks."""
    return not asked.names.unknown and asked.question.idf >= MIN_IDF and asked.question.absent_share < MAX_ABSENT


def features(hits: Iterable[Hit], examples: ExampleMatches) -> Features:
    """The features of what a question found."""
    parts = [(hit.coverage, hit.dense, hit.lexical) for hit in hits]
    coverage, dense, lexical = map(max, zip((0.0, 0.0, 0.0), *parts, strict=True))
    return Features(coverage, dense, lexical, examples.coverage, examples.dense, examples.out_of_scope)


def refusal(asked: Understood) -> str:
    """The sentence that a refusal prints: what is not in the base, and within which filters nothing was found."""
    missing = f"知识库没有收录 {'、'.join(asked.names.unknown)}。" if asked.names.unknown else ""
    filters = "；".join(text for _, text in describe(asked.selection.filters))
    within = f"在限定的范围内（{filters}），" if filters else ""
    return f"{missing}{within}知识库里没有找到这个问题的依据。"
