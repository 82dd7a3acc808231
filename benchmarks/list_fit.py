"""Prints ``app/answer/list_weights.py``: ``python -m benchmarks.list_fit``.

Fitted on the wordings of ``tests/golden/lists/wordings.csv``, on the questions of ``tests/golden/firstline`` to develop on and,
as questions for no list, on golden ones. Every wording is judged by weights fitted without it; the share judged rightly is
printed to stderr, by form.
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from app.answer.asking import grams
from benchmarks import firstline
from benchmarks.bases import UNSEEN
from benchmarks.fuse_fit import GOLDEN

WORDINGS = UNSEEN.parent / "lists" / "wordings.csv"
_GOLDEN_SHARE = 0.25
"""How much a golden question counts beside a wording."""
_GOLDEN_MOST = 500
_OTHERS = ("golden", "firstline")
"""Forms whose questions say what is asked about, so that their runs of characters are no talk."""
_MEMBERS = 4
"""Gold answers from which a golden question may ask for a list."""
_OFTEN = 2
"""Wordings in which a run of characters has to stand."""
_PENALTY = 3.0
"""C of scikit-learn."""
_FOLDS = 8


@dataclass(frozen=True, slots=True)
class Wording:
    """A question and whether it asks for a list; ``form`` is how it does that."""

    question: str
    wants: bool
    form: str


def wordings() -> list[Wording]:
    """Those written for this, those on what stands first, then golden questions for no list."""
    with WORDINGS.open(encoding="utf-8", newline="") as file:
        own = [Wording(row["question"], row["want"] == "1", row["form"]) for row in csv.DictReader(file)]
    own += [Wording(line["query"], bool(line.get("list")), "firstline") for line in firstline.read("develop")]
    lines = map(json.loads, GOLDEN.read_text(encoding="utf-8").splitlines())
    golden = [line["query"] for line in lines if line["split"] == "dev" and len(line["gold"]) < _MEMBERS]
    chosen = np.random.default_rng(0).permutation(len(golden))[:_GOLDEN_MOST]
    return own + [Wording(golden[i], False, "golden") for i in chosen]


def matrix(some: Sequence[Wording], known: Sequence[str]) -> NDArray[np.float64]:
    """``(wordings, known)``: 1 where a question has a run of characters."""
    return np.array([[gram in found for gram in known] for found in (grams(one.question) for one in some)], np.float64)


def fitted(some: Sequence[Wording]) -> tuple[list[str], LogisticRegression]:
    """The runs of characters that count, and the regression on them."""
    often = Counter(gram for one in some if one.form not in _OTHERS for gram in grams(one.question))
    known = sorted(gram for gram, n in often.items() if n >= _OFTEN)
    weights = [_GOLDEN_SHARE if one.form == "golden" else 1.0 for one in some]
    model = LogisticRegression(C=_PENALTY, max_iter=10_000)
    return known, model.fit(matrix(some, known), [one.wants for one in some], sample_weight=weights)


def crossed(some: Sequence[Wording]) -> dict[str, list[bool]]:
    """Form → whether each of its wordings is judged rightly by weights fitted without it."""
    fold = np.random.default_rng(0).permutation(len(some)) % _FOLDS
    right: dict[str, list[bool]] = defaultdict(list)
    for left_out in range(_FOLDS):
        known, model = fitted([one for one, of in zip(some, fold, strict=True) if of != left_out])
        tried = [one for one, of in zip(some, fold, strict=True) if of == left_out]
        for one, wants in zip(tried, model.predict(matrix(tried, known)), strict=True):
            right[one.form].append(bool(wants) == one.wants)
    return right


def table(some: Sequence[Wording]) -> Iterator[str]:
    """The module of the weights."""
    by_weight, model = _rounded(some)
    talk, _ = _rounded([one for one in some if one.form != "firstline"])
    yield '"""The weights of ``app.answer.asking``, printed by ``benchmarks/list_fit.py``."""\n\n# ruff: noqa: E501'
    yield f"BIAS = {model.intercept_[0]:.2f}"
    yield "_RUNS = {"
    yield from (f'    {weight}: "{" ".join(runs)}",' for weight, runs in sorted(by_weight.items()))
    yield "}"
    yield "WEIGHTS = {run: weight for weight, runs in _RUNS.items() for run in runs.split()}"
    yield '"""Run of characters → how much it speaks for a list; ^ is the start of a question, $ its end, 0 a number."""'
    runs = sorted(run for weight, runs in talk.items() if weight for run in runs if len(run) > 1 and run.isalpha())
    yield f'TALK = frozenset("{" ".join(runs)}".split())'
    yield '"""Runs that the wordings alone, written to ask for much in many ways, tell lists by: mostly how is asked."""'


def _rounded(some: Sequence[Wording]) -> tuple[dict[float, list[str]], LogisticRegression]:
    """Weight → its runs, and the regression."""
    known, model = fitted(some)
    by_weight: dict[float, list[str]] = defaultdict(list)
    for gram, weight in zip(known, model.coef_[0], strict=True):
        by_weight[round(float(weight), 1) + 0.0].append(gram)
    return by_weight, model


def main() -> None:
    """Print the module, and how well the wordings are told apart to stderr."""
    some = wordings()
    for form, right in crossed(some).items():
        print(f"{form}: {sum(right)} of {len(right)}", file=sys.stderr)
    print(*table(some), sep="\n")


if __name__ == "__main__":
    main()
