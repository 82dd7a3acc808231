"""Prints ``app/answer/weights.py``: ``python -m benchmarks.rank_fit --shared DIR`` (extra ``dev``).

Fitted on questions to develop on: the golden ones and those of ``tests/golden/firstline`` over what ships with the originals,
and those of ``fuse_fit.unprepared`` over documents that nobody prepared, alone and beside what ships; there also on questions
without an answer, so that what is found for them is improbable. A result is right when it is a gold of the highest grade that
the question has. Each question is judged by weights fitted without it, and the share whose right result would stand at the top
of the page is printed to stderr for every penalty tried (C of scikit-learn).
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from app.answer.answering import candidates
from app.answer.probable import FEATURES, UNPREPARED, features, judged_as
from app.answer.ranking import Result
from app.answer.understanding import Understood
from app.base.knowledge import Knowledge
from app.evaluate.judging import Judged, meets, read
from benchmarks import bases, firstline, fuse_fit, unseen, wanted_fit
from benchmarks.fuse_fit import GOLDEN
from index.words.normal import squeezed
from ingest import kinds
from ingest.errors import QuestionError

_REGRESSIONS = (*kinds.shown(), UNPREPARED)
_MORE_ANSWERED = 1.4
"""Added to the log odds of ``UNPREPARED``: of the questions fitted on two in five have no answer, of what people ask less.
Chosen on the half of ``tests/golden/unseen`` to develop on."""
_LATER = 0.3
"""How much a result after the first of its kind counts: the first decides the order of the groups."""
_DEEPEST = 5
_FOLDS = 8
_PENALTIES = (0.1, 0.3, 1.0, 3.0)
_SOURCES = {"golden": 1.0, "firstline": 2.0, **{f"unprepared {where}": 0.3 for where in bases.WHERE}}
"""How much a question of each source counts."""

Found = tuple[Understood, dict[str, list[Result]]]
"""A question and what it finds, by kind."""
Grade = Callable[[Knowledge, Result], int]
"""How relevant a result is to one question, from 0."""


@dataclass(frozen=True, slots=True)
class Row:
    """A result that was found: its question, its regression, rank within its kind, features, and whether it is right."""

    source: str
    question: str
    kind: str
    rank: int
    values: list[float]
    right: bool


def rows(kb: Knowledge, source: str, questions: Iterable[tuple[str, Grade]]) -> Iterator[Row]:
    """The results of each question."""
    for query, grade in questions:
        with suppress(QuestionError):
            if found := candidates(kb, query):
                yield from _rows(kb, source, query, found, grade)


def _rows(
    kb: Knowledge, source: str, query: str, found: tuple[Understood, dict[str, list[Result]]], grade: Grade
) -> Iterator[Row]:
    graded = [(grade(kb, result), result, values) for result, values in features(*found)]
    highest = max((g for g, *_ in graded), default=0)
    ranks: dict[str, int] = defaultdict(int)
    for g, result, values in graded:
        yield Row(source, query, judged_as(result), ranks[result.kind], values, g == highest > 0)
        ranks[result.kind] += 1


def asked(shared: Path, folder: Path) -> Iterator[Row]:
    """The rows of all sources."""
    kb = bases.whole(folder / "whole", shared)
    yield from rows(kb, "golden", ((q["query"], _by_gold(q)) for q in read(GOLDEN) if q["split"] == "dev" and q["gold"]))
    first = [(q["query"], _by_id(_grades(q["gold"]))) for q in firstline.read("develop") if q["gold"]]
    yield from rows(kb, "firstline", first)
    for where, beside in bases.WHERE.items():
        kb = bases.for_fitting(folder / where, shared, beside_shipped=beside)
        own = [(q["query"], _by_id(dict.fromkeys(unseen.right(kb, q), 2))) for q in fuse_fit.unprepared(shared)]
        yield from rows(kb, f"unprepared {where}", own)


def _grades(gold: Sequence[firstline.Gold]) -> dict[str, int]:
    """Id → its highest grade: a row of a table is a clause and an indicator."""
    return {one["id"]: max(other["grade"] for other in gold if other["id"] == one["id"]) for one in gold}


def _by_gold(question: Judged) -> Grade:
    def grade(kb: Knowledge, result: Result) -> int:
        clause = kb.clause(result.id)
        text = squeezed(clause.text) if clause else ""
        return max((gold.get("grade", 1) for gold in question["gold"] if meets(gold, result.id, text)), default=0)

    return grade


def _by_id(grades: Mapping[str, int]) -> Grade:
    return lambda _, result: max(grades.get(one, 0) for one in (result.id, *result.also))


def rewanted(found: Iterable[Row]) -> list[Row]:
    """Rows with the kind that is wanted judged by weights fitted without their question, as that of a new question will be."""
    known, place = wanted_fit.crossed(wanted_fit.questions()), FEATURES.index("wanted")
    return [
        replace(row, values=[*row.values[:place], known[row.question][_wanted_as(row.kind)], *row.values[place + 1 :]])
        if row.question in known
        else row
        for row in found
    ]


def _wanted_as(judged: str) -> str:
    """The kind that a question wants, of what is judged by a regression: whoever wants a clause knows of no preparation."""
    return "clause" if judged == UNPREPARED else judged


def fitted(some: list[Row], penalty: float) -> LogisticRegression:
    """The regression of one kind."""
    values, right = np.array([row.values for row in some]), np.array([row.right for row in some])
    weights = np.array([_SOURCES[row.source] * (_LATER if row.rank else 1.0) for row in some])
    return LogisticRegression(C=penalty, max_iter=10_000).fit(values, right, sample_weight=weights)


def crossed(found: list[Row], penalty: float) -> NDArray[np.float64]:
    """``(rows,)``: the probability of each row by a regression fitted without its question."""
    places = {query: place for place, query in enumerate(dict.fromkeys(row.question for row in found))}
    folds = np.random.default_rng(0).permutation(len(places))
    fold = np.array([folds[places[row.question]] % _FOLDS for row in found])
    out = np.zeros(len(found))
    for kind in _REGRESSIONS:
        of_kind = np.array([row.kind == kind for row in found])
        for left_out in range(_FOLDS):
            tried = np.flatnonzero(of_kind & (fold == left_out))
            if not len(tried):
                continue
            model = fitted([found[i] for i in np.flatnonzero(of_kind & (fold != left_out))], penalty)
            out[tried] = model.predict_proba(np.array([found[i].values for i in tried]))[:, 1]
    return out


def tops(found: list[Row], probabilities: NDArray[np.float64]) -> dict[str, float]:
    """Source → share of its questions whose right result is the most probable."""
    best: dict[tuple[str, str], tuple[float, bool]] = {}
    for row, probability in zip(found, probabilities, strict=True):
        key = (row.source, row.question)
        best[key] = max(best.get(key, (-1.0, False)), (float(probability), row.right))
    return {name: float(np.mean([right for (source, _), (_, right) in best.items() if source == name])) for name in _SOURCES}


def table(found: list[Row], penalty: float) -> Iterator[str]:
    """The module of the weights."""
    models = {kind: fitted([row for row in found if row.kind == kind], penalty) for kind in _REGRESSIONS}
    models[UNPREPARED].intercept_ += _MORE_ANSWERED
    columns = [[*model.intercept_, *model.coef_[0]] for model in models.values()]
    yield '"""The weights of ``app.answer.probable``, printed by ``benchmarks/rank_fit.py``: a row a feature."""'
    yield f"\nKINDS = {tuple(models)}".replace("'", '"')
    yield "_TABLE = ("
    for name, *values in zip(("bias", *FEATURES), *columns, strict=True):
        yield f'    ("{name}", ' + ", ".join(f"{value:.2f}" for value in values) + "),"
    yield ")"
    yield "WEIGHTS = {kind: tuple(float(row[place]) for row in _TABLE) for place, kind in enumerate(KINDS, 1)}"
    yield '"""Kind → its bias, then a weight for each of ``probable.FEATURES``."""'


def main() -> None:
    """Print the module, and how well each penalty does to stderr."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with seeds/ and train/statutes.jsonl.gz")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = rewanted(row for row in asked(args.shared, Path(folder)) if row.rank < _DEEPEST)
    tried = {penalty: tops(found, crossed(found, penalty)) for penalty in _PENALTIES}
    for penalty, shares in tried.items():
        print(penalty, {name: round(share, 3) for name, share in shares.items()}, file=sys.stderr)
    print(*table(found, max(tried, key=lambda penalty: sum(tried[penalty].values()))), sep="\n")


if __name__ == "__main__":
    main()
