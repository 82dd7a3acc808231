"""Ours, txtai, bm25s with jieba, and SQLite's FTS5 side by side: ``python -m benchmarks.compare --shared DIR``.

Documents: 60,593 articles of statutes and 7,265 doctors' answers, the text alone for every system. Questions, as
many of each kind (drawn at random with a fixed seed):

- headings: a statute and one of its headings, which is in no index; correct are the articles under it, ten at most;
- remembered: half of the words of a sentence, in order; correct is the article with the sentence;
- other words: the same, for articles that name a concept of the thesaurus, with another label in place of each name;
- patients: a patient's question in one line; correct is the doctor's answer.

Each system runs in a process of its own; they are built one after the other and asked in turns, some questions each, so that
a noisy machine disturbs all alike. txtai (hybrid, else its defaults) has the vectors of our shipped model, which are computed
once beforehand, so that only the systems differ; that model was trained on pairs of statutes and of patients' questions among
others (``index/models/train``), so the first and the last set are no held-out test of the vectors. Needs
``pip install bm25s`` and ``pip install txtai``.
"""

import argparse
import gzip
import json
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.scale import cpu_seconds, peak
from corpus import CORPUS
from index.engines.bm25 import Bm25
from index.engines.faiss_engine import FaissEngine
from index.engines.postings import Postings
from index.engines.rows import cut
from index.entry import Entry
from index.models.calibration import SHIPPED_LEVELS, Calibrated
from index.models.encoder import SHIPPED, open_model
from index.search import Searcher
from index.words.concepts import ConceptFinder
from index.words.normal import normalise
from index.words.tokenize import Tokenizer, stopwords
from ingest.shipped import thesaurus

CUTOFF, SEED = 10, 7
BLOCK = 20
"""Questions asked of one system before it is the next one's turn."""
_SHORT, _LONG = 15, 60
"""Characters of a sentence that is asked for."""
_SAYS_NOTHING = frozenset({"总则", "附则", "一般规定", "其他规定"})
Judged = tuple[str, str, set[int]]
"""(set, question, numbers of the correct documents)"""
Search = Callable[[str], list[int]]


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects in a ``.jsonl.gz`` file, one for each line."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def documents(shared: Path) -> list[str]:
    """All texts: articles, then answers."""
    return [x["text"] for x in rows(shared / "train" / "statutes.jsonl.gz")] + [
        x["answer"] for x in rows(shared / "train" / "medical_qa.jsonl.gz")
    ]


def judged(shared: Path, each: int) -> list[Judged]:
    """The four sets, ``each`` questions of every one."""
    rng = random.Random(SEED)
    articles, answers = (rows(shared / "train" / f"{name}.jsonl.gz") for name in ("statutes", "medical_qa"))
    under: dict[str, set[int]] = defaultdict(set)
    for i, article in enumerate(articles):
        heading = "".join(article["path"][-1].split()[1:]) if article["path"] else ""
        if heading and heading not in _SAYS_NOTHING:
            under[f"{article['title']} {heading}"].add(i)
    headings = sorted((heading, wanted) for heading, wanted in under.items() if len(wanted) <= CUTOFF)
    out: list[Judged] = [("headings", heading, wanted) for heading, wanted in rng.sample(headings, each)]
    finder = ConceptFinder(thesaurus.read_folder(CORPUS / "thesaurus")[0])
    tokenizer = Tokenizer(finder)
    plain: list[Judged] = []
    other: list[Judged] = []
    for i in rng.sample(range(len(articles)), len(articles)):
        sentences = [s for s in normalise(articles[i]["text"]).split("。") if _SHORT <= len(s) <= _LONG]
        if sentences:
            sentence = rng.choice(sentences)
            swapped = _in_other_words(sentence, tokenizer, rng)
            if len(plain) < each:
                plain.append(("remembered", _remembered(sentence, tokenizer, rng, ()), {i}))
            elif swapped and len(other) < each:
                other.append(("other words", _remembered(swapped[0], tokenizer, rng, swapped[1]), {i}))
    patients = [("patients", answers[i]["title"], {len(articles) + i}) for i in rng.sample(range(len(answers)), each)]
    return out + plain + other + patients


def _in_other_words(sentence: str, tokenizer: Tokenizer, rng: random.Random) -> tuple[str, tuple[str, ...]] | None:
    """The sentence with another label for each concept that it names, and those labels; None when it names no concept."""
    finder, labels = tokenizer.finder, []
    for mention in reversed(tokenizer.mentions(sentence)):
        concept = finder.by_id[mention.concept]
        others = [x for x in map(normalise, (concept.label, *concept.alt)) if x != mention.matched]
        if others:
            labels.append(rng.choice(others))
            sentence = sentence[: mention.start] + labels[-1] + sentence[mention.end :]
    return (sentence, tuple(labels)) if labels else None


def _remembered(sentence: str, tokenizer: Tokenizer, rng: random.Random, sure: tuple[str, ...]) -> str:
    """Half of the content words of the sentence, in order, and all labels in ``sure``."""
    rest = sentence
    for label in sure:
        rest = rest.replace(label, "")
    words = [w for w in tokenizer.cut(rest) if len(w) > 1 and w not in stopwords()]
    kept = sorted(rng.sample(range(len(words)), (len(words) + 1) // 2))
    return "".join([*sure, *(words[i] for i in kept)])


def encode(shared: Path, vectors: Path) -> None:
    """Write the vectors of all texts to the file ``vectors``; print how many seconds they took."""
    model, began = open_model(SHIPPED), time.perf_counter()
    np.save(vectors, model.encode(documents(shared), lambda done: print(f"{done} encoded", file=sys.stderr)))
    print(f"{time.perf_counter() - began:.0f}")


def ours(texts: list[str], vectors: Path) -> Search:
    """The index of this project."""
    tokenizer = Tokenizer(ConceptFinder(thesaurus.read_folder(CORPUS / "thesaurus")[0]))
    model = open_model(SHIPPED)
    engine = FaissEngine(model.dim)
    forward = cut([Entry("clause", str(i), "", text) for i, text in enumerate(texts)], tokenizer)
    engine.add(np.load(vectors))
    searcher = Searcher(tokenizer, Bm25(Postings.of(forward)), Calibrated(engine, SHIPPED_LEVELS["entries"]), model)
    return lambda text: [hit.row for hit in searcher.search(searcher.understand(text), CUTOFF)]


def txtai(texts: list[str], vectors: Path) -> Search:
    """Hybrid index of txtai with our vectors."""
    from txtai import Embeddings  # noqa: PLC0415 - not a dependency

    model, known = open_model(SHIPPED), dict(zip(texts, np.load(vectors), strict=True))

    def transform(batch: Iterable[str]) -> NDArray[np.float32]:
        found = list(batch)
        return np.array([known[text] for text in found]) if found[0] in known else model.encode_questions(found)

    index = Embeddings(method="external", transform=transform, hybrid=True)
    index.index(texts)
    known.clear()
    return lambda text: [int(row) for row, _ in index.search(text, CUTOFF)]


def bm25s(texts: list[str], _vectors: Path) -> Search:
    """The library bm25s over words of jieba."""
    import bm25s as library  # noqa: PLC0415 - not a dependency
    import jieba  # noqa: PLC0415

    index = library.BM25()
    index.index([jieba.lcut(text) for text in texts], show_progress=False)

    def search(text: str) -> list[int]:
        found, scores = index.retrieve([jieba.lcut(text)], k=CUTOFF, show_progress=False)
        return [int(row) for row, score in zip(found[0], scores[0], strict=True) if score > 0]

    return search


def fts5(texts: list[str], _vectors: Path) -> Search:
    """SQLite's full text search over trigrams, any of them, by its own BM25."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE documents USING fts5(text, tokenize = 'trigram')")
    db.executemany("INSERT INTO documents (rowid, text) VALUES (?, ?)", enumerate(texts))

    def search(text: str) -> list[int]:
        plain = "".join(ch for ch in text if ch.isalnum())
        wanted = " OR ".join(f'"{plain[i : i + 3]}"' for i in range(len(plain) - 2))
        query = "SELECT rowid FROM documents WHERE documents MATCH ? ORDER BY rank LIMIT ?"
        return [row for (row,) in db.execute(query, (wanted, CUTOFF))] if wanted else []

    return search


SYSTEMS: dict[str, Callable[[list[str], Path], Search]] = {
    "ours": ours,
    "txtai": txtai,
    "bm25s + jieba": bm25s,
    "FTS5 trigram": fts5,
}


def serve(name: str, shared: Path, each: int, vectors: Path) -> None:
    """Build one system, then answer blocks of questions: numbers come in, milliseconds and rows found go out, and the peak."""
    asked, texts = judged(shared, each), documents(shared)
    began, used = time.perf_counter(), cpu_seconds()
    search = SYSTEMS[name](texts, vectors)
    built, spent = time.perf_counter() - began, cpu_seconds() - used
    search(asked[0][1])
    print(json.dumps([built, spent]), flush=True)
    for line in sys.stdin:
        told = []
        for number in json.loads(line):
            began = time.perf_counter()
            found = search(asked[number][1])
            told.append([(time.perf_counter() - began) * 1000, found])
        print(json.dumps([told, peak()]), flush=True)


def row(name: str, asked: list[Judged], built: list[float], told: dict[int, tuple[float, list[int]]]) -> str:
    """One row of the table."""
    recalls = defaultdict(list)
    for number, (kind, _, wanted) in enumerate(asked):
        recalls[kind].append(len(wanted & set(told[number][1])) / len(wanted))
    recalls["all"] = [value for values in recalls.values() for value in values]
    shares = " | ".join(f"{statistics.mean(values):.3f}" for values in recalls.values())
    took = sorted(ms for ms, _ in told.values())
    times = f"{statistics.median(took):.1f} ms | {took[int(0.95 * len(took))]:.1f} ms"
    return f"| {name} | {shares} | {times} | {built[0]:.0f} s | {built[1]:.0f} s | {built[2]:.0f} MB |"


def main() -> None:
    """Build one system after the other, ask them in turns, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder with train/")
    parser.add_argument("--questions", type=int, default=500, help="of each kind")
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=list(SYSTEMS))
    parser.add_argument("--alone", choices=[*SYSTEMS, "encode"], help=argparse.SUPPRESS)
    parser.add_argument("--vectors", type=Path, default=Path(), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.alone == "encode":
        encode(args.shared, args.vectors)
        return
    if args.alone:
        serve(args.alone, args.shared, args.questions, args.vectors)
        return
    asked = judged(args.shared, args.questions)
    with ExitStack() as stack:
        vectors = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "vectors.npy"
        common = [sys.executable, "-m", "benchmarks.compare", "--shared", str(args.shared)]
        common += ["--questions", str(args.questions), "--vectors", str(vectors)]
        took = subprocess.run([*common, "--alone", "encode"], stdout=subprocess.PIPE, text=True, check=True).stdout
        print(f"vectors, of which ours and txtai have the same: {took.strip()} s; below, the rest of a build\n")
        systems: dict[str, tuple[subprocess.Popen[str], list[float]]] = {}
        for name in args.systems:
            started = subprocess.Popen([*common, "--alone", name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            systems[name] = stack.enter_context(started), json.loads(_line(started))
        told: dict[str, dict[int, tuple[float, list[int]]]] = {name: {} for name in systems}
        peaks: dict[str, float] = {}
        for start in range(0, len(asked), BLOCK):
            numbers = list(range(start, min(start + BLOCK, len(asked))))
            for name, (process, _) in systems.items():
                assert process.stdin is not None
                print(json.dumps(numbers), file=process.stdin, flush=True)
                found, peaks[name] = json.loads(_line(process))
                told[name] |= zip(numbers, found, strict=True)
        print("| system | headings | remembered | other words | patients | all | median | p95 | build | CPU | memory |")
        print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
        for name, (_, built) in systems.items():
            print(row(name, asked, [*built, peaks[name]], told[name]))


def _line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline()


if __name__ == "__main__":
    main()
