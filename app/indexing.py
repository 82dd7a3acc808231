"""What is searchable, and the files of its index; rows of the last snapshot are taken over where they can be."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app import base, models
from app.base import Snapshot
from app.settle import Settled
from app.sources import Progress
from app.store import Store
from corpus import CORPUS
from index import model_folder
from index.bm25 import Forward
from index.embed import SHIPPED, Model
from index.entry import Entry
from index.faiss_engine import FaissEngine
from index.level import level
from index.rows import cut
from index.tokenize import CUT, Tokenizer
from ingest.model import Clause, CoreSystem, Entity, Indicator, Standard, Target

_SEARCHED = frozenset({"item", "paragraph", "box", "row", "form", "contact"})
"""Kinds of clauses that are searched; contact details only when asked for."""


def write(
    new: Path, store: Store, settled: Settled, before: Snapshot | None, progress: Progress, notes: list[str]
) -> dict[str, str]:
    """Write the index files into ``new``; the model, the thesaurus and the level they were made with, for the manifest.

    Rows of the snapshot ``before`` are taken over where model, thesaurus and the way of cutting are the same.
    """
    model = models.embedder()
    identity = {"name": model.name, "sha256": model.sha256, "dim": str(model.dim)}
    identity |= {"thesaurus": _sha256_of(CORPUS / "thesaurus"), "cut": CUT}
    if before and before.manifest.model["sha256"] != model.sha256:
        notes.append(f"语义模型由“{before.manifest.model['name']}”换成“{model.name}”，全库已重算")
    if before and not identity.items() <= before.manifest.model.items():
        before = None
    catalogues = {d.id for d in store.documents() if d.doctype == "catalogue"}
    rows = list(_entries(settled.entities, [c for c in settled.clauses if c.document not in catalogues]))
    vectors = _write(new, store, rows, settled.tokenizer, model, before, progress)
    if model.sha256 == model_folder.sha256(SHIPPED):
        return identity
    return identity | {"level": "{} {}".format(*level(model, (e.title for e in rows), vectors))}


def _entries(entities: list[Entity], clauses: list[Clause]) -> Iterable[Entry]:
    """What is searchable: clauses of substance and the entities people cite."""
    texts = {clause.id: clause.text for clause in clauses}
    for clause in clauses:
        if clause.kind in _SEARCHED:
            title = " ".join(t for t in clause.titles if t)
            if clause.kind == "contact":
                title += f" 联系方式 联系电话 {texts.get(clause.id.rpartition('/')[0], '')}"
            yield Entry("clause", clause.id, title, clause.text)
    for entity in entities:
        match entity:
            case Standard():
                yield Entry(
                    "standard",
                    entity.id,
                    f"{entity.name} {entity.id}",
                    " ".join((entity.category, entity.published, entity.effective, *entity.topics, entity.note)),
                )
            case Target():
                yield Entry("target", entity.id, f"{entity.name} {entity.id}", f"{entity.specialty} {entity.summary}")
            case CoreSystem():
                yield Entry("core_system", entity.id, entity.id, " ".join((entity.definition, *entity.topics)))
            case Indicator():
                yield Entry("indicator", entity.id, entity.name, f"{entity.dimension} {entity.direction} {entity.threshold}")


def _write(
    new: Path,
    store: Store,
    rows: list[Entry],
    tokenizer: Tokenizer,
    model: Model,
    before: Snapshot | None,
    progress: Progress,
) -> NDArray[np.float32]:
    """Write the files; the vectors of the rows, those taken over first."""
    old = store.entry_rows() if before else {}
    kept = [(old[e.key], e) for e in rows if e.key in old]
    fresh = [e for e in rows if e.key not in old]
    more = cut(fresh, tokenizer)
    texts = [f"{e.title} {e.text}" for e in fresh]
    vectors = model.encode(texts, lambda done: progress("计算语义向量", done, len(texts)))
    if before and kept:
        numbers = [row for row, _ in kept]
        more = Forward.joined([Forward.load(before.folder / base.BM25).take(numbers), more])
        vectors = np.concatenate([FaissEngine.load(before.folder / base.VECTORS).vectors()[numbers], vectors])
    engine = FaissEngine(model.dim)
    engine.add(vectors)
    base.write_text(new / base.WORDS, json.dumps(tokenizer.dictionary, ensure_ascii=False))
    more.save(new / base.BM25)
    engine.save(new / base.VECTORS)
    store.set_entries([*(e for _, e in kept), *fresh])
    return vectors


def _sha256_of(folder: Path) -> str:
    """One hash over all files of ``folder``."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
