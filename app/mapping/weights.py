"""How a match is weighed, and from when on a practice has a basis: two logistic models with their weights.

Fitted on ``tests/golden/drafts/develop``, the ranking without its drafts H1 to H8, and ``nothing_held.txt``;
``benchmarks/mapping.py`` measures them.
"""

from typing import NamedTuple

from app.answer.logistic import logistic


class MatchFeatures(NamedTuple):
    """What speaks for an entry as the basis of a practice; cosines and shares are 0 to 1, the others 0 or 1."""

    dense: float
    """Cosine of the practice and the entry."""
    coverage: float
    """Share of the practice's words that the entry contains."""
    lexical: float
    """BM25, as a share of the attainable."""
    in_context: float
    """Cosine of the entry and the practice moved towards the draft's main target or title."""
    parts: float
    """The highest cosine of a part of the practice and a part of the entry."""
    own: float
    """It belongs to a target that the draft names."""
    main: float
    """That is the first target that the draft names."""
    cited: float
    """It is a standard that the draft cites."""
    named: float
    """The practice itself, or its row of the table, names it."""
    standard: float
    core_system: float
    indicator: float
    summary: float
    """It is the summary of a target, not one of its strategies."""
    acts: float
    """Share of what the practice tells was done (training, measuring …) that the entry asks for."""
    alike_acts: float
    """The acts of both, as a share of the acts of either."""


RANKING = MatchFeatures(5.9, 9.1, 5.7, 7.2, 12.5, 1.2, 0.85, 2.0, 4.6, -1.05, -0.55, 1.5, -4.4, 1.4, 1.15)
"""Weights of the logit by which the entries of one practice are ranked (listwise softmax)."""
FIRST_RANKING = MatchFeatures(7.4, 10.1, 7.2, 9.0, 0.0, 1.05, 0.6, 2.1, 4.9, -0.75, -0.3, 2.15, -4.55, 1.4, 1.15)
"""The same without the parts, which take time: only the best by these are looked at part by part."""


class BasisFeatures(NamedTuple):
    """What tells whether the base has anything on a practice: the highest of each over all entries, 0 to 1."""

    dense: float
    coverage: float
    parts: float
    out_of_scope: float
    """Similarity to what no base of this kind has anything on."""
    acts: float
    """Ways to act for quality that the practice tells of, four of them counting as 1."""
    in_context: float
    """As of a match: the nearest entry to the practice moved towards what its draft is about."""


BASIS, BASIS_BIAS = BasisFeatures(12.7, 3.4, 14.3, -20.4, 5.9, 16.3), -16.8
"""Weights of the logit that the base has a basis for a practice."""
FOUNDED = 0.5
"""Least probability for a practice to be mapped at all."""
_BY_WORDS = 0.4
"""Least coverage where there are no vectors."""


def logit(weights: MatchFeatures, features: MatchFeatures) -> float:
    """Weighted sum."""
    return sum(w * f for w, f in zip(weights, features, strict=True))


def founded(features: BasisFeatures) -> float:
    """The probability, 0 to 1, that the base has a basis."""
    if not features.dense:
        return float(features.coverage >= _BY_WORDS)
    return logistic(BASIS, features, BASIS_BIAS)
