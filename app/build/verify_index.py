"""Whether what a snapshot holds fits together: its store in itself, its indexes and its graph with its store."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from app.base import snapshots
from app.base.knowledge import Knowledge
from app.base.looked import Damage, Looked
from app.base.snapshots import Snapshot
from app.build import entries
from index.engines.faiss_engine import FaissEngine
from index.engines.postings import Postings
from ingest.errors import BaseError

_REBUILD = "请运行 duibiao rebuild，用库内留存的原件重建"
_NORM = 0.02
"""How far from 1 the length of a vector of 16-bit floats may be; that of a text without any word is 0."""


def serving(kb: Path) -> Looked:
    """The serving snapshot; nothing where it cannot be opened, which the check of its files tells."""
    try:
        snapshot = snapshots.current(kb)
        with snapshots.reading(snapshot):
            opened = Knowledge.at(snapshot)
            problems = [*_store(opened), *_indexes(snapshot, opened), *_graph(opened)]
            count = len(opened.entries)
            opened.store.close()
    except BaseError:
        return Looked("条目和索引", 0, ())
    where = f"snapshots/{snapshot.name}"
    return Looked("条目和索引", count, tuple(Damage(where, problem, _REBUILD) for problem in problems))


def _store(opened: Knowledge) -> Iterator[str]:
    yield from (f"库的内部结构不对：{problem}" for problem in opened.store.faults())
    held = opened.snapshot.manifest.counts
    if len(opened.documents) != held["documents"] or sum(1 for _ in opened.store.clauses()) != held["clauses"]:
        yield "文件和条款的数目和清单不一致"


def _indexes(snapshot: Snapshot, opened: Knowledge) -> Iterator[str]:
    """Both indexes have a row for each entry, the entries are those of the documents, and so are their parts."""
    dim = int(snapshot.manifest.model["dim"])
    for files in (snapshots.ENTRIES, snapshots.EXAMPLES):
        rows = sum(1 for _ in opened.store.entries(files.name))
        words, vectors = Postings.load(snapshot.folder / files.bm25), FaissEngine.load(snapshot.folder / files.vectors)
        if not rows == len(words) == len(vectors):
            yield f"{files.name}：条目 {rows} 个，词的索引 {len(words)} 行，向量 {len(vectors)} 个，应当相等"
        norms = np.linalg.norm(vectors.vectors(), axis=1)
        if vectors.dim != dim or not np.all((abs(norms - 1) < _NORM) | (norms == 0)):
            yield f"{files.name}：有向量不合格式"
    found = entries.of_things(opened.store.documents(), opened.store.entities(), opened.store.clauses())
    due, there = {entry.key: len(entry.parts) for entry in found}, opened.store.entry_rows(snapshots.ENTRIES.name)
    if due.keys() != there.keys():
        lost, more = len(due.keys() - there.keys()), len(there.keys() - due.keys())
        yield f"应当查得到的 {len(due)} 条里，索引缺 {lost} 条，多 {more} 条"
    parts, owners = FaissEngine.load(snapshot.folder / snapshots.PARTS), np.load(snapshot.folder / snapshots.OWNERS)
    counts = np.bincount(owners, minlength=max(there.values(), default=-1) + 1)
    if len(parts) != len(owners) or any(counts[there[key]] != count for key, count in due.items() if key in there):
        yield "条款各句的向量和条款对不上"


def _graph(opened: Knowledge) -> Iterator[str]:
    """Every link leads from and to a node, every thing is one."""
    nodes = [*opened.entities, *opened.documents, *(end for link in opened.links for end in (link.subject, link.object))]
    if lost := [node for node in nodes if node not in opened.graph]:
        yield f"关联图里少了 {len(lost)} 个（如 {lost[0]}）"
    if clauses := [x for x in opened.store.links() for end in (x.subject, x.object) if "#" in end and not opened.clause(end)]:
        yield f"有 {len(clauses)} 条关联指向库里没有的条款（如 {clauses[0].subject} → {clauses[0].object}）"
