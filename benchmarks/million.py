"""The vectors from ten thousand clauses to a million: ``python -m benchmarks.million --shared DIR [--milvus FILE_OR_ADDRESS]``.

Vectors of 8,000 articles are made by the shipped encoder; every further clause lies between two of them, with some noise, as
clauses about neighbouring matters do. Each size is built and asked in a process of its own, on one core; times are given as
ratios to comparing a question with every vector in numpy (``exact``), measured in the same process.
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
from index.engines.backend import Backend
from index.engines.faiss_engine import FaissEngine
from index.models.encoder import SHIPPED, open_model

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
        with gzip.open(shared / "train" / "medical_qa.jsonl.gz", "rt", encoding="utf-8") as lines:
            asked = rng.sample([json.loads(line)["title"] for line in lines], _QUESTIONS)
        np.savez(file, articles=model.encode(texts), questions=model.encode_questions(asked))
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

        engine = MilvusEngine(milvus, f"million_{size}", lambda: np.concatenate(list(chunks(of, size))))
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


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with train/")
    parser.add_argument("--folder", type=Path, required=True, help="keeps the vectors of articles and questions")
    parser.add_argument("--milvus", default="", help="address of Milvus, or a file for Milvus Lite; FAISS without it")
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="the largest size")
    parser.add_argument("--size", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.size:
        print(measure(args.shared, args.folder, args.size, args.milvus), flush=True)
        return
    sources(args.shared, args.folder)
    print(
        "| clauses | build | peak memory | median | p95 | median ÷ exact | recall at 10 |\n" + "|---:" * 7 + "|",
        flush=True,
    )
    for size in (size for size in SIZES if size <= args.largest):
        same = ["--shared", str(args.shared), "--folder", str(args.folder), "--milvus", args.milvus]
        subprocess.run([sys.executable, "-m", "benchmarks.million", *same, "--size", str(size)], check=True)


if __name__ == "__main__":
    main()
