"""Prints ``app/answer/wanted.csv``: ``python -m benchmarks.wanted_fit``.

Fitted on all questions to develop on that have an answer (the golden ones, those of ``tests/golden/firstline`` and those of
``tests/golden/unseen``), and on the wordings of ``tests/golden/wanted``, each about several subjects, so that the way of asking
counts and not what is asked about. Each question is judged by weights fitted without it; how many are judged rightly is printed
to stderr.
"""

import csv
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, lil_matrix
from sklearn.linear_model import LogisticRegression

from app.answer.asking import grams
from app.answer.wanted import probabilities, scale
from benchmarks import firstline, unseen
from benchmarks.bases import UNSEEN
from benchmarks.fuse_fit import GOLDEN
from ingest import kinds

_OFTEN = 4
"""Questions and wordings in which a run of characters has to stand."""
_PENALTY = 30.0
"""C of scikit-learn."""
_FOLDS = 8
_GOLDEN, _FIRSTLINE, _UNSEEN, _WORDING = 1.0, 2.0, 2.0, 1.0
"""How much a question of each source counts; of a wording, all its questions together, if all kinds had as many wordings."""
_SUBJECTS = 3
"""Subjects about which each wording is asked."""
WORDINGS = UNSEEN.parent / "wanted"
"""``wordings.csv`` (role, kinds, wording; ``{}`` stands for the subject) and ``subjects.txt``."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the kinds of what is to be cited for it."""

    text: str
    kinds: frozenset[str]
    weight: float
    wording: str = ""
    """How it is asked, whatever its subject; "" where that is not known apart."""


def questions() -> list[Question]:
    """Those to develop on that have an answer."""
    golden = [line for line in map(json.loads, GOLDEN.read_text(encoding="utf-8").splitlines()) if line["split"] == "dev"]
    found = [Question(line["query"], _best(line["gold"]), _GOLDEN) for line in golden]
    found += [Question(line["query"], _best(line["gold"]), _FIRSTLINE) for line in firstline.read("develop")]
    found += [Question(q["query"], frozenset({"clause"} if q["gold"] else ()), _UNSEEN) for q in unseen.read("develop")]
    return [one for one in found if one.kinds]


def wordings() -> list[Question]:
    """Each wording about some of the subjects, drawn at random; those of a kind with many wordings count less."""
    subjects = (WORDINGS / "subjects.txt").read_text(encoding="utf-8").split()
    draw = np.random.default_rng(0)
    with (WORDINGS / "wordings.csv").open(encoding="utf-8", newline="") as file:
        rows = [(frozenset(row["kinds"].split()), row["wording"]) for row in csv.DictReader(file)]
    many, found = Counter(sought for sought, _ in rows), []
    for sought, said in rows:
        texts = sorted({said.format(subjects[i]) for i in draw.permutation(len(subjects))[:_SUBJECTS]})
        weight = _WORDING * math.sqrt(len(rows) / len(many) / many[sought])
        found += [Question(text, sought, weight / len(texts), said) for text in texts]
    return found


def _best(gold: Sequence[Mapping[str, object]]) -> frozenset[str]:
    """The kinds of the gold answers of the highest grade."""
    highest = max((int(str(one.get("grade", 1))) for one in gold), default=0)
    return frozenset(str(one["type"]) for one in gold if one.get("grade", 1) == highest) & kinds.shown().keys()


def matrix(some: Sequence[str], known: Sequence[str]) -> csr_matrix:
    """``(questions, known)``: what a run counts in a question, 0 where it has not got it."""
    places, out = {run: place for place, run in enumerate(known)}, lil_matrix((len(some), len(known)))
    for row, found in enumerate(map(grams, some)):
        for run in found & places.keys():
            out[row, places[run]] = scale(found)
    return out.tocsr()


def fitted(some: Sequence[Question]) -> tuple[list[str], LogisticRegression]:
    """The runs of characters that count, and the regression on them."""
    often = Counter(run for text in dict.fromkeys(one.wording or one.text for one in some) for run in grams(text))
    known = sorted(run for run, n in often.items() if n >= _OFTEN and "{" not in run and "}" not in run)
    rows = [(at, kind) for at, one in enumerate(some) for kind in sorted(one.kinds)]
    values = matrix([one.text for one in some], known)[[at for at, _ in rows]]
    weights = [some[at].weight / len(some[at].kinds) for at, _ in rows]
    model = LogisticRegression(C=_PENALTY, max_iter=10_000)
    return known, model.fit(values, [kind for _, kind in rows], sample_weight=weights)


def crossed(some: Sequence[Question]) -> dict[str, dict[str, float]]:
    """Question → kind → logarithm of its probability by weights fitted without the question."""
    places = {text: place for place, text in enumerate(dict.fromkeys(one.text for one in some))}
    fold = np.random.default_rng(0).permutation(len(places)) % _FOLDS
    out = {}
    for left_out in range(_FOLDS):
        known, model = fitted([one for one in some if fold[places[one.text]] != left_out] + wordings())
        tried = [text for text, place in places.items() if fold[place] == left_out]
        for text, totals in zip(tried, model.decision_function(matrix(tried, known)), strict=True):
            out[text] = dict(zip(model.classes_, probabilities(totals.tolist()), strict=True))
    return out


def table(known: Sequence[str], model: LogisticRegression) -> Iterator[tuple[str, ...]]:
    """The rows of the file."""
    yield "run", *model.classes_
    for run, weights in zip(("", *known), (model.intercept_, *model.coef_.T), strict=True):
        yield run, *(f"{weight:.1f}" for weight in weights)


def main() -> None:
    """Print the file, and how well the questions are told apart to stderr."""
    some = questions()
    found = crossed(some)
    right = [max(found[one.text], key=found[one.text].__getitem__) in one.kinds for one in some]
    print(f"{sum(right)} of {len(right)}", file=sys.stderr)
    csv.writer(sys.stdout, lineterminator="\n").writerows(table(*fitted(some + wordings())))


if __name__ == "__main__":
    main()
