"""The index at 60,593 articles of statutes: ``python -m benchmarks.scale --shared DIR``.

The articles go in as clauses do (statute and headings as the title, the article as the text, long ones with their parts), by
the functions that ``duibiao build`` calls. Cutting, encoding and asking each run in a process of their own; seconds are given
as they passed and, since other work on the machine stretches those, as CPU of the process and its workers.
"""

import argparse
import gzip
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.evaluate.judging import read
from corpus import CORPUS
from index.engines.bm25 import Bm25
from index.engines.faiss_engine import FaissEngine
from index.engines.parted import Parted
from index.engines.postings import Postings
from index.engines.rows import cut
from index.entry import Entry
from index.meaning import LONGEST
from index.models.calibration import SHIPPED_LEVELS, Calibrated
from index.models.encoder import SHIPPED, Model, open_model
from index.search import Searcher
from index.words.concepts import ConceptFinder
from index.words.tokenize import Tokenizer
from ingest.shipped import thesaurus

QUESTIONS, NEAREST, SEED = 500, 10, 7


def articles(shared: Path) -> list[Entry]:
    """Every article as an entry."""
    with gzip.open(shared / "train" / "statutes.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    titles = [" ".join((x["title"], *x["path"])) for x in rows]
    return [
        Entry("clause", str(i), title, x["text"], f"{title} {x['text']}"[:LONGEST])
        for i, (title, x) in enumerate(zip(titles, rows, strict=True))
    ]


def questions(shared: Path, entries: list[Entry]) -> list[str]:
    """A third each of patients' questions, headings and judged questions, as far as there are enough."""
    rng = random.Random(SEED)
    with gzip.open(shared / "train" / "medical_qa.jsonl.gz", "rt", encoding="utf-8") as file:
        patients = [json.loads(line)["title"] for line in file]
    headings = sorted({entry.title for entry in entries})
    judged = [q["query"] for q in read(shared / "eval" / "dev_queries.jsonl")]
    return [x for group in (patients, headings, judged) for x in rng.sample(group, min(QUESTIONS // 3, len(group)))]


def peak() -> float:
    """Peak memory of this process in MB (VmHWM of Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


class _Stages:
    """What the stages of a build took."""

    def __init__(self) -> None:
        self.spent: list[tuple[str, float, float]] = []

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what is done within."""
        began, cpu = time.perf_counter(), cpu_seconds()
        yield
        self.spent.append((name, time.perf_counter() - began, cpu_seconds() - cpu))

    def rows(self, processes: int) -> Iterator[str]:
        """Rows of the table."""
        total = "**all of it**", sum(wall for _, wall, _ in self.spent), sum(cpu for _, _, cpu in self.spent)
        for name, wall, cpu in (*self.spent, total):
            yield f"| {name} | {processes} | {wall:.1f} s | {cpu:.1f} s |"
        worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        yield f"| peak memory, of the largest worker | {processes} | {peak():.0f} MB | {worker:.0f} MB |"


def words(shared: Path, folder: Path, processes: int) -> Iterator[str]:
    """Cut the texts; the index of words stays in ``folder``."""
    entries, stages = articles(shared), _Stages()
    concepts, _ = thesaurus.read_folder(CORPUS / "thesaurus")
    with stages.stage("dictionary"):
        tokenizer = Tokenizer(ConceptFinder(concepts))
    with stages.stage("cutting into words, bigrams, concepts"):
        forward = cut(entries, tokenizer, processes)
    with stages.stage("writing"):
        Postings.of(forward).save(folder / "bm25.npz")
        (folder / "words.json").write_text(json.dumps(tokenizer.dictionary, ensure_ascii=False), encoding="utf-8")
    yield from stages.rows(processes)


def vectors(shared: Path, folder: Path) -> Iterator[str]:
    """Encode the texts and their parts; the index of vectors stays in ``folder``."""
    entries, stages = articles(shared), _Stages()
    parts = [(row, part) for row, entry in enumerate(entries) for part in entry.parts]
    with stages.stage(f"vectors of {len(entries):,} articles and {len(parts):,} parts"):
        model = open_model(SHIPPED)
        whole = _encoded(model, [entry.meaning for entry in entries])
        of_parts = _encoded(model, [part for _, part in parts])
    with stages.stage("writing"):
        for name, found in (("vectors", whole), ("parts", of_parts)):
            engine = FaissEngine(model.dim)
            engine.add(found)
            engine.save(folder / f"{name}.faiss")
        np.save(folder / "parts.npy", np.array([row for row, _ in parts], np.int32))
    yield from stages.rows(1)


def _encoded(model: Model, texts: list[str]) -> NDArray[np.float32]:
    return model.encode(texts, lambda done: print(f"{done} of {len(texts)}", file=sys.stderr))


def cpu_seconds() -> float:
    """CPU seconds used by this process and by the processes that it started and that have ended."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def ask(shared: Path, folder: Path) -> Iterator[str]:
    """Rows of the table: opening, asking, memory, and vector search compared with exact search."""
    entries = articles(shared)
    asked = questions(shared, entries)
    began = time.perf_counter()
    finder = ConceptFinder(thesaurus.read_folder(CORPUS / "thesaurus")[0])
    tokenizer = Tokenizer(finder, json.loads((folder / "words.json").read_text(encoding="utf-8")))
    engine, model = FaissEngine.load(folder / "vectors.faiss"), open_model(SHIPPED)
    parted = Parted(engine, FaissEngine.load(folder / "parts.faiss"), np.load(folder / "parts.npy"))
    levelled = Calibrated(parted, SHIPPED_LEVELS["entries"])
    searcher = Searcher(tokenizer, Bm25(Postings.load(folder / "bm25.npz")), levelled, model)
    yield f"| opening | {time.perf_counter() - began:.1f} s |"
    searcher.search(searcher.understand(asked[0]))
    wall, cpu = [], []
    for text in asked:
        began, used = time.perf_counter(), time.process_time()
        searcher.search(searcher.understand(text))
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    for name, values in (("as it passed", wall), ("CPU", cpu)):
        values.sort()
        middle, late = statistics.median(values), values[int(0.95 * len(values))]
        yield f"| a question of {len(values)}, {name}: median, 95th percentile | {middle:.1f} ms, {late:.1f} ms |"
    yield f"| peak memory of asking | {peak():.0f} MB |"
    rows, shares = engine.vectors(), []
    for vector in model.encode_questions(asked):
        exact = np.argsort(-(rows @ vector), kind="stable")[:NEAREST]
        shares.append(len(set(exact.tolist()) & set(engine.search(vector, NEAREST)[0].tolist())) / NEAREST)
    yield f"| dense search against exact, recall at {NEAREST} | {statistics.mean(shares):.3f} |"


def _alone(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "benchmarks.scale", *arguments], check=True)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with train/ and eval/")
    parser.add_argument("--part", choices=("words", "vectors", "ask"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--processes", type=int, default=1, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.part:
        parts = {"words": lambda: words(args.shared, args.folder, args.processes)}
        parts |= {"vectors": lambda: vectors(args.shared, args.folder), "ask": lambda: ask(args.shared, args.folder)}
        for row in parts[args.part]():
            print(row, flush=True)
        return
    common = ("--shared", str(args.shared))
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        print("| stage | processes | as it passed | CPU |\n|---|---:|---:|---:|", flush=True)
        for processes, folder in ((1, one), (2, two)):
            _alone(*common, "--part", "words", "--processes", str(processes), "--folder", folder)
        same = all((Path(one) / p.name).read_bytes() == p.read_bytes() for p in Path(two).iterdir())
        _alone(*common, "--part", "vectors", "--folder", two)
        print(
            f"\n| asking | |\n|---|---:|\n| words of one and two processes are the same | {'yes' if same else 'NO'} |",
            flush=True,
        )
        _alone(*common, "--part", "ask", "--folder", two)


if __name__ == "__main__":
    main()
