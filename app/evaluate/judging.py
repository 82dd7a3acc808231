"""Judged questions asked of a base: what a person is shown for each, beside what should be shown (the gold).

A line of a questions file is JSON: ``id``, ``kind``, ``query``, ``gold``: a list of ``{"type", "id"}`` or
``{"type": "clause", "contains": [alternatives]}``, each with a ``grade`` (default 1); an empty gold means that the base
must refuse. ``app.evaluate.metrics`` turns the judgement into figures.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NotRequired, TypedDict

from app.answer.answering import Answer, ask
from app.answer.ranking import Result
from app.base.knowledge import Knowledge
from index.words.normal import squeezed
from ingest import kinds
from ingest.errors import DataError, QuestionError, SourceError
from ingest.text.decoding import decode, read_bytes

CUTOFF = 5
"""Results that count as shown: those that a person sees without scrolling."""


class Gold(TypedDict):
    """Something that should be shown."""

    type: str
    id: NotRequired[str]
    contains: NotRequired[list[str]]
    """Alternatives, one of which the text of the clause contains; spaces and widths do not count."""
    grade: NotRequired[int]


class Judged(TypedDict):
    """A question with its gold."""

    id: str
    kind: str
    query: str
    gold: list[Gold]
    split: str


@dataclass(frozen=True, slots=True)
class JudgedRanking:
    """What was shown of one kind for one question; the golds are called ``gold/0``, ``gold/1`` and so on."""

    type: str
    """The kind."""
    grades: dict[str, int]
    """Gold → how relevant it is, from 1."""
    shown: tuple[str, ...]
    """Golds, and the ids of everything else, best first."""

    def recall(self, cutoff: int) -> float:
        """Share of the golds, 0 to 1, that are among the first ``cutoff`` shown."""
        return len(self.grades.keys() & set(self.shown[:cutoff])) / len(self.grades)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question asked."""

    id: str
    kind: str
    label: str
    answerable: bool
    answered: bool
    rankings: tuple[JudgedRanking, ...]


@dataclass(slots=True)
class Judgement:
    """Every question asked, the golds that were not shown, and those that the base does not hold."""

    outcomes: list[Outcome] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)
    """(id of the question, gold) of what the base does not hold: it can never be shown."""

    @property
    def answered_wrongly(self) -> list[str]:
        """Questions that should have been refused."""
        return [o.label for o in self.outcomes if o.answered and not o.answerable]

    @property
    def refused_wrongly(self) -> list[str]:
        """Questions that should have been answered."""
        return [o.label for o in self.outcomes if o.answerable and not o.answered]

    def mean(self, kind: str) -> float:
        """Mean recall at 5 of one type of gold; 1 when nothing of it was asked."""
        values = [r.recall(CUTOFF) for o in self.outcomes for r in o.rankings if r.type == kind]
        return sum(values) / len(values) if values else 1.0


def read(path: Path) -> list[Judged]:
    """The questions in ``path``; SourceError as in ``read_bytes``, DataError naming the line that is no question."""
    data = read_bytes(path)
    try:
        lines = decode(data, str(path)).removeprefix("\ufeff").split("\n")
    except SourceError as exc:
        raise DataError(exc.what, str(path), "应是 UTF-8 编码的 JSONL 文件，一行一题") from exc
    questions = [_question(line, f"{path} 第 {number} 行") for number, line in enumerate(lines, 1) if line.strip()]
    if not questions:
        raise DataError("题目文件里没有题目", str(path), "一行一题，应有 id、kind、query、gold")
    return questions


def _question(line: str, where: str) -> Judged:
    try:
        row = json.loads(line)
        question = Judged(
            id=_text(row["id"]),
            kind=_text(row["kind"]),
            query=_text(row["query"]),
            gold=[_gold(gold) for gold in row["gold"]],
            split=_text(row.get("split", "")),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        raise DataError("这一行不是题目", where, "应有 id、kind、query、gold") from exc
    wrong = [gold["type"] for gold in question["gold"] if gold["type"] not in kinds.shown()]
    if wrong:
        raise DataError(f"没有“{wrong[0]}”这一类答案", where, f"可用：{'、'.join(kinds.shown())}")
    return question


def _text(value: Any) -> str:  # noqa: ANN401 - any JSON value
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _gold(row: dict[str, Any]) -> Gold:
    gold = Gold(type=_text(row["type"]), grade=max(int(row.get("grade", 1)), 1))
    if "id" in row:
        gold["id"] = _text(row["id"])
    else:
        gold["contains"] = [_text(part) for part in row["contains"]]
    return gold


def evaluate(kb: Knowledge, questions: Iterable[Judged], asking: Callable[[Knowledge, str], Answer] = ask) -> Judgement:
    """Ask every question and compare; what cannot be searched counts as refused."""
    questions = list(questions)
    judgement = Judgement(unknown=_unknown(kb, questions))
    for question in questions:
        try:
            answer = asking(kb, question["query"])
            answered, results = answer.answered, answer.results
        except QuestionError:
            answered, results = False, {}
        golds: dict[str, list[Gold]] = defaultdict(list)
        for gold in question["gold"]:
            golds[gold["type"]].append(gold)
        label = f"{question['id']} {question['query']}"
        rankings = tuple(_ranking(kb, results.get(kind, []), kind, same) for kind, same in golds.items())
        judgement.outcomes.append(Outcome(question["id"], question["kind"], label, bool(golds), answered, rankings))
        for ranking, same in zip(rankings, golds.values(), strict=True):
            top = ranking.shown[:CUTOFF]
            judgement.missed += [f"{label} → {_written(g)}" for i, g in enumerate(same) if f"gold/{i}" not in top]
    return judgement


def _ranking(kb: Knowledge, results: list[Result], kind: str, golds: list[Gold]) -> JudgedRanking:
    """Results in order; the first that is a gold, or several golds, under their names."""
    shown: list[str] = []
    for result in results:
        clause = kb.clause(result.id)
        text = squeezed(clause.text) if clause else ""
        met = [f"gold/{i}" for i, gold in enumerate(golds) if meets(gold, result.id, text)]
        shown += [key for key in met if key not in shown] or [result.id]
    return JudgedRanking(kind, {f"gold/{i}": gold.get("grade", 1) for i, gold in enumerate(golds)}, tuple(shown))


def meets(gold: Gold, identity: str, text: str) -> bool:
    """Whether a result is ``gold``: by its id, or by its text, squeezed, where it is a clause."""
    if "id" in gold:
        return gold["id"] == identity
    return any(squeezed(part) in text for part in gold["contains"])


def _unknown(kb: Knowledge, questions: list[Judged]) -> list[tuple[str, str]]:
    """Golds that no result can be: an id that the base does not hold, words that no clause of it contains."""
    golds = [(question["id"], gold) for question in questions for gold in question["gold"]]
    parts = {squeezed(part) for _, gold in golds for part in gold.get("contains", [])}
    held: set[str] = set()
    for clause in kb.store.clauses() if parts else ():
        text = squeezed(clause.text)
        held |= {part for part in parts - held if part in text}

    def known(gold: Gold) -> bool:
        if "id" in gold:
            return gold["id"] in kb.entities or kb.clause(gold["id"]) is not None
        return any(squeezed(part) in held for part in gold["contains"])

    return [(question, _written(gold)) for question, gold in golds if not known(gold)]


def _written(gold: Gold) -> str:
    return gold["id"] if "id" in gold else " / ".join(gold["contains"])
