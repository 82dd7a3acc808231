"""Makes the entries of a base and writes their index files; unchanged rows are copied from the index of the last snapshot."""

import contextlib
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import platformdirs
from numpy.typing import NDArray

from app.base import models, snapshots
from app.base.manifest import FORMAT
from app.base.snapshots import Snapshot
from app.base.store import Store
from app.build.merge import Merged
from app.build.shipped import Shipped
from app.build.sources import Progress
from index.engines.bm25 import Forward
from index.engines.faiss_engine import FaissEngine
from index.engines.rows import cut
from index.entry import Entry
from index.models import model_folder
from index.models.calibration import calibration
from index.models.encoder import SHIPPED, Model
from index.words.tokenize import CUT, Tokenizer
from ingest.model import Clause, CoreSystem, Entity, Indicator, Standard, Target

_SEARCHED = frozenset({"item", "paragraph", "box", "row", "form", "contact"})
"""Kinds of clauses that become entries; answers show contact details only to a question about them."""
_KEPT = 3
"""Indexes kept in the user's cache folder: the one with today's model and thesaurus, and two earlier ones."""


def write(
    new: Path,
    store: Store,
    merged: Merged,
    shipped: Shipped,
    before: Snapshot | None,
    progress: Progress,
    notes: list[str],
) -> dict[str, str]:
    """Write the index files into ``new``; the model, the thesaurus and the level they were made with, for the manifest.

    Rows of the snapshot ``before`` are taken over where model, thesaurus and the way of cutting are the same.
    """
    model = models.embedder()
    identity = {"name": model.name, "sha256": model.sha256, "dim": str(model.dim)}
    identity |= {"thesaurus": shipped.thesaurus_sha256, "cut": CUT}
    if before and before.manifest.model["sha256"] != model.sha256:
        notes.append(f"语义模型由“{before.manifest.model['name']}”换成“{model.name}”，全库已重算")
    if before and not identity.items() <= before.manifest.model.items():
        before = None
    catalogues = {d.id for d in store.documents() if d.doctype == "catalogue"}
    rows = list(_entries(merged.entities, [c for c in merged.clauses if c.document not in catalogues]))
    asked = [Entry("example", example.subject, "", example.text) for example in shipped.examples]
    snapshots.write_text(new / snapshots.WORDS, json.dumps(merged.tokenizer.dictionary, ensure_ascii=False))
    writer = _Writer(new, store, merged.tokenizer, model, before, progress)
    writer.write_once(snapshots.EXAMPLES, asked, identity)
    vectors = writer.write(snapshots.ENTRIES, rows)
    if model.sha256 == model_folder.sha256(SHIPPED):
        return identity
    return identity | {"level": "{} {}".format(*calibration(model, (e.title for e in rows), vectors))}


def _entries(entities: list[Entity], clauses: list[Clause]) -> Iterable[Entry]:
    """One entry for each clause of the kinds in ``_SEARCHED``, and for each standard, target, core system and indicator."""
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


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the files of an index; rows that the snapshot ``before`` has are copied, and come first."""

    new: Path
    store: Store
    tokenizer: Tokenizer
    model: Model
    before: Snapshot | None
    progress: Progress

    def write_once(self, files: snapshots.IndexFiles, rows: list[Entry], identity: dict[str, str]) -> None:
        """Write an index that is the same in every base: it is computed once, then copied from the user's cache folder.

        ``identity`` is what the index depends on besides ``rows``: model, thesaurus, version of the tokens.
        """
        key = json.dumps([FORMAT, identity, [e.key for e in rows]], ensure_ascii=False)
        kept = platformdirs.user_cache_path("duibiao") / f"{files.name}-{hashlib.sha256(key.encode()).hexdigest()}"
        if _holds(kept, files, len(rows)):
            for name in (files.bm25, files.vectors):
                shutil.copyfile(kept / name, self.new / name)
            self.store.set_entries(files.name, rows)
            return
        replace(self, before=None).write(files, rows)
        with contextlib.suppress(OSError):
            shutil.rmtree(kept, ignore_errors=True)
            kept.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=kept.parent, ignore_cleanup_errors=True) as beside:
                for name in (files.bm25, files.vectors):
                    shutil.copyfile(self.new / name, Path(beside) / name)
                Path(beside).rename(kept)
            for old in sorted(kept.parent.glob(f"{files.name}-*"), key=lambda path: path.stat().st_mtime)[:-_KEPT]:
                shutil.rmtree(old, ignore_errors=True)

    def write(self, files: snapshots.IndexFiles, rows: list[Entry]) -> NDArray[np.float32]:
        """Write one index, and its entries to the store; return its vectors, ``(n, dim)`` float32, L2-normalised."""
        old = self.store.entry_rows(files.name) if self.before else {}
        kept = [(old[e.key], e) for e in rows if e.key in old]
        fresh = [e for e in rows if e.key not in old]
        forward = cut(fresh, self.tokenizer)
        texts = [f"{e.title} {e.text}" for e in fresh]
        vectors = self.model.encode(texts, lambda done: self.progress("计算语义向量", done, len(texts)))
        if self.before and kept:
            numbers, folder = [row for row, _ in kept], self.before.folder
            with snapshots.reading(self.before):
                forward = Forward.joined([Forward.load(folder / files.bm25).take(numbers), forward])
                vectors = np.concatenate([FaissEngine.load(folder / files.vectors).vectors()[numbers], vectors])
        engine = FaissEngine(self.model.dim)
        engine.add(vectors)
        forward.save(self.new / files.bm25)
        engine.save(self.new / files.vectors)
        self.store.set_entries(files.name, [*(e for _, e in kept), *fresh])
        return vectors


def _holds(folder: Path, files: snapshots.IndexFiles, rows: int) -> bool:
    """Whether ``folder`` has an index with exactly ``rows`` rows that can be read."""
    try:
        return rows == len(Forward.load(folder / files.bm25)) == len(FaissEngine.load(folder / files.vectors))
    except (OSError, EOFError, ValueError, KeyError, RuntimeError, BadZipFile):
        return False
