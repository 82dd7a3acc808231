"""Ten thousand clauses to a million: ``python -m benchmarks.million --shared DIR [--milvus FILE_OR_ADDRESS | --words]``.

Vectors of 8,000 articles are made by the shipped encoder; every further clause lies between two of them, with some noise, as
clauses about neighbouring matters do. Each size is built and asked in a process of its own, on one core; times are given as
ratios to comparing a question with every vector in numpy (``exact``), measured in the same process. With ``--words`` BM25 is
measured instead, over the words of 60,593 articles, drawn again and again until there are enough: one process writes them,
another one opens the file and is asked.
"""

import argparse
import gzip
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.scale import SEED, articles, peak
from corpus import CORPUS
from index.engines.backend import Backend
from index.engines.bm25 import Bm25
from index.engines.faiss_engine import FaissEngine
from index.engines.postings import Postings
from index.engines.rows import cut
from index.models.encoder import SHIPPED, open_model
from index.words.concepts import ConceptFinder
from index.words.tokenize import Tokenizer
from ingest.shipped import thesaurus

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
_SOURCES, _QUESTIONS, _NEAREST, _CHUNK = 8_000, 200, 10, 50_000
_NEAR, _NOISE = (0.55, 0.95), 0.2
"""How much of the nearer of two articles a clause has, and how far it lies off the line between them, both as shares."""
Floats = NDArray[np.float32]


def sources(shared: Path, folder: Path) -> tuple[Floats, Floats]:
    """Vectors of articles and of questions, made once and kept in ``folder``."""
    file = folder / "sources.npz"
    if not file.exists():
        rng, model = random.Random(SEED), open_model(SHIPPED)
        texts = [entry.meaning for entry in rng.sample(articles(shared), _SOURCES)]
        np.savez(file, articles=model.encode(texts), questions=model.encode_questions(patients(shared, rng)))
    with np.load(file) as kept:
        return kept["articles"], kept["questions"]


def chunks(of: Floats, size: int) -> Iterator[Floats]:
    """``size`` vectors, so many at a time; the same at every call."""
    for number in range(0, size, _CHUNK):
        rng = np.random.default_rng(number)
        count = min(_CHUNK, size - number)
        pairs, share = rng.integers(len(of), size=(2, count)), rng.uniform(*_NEAR, size=(count, 1)).astype(np.float32)
        found = share * of[pairs[0]] + (1 - share) * of[pairs[1]]
        noise = rng.standard_normal(found.shape, np.float32)
        found += _NOISE * noise / np.linalg.norm(noise, axis=1, keepdims=True)
        yield found / np.linalg.norm(found, axis=1, keepdims=True)


def nearest(of: Floats, size: int, asked: Floats) -> tuple[list[set[int]], float]:
    """The rows nearest to each question, and seconds a question, by comparing it with every vector."""
    best = [(np.zeros(0, np.float32), np.zeros(0, np.int64)) for _ in asked]
    spent, first = 0.0, 0
    for rows in chunks(of, size):
        for number, question in enumerate(asked):
            began = time.perf_counter()
            cosines = rows @ question
            spent += time.perf_counter() - began
            places = np.argpartition(-cosines, _NEAREST)[:_NEAREST]
            values = np.concatenate([best[number][0], cosines[places]])
            numbers = np.concatenate([best[number][1], first + places])
            kept = np.argsort(-values)[:_NEAREST]
            best[number] = values[kept], numbers[kept]
        first += len(rows)
    return [set(numbers.tolist()) for _, numbers in best], spent / len(asked)


def measure(shared: Path, folder: Path, size: int, milvus: str) -> str:
    """One row of the table."""
    of, asked = sources(shared, folder)
    began = time.perf_counter()
    engine: Backend
    if milvus:
        from index.engines.milvus_engine import MilvusEngine  # noqa: PLC0415 - of the extra milvus

        engine = MilvusEngine(milvus, f"million_{size}", (size, of.shape[1]), lambda: chunks(of, size))
    else:
        engine = faiss = FaissEngine(of.shape[1])
        for rows in chunks(of, size):
            faiss.add(rows)
    built = time.perf_counter() - began
    engine.search(asked[0], _NEAREST)
    times, found = [], []
    for question in asked:
        began = time.perf_counter()
        found.append(set(engine.search(question, _NEAREST)[0].tolist()))
        times.append((time.perf_counter() - began) * 1000)
    memory = peak()
    right, exact = nearest(of, size, asked)
    recall = statistics.mean(len(a & b) / _NEAREST for a, b in zip(found, right, strict=True))
    times.sort()
    middle, late = statistics.median(times), times[int(0.95 * len(times))]
    share = middle / (exact * 1000)
    return f"| {size:,} | {built:.0f} s | {memory:.0f} MB | {middle:.1f} ms | {late:.1f} ms | {share:.2f} | {recall:.3f} |"


def cut_once(shared: Path, folder: Path) -> None:
    """Keep the words of all articles, and those of the questions, in ``folder``."""
    tokenizer = Tokenizer(ConceptFinder(thesaurus.read_folder(CORPUS / "thesaurus")[0]))
    Postings.of(cut(articles(shared), tokenizer)).save(folder / "words.npz")
    questions = [tokenizer.tokens(text) for text in patients(shared, random.Random(SEED))]
    (folder / "asked.json").write_text(json.dumps(questions, ensure_ascii=False), encoding="utf-8")


def write_words(folder: Path, size: int) -> float:
    """Write the index of words of so many clauses; seconds of inverting and writing it."""
    words = Postings.load(folder / "words.npz").forward()
    forward = words.take(np.random.default_rng(SEED).integers(len(words), size=size).tolist())
    began = time.perf_counter()
    Postings.of(forward).save(folder / f"words-{size}.npz")
    return time.perf_counter() - began


def measure_words(folder: Path, size: int) -> str:
    """One row of the table of BM25: index opened, questions scored (processor time)."""
    questions, file = json.loads((folder / "asked.json").read_text(encoding="utf-8")), folder / f"words-{size}.npz"
    began = time.perf_counter()
    bm25 = Bm25(postings := Postings.load(file))
    opened = time.perf_counter() - began
    times = []
    for tokens in questions:
        began = time.process_time()
        bm25.scores(dict.fromkeys(tokens, 1.0))
        times.append((time.process_time() - began) * 1000)
    times.sort()
    middle, late = statistics.median(times), times[int(0.95 * len(times))]
    told = f"{len(postings.rows):,} | {file.stat().st_size / 1e6:,.0f} MB | {opened:.1f} s | {peak():.0f} MB"
    return f"| {size:,} | {told} | {middle:.1f} ms | {late:.1f} ms |"


def patients(shared: Path, rng: random.Random) -> list[str]:
    """Questions of patients."""
    with gzip.open(shared / "train" / "medical_qa.jsonl.gz", "rt", encoding="utf-8") as lines:
        return rng.sample([json.loads(line)["title"] for line in lines], _QUESTIONS)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with train/")
    parser.add_argument("--folder", type=Path, required=True, help="keeps the vectors of articles and questions")
    parser.add_argument("--milvus", default="", help="address of Milvus, or a file for Milvus Lite; FAISS without it")
    parser.add_argument("--words", action="store_true", help="BM25 instead of the vectors")
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="the largest size")
    parser.add_argument("--size", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--write", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.write:
        print(
            f"{args.size:,} clauses: words inverted and written in {write_words(args.folder, args.size):.0f} s", file=sys.stderr
        )
        return
    if args.size:
        row = measure_words(args.folder, args.size) if args.words else measure(args.shared, args.folder, args.size, args.milvus)
        print(row, flush=True)
        return
    if args.words:
        cut_once(args.shared, args.folder)
        print("| clauses | words in them | file | opened | peak memory | median | p95 |\n" + "|---:" * 7 + "|", flush=True)
    else:
        sources(args.shared, args.folder)
        print(
            "| clauses | build | peak memory | median | p95 | median ÷ exact | recall at 10 |\n" + "|---:" * 7 + "|", flush=True
        )
    same = ["--shared", str(args.shared), "--folder", str(args.folder), "--milvus", args.milvus]
    for size in (size for size in SIZES if size <= args.largest):
        command = [sys.executable, "-m", "benchmarks.million", *same, "--size", str(size)]
        for further in (["--words", "--write"], ["--words"]) if args.words else ([],):
            subprocess.run(command + further, check=True)
        (args.folder / f"words-{size}.npz").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
