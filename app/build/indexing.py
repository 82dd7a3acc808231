"""Makes the entries of a base and writes their index files; what is unchanged is copied from the index of the last snapshot."""

import contextlib
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import platformdirs
from numpy.typing import NDArray

from app.base import integrity, models, snapshots
from app.base.manifest import FORMAT
from app.base.snapshots import EXAMPLE, OWN_EXAMPLE, Snapshot
from app.base.store import Store
from app.build import entries
from app.build.merge import Merged
from app.build.shipped import Shipped
from app.build.sources import Progress
from index.engines.faiss_engine import FaissEngine
from index.engines.forward import Forward
from index.engines.postings import LAYOUT, Postings
from index.engines.rows import cut
from index.entry import Entry
from index.models import model_folder
from index.models.calibration import SHIPPED_LEVELS, calibration
from index.models.encoder import SHIPPED, Model
from index.models.remembered import SHIPPED_VECTORS, Remembering
from index.words.tokenize import CUT, Tokenizer

JOURNAL = "vectors.journal"
"""The file in the folder of a base that keeps the vectors of a build until it is published."""
_SUMS = "SHA256SUMS"
"""Says in a cache folder what its files were when they were written."""
_AT_ONCE = 51_200
"""Vectors that are there as 32-bit floats at a time; whole batches of the encoder."""
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

    Vectors of the snapshot ``before`` are taken over where the model is the same, cut text where thesaurus and the way of
    cutting are the same too.
    """
    model = Remembering(models.embedder(), SHIPPED_VECTORS, new.parents[1] / JOURNAL, models.embedder)
    identity = {"name": model.name, "sha256": model.sha256, "dim": str(model.dim)}
    identity |= {"thesaurus": shipped.thesaurus_sha256, "cut": CUT}
    if before and before.manifest.model["sha256"] != model.sha256:
        notes.append(f"语义模型由“{before.manifest.model['name']}”换成“{model.name}”，全库已重算")
        before = None
    rows = entries.of_store(store, merged)
    asked = [Entry(EXAMPLE, example.subject, "", example.text) for example in shipped.examples]
    asked += [Entry(OWN_EXAMPLE, x.subject, "", x.text) for x in shipped.own_examples if x not in {*shipped.examples}]
    (new / snapshots.WORDS).write_text(json.dumps(merged.tokenizer.dictionary, ensure_ascii=False), encoding="utf-8")
    same_cut = before is not None and identity.items() <= before.manifest.model.items()
    writer = _Writer(new, store, merged.tokenizer, model, before, same_cut, progress)
    writer.write_once(snapshots.EXAMPLES, asked, identity)
    writer.write(snapshots.ENTRIES, rows)
    return identity | writer.levels([entry.title for entry in rows])


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the files of an index; vectors that the snapshot ``before`` has are copied, and their rows come first."""

    new: Path
    store: Store
    tokenizer: Tokenizer
    model: Model
    before: Snapshot | None
    same_cut: bool
    """Whether the text of ``before`` is cut as it would be now."""
    progress: Progress

    def write_once(self, files: snapshots.IndexFiles, rows: list[Entry], identity: dict[str, str]) -> None:
        """Write an index that is the same in every base: it is computed once, then copied from the user's cache folder.

        ``identity`` is what the index depends on besides ``rows``: model, thesaurus, version of the tokens.
        """
        key = json.dumps([FORMAT, LAYOUT, identity, [e.key for e in rows]], ensure_ascii=False)
        kept = platformdirs.user_cache_path("duibiao") / f"{files.name}-{hashlib.sha256(key.encode()).hexdigest()}"
        if _holds(kept, files):
            for name in (files.bm25, files.vectors):
                shutil.copyfile(kept / name, self.new / name)
            self.store.set_entries(files.name, rows)
            return
        had = self.store.entry_rows(files.name)
        known = [entry.key in had for entry in rows]
        in_order = known == sorted(known, reverse=True)  # else the rows of ``before``, which come first, would change places
        (self if in_order else replace(self, before=None)).write(files, rows)
        with contextlib.suppress(OSError):
            shutil.rmtree(kept, ignore_errors=True)
            kept.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=kept.parent, ignore_cleanup_errors=True) as beside:
                for name in (files.bm25, files.vectors):
                    shutil.copyfile(self.new / name, Path(beside) / name)
                (Path(beside) / _SUMS).write_text(_sums(Path(beside), files), encoding="utf-8")
                Path(beside).rename(kept)
            for old in sorted(kept.parent.glob(f"{files.name}-*"), key=lambda path: path.stat().st_mtime)[:-_KEPT]:
                shutil.rmtree(old, ignore_errors=True)

    def write(self, files: snapshots.IndexFiles, rows: list[Entry]) -> None:
        """Write one index, and its entries to the store."""
        old = self.store.entry_rows(files.name) if self.before else {}
        kept = [(old[e.key], e) for e in rows if e.key in old]
        fresh = [e for e in rows if e.key not in old]
        rows = [*(e for _, e in kept), *fresh]
        forward = cut(fresh if self.same_cut else rows, self.tokenizer)
        numbers = [row for row, _ in kept]
        if self.before and kept and self.same_cut:
            with snapshots.reading(self.before):
                before = Postings.load(self.before.folder / files.bm25).forward().take(numbers)
            forward = Forward.joined([before, forward])
            del before
        Postings.of(forward).save(self.new / files.bm25)
        del forward  # of a large base words and vectors together are more than either
        vectors = self._vectors(files.vectors, numbers, [entry.meaning for entry in fresh])
        FaissEngine.of(self.model.dim, vectors).save(self.new / files.vectors)
        self.store.set_entries(files.name, rows)
        if files is snapshots.ENTRIES:
            self._write_parts(kept, fresh)

    def _write_parts(self, kept: list[tuple[int, Entry]], fresh: list[Entry]) -> None:
        """The vectors of parts: those of the entries ``kept``, each with its row in ``before``, then those of ``fresh``."""
        counts = [len(entry.parts) for entry in (*(entry for _, entry in kept), *fresh)]
        np.save(self.new / snapshots.OWNERS, np.repeat(np.arange(len(counts), dtype=np.int32), counts))
        numbers = list[int]()
        if self.before and kept:
            with snapshots.reading(self.before):
                owners = np.load(self.before.folder / snapshots.OWNERS)
            first = np.searchsorted(owners, [row for row, _ in kept])
            numbers = [part for start, count in zip(first, counts, strict=False) for part in range(start, start + count)]
        texts = [part for entry in fresh for part in entry.parts]
        vectors = self._vectors(snapshots.PARTS, numbers, texts)
        FaissEngine.of(self.model.dim, vectors).save(self.new / snapshots.PARTS)

    def _vectors(self, file: str, numbers: list[int], fresh: list[str]) -> Iterator[NDArray[np.float32]]:
        """The vectors ``numbers`` of the ``file`` of ``before``, then those of the texts ``fresh``, so many at a time."""
        if self.before and numbers:
            with snapshots.reading(self.before):
                engine = FaissEngine.load(self.before.folder / file)
            yield from (engine.rows(numbers[first : first + _AT_ONCE]) for first in range(0, len(numbers), _AT_ONCE))
        encode = self.model.encode_questions if file == snapshots.EXAMPLES.vectors else self.model.encode
        what = "计算分句的语义向量" if file == snapshots.PARTS else "计算语义向量"
        for first in range(0, len(fresh), _AT_ONCE):
            yield encode(fresh[first : first + _AT_ONCE], partial(self._encoded, what, first, len(fresh)))

    def _encoded(self, what: str, before: int, total: int, done: int) -> None:
        self.progress(what, before + done, total)

    def levels(self, titles: list[str]) -> dict[str, str]:
        """What the model's cosines with the rows of each index are like, for the manifest."""
        if self.model.sha256 == model_folder.sha256(SHIPPED):
            return {f"level.{name}": _written(level) for name, level in SHIPPED_LEVELS.items()}
        found = {}
        for files in (snapshots.ENTRIES, snapshots.EXAMPLES):
            vectors = FaissEngine.load(self.new / files.vectors).vectors()
            found[f"level.{files.name}"] = _written(calibration(self.model, titles, vectors))
        return found


def _written(level: tuple[float, float]) -> str:
    return "{} {}".format(*level)


def _holds(folder: Path, files: snapshots.IndexFiles) -> bool:
    """Whether ``folder`` has an index that is, byte for byte, what was written."""
    try:
        return (folder / _SUMS).read_text(encoding="utf-8") == _sums(folder, files)
    except (OSError, UnicodeDecodeError):
        return False


def _sums(folder: Path, files: snapshots.IndexFiles) -> str:
    return "".join(f"{integrity.sha256(folder / name)}  {name}\n" for name in (files.bm25, files.vectors))
