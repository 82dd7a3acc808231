"""Whether the base has a basis for a question, and the sentence of the refusal when it has none.

A question that names something outright is answered with that. For any other, logistic models give the probability that the
base has a basis; where that and the probability of the best result do not reach 1 together the question is refused, and so is
one for a detail that no clause has.
``benchmarks/fuse_fit.py`` fits and tests the models.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from app.answer.conclusion import has_text
from app.answer.filters import describe
from app.answer.lacking import lacking
from app.answer.logistic import logistic
from app.answer.ranking import Result
from app.answer.retrieval import Retrieved
from app.answer.understanding import Understood
from app.base.knowledge import Knowledge
from index.details import Detail
from index.examples import ExampleMatches
from index.search import Hit
from ingest.model import CoreSystem

_ASKS = re.compile("多少|多久|几|什么|怎么|谁|哪")
"""In words that only ask."""
FOUNDED = 0.5
"""Least probability from which the base has a basis, by what the question found."""
_DOUBTFUL = 0.24
"""Least probability from which a detail that is asked for is looked for in the clauses."""
_WRITTEN = -0.5
"""Least log odds of a sentence that is taken to say the detail of the matter asked about, and not that of another."""
_HAS = 0.3
"""Least probability of a result with the detail that the first clauses lack."""
NEARBY = 0.1
"""Least probability from which a search lists what is nearest, with the note that it may be no basis."""
MIN_IDF_BESIDE_NAME = 6.0
"""Least ``Question.idf`` of what stands beside a name (WS/T 433-2023 是什么): only a question of its own is searched too."""


_SAYS_SOMETHING = re.compile(r"([\u4e00-\u9fff])(?!\1)[\u4e00-\u9fff]")
"""Two different characters: what has none, as letters typed at random or 嗯嗯嗯, has a basis only by its words."""


class Features(NamedTuple):
    """What the models judge by, each 0 to 1 but for the last two."""

    dense: float
    """The highest cosine with an entry."""
    coverage: float
    """The largest share of the question that an entry contains."""
    lexical: float
    """The highest BM25, as a share of the attainable."""
    example_dense: float
    """The highest cosine with an example."""
    example_coverage: float
    """The share of the question that the examples of the nearest subject contain together."""
    out_of_scope: float
    """Similarity to questions on which no base of this kind has anything."""
    outside: float
    """How far it is like these by its vector alone (``index.models.subjects.Gist``)."""
    unwritten: float
    """How far it is like questions whose answer the shipped documents do not write, likewise."""


@dataclass(frozen=True, slots=True)
class LogisticModel:
    """Logistic regression: the probability that the base has a basis."""

    weights: Features
    bias: float

    def probability(self, features: Features) -> float:
        """0 to 1."""
        return logistic(self.weights, features, self.bias)


BY_EXAMPLES = LogisticModel(Features(2.7, 1.3, -0.6, 11.6, 1.3, -17.7, -2.0, -28.5), bias=4.8)
"""Fitted on questions over the shipped documents, for which there are examples of how people ask."""
BY_MEANING = LogisticModel(Features(10.8, 0.0, 0.0, 0.0, 0.0, -9.6, -7.1, -15.1), bias=2.4)
"""Fitted on these and on questions over documents that nobody prepared: only what needs no preparation counts."""
BY_WORDS = LogisticModel(Features(0.0, 6.0, 2.0, 0.0, 3.0, 0.0, 0.0, 0.0), bias=-3.5)
"""Where there are no vectors, as the encoder could not be loaded."""


class Reading(NamedTuple):
    """The features of a question with which clauses were read, as log odds."""

    found: float
    """That the base has a basis, by what was found."""
    read: float
    """That a clause answers, the highest."""


BY_READING = (Reading(0.89, 0.5), 0.05)
"""Weights and bias of the logistic regression on ``Reading``: fitted on the questions of ``BY_MEANING`` that are in doubt."""


def probability(features: Features, *, by_words: bool = False) -> float:
    """The probability, 0 to 1, that the base has a basis: a question may be answered by examples or by its meaning alone."""
    models = (BY_WORDS,) if by_words else (BY_EXAMPLES, BY_MEANING)
    return max(model.probability(features) for model in models)


def log_odds(probability: float) -> float:
    """The log odds of a probability between 0 and 1."""
    return math.log(probability / (1 - probability))


def read(found: float, by_reading: float) -> float:
    """The probability ``found`` that the base has a basis, corrected by the log odds that a second look gave."""
    return logistic(BY_READING[0], Reading(log_odds(found), by_reading), BY_READING[1])


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the base has a basis for a question."""

    founded: bool
    probability: float = 1.0
    """That it has one, 0 to 1."""
    lacking: Detail | None = None
    """The detail that is asked for and not written."""
    elsewhere: bool = False
    """Clauses have such a detail, and were read: it is that of another matter."""


def verdict(kb: Knowledge, asked: Understood, retrieved: Retrieved) -> Verdict:
    """Whether the base has a basis for a question that found these."""
    by_words = not asked.question.vector.any()
    hits = retrieved.hits
    found = features(hits, retrieved.examples)
    treated = 0.0 if asked.names.unknown else probability(found, by_words=by_words)
    if (by_words and treated < FOUNDED) or not (_SAYS_SOMETHING.search(asked.compact) or found.coverage):
        return Verdict(founded=False, probability=0.0)
    sure = treated if retrieved.read is None else read(treated, retrieved.read)
    elsewhere = retrieved.written is not None and retrieved.written < _WRITTEN
    missing = lacking(kb, asked.query.text, hits, elsewhere=elsewhere) if treated >= _DOUBTFUL else None
    return Verdict(missing is None and sure >= FOUNDED, sure, missing, elsewhere)


def named(kb: Knowledge, asked: Understood, retrieved: Retrieved) -> Verdict:
    """Whether the base has a basis for a question that names something: not where core systems lack the figure asked for.

    Of them the base holds the names alone; anything else that is named is shown, and the figure may be read there.
    """
    only_systems = all(isinstance(kb.entities.get(identity), CoreSystem) for identity in asked.names.found)
    missing = lacking(kb, asked.query.text, retrieved.hits) if only_systems and retrieved.hits else None
    return Verdict(missing is None, 1.0, missing)


def answers(kb: Knowledge, asked: Understood, verdict: Verdict, results: Iterable[Result]) -> bool:
    """Whether these results answer the question: as the odds that there is a basis, times those of the best result, are even.

    Where a detail is not written, only a standard whose text is not held may rule it, unless a thing is asked for outright.
    """
    found = [*results]
    best = max(found, key=lambda result: result.probability, default=None)
    if best is None or verdict.probability + best.probability < 1:  # the same as p / (1 - p) * q / (1 - q) < 1
        return False
    telling = [one for one in found if one.detail == 1.0 and not (verdict.elsewhere and one.kind == "clause")]
    has = any(one.probability >= _HAS or (one is best and one.kind != "clause") for one in telling)
    if verdict.lacking is None or has:
        return True
    outright = any(intent.outright for intent in asked.intents) and best.kind != "clause"
    return best.probability >= FOUNDED and (outright or (best.kind == "standard" and not has_text(kb, best.id)))


def features(hits: Iterable[Hit], examples: ExampleMatches) -> Features:
    """The features of what a question found."""
    parts = [(hit.dense, hit.coverage, hit.lexical) for hit in hits]
    dense, coverage, lexical = map(max, zip((0.0, 0.0, 0.0), *parts, strict=True))
    asked = examples.dense, examples.coverage, examples.out_of_scope
    return Features(dense, coverage, lexical, *asked, examples.gist.outside, examples.gist.unwritten)


def refusal(asked: Understood, missing: Detail | None = None, nearest: Hit | None = None, text: str = "") -> str:
    """The sentence that a refusal prints: what is not in the base, and within which filters nothing was found.

    ``missing`` is the detail that is not written, ``nearest`` the clause that is nearest and no basis, with its ``text``.
    """
    unknown = f"知识库没有收录 {'、'.join(asked.names.unknown)}。" if asked.names.unknown else ""
    filters = "；".join(text for _, text in describe(asked.selection.filters))
    within = f"在限定的范围内（{filters}），" if filters else ""
    if missing:
        return f"{unknown}{within}有关条款如下，但没有写明{missing.name}。"
    return f"{unknown}{within}知识库里没有找到这个问题的依据。{_why_not(asked, nearest, text) if nearest else ''}"


def doubt(asked: Understood, verdict: Verdict) -> str:
    """What a search says of hits that are no sure basis."""
    if verdict.lacking:
        return refusal(asked, verdict.lacking)
    near = "下面只是最接近的，引用前请先核对。" if verdict.probability >= NEARBY else ""
    return f"{refusal(asked)}{near}"


def _why_not(asked: Understood, nearest: Hit, text: str) -> str:
    """Why the nearest clause is no basis: what of the question its ``text`` does not say, the weightiest word.

    What only asks (多少钱) is no such word.
    """
    contained = {unit.text for unit, _ in nearest.contained}
    telling = [unit for unit in asked.question.units if unit.weight > 0 and not _ASKS.search(unit.text)]
    absent = [unit for unit in telling if unit.text not in contained and unit.text not in text]
    word = max(absent, key=lambda unit: unit.weight).text if absent else ""
    if word:
        return f"最接近的条款没有写到“{word}”，只供参考。"
    said = "写了问题里的词，但未必答了所问" if contained else "讲的是别的事"
    return f"最接近的条款{said}，只供参考。"
