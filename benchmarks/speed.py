"""Time and memory of building and asking: ``python benchmarks/speed.py [--shared DIR]``.

Builds from the five originals where DIR is given, else from the digests; each figure is the best of a few runs
in processes of their own, and the cold question is set against the libraries it needs, in the same run.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.answer.answering import ask
from app.base.knowledge import Knowledge
from app.evaluate.judging import read
from ingest.numerals import int_to_chinese

GOLDEN = Path(__file__).parents[1] / "tests" / "golden" / "questions.jsonl"
LIBRARIES = "import faiss, numpy, jieba; jieba.initialize()"
RUNS = 5
CLAUSES = 100


def timed(command: list[str]) -> float:
    """Wall time of one process, seconds."""
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def _document(sentences: list[str], number: int) -> str:
    """A document of ``CLAUSES`` articles that no base has, of a usual length."""
    articles = [f"第{int_to_chinese(n)}条　" + "，".join(sentences[5 * n : 5 * n + 5]) + "。" for n in range(1, CLAUSES + 1)]
    return "\n\n".join([f"# 测速用第{int_to_chinese(number + 1)}管理制度", *articles]) + "\n"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, help="folder with seeds/")
    args = parser.parse_args()
    source = str(args.shared / "seeds") if args.shared else str(Path(__file__).parents[1] / "corpus" / "documents")
    with tempfile.TemporaryDirectory() as folder:
        kb = os.path.join(folder, "kb")
        python = sys.executable
        empty = min(timed([python, "-c", "pass"]) for _ in range(RUNS))
        build = min(timed([python, "-m", "app.cli", "build", source, "--kb", kb]) for _ in range(3)) - empty
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        cold, libraries = [], []
        for _ in range(RUNS):
            libraries.append(timed([python, "-c", LIBRARIES]))
            cold.append(timed([python, "-m", "app.cli", "ask", "哪些标准适用于提高 VTE 规范预防率", "--json", "--kb", kb]))
        opened = Knowledge.open(Path(kb))
        questions = [q["query"] for q in read(GOLDEN) if q["gold"]]
        ask(opened, questions[0])
        warm = []
        for question in questions:
            began = time.perf_counter()
            ask(opened, question)
            warm.append((time.perf_counter() - began) * 1000)
        serving = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        took = []
        for at in range(3):
            (document := Path(folder) / f"制度{at}.md").write_text(_document(questions[at:], at), encoding="utf-8")
            took.append(timed([python, "-m", "app.cli", "add", str(document), "--kb", kb]))
        added = min(took) - empty
    warm.sort()
    print("| what | measured | limit |")
    print("|---|---:|---:|")
    print(f"| build from five documents, after interpreter start | {build:.1f} s | 10 s |")
    print(f"| peak memory of the build | {peak:.0f} MB | 500 MB |")
    print(f"| cold `duibiao ask` ÷ importing faiss, numpy and jieba's dictionary | {min(cold) / min(libraries):.2f} | 2.2 |")
    print(f"| warm answer, median of {len(warm)} questions | {statistics.median(warm):.1f} ms | 25 ms |")
    print(f"| warm answer, 95th percentile | {warm[int(0.95 * len(warm))]:.1f} ms | 60 ms |")
    print(f"| `duibiao add` of a document of {CLAUSES} clauses | {added:.1f} s | 10 s |")
    print(f"| peak memory of a process that answers | {serving:.0f} MB | 600 MB |")


if __name__ == "__main__":
    main()
