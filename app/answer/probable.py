"""How probable it is that a result answers: one number for results of every kind, so that they can be compared.

A logistic regression a kind, on how the result was found and on the kind that the question wants. ``benchmarks/rank_fit.py``
fits the weights. By this number the groups of an answer and the results in them are ordered, what is doubtful is folded, and
what is improbable left out.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.answer.logistic import logistic
from app.answer.ranking import Result
from app.answer.understanding import Understood
from app.answer.wanted import wanted
from app.answer.weights import WEIGHTS
from app.base.knowledge import Knowledge
from ingest.identifiers import StandardNumber

FEATURES = (
    *("named", "own", "dense", "coverage", "example", "carried", "certain", "share", "gap", "figure"),
    *("of_hits", "nearest", "alike", "about", "wanted"),
)
"""What is known of a result, each 0 to 1 but for three: whether the question names it; its score, cosine and coverage as a hit;
the fourth power of the score of its examples; the score carried to it, and whether a link that is more than a suggestion does;
its share of the best score of its kind, and how much nearer in meaning the best hit of any kind is; how far it has the detail
that the question asks for, -1 to 1; its share of the score of the best hit of any kind, and of the best examples of its kind;
the cosine of its examples, less the farther it lies below the highest of its kind; how probably the question by its vector
alone is about it, as a share of the highest of its kind; the logarithm of the probability that the question wants its kind
(``app.answer.wanted``)."""
UNPREPARED = "unprepared"
"""The regression of clauses about which nobody wrote examples, beside those of the kinds."""
_SURE, _LEAST_MAYBE = 0.5, 0.01
"""Least probability of what is shown, and of what is folded as 可能相关. Where nothing is sure, the most probable result is
shown; what the question names is always. Chosen on ``tests/golden/firstline/judged.jsonl``, what two readers thought."""
_WITHOUT_DETAIL = 0.5
"""Share of its probability that a result keeps without the detail asked for: what has it comes first, if it is near."""
_STEEP = 20.0
"""How fast a subject counts less the farther its examples are: cosines of everyday questions lie close together."""
_UNTOLD = 0.4
"""How near examples are taken to come, and how probable a subject, where nobody wrote any: that there are none says nothing."""
_PLACE = 0.9
"""Probability of a clause whose place the question names."""


def features(asked: Understood, results: Mapping[str, Sequence[Result]]) -> Iterator[tuple[Result, list[float]]]:
    """Each result with its features, in the order of ``FEATURES``."""
    every = [result for found in results.values() for result in found]
    best = _Best(
        hit=max((result.hit.score for result in every if result.hit), default=0.0),
        dense=max((result.hit.dense for result in every if result.hit), default=0.0),
    )
    kinds = wanted(asked.compact)
    for found in results.values():
        nearest = max((result.example for result in found), default=0.0) or 1.0
        told = max((result.alike or 0.0 for result in found), default=0.0)
        most = max((result.about or 0.0 for result in found), default=0.0) or 1.0
        for result in found:
            alike = _UNTOLD if result.alike is None else result.alike * math.exp(_STEEP * (result.alike - told))
            about = _UNTOLD if result.about is None else result.about / most
            told_of = (result.example / nearest) ** 4, alike, about, kinds[result.kind]
            yield result, [*_evidence(result, found[0], best), *told_of]


@dataclass(frozen=True, slots=True)
class _Best:
    """The best of what a question found, of any kind: score and cosine, each 0 to 1."""

    hit: float
    dense: float


def _evidence(result: Result, first: Result, best: _Best) -> list[float]:
    """All features but the last four; ``first`` is the best result of its kind."""
    hit = result.hit
    return [
        float(result.named),
        *((hit.score, hit.dense, hit.coverage) if hit else (0.0, 0.0, 0.0)),
        result.example**4,
        result.carried,
        float(result.certain),
        result.score / (first.score or 1.0),
        best.dense - hit.dense if hit else 0.0,
        result.detail,
        hit.score / (best.hit or 1.0) if hit else 0.0,
    ]


def judged_as(result: Result) -> str:
    """By which regression a result is judged: its kind; ``UNPREPARED`` for a clause about which nobody wrote examples.

    Where there are examples, how near a clause itself is says little beside them; where there are none, it is what there is.
    """
    return UNPREPARED if result.kind == "clause" and result.alike is None else result.kind


def judge(kb: Knowledge, asked: Understood, results: Mapping[str, Sequence[Result]]) -> None:
    """Set the probability of each result; where the encoder could not be loaded, its score stands for it."""
    by_words = not asked.question.vector.any()
    for result, values in features(asked, results):
        bias, *weights = WEIGHTS[judged_as(result)]
        place = _PLACE if result.named and result.kind == "clause" and result.own == 1.0 else 0.0
        result.probability = result.score if by_words else max(logistic(weights, values, bias), place)
    _by_text(kb, results)
    if not any(intent.outright for intent in asked.intents):
        for result in (one for found in results.values() for one in found if one.detail < 0):
            result.probability *= _WITHOUT_DETAIL


def _by_text(kb: Knowledge, results: Mapping[str, Sequence[Result]]) -> None:
    """Where the text of a standard is held, its clause with the detail asked for answers; an indicator counts as its row."""
    clauses = results.get("clause", ())
    for standard in results.get("standard", ()):
        for clause in clauses:
            held = kb.documents[clause.id.partition("#")[0]]
            if clause.detailed and any(str(number) == standard.id for number in StandardNumber.find(held.number)):
                clause.probability, standard.probability = (
                    max(clause.probability, standard.probability),
                    min(clause.probability, standard.probability),
                )
    for indicator in results.get("indicator", ()):
        same = (row.probability for row in clauses if row.id == indicator.id)
        indicator.probability = max(indicator.probability, *same, 0.0)


def shown(results: Mapping[str, Sequence[Result]]) -> dict[str, list[Result]]:
    """The results that are shown, by kind: what is named, then the most probable; what is only possible is marked, and last."""
    best = max((result.probability for found in results.values() for result in found), default=0.0)
    for result in (result for found in results.values() for result in found):
        result.maybe = result.probability < min(_SURE, best) and not result.named
    only_named = not any(result.hit for found in results.values() for result in found)
    return {kind: sorted((r for r in found if only_named or _possible(r)), key=_rank) for kind, found in results.items()}


def _rank(result: Result) -> tuple[bool, bool, float]:
    return result.maybe, not result.named, 0.0 if result.named else -result.probability


def _possible(result: Result) -> bool:
    """Whether a result of a search may be shown at all: documents and people link only what belongs together."""
    return not result.maybe or result.certain or result.probability >= _LEAST_MAYBE


def order(results: Mapping[str, Sequence[Result]]) -> list[str]:
    """Kinds, that whose first result most probably answers first, an indicator before its row; those without results last."""
    return sorted(results, key=lambda kind: (-results[kind][0].probability if results[kind] else 1.0, kind == "clause"))
