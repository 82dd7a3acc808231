"""Memory and time of publishing: ``python -m benchmarks.publishing --shared DIR [--sizes 10000 30000 100000]``.

Articles of statutes, again and again under other titles, lie in text files; the product builds a base of them with what ships
beside it, then one further document is added, each in a process of its own. Only the encoder is another one: it draws a vector
from the hash of a text, since encoding takes hours and its memory does not grow: 0.2 GB for the real one have to be added,
and 0.2 GB for each process that cuts texts into words, of which there are as many as cores.
"""

import argparse
import gzip
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.base import models
from app.build import publish, shipped
from benchmarks.scale import peak
from index.models.encoder import SHIPPED, open_model

SIZES = (10_000, 30_000, 100_000)
_FURTHER = "关于轮椅管理的通知\n\n一、总体要求\n\n轮椅每周清洁一次，由后勤部门负责。\n"


class Drawn:
    """A model with the name and the size of the shipped one whose vectors are drawn from the hashes of texts."""

    def __init__(self) -> None:
        """Take over what the shipped encoder says of itself."""
        real = open_model(SHIPPED)
        self.name, self.sha256, self.dim = real.name, real.sha256, real.dim

    def encode(self, texts: list[str], done: Callable[[int], None] = lambda _: None) -> NDArray[np.float32]:
        """As ``Model.encode``."""
        seeds = (int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") for text in texts)
        rows = [np.random.default_rng(seed).standard_normal(self.dim, np.float32) for seed in seeds]
        vectors = np.array(rows, np.float32).reshape(len(texts), self.dim)
        done(len(texts))
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)

    encode_questions = encode


def write_files(shared: Path, folder: Path, size: int) -> None:
    """Write statutes as text files until they have ``size`` articles."""
    folder.mkdir()
    statutes: dict[str, list[str]] = {}
    with gzip.open(shared / "train" / "statutes.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            statutes.setdefault(row["title"], []).append(f"{row['article']}　{row['text']}")
    for copy in count(1):
        for number, (title, articles) in enumerate(statutes.items()):
            if size <= 0:
                return
            size -= len(articles)
            text = "\n\n".join((f"{title}（第{copy}部）", *articles))
            (folder / f"{copy}-{number}.txt").write_text(text, encoding="utf-8")


def measure(kb: Path, files: list[Path], *, adding: bool) -> None:
    """Publish, and print a row of the table."""
    models.embedder = Drawn
    stages: dict[str, float] = {}

    def told(what: str, _done: float, _total: int) -> None:
        stages[what.split(maxsplit=1)[0]] = peak()

    began = time.perf_counter()
    report = publish.add(kb, files, told) if adding else publish.build(kb, [*shipped.sources(), *files], told)
    assert report.snapshot, report.errors
    counts = f"{report.snapshot.manifest.counts['clauses']:,} | {report.snapshot.manifest.counts['documents']:,}"
    print(f"| {'add' if adding else 'build'} | {counts} | {time.perf_counter() - began:.0f} s | {peak():,.0f} MB |")
    print(", ".join(f"{what} {mb:,.0f} MB" for what, mb in stages.items()), file=sys.stderr, flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with train/")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="clauses, at least")
    parser.add_argument("--part", choices=("build", "add"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.part:
        further = args.folder / "一.txt"
        further.write_text(_FURTHER, encoding="utf-8")
        adding = args.part == "add"
        measure(args.folder / "kb", [further] if adding else [args.folder / "files"], adding=adding)
        return
    print("| what | clauses | documents | time | peak memory |\n" + "|---:" * 5 + "|", flush=True)
    for size in args.sizes:
        with tempfile.TemporaryDirectory() as folder:
            write_files(args.shared, Path(folder) / "files", size)
            environment = os.environ | {"XDG_CACHE_HOME": str(Path(folder) / "cache")}
            for part in ("build", "add"):
                same = ["--shared", str(args.shared), "--folder", folder, "--part", part]
                subprocess.run([sys.executable, "-m", "benchmarks.publishing", *same], check=True, env=environment)


if __name__ == "__main__":
    main()
