"""The models of ``app.answer.basis``, fitted and tested: ``python -m benchmarks.fuse_fit --shared DIR`` (extra ``dev``).

They are logistic regressions on ``app.answer.basis.Features``. ``BY_EXAMPLES`` is fitted on questions to develop on over the
shipped documents; ``BY_MEANING``, on the features that need no preparation, on these and on questions over statutes and papers
that nobody prepared and that the encoder was not trained on, in a base of these alone and in one beside the shipped documents;
``BY_READING``, on those of these questions that are in doubt, with what the judge says of the clauses found first.
The penalty (L2) is that of the least cross-validated log loss. Tested on: cross-validation; the half of
``tests/golden/unseen`` to develop on; the test split of the golden questions.
"""

import argparse
import random
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from app.answer.answering import features, reading
from app.answer.basis import BY_EXAMPLES, BY_MEANING, BY_READING, FOUNDED, Features, LogisticModel, Reading, probability
from app.base import snapshots
from app.base.knowledge import Knowledge
from app.evaluate.judging import read
from benchmarks import bases, firstline, unseen
from benchmarks.bases import Bases
from benchmarks.unseen import Asked, Gold
from index.engines.faiss_engine import FaissEngine
from index.models.calibration import SCALE
from index.models.encoder import SHIPPED, open_model
from index.models.train import pairs
from ingest.errors import QuestionError

GOLDEN = Path(__file__).parents[1] / "tests" / "golden" / "questions.jsonl"
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0)
_FOLDS = 10
_PENALTIES = (1e4, 1e3, 100, 30, 10, 3, 1, 0.3)
"""C of scikit-learn: the inverse of the penalty's strength."""
_REFUSED = {"by examples": 4.0, "by meaning": 1.6}
"""How much a refusal in spite of a basis counts beside an answer without one. An answer by either of the models is one."""
_COLUMNS = {"by examples": (0, 1, 2, 3, 4, 5, 6, 7), "by meaning": (0, 5, 6, 7)}
"""The features of each model."""
_USUAL = {"entries": (0.226, 0.642), "examples": (0.146, 0.79)}
"""On the common scale, over what ships: the mean cosine of a question with all rows of an index, and with the nearest."""
_TAIL = 24
"""Characters of the end of a clause by which it is found again: its number is no part of its text."""
_ELSEWHERE = 120
"""Questions of each kind about documents that the base does not hold."""

Labelled = list[tuple[str, bool]]
"""Questions, each with whether the base has a basis."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Questions that the model decides: ``(n, features)``, ``(n,)`` whether the base has a basis."""

    features: NDArray[np.float64]
    founded: NDArray[np.bool_]

    def weights(self, refused: float = 1.0) -> NDArray[np.float64]:
        """``(n,)``: ``refused`` times as much for all questions with a basis as for all without one, and 1 in all."""
        share = np.where(self.founded, self.founded.mean() / refused, 1 - self.founded.mean())
        return np.asarray(1.0 / ((1 + refused) * share * len(self.founded)))


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions with a probability from ``low`` to ``high``: how many, their mean probability, the share that has a basis.

    Mean and share count all questions with a basis as much as all without one, as in ``Sample.weights``.
    """

    low: float
    high: float
    questions: int
    predicted: float
    observed: float


def sample(kb: Knowledge, questions: Iterable[tuple[str, bool]]) -> Sample:
    """The features of each question that the model decides."""
    found = []
    for query, founded in questions:
        with suppress(QuestionError):
            if one := features(kb, query):
                found.append((one, founded))
    return Sample(np.array([one for one, _ in found]), np.array([founded for _, founded in found]))


def unprepared(shared: Path) -> list[Asked]:
    """Questions over the base of ``bases.for_fitting``, and others that it does not answer."""
    rng, rows, papers = random.Random(3), pairs.written(), pairs.papers("fit")
    titles = pairs.for_fitting(rows)
    about = (row for row in rows if row["title"] in titles)
    answered = [_asked(row["query"], Gold(document=row["title"], article=row["article"])) for row in about]
    for paper in papers:
        texts = [text[-_TAIL:].rstrip("；。") for _, text in paper["clauses"]]
        golds = ((one["query"], Gold(document=paper["title"], contains=texts[one["clause"]])) for one in paper["asked"])
        answered += [_asked(query, gold) for query, gold in golds]
    unanswered = [asked["query"] for paper in papers for asked in paper["unanswered"]]
    unanswered += [row["query"] for row in pairs.unanswered() if row["title"] in titles]
    elsewhere = [asked["query"] for paper in pairs.papers("train") for asked in paper["asked"]]
    patients = [row["title"] for row in pairs.rows(shared / "train" / "medical_qa.jsonl.gz")]
    unanswered += rng.sample(elsewhere, _ELSEWHERE) + rng.sample(patients, _ELSEWHERE)
    return answered + [_asked(query) for query in unanswered]


def _asked(query: str, *gold: Gold) -> Asked:
    return Asked(id="", query=query, gold=[*gold])


def labelled(asked: Iterable[Asked]) -> Labelled:
    """Each question with whether it has an answer."""
    return [(one["query"], bool(one["gold"])) for one in asked]


def fit(of: Sequence[Sample], name: str) -> tuple[LogisticModel, NDArray[np.float64]]:
    """A model fitted on these samples, and what it says of each question when fitted without it, ``(n,)``."""
    columns = list(_COLUMNS[name])
    values = np.concatenate([one.features for one in of])[:, columns]
    founded = np.concatenate([one.founded for one in of])
    weights = np.concatenate([one.weights(_REFUSED[name]) for one in of])
    weights *= len(founded) / weights.sum()

    def tried(c: float) -> NDArray[np.float64]:
        folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=1)
        parts = cross_val_predict(
            _regression(c), values, founded, cv=folds, method="predict_proba", params={"sample_weight": weights}
        )
        return np.asarray(parts[:, 1])

    best = min(_PENALTIES, key=lambda c: float(log_loss(founded, tried(c), sample_weight=weights)))
    model = _regression(best).fit(values, founded, sample_weight=weights)
    found = dict(zip(columns, np.round(model.coef_[0], 1).tolist(), strict=True))
    weighed = Features(*(found.get(i, 0.0) for i in range(len(Features._fields))))
    return LogisticModel(weighed, round(float(model.intercept_[0]), 1)), tried(best)


def _regression(c: float) -> LogisticRegression:
    return LogisticRegression(C=c, max_iter=10_000)


def judged(of: Sample) -> NDArray[np.float64]:
    """Probability of each question by the models in ``app.answer.basis``."""
    return np.array([probability(Features(*values)) for values in of.features])


def reliability(probabilities: NDArray[np.float64], of: Sample) -> list[Bin]:
    """Predicted against observed, a row a bin that holds questions."""
    out, weights = [], of.weights()
    for low, high in pairwise(BINS):
        within = (probabilities >= low) & ((probabilities < high) | (high == BINS[-1]))
        if within.any():
            means = (float(np.average(one[within], weights=weights[within])) for one in (probabilities, of.founded))
            out.append(Bin(low, high, int(within.sum()), *means))
    return out


def row(name: str, probabilities: NDArray[np.float64], founded: NDArray[np.bool_]) -> str:
    """A row of the table: area under the curve, and the shares refused at ``FOUNDED`` and where 90 % are refused rightly."""
    strict = np.quantile(probabilities[~founded], 0.9)
    refused = probabilities < FOUNDED
    cells = [roc_auc_score(founded, probabilities), refused[founded].mean(), refused[~founded].mean()]
    cells += [(probabilities[founded] <= strict).mean(), strict]
    return f"| {name} | {len(founded)} | " + " | ".join(f"{cell:.3f}" for cell in cells) + " |"


def levels(kb: Knowledge) -> str:
    """For ``index.models.calibration.SHIPPED_LEVELS``: what brings the cosines of questions to develop on to ``_USUAL``."""
    asked = open_model(SHIPPED).encode_questions([one["query"] for one in firstline.read("develop")])
    found = {}
    for files in (snapshots.ENTRIES, snapshots.EXAMPLES):
        cosines = asked @ FaissEngine.load(kb.snapshot.folder / files.vectors).vectors().T
        all_rows, nearest = float(cosines.mean()), float(cosines.max(axis=1).mean())
        low, high = _USUAL[files.name]
        deviation = SCALE[1] * (nearest - all_rows) / (high - low)
        found[files.name] = (round(all_rows - deviation * (low - SCALE[0]) / SCALE[1], 3), round(deviation, 3))
    return str(found)


def samples(on: Bases, shared: Path) -> tuple[dict[str, Sample], dict[str, Sample]]:
    """What the model is fitted on, and what it is tested on, by name."""
    golden, more = read(GOLDEN), read(shared / "eval" / "dev_queries.jsonl")
    asked, developed = labelled(unprepared(shared)), labelled(unseen.read("develop"))
    own = {split: [(q["query"], bool(q["gold"])) for q in golden if q["split"] == split] for split in ("dev", "test")}
    own["dev"] += [(q["query"], bool(q["gold"])) for q in more]
    own["dev"] += [(q["query"], bool(q["gold"] or q.get("list"))) for q in firstline.read("develop")]
    own["dev"] += [(row["query"], False) for row in pairs.not_in_shipped("fit")]
    fitted = {"prepared": sample(on.whole, own["dev"])}
    fitted |= {f"unprepared, {where}": sample(kb, asked) for where, kb in on.fitting.items()}
    tested = {"prepared, test (only reported)": sample(on.whole, own["test"])}
    tested |= {f"unseen, to develop on, {where}": sample(kb, developed) for where, kb in on.unseen.items()}
    return fitted, tested


def fitted_models(fitted: Mapping[str, Sample]) -> tuple[list[LogisticModel], dict[str, NDArray[np.float64]]]:
    """Both models, and the probability of each question they were fitted on, by models fitted without it."""
    prepared, *_ = fitted.values()
    by_examples, without = fit([prepared], "by examples")
    by_meaning, crossed = fit([*fitted.values()], "by meaning")
    parts = np.split(crossed, np.cumsum([len(one.founded) for one in fitted.values()])[:-1])
    first = [
        without,
        *(np.array([by_examples.probability(Features(*v)) for v in one.features]) for one in [*fitted.values()][1:]),
    ]
    return [by_examples, by_meaning], {
        name: np.maximum(one, other) for name, one, other in zip(fitted, first, parts, strict=True)
    }


def by_reading(on: Bases, shared: Path) -> tuple[Reading, float]:
    """Weights and bias for ``app.answer.basis.BY_READING``: on the questions of ``unprepared`` that are looked at twice."""
    values, founded = [], []
    for kb in on.fitting.values():
        for query, has in labelled(unprepared(shared)):
            with suppress(QuestionError):
                if found := reading(kb, query):
                    values.append(found)
                    founded.append(has)
    weights = Sample(np.array(values), np.array(founded)).weights()
    model = _regression(1.0).fit(values, founded, sample_weight=weights * len(founded))
    return Reading(*np.round(model.coef_[0], 2).tolist()), round(float(model.intercept_[0]), 2)


def main() -> None:
    """Print the levels, the models, and the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with seeds/, eval/ and train/")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        on = bases.every(Path(folder), args.shared)
        fitted, tested = samples(on, args.shared)
        read_again = by_reading(on, args.shared)
    models, crossed = fitted_models(fitted)
    print(f"levels: {levels(on.whole)}\nin app/answer/basis.py: {BY_EXAMPLES}, {BY_MEANING}, {BY_READING}")
    print(f"fitted: {models}, {read_again}\n")
    print("| questions | n | AUC | refused wrongly | refused rightly | refused wrongly at 90 % | threshold |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, probabilities in crossed.items():
        print(row(f"{name}, cross-validated", probabilities, fitted[name].founded))
    for name, one in tested.items():
        print(row(name, judged(one), one.founded))


if __name__ == "__main__":
    main()
