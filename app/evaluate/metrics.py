"""A judgement in metrics: recall, reciprocal rank and nDCG by ranx, refusals, each with a bootstrap interval.

ranx (Bassani 2022) compiles its metrics when it is imported, so that only evaluation imports it. An interval is the middle 95 %
of the metric over bootstrap samples of the questions (Efron 1979), from a fixed seed.
"""

import warnings
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.evaluate.judging import JudgedRanking, Judgement, Outcome
from ingest.errors import DataError

METRICS = ("recall@1", "recall@5", "recall@10", "mrr", "ndcg@10")
_RESAMPLES, _SEED, _MIDDLE = 2000, 7, (2.5, 97.5)
"""Bootstrap samples, their seed, and the percentiles between which an interval lies."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean with the ends of its 95 % interval, each 0 to 1."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Row:
    """The metrics of one group of questions: those with gold of one type, or of one kind."""

    group: str
    name: str
    questions: int
    figures: dict[str, Figure]


@dataclass(frozen=True, slots=True)
class Refusals:
    """Refused questions: how many of them rightly (precision), and how many of the unanswerable ones (recall)."""

    unanswerable: int
    refused: int
    rightly: int
    precision: Figure | None
    """None when nothing was refused."""
    recall: Figure | None
    """None when nothing should have been."""


def rows(judgement: Judgement) -> list[Row]:
    """One row a type of gold, one a kind of question, and one of all."""
    outcomes = [o for o in judgement.outcomes if o.rankings]
    if not outcomes:
        return []
    scores = _scores([r for o in outcomes for r in o.rankings])
    owners = np.array([i for i, o in enumerate(outcomes) for _ in o.rankings])
    groups = {
        "type": np.array([r.type for o in outcomes for r in o.rankings]),
        "kind": np.array([o.kind for o in outcomes for _ in o.rankings]),
        "all": np.full(len(owners), "all"),
    }
    return [
        _row(group, name, owners[names == name], scores[names == name])
        for group, names in groups.items()
        for name in dict.fromkeys(names.tolist())
    ]


def refusals(outcomes: Iterable[Outcome]) -> Refusals:
    """Precision and recall of the refusals."""
    refused = np.array([not o.answered for o in outcomes])
    right = np.array([not o.answerable for o in outcomes])
    both = refused & right
    return Refusals(int(right.sum()), int(refused.sum()), int(both.sum()), _ratio(both, refused), _ratio(both, right))


def _scores(rankings: list[JudgedRanking]) -> NDArray[np.float64]:
    """``(rankings, metrics)``, 0 to 1; DataError where ranx is not installed."""
    try:
        import ranx  # noqa: PLC0415 - compiles itself when imported, and only evaluation needs it
    except ImportError as exc:
        raise DataError("评测需要 ranx，没有安装", todo="请运行 pip install 'duibiao[eval]'") from exc
    keys = [f"{i:06d}" for i in range(len(rankings))]
    golds = {key: r.grades for key, r in zip(keys, rankings, strict=True)}
    shown = {
        key: {one: 1.0 / (i + 1) for i, one in enumerate(r.shown or ("nothing",))}
        for key, r in zip(keys, rankings, strict=True)
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # numba's, about the types inside ranx
        by_metric = ranx.evaluate(ranx.Qrels(golds), ranx.Run(shown), list(METRICS), return_mean=False)
    return np.stack([np.asarray(by_metric[metric], np.float64) for metric in METRICS], axis=1)


def _row(group: str, name: str, owners: NDArray[np.int64], scores: NDArray[np.float64]) -> Row:
    """Means of ``scores``, ``(rankings, metrics)``, of the questions ``owners``; whole questions are resampled."""
    _, owner = np.unique(owners, return_inverse=True)
    counts = np.bincount(owner).astype(np.float64)
    figures = {metric: _figure(np.bincount(owner, scores[:, m]).astype(np.float64), counts) for m, metric in enumerate(METRICS)}
    return Row(group, name, len(counts), figures)


def _ratio(above: NDArray[np.bool_], below: NDArray[np.bool_]) -> Figure | None:
    return _figure(above.astype(np.float64), below.astype(np.float64)) if below.any() else None


def _figure(above: NDArray[np.float64], below: NDArray[np.float64]) -> Figure:
    """Sum of ``above`` over sum of ``below``, both ``(questions,)``, and its interval."""
    picks = np.random.default_rng(_SEED).integers(0, len(above), (_RESAMPLES, len(above)))
    sums = below[picks].sum(axis=1)
    ratios = above[picks].sum(axis=1)[sums > 0] / sums[sums > 0]
    low, high = np.percentile(ratios, _MIDDLE)
    return Figure(float(above.sum() / below.sum()), float(low), float(high))
