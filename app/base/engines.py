"""The files of a snapshot's indexes, opened: the cutter, the semantic model, BM25 and the vectors."""

import json
import logging
import os
from functools import cached_property
from pathlib import Path

import numpy as np

from app.base import faults, integrity, models, snapshots
from index.engines.backend import Backend
from index.engines.bm25 import Bm25
from index.engines.faiss_engine import FaissEngine
from index.engines.parted import Parted
from index.engines.postings import Postings
from index.models.calibration import Calibrated
from index.models.encoder import Model, WithoutVectors
from index.words.concepts import ConceptFinder
from index.words.tokenize import Tokenizer
from ingest.errors import BaseError, ModelError

MILVUS = "DUIBIAO_MILVUS"
"""The environment variable with the address of Milvus, such as http://10.0.0.5:19530, or a file for Milvus Lite."""
_log = logging.getLogger(__name__)


class Engines:
    """What searching one snapshot takes; each file is read when it is first needed."""

    def __init__(self, snapshot: snapshots.Snapshot, thesaurus: ConceptFinder) -> None:
        """Nothing is read yet."""
        self._snapshot, self._thesaurus = snapshot, thesaurus

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """Cuts as the texts of the index were cut."""
        with snapshots.reading(self._snapshot):
            words = json.loads((self._snapshot.folder / snapshots.WORDS).read_text(encoding="utf-8"))
        return Tokenizer(self._thesaurus, words)

    @cached_property
    def model(self) -> Model:
        """The model that the index was built with; where the shipped one is damaged, one that leaves searching to the words."""
        try:
            return models.embedder_of(self._snapshot)
        except ModelError as exc:
            if models.named():
                raise
            _log.warning("注意：%s；现在只按词查找，说法不同的条款会漏掉", exc)
            return WithoutVectors(int(self._snapshot.manifest.model["dim"]))

    def index(self, files: snapshots.IndexFiles) -> tuple[Bm25, Backend]:
        """An index; BaseError when its vectors are not of the model's dimension."""
        folder = self._snapshot.folder
        with snapshots.reading(self._snapshot):
            words = Postings.load(folder / files.bm25)
            engine = self._vectors(folder / files.vectors, len(words))
            if files is snapshots.ENTRIES:
                owners = np.load(folder / snapshots.OWNERS)
                engine = Parted(engine, self._vectors(folder / snapshots.PARTS, len(owners)), owners)
        if engine.dim != self.model.dim:
            what = f"知识库的向量是 {engine.dim} 维，语义模型“{self.model.name}”是 {self.model.dim} 维"
            raise BaseError(what, str(folder), faults.REBUILD)
        return Bm25(words), Calibrated(engine, self._snapshot.level(files))

    def _vectors(self, file: Path, rows: int) -> Backend:
        """So many vectors of an index: in memory, or in Milvus where its address is set."""
        uri = os.environ.get(MILVUS, "")
        if not uri:
            return FaissEngine.load(file)
        try:
            from index.engines.milvus_engine import MilvusEngine  # noqa: PLC0415 - of the extra milvus
        except ImportError as exc:
            raise BaseError(f"没有安装 pymilvus，不能用 {MILVUS}", uri, "请运行 pip install 'duibiao[milvus]'") from exc
        name, dim = f"{file.stem}_{integrity.sha256(file)[:16]}", int(self._snapshot.manifest.model["dim"])
        return MilvusEngine(uri, name, (rows, dim), lambda: FaissEngine.load(file).parts())
