"""The model of ``app.answer.basis``, fitted and tested: ``python -m benchmarks.fuse_fit [--shared DIR]`` (extra ``dev``).

The rule: a logistic regression on ``app.answer.basis.Features``, over the development questions that no name, no
lack of words and no foreign subject decides, with the penalty (L2) of the least cross-validated log loss: without any, weights
grow without bound where questions can nearly be parted. What it would say of questions not seen is taken from 10-fold
cross-validation, five times over. The test split is only reported.
"""

import argparse
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from app.answer.answering import features
from app.answer.basis import FOUNDED, WITH_EXAMPLES, WITHOUT_EXAMPLES, Features, LogisticModel
from app.base.knowledge import Knowledge
from app.evaluate.judging import Judged, read
from benchmarks.bases import whole
from ingest.errors import QuestionError

GOLDEN = Path(__file__).parents[1] / "tests" / "golden" / "questions.jsonl"
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0)
ALL, NO_EXAMPLES = (0, 1, 2, 3, 4, 5), (0, 1, 2)
"""Columns of the features: every one; those that need no examples."""
_FOLDS, _REPEATS = 10, 5
_PENALTIES = (1e6, 1e4, 1e3, 300, 100, 30, 10, 3, 1)
"""C of scikit-learn: the inverse of the penalty's strength."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Questions that the model decides: ``(n, 6)`` features, ``(n,)`` whether the base has a basis."""

    features: NDArray[np.float64]
    founded: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions with a probability from ``low`` to ``high``: how many, their mean probability, the share that has a basis."""

    low: float
    high: float
    questions: int
    predicted: float
    observed: float


def sample(kb: Knowledge, questions: Sequence[Judged]) -> Sample:
    """The features of each question that the model decides."""
    found = []
    for question in questions:
        with suppress(QuestionError):
            if one := features(kb, question["query"]):
                found.append((one, bool(question["gold"])))
    return Sample(np.array([one for one, _ in found]), np.array([gold for _, gold in found]))


def fit(of: Sample, columns: Sequence[int] = ALL) -> LogisticModel:
    """The weights; 0 for features that are not among ``columns``."""
    some = Sample(of.features[:, list(columns)], of.founded)
    model = _model(_penalty(some)).fit(some.features, of.founded)
    weights = dict(zip(columns, model.coef_[0], strict=True))
    return LogisticModel(Features(*(round(float(weights.get(i, 0.0)), 1) for i in ALL)), round(float(model.intercept_[0]), 1))


def unseen(of: Sample, columns: Sequence[int] = ALL) -> NDArray[np.float64]:
    """Probability of each question by weights fitted without it, the mean of the repeats."""
    some = Sample(of.features[:, list(columns)], of.founded)
    return _unseen(some, _penalty(some))


def _penalty(of: Sample) -> float:
    return min(_PENALTIES, key=lambda c: float(log_loss(of.founded, _unseen(of, c))))


def _unseen(of: Sample, c: float) -> NDArray[np.float64]:
    folds = [StratifiedKFold(_FOLDS, shuffle=True, random_state=seed) for seed in range(_REPEATS)]
    tries = [cross_val_predict(_model(c), of.features, of.founded, cv=fold, method="predict_proba")[:, 1] for fold in folds]
    return np.asarray(np.mean(tries, axis=0), np.float64)


def _model(c: float) -> LogisticRegression:
    return LogisticRegression(C=c, max_iter=10_000)


def by(weights: LogisticModel, of: Sample) -> NDArray[np.float64]:
    """Probability of each question by ``weights``."""
    return np.array([weights.probability(Features(*row)) for row in of.features])


def reliability(probabilities: NDArray[np.float64], of: Sample) -> list[Bin]:
    """Predicted against observed, a row a bin that holds questions."""
    out = []
    for low, high in pairwise(BINS):
        within = (probabilities >= low) & ((probabilities < high) | (high == BINS[-1]))
        if within.any():
            out.append(Bin(low, high, int(within.sum()), float(probabilities[within].mean()), float(of.founded[within].mean())))
    return out


def losses(probabilities: NDArray[np.float64], of: Sample) -> str:
    """Log loss, Brier score, area under the curve, and wrong decisions at ``FOUNDED``, as cells of a table."""
    answered = probabilities >= FOUNDED
    figures = [f"{score(of.founded, probabilities):.3f}" for score in (log_loss, brier_score_loss, roc_auc_score)]
    wrong = [int((answered & ~of.founded).sum()), int((~answered & of.founded).sum())]
    whole = [int((~of.founded).sum()), int(of.founded.sum())]
    return " | ".join([*figures, *(f"{n}/{m}" for n, m in zip(wrong, whole, strict=True))])


def split(questions: Sequence[Judged], shared: Path | None) -> tuple[list[Judged], list[Judged]]:
    """The development questions, with those of ``shared``, and the test split."""
    more = read(shared / "eval" / "dev_queries.jsonl") if shared else []
    return [*more, *(q for q in questions if q["split"] == "dev")], [q for q in questions if q["split"] == "test"]


def main() -> None:
    """Print weights, losses and reliability."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, help="folder with seeds/ and eval/")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        opened = whole(Path(folder) / "kb", args.shared)
        development, test = (sample(opened, questions) for questions in split(read(GOLDEN), args.shared))
    fitted = fit(development)
    print(f"in app/answer/basis.py: {WITH_EXAMPLES}, {WITHOUT_EXAMPLES}\nfitted: {fitted}, {fit(development, NO_EXAMPLES)}\n")
    print("| probabilities | log loss | Brier | AUC | answered without a basis | refused with one |")
    print("|---|---:|---:|---:|---:|---:|")
    rows = {
        "development, weights in app/answer/basis.py": (by(WITH_EXAMPLES, development), development),
        "development, cross-validated": (unseen(development), development),
        "development, cross-validated, without examples": (unseen(development, NO_EXAMPLES), development),
        "development, cross-validated, without cosines": (unseen(development, [0, 2, 3]), development),
        "development, cross-validated, examples alone": (unseen(development, [3, 4, 5]), development),
        "test (only reported), weights in app/answer/basis.py": (by(WITH_EXAMPLES, test), test),
        "test (only reported), fitted": (by(fitted, test), test),
    }
    for name, (probabilities, of) in rows.items():
        print(f"| {name} | {losses(probabilities, of)} |")
    print("\n| probability | questions | predicted | observed |\n|---|---:|---:|---:|")
    for one in reliability(unseen(development), development):
        print(f"| {one.low:.2f}–{one.high:.2f} | {one.questions} | {one.predicted:.2f} | {one.observed:.2f} |")


if __name__ == "__main__":
    main()
