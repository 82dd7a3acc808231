"""Links against a careful reader, and the graph at scale: ``python -m benchmarks.graph [--shared DIR] [--clauses N]``.

The gold (``tests/golden/links.jsonl``) was written by hand from the text of the targets and the names of the
standards, before any suggestion was looked at. Suggestions are ranked for each target as if there were no curated
rows, and the first three are judged. The graph of generated clauses and links is built in a process of its own.
"""

import argparse
import json
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.base.knowledge import Knowledge
from app.build import publish
from index.words.concepts import ConceptFinder
from index.words.tokenize import Tokenizer
from ingest.model import Concept, Link
from kg import queries, rules
from kg.graph import Graph

GOLDEN = Path(__file__).parents[1] / "tests" / "golden" / "links.jsonl"
FIRST = 3
LINKS_A_CLAUSE = 5


@dataclass(frozen=True, slots=True)
class Share:
    """A number of hits among a number of cases."""

    right: int
    of: int

    @property
    def share(self) -> float:
        """Hits divided by cases, 0 to 1; 1 when there are no cases."""
        return self.right / self.of if self.of else 1.0

    def __str__(self) -> str:
        """``41/50 = 0.820``."""
        return f"{self.right}/{self.of} = {self.share:.3f}"


def read(path: Path) -> list[dict[str, Any]]:
    """The gold standard: id of each target → the ids that a careful reader accepts for it."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        {"target": r["target"], "accepted": {*r["direct"], *r["supporting"], *r["core_systems"], *r["indicators"]}}
        for r in rows
    ]


def precision(kb: Knowledge) -> dict[str, Share]:
    """Precision of the stated and suggested links of targets, computed without the curated rows."""
    gold = {r["target"]: r["accepted"] for r in read(GOLDEN)}
    tokenizer = Tokenizer(ConceptFinder(e for e in kb.entities.values() if isinstance(e, Concept)))
    sources = rules.Sources(list(kb.entities.values()), list(kb.store.clauses()), tokenizer, list(kb.documents.values()))
    found = rules.links(sources)
    judged = {"standard", "core_system", "indicator"}
    by_basis: dict[str, dict[str, list[tuple[float, str]]]] = {"stated": {}, "suggested": {}}
    for x in found:
        for target, other in ((x.subject, x.object), (x.object, x.subject)):
            if target in gold and kb.graph.kind(other) in judged and x.predicate != "mentions":
                by_basis[x.basis].setdefault(target, []).append((-x.confidence, other))
    told = {basis: {t: [o for _, o in sorted(pairs)] for t, pairs in found.items()} for basis, found in by_basis.items()}
    top = [(t, o) for t, others in told["suggested"].items() for o in others[:FIRST]]
    everything = [(t, o) for others in told.values() for t, found in others.items() for o in found]
    curated = [x for x in kb.links if x.basis == "curated"]
    pairs = [(t, o) for x in curated for t, o in ((x.subject, x.object), (x.object, x.subject)) if t in gold]
    accepted = sum(map(len, gold.values()))
    stated = [(t, o) for t, others in told["stated"].items() for o in others]
    return {
        "stated": Share(sum(o in gold[t] for t, o in stated), len(stated)),
        f"suggested, first {FIRST}": Share(sum(o in gold[t] for t, o in top), len(top)),
        "accepted by the reader and found by a rule": Share(len({(t, o) for t, o in everything if o in gold[t]}), accepted),
        "curated, accepted by the reader": Share(sum(o in gold[t] for t, o in pairs), len(pairs)),
        "accepted by the reader and curated": Share(len({(t, o) for t, o in pairs if o in gold[t]}), accepted),
    }


def generated(clauses: int) -> Iterator[Link]:
    """Generated links, ``LINKS_A_CLAUSE`` for each of ``clauses`` clauses; a few of their objects have very many links."""
    chance = random.Random(7)
    for number in range(clauses):
        clause = f"文件-{number // 200}#第{number % 200 // 10}章/第{number % 200}条"
        for _ in range(LINKS_A_CLAUSE):
            thing = int(chance.paretovariate(0.3)) % 20_000
            name = f"WS/T {thing}-2020"
            yield Link(
                clause, "mentions", name, "stated", "semapv:LexicalMatching", 1.0, f"原文提到 {name}", (clause,), "某规则"
            )


def at_scale(clauses: int, answer: Any) -> None:  # noqa: ANN401 - a queue of multiprocessing
    """Build and query the graph, in a process of its own; put seconds, milliseconds and MB into the queue ``answer``."""
    began = time.process_time()
    graph = Graph([], generated(clauses))
    built = time.process_time() - began
    chance = random.Random(8)
    asked = [f"文件-{n // 200}#第{n % 200 // 10}章/第{n % 200}条" for n in chance.sample(range(clauses), 200)]
    times = []
    for node in asked:
        began = time.perf_counter()
        queries.within(graph, node, 1)
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    began = time.perf_counter()
    queries.path(graph, asked[0], asked[1])
    path = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answer.put((built, times[len(times) // 2], times[-1], path, peak))


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, help="folder with seeds/: judge the originals too")
    parser.add_argument("--clauses", type=int, default=100_000)
    args = parser.parse_args()
    sources: dict[str, list[Path]] = {"corpus": []} | ({"originals": [args.shared / "seeds"]} if args.shared else {})
    print("| base | links | right |\n|---|---|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for name, paths in sources.items():
            publish.build(Path(folder) / name, paths)
            for what, share in precision(Knowledge.open(Path(folder) / name)).items():
                print(f"| {name} | {what} | {share} |")
    context = multiprocessing.get_context("spawn")
    answer = context.Queue()
    process = context.Process(target=at_scale, args=(args.clauses, answer))
    process.start()
    built, median, slowest, path, peak = answer.get()
    process.join()
    print(f"\n{args.clauses} clauses, {args.clauses * LINKS_A_CLAUSE} links\n\n| what | measured | limit |\n|---|---:|---:|")
    print(f"| graph built, processor time | {built:.1f} s | 60 s |")
    print(f"| neighbourhood of a clause, median / slowest of 200 | {median:.2f} / {slowest:.2f} ms | 10 ms |")
    print(f"| path between two clauses | {path:.2f} s | |")
    print(f"| peak memory | {peak:.0f} MB | 1024 MB |")


if __name__ == "__main__":
    main()
