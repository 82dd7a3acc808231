"""Recall at 5 and refusals on judged questions: ``python -m benchmarks.quality [--shared DIR] [--misses]``.

The base is built from the corpus, with the originals in DIR/seeds over it where given, in a temporary folder.
"""

import argparse
import tempfile
from pathlib import Path

from app.evaluate.judging import Judged, Judgement, evaluate, read
from benchmarks.bases import whole

GOLDEN = Path(__file__).parents[1] / "tests" / "golden" / "questions.jsonl"


def main() -> None:
    """Print one row a set of questions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, help="folder with seeds/ and eval/")
    parser.add_argument("--misses", action="store_true", help="list what was missed (never of the test split)")
    args = parser.parse_args()
    own = read(GOLDEN)
    sets = {
        "own, development": [q for q in own if q["split"] == "dev"],
        "own, test (only reported)": [q for q in own if q["split"] == "test"],
    }
    if args.shared:
        sets = {"shared development": read(args.shared / "eval" / "dev_queries.jsonl")} | sets
    with tempfile.TemporaryDirectory() as folder:
        opened = whole(Path(folder) / "kb", args.shared)
        print("| questions | n | standards | targets | clauses | core systems | refused rightly | refused wrongly |")
        print("|---|---:|---:|---:|---:|---:|---:|---:|")
        for name, questions in sets.items():
            score = evaluate(opened, questions)
            print(_row(name, questions, score))
            if args.misses and "test" not in name:
                for line in [
                    *score.missed,
                    *(f"answered: {x}" for x in score.answered_wrongly),
                    *(f"refused: {x}" for x in score.refused_wrongly),
                ]:
                    print("   ", line)


def _row(name: str, questions: list[Judged], score: Judgement) -> str:
    unanswerable = sum(not q["gold"] for q in questions)
    means = " | ".join(f"{score.mean(kind):.3f}" for kind in ("standard", "target", "clause", "core_system"))
    return (
        f"| {name} | {len(questions)} | {means} | {unanswerable - len(score.answered_wrongly)}/{unanswerable} "
        f"| {len(score.refused_wrongly)}/{len(questions) - unanswerable} |"
    )


if __name__ == "__main__":
    main()
