"""Questions over documents that nobody prepared: ``python -m benchmarks.unseen --shared DIR [--misses] [--reported]``.

The base holds the twelve statutes and six hospital papers of ``tests/golden/unseen``, alone or beside what ships. Questions
that they answer are ranked by the first right clause; of the others, the share that is refused. Beside the product stand the
encoder alone, bm25s over words cut by jieba, and the product whose encoder could not be loaded. Intervals: 95 %, Wilson's.
"""

import argparse
import json
import math
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NotRequired, TypedDict

import bm25s
import jieba
import numpy as np

from app.answer.answering import ask, search
from app.base.engines import Engines
from app.base.knowledge import Knowledge
from benchmarks.bases import UNSEEN, WHERE, unseen
from index.models.encoder import SHIPPED, Model, WithoutVectors, open_model
from index.words.normal import squeezed
from ingest.errors import QuestionError

CUTOFFS = (1, 5, 10)
_DEEPEST = 10
_SURE = 1.96
"""Standard deviations of a 95 % interval."""


class Gold(TypedDict):
    """A clause that answers: an article of a statute, or a clause of a hospital's paper by words that it contains."""

    document: str
    """Title of a statute, or the paper's file name without its ending."""
    article: NotRequired[str]
    contains: NotRequired[str]


class Asked(TypedDict):
    """A question; one without ``gold`` has no answer in these documents."""

    id: str
    query: str
    gold: list[Gold]
    why: NotRequired[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a system shows for a question: ids of clauses, best first; whether it claims that they answer."""

    clauses: list[str]
    answered: bool = True


System = Callable[[str], Shown]


def read(name: str) -> list[Asked]:
    """The questions of one half, ``develop`` or ``reported``."""
    return [json.loads(line) for line in (UNSEEN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def right(kb: Knowledge, question: Asked) -> set[str]:
    """Ids of the clauses that answer ``question``; those of an article's items too."""
    stems = {Path(document.source).stem: document.id for document in kb.documents.values()}
    found: set[str] = set()
    for gold in question["gold"]:
        for clause in kb.store.clauses(stems[gold["document"]]):
            parts = clause.id.partition("#")[2].split("/")
            if gold.get("article") in parts or ("contains" in gold and squeezed(gold["contains"]) in squeezed(clause.text)):
                found.add(clause.id)
    return found


class _WordsAlone(Engines):
    """The engines of a snapshot as where the encoder cannot be loaded."""

    @cached_property
    def model(self) -> Model:
        return WithoutVectors(int(self._snapshot.manifest.model["dim"]))


class WithoutEncoder(Knowledge):
    """A base whose encoder could not be loaded: it is searched by words alone."""

    @cached_property
    def _engines(self) -> Engines:
        return _WordsAlone(self.snapshot, self.thesaurus)


def by_search(kb: Knowledge) -> System:
    """The product's ``search``. Hits that it says to be no sure basis count as found, and the question as refused."""

    def shown(query: str) -> Shown:
        found = search(kb, query, _DEEPEST)
        return Shown([identity for _, identity, _ in found.hits], bool(found.hits) and not found.note)

    return shown


def by_ask(kb: Knowledge) -> System:
    """The product's ``ask``: its clauses, in order. An answer that says that the detail is not written is none."""

    def shown(query: str) -> Shown:
        answer = ask(kb, query)
        return Shown([result.id for result in answer.results.get("clause", ())], answer.answered)

    return shown


def by_encoder(kb: Knowledge) -> System:
    """The encoder alone: the nearest clauses."""
    model, engine = open_model(SHIPPED), kb.searcher.vectors
    clauses = kb.entries.rows_of("clause")

    def shown(query: str) -> Shown:
        rows, _ = engine.search(model.encode_questions([query])[0], _DEEPEST, clauses)
        return Shown([kb.entries[int(row)][1] for row in rows])

    return shown


def by_bm25s(kb: Knowledge) -> System:
    """bm25s over the words of jieba."""
    clauses = [clause for clause in kb.store.clauses() if clause.text]
    words = [jieba.lcut_for_search(" ".join((*clause.titles, clause.text))) for clause in clauses]
    retriever = bm25s.BM25()
    retriever.index(words, show_progress=False)

    def shown(query: str) -> Shown:
        (places,), _ = retriever.retrieve([jieba.lcut_for_search(query)], k=_DEEPEST, show_progress=False)
        return Shown([clauses[int(place)].id for place in places])

    return shown


@dataclass(frozen=True, slots=True)
class Score:
    """How a system did: rank of the first right clause of each question with an answer, and what was refused."""

    ranks: list[float]
    refused: list[bool]
    """Of the questions with an answer."""
    refused_rightly: list[bool]

    def row(self) -> str:
        """The cells of a table."""
        cells = [share([rank <= k for rank in self.ranks]) for k in CUTOFFS]
        cells.append(f"{np.mean([1 / rank for rank in self.ranks]):.3f}")
        return " | ".join([*cells, share(self.refused), share(self.refused_rightly)])


def systems(kb: Knowledge) -> dict[str, System]:
    """What is compared, by name."""
    by_words = WithoutEncoder(kb.snapshot, kb.store)
    return {
        "search": by_search(kb),
        "ask": by_ask(kb),
        "search, encoder not loaded": by_search(by_words),
        "ask, encoder not loaded": by_ask(by_words),
        "encoder alone": by_encoder(kb),
        "bm25s + jieba": by_bm25s(kb),
    }


def judge(kb: Knowledge, system: System, questions: Sequence[Asked]) -> tuple[Score, list[str]]:
    """The score of ``system``, and a line for each question that it got wrong."""
    score, wrong = Score([], [], []), []
    for question in questions:
        try:
            found = system(question["query"])
        except QuestionError:
            found = Shown([], answered=False)
        if not question["gold"]:
            score.refused_rightly.append(not found.answered)
            if found.answered:
                wrong.append(f"answered  {question['query']} ({question.get('why')}): {found.clauses[:1]}")
            continue
        gold = right(kb, question)
        rank = next((place for place, identity in enumerate(found.clauses, 1) if identity in gold), math.inf)
        score.ranks.append(rank)
        score.refused.append(not found.answered)
        if not found.answered or rank > 1:
            state = "refused " if not found.answered else f"{rank:>8}"
            wrong.append(f"{state}  {question['query']}: {found.clauses[:1]} for {sorted(gold)[:1]}")
    return score, wrong


def share(hits: Sequence[bool]) -> str:
    """A share with its interval."""
    n = len(hits) or 1
    share, z = sum(hits) / n, _SURE * _SURE / n
    middle, half = share + z / 2, _SURE * math.sqrt(share * (1 - share) / n + z / (4 * n))
    return f"{share:.3f} ({max((middle - half) / (1 + z), 0):.2f}–{min((middle + half) / (1 + z), 1):.2f})"


def main() -> None:
    """Print a table a base."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with train/statutes.jsonl.gz")
    parser.add_argument("--misses", action="store_true", help="list what was missed of the half to develop on")
    parser.add_argument("--reported", action="store_true", help="the half that is only reported")
    args = parser.parse_args()
    questions = read("reported" if args.reported else "develop")
    with tempfile.TemporaryDirectory() as folder:
        for base, beside in WHERE.items():
            kb = unseen(Path(folder) / base, args.shared, beside_shipped=beside)
            print(f"\n{base}\n\n| system | R@1 | R@5 | R@10 | MRR | refused wrongly | refused rightly |")
            print("|---|---|---|---|---|---|---|")
            for name, system in systems(kb).items():
                score, wrong = judge(kb, system, questions)
                print(f"| {name} | {score.row()} |", flush=True)
                if args.misses and not args.reported and name in ("search", "ask"):
                    print(*wrong, sep="\n")


if __name__ == "__main__":
    main()
