"""A whole base of a million clauses, and what serves it: ``python -m benchmarks.million_base --shared DIR --folder FOLDER``.

To the base of what ships come the articles of 60,593 statutes, again and again under other ids, with the links that the rules
find in them; their words are cut once, their vectors lie between those of the shipped examples, as ``benchmarks.million`` lays
them. The base stays in the folder. A process of its own opens it as ``duibiao serve`` does, answers questions of patients and
says what it takes.
"""

import argparse
import gzip
import json
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np

from app.answer import answering
from app.base import snapshots
from app.base.knowledge import Knowledge
from app.base.serving import SERVING
from app.base.snapshots import ENTRIES, EXAMPLES, FILES, OWNERS, PARTS, STORE
from app.base.store import Store
from app.build import entries, publish
from app.present import answers as present
from benchmarks.million import chunks, cut_once, patients
from benchmarks.scale import SEED
from index.engines.faiss_engine import FaissEngine
from index.engines.forward import Forward
from index.engines.postings import Postings
from index.entry import Entry
from ingest.model import Clause, Document, Link, Parsed
from kg.rules import Sources
from kg.rules.mentions import mentions


def statutes(shared: Path) -> list[Parsed]:
    """The statutes as documents with their articles, in the order of the articles."""
    found: dict[str, list[Clause]] = {}
    with gzip.open(shared / "train" / "statutes.jsonl.gz", "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            row = json.loads(line)
            path = (*row["path"], row["article"])
            one = Clause(f"{row['title']}#{number}", row["title"], path, (row["title"], *row["path"]), row["text"], row["text"])
            found.setdefault(row["title"], []).append(one)
    return [Parsed(Document(title, title, "statute"), tuple(clauses), (), (), "") for title, clauses in found.items()]


def again(one: Parsed, copy: int) -> Parsed:
    """The same document under another id."""
    own = f"{one.document.id}（{copy}）"
    clauses = (replace(clause, id=own + clause.id[len(one.document.id) :], document=own) for clause in one.clauses)
    return replace(one, document=replace(one.document, id=own), clauses=tuple(clauses))


def linked(of: list[Link], titles: dict[str, str], copy: int) -> Iterator[Link]:
    """The links of a copy; ``titles``: id of a clause → id of its document."""
    for link in of:
        title = titles[link.subject]
        subject = f"{title}（{copy}）{link.subject[len(title) :]}"
        yield replace(link, subject=subject, evidence=(subject,))


def make(shared: Path, folder: Path, size: int) -> None:
    """Build the base in ``folder / "kb"``."""
    kb = folder / "kb"
    shutil.rmtree(kb, ignore_errors=True)
    publish.build(kb)
    before = Knowledge.open(kb)
    once = statutes(shared)
    copies = range(-(-size // sum(len(one.clauses) for one in once)))
    with snapshots.writing(kb) as new:
        for name in FILES:
            shutil.copyfile(before.snapshot.folder / name, new / name)
        store = Store.writable(new / STORE)
        shipped = entries.of_things(store.documents(), store.entities(), store.clauses())
        numbers = [store.entry_rows(ENTRIES.name)[entry.key] for entry in shipped]
        names = Sources(
            store.entities(), [c for one in once for c in one.clauses], before._engines.tokenizer, store.documents()
        )
        found = list(mentions(names))
        titles = {clause.id: clause.document for one in once for clause in one.clauses}
        for copy in copies:
            for one in once:
                store.put(again(one, copy))
        store.prefer_originals()
        store.set_links(chain(store.links(), *(linked(found, titles, copy) for copy in copies)))
        fresh = (
            Entry("clause", c.id, " ".join(c.titles), c.text)
            for copy in copies
            for one in once
            for c in again(one, copy).clauses
        )
        store.set_entries(ENTRIES.name, chain(shipped, fresh))
        store.close()
        counted = _index(folder, before, numbers, len(copies), new)
        made_of = replace(before.snapshot.manifest, files={})
        made_of.counts["documents"] += len(copies) * len(once)
        made_of.counts["clauses"] += counted
        snapshots.publish(kb, new, made_of)
    print(f"{counted:,} clauses beside what ships, {len(copies) * len(found):,} links of theirs", flush=True)


def _index(folder: Path, before: Knowledge, numbers: list[int], copies: int, new: Path) -> int:
    """Write words and vectors; how many clauses they are of beside what ships."""
    old = before.snapshot.folder
    articles = Postings.load(folder / "words.npz").forward()
    rows = Postings.load(old / ENTRIES.bm25).forward().take(numbers)
    Postings.of(Forward.joined([rows, *[articles] * copies])).save(new / ENTRIES.bm25)
    engine = FaissEngine(before._engines.model.dim)
    engine.add(FaissEngine.load(old / ENTRIES.vectors).vectors()[numbers])
    for vectors in chunks(FaissEngine.load(old / EXAMPLES.vectors).vectors(), copies * len(articles)):
        engine.add(vectors)
    engine.save(new / ENTRIES.vectors)
    places, owners = {row: place for place, row in enumerate(numbers)}, np.load(old / OWNERS)
    moved = sorted((places[owner], part) for part, owner in enumerate(owners.tolist()) if owner in places)
    np.save(new / OWNERS, np.array([owner for owner, _ in moved], np.int32))  # of what ships alone
    parts = FaissEngine(engine.dim)
    parts.add(FaissEngine.load(old / PARTS).rows([part for _, part in moved]))
    parts.save(new / PARTS)
    return copies * len(articles)


def memory() -> str:
    """What the process takes now and took at most, in MB (Linux): its own, and pages of files that it looked at."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    told = {line.partition(":")[0]: int(line.split()[1]) // 1024 for line in lines if line.endswith("kB")}
    return f"{told['RssAnon']:,} MB | {told['RssFile']:,} MB | {told['VmHWM']:,} MB |"


def ask(shared: Path, folder: Path) -> None:
    """Open the base, answer questions, and print a line for each state."""
    print("| state | own memory | pages of files | peak |\n|---|---:|---:|---:|", flush=True)
    print(f"| program started | {memory()}", flush=True)
    began = time.perf_counter()
    kb = SERVING.opened(folder / "kb")
    print(f"| base opened, {time.perf_counter() - began:.0f} s | {memory()}", flush=True)
    questions = patients(shared, random.Random(SEED))
    began = time.perf_counter()
    present.answer(kb, answering.ask(kb, questions[0]))
    print(f"| first question answered, {time.perf_counter() - began:.0f} s | {memory()}", flush=True)
    times = []
    for question in questions[1:]:
        used = time.process_time()
        present.answer(kb, answering.ask(kb, question))
        times.append((time.process_time() - used) * 1000)
    times.sort()
    middle, late = statistics.median(times), times[int(0.95 * len(times))]
    told = f"{len(questions)} questions answered, processor time: median {middle:.0f} ms, p95 {late:.0f} ms"
    print(f"| {told} | {memory()}", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with train/")
    parser.add_argument("--folder", type=Path, required=True, help="keeps words and the base")
    parser.add_argument("--size", type=int, default=1_000_000, help="clauses, at least")
    parser.add_argument("--part", choices=("make", "ask"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.part == "make":
        make(args.shared, args.folder, args.size)
    elif args.part == "ask":
        ask(args.shared, args.folder)
    else:
        if not (args.folder / "words.npz").exists():
            cut_once(args.shared, args.folder)
        for part in ("make", "ask"):
            subprocess.run([sys.executable, "-m", "benchmarks.million_base", *sys.argv[1:], "--part", part], check=True)


if __name__ == "__main__":
    main()
