"""The shipped encoder, run by onnxruntime: a transformer without torch, the same on every system.

Its folder is described in ``index.models.train.student``. A text of any length is read up to ``LONGEST`` tokens.
"""

import ctypes
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from index.models import model_folder
from index.words.normal import normalise
from ingest.errors import ModelError, reason

QUERY, PASSAGE = "query: ", "passage: "
"""Put before a question, and before any other text: the two are not encoded alike."""
LONGEST = 256
"""Most tokens of a text that are read."""
_BATCH = 1_024
"""Tokens computed at once; texts of nearly one length go together, as a batch is as long as its longest text."""
_REPORTED = 256
"""Texts after which ``encode`` reports its progress."""
_PADDING = 1
"""Number of the token that fills a text up."""


class Graph:
    """A graph in the folder of the shipped encoder, and the tokenizer of what it reads."""

    def __init__(self, folder: Path, name: str) -> None:
        """Load the graph in the file ``name``; ModelError when that fails."""
        import onnxruntime  # noqa: PLC0415 - a command that asks nothing does without it

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4
        options.intra_op_num_threads = os.cpu_count() or 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "1")  # the threads wait for each other awake,
        options.add_session_config_entry("session.force_spinning_stop", "1")  # and only while they compute
        try:
            self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._session = onnxruntime.InferenceSession(str(folder / name), options, ["CPUExecutionProvider"])
        except Exception as exc:  # both libraries raise exceptions of their own
            raise ModelError(f"语义模型缺失或损坏（{reason(exc)}）", str(folder), "请重新安装 duibiao") from exc
        _give_back()
        shape = self._session.get_outputs()[0].shape
        self.width = int(shape[1]) if len(shape) > 1 else 1

    def run(self, output: str, found: Sequence[Encoding]) -> NDArray[np.float32]:
        """An output, of what was tokenized."""
        longest = max(len(encoding.ids) for encoding in found)
        ids = np.full((len(found), longest), _PADDING, np.int64)
        mask = np.zeros((len(found), longest), np.int64)
        for row, encoding in enumerate(found):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        return np.asarray(self._session.run([output], {"ids": ids, "mask": mask})[0], np.float32)


def _give_back() -> None:
    """Return to the system the memory that loading a graph took for a while; glibc would keep it."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)


class OnnxModel:
    """A ``Model`` from the folder of a shipped encoder."""

    def __init__(self, folder: Path) -> None:
        """Load the model in ``folder``; ModelError when that fails."""
        self._graph = Graph(folder, "model.onnx")
        self._graph.tokenizer.enable_truncation(LONGEST)
        self.dim = self._graph.width
        self.name, self.sha256 = "duibiao-encoder", model_folder.sha256(folder)

    def encode(self, texts: list[str], done: Callable[[int], None] = lambda _: None) -> NDArray[np.float32]:
        """As ``Model.encode``."""
        return self._encoded(PASSAGE, texts, done)

    def encode_questions(self, texts: list[str], done: Callable[[int], None] = lambda _: None) -> NDArray[np.float32]:
        """As ``Model.encode_questions``."""
        return self._encoded(QUERY, texts, done)

    def _encoded(self, prompt: str, texts: list[str], done: Callable[[int], None]) -> NDArray[np.float32]:
        out = np.zeros((len(texts), self.dim), np.float32)
        for start in range(0, len(texts), _REPORTED):
            found = self._graph.tokenizer.encode_batch([prompt + normalise(text) for text in texts[start : start + _REPORTED]])
            for rows in _batches(found):
                out[[start + row for row in rows]] = self._graph.run("vectors", [found[row] for row in rows])
            done(min(start + _REPORTED, len(texts)))
        return out


def _batches(found: Sequence[Encoding]) -> list[list[int]]:
    """Places of the texts of each batch, the shortest texts first."""
    order = sorted(range(len(found)), key=lambda place: len(found[place].ids))
    batches: list[list[int]] = [[]]
    for place in order:
        if batches[-1] and (len(batches[-1]) + 1) * len(found[place].ids) > _BATCH:
            batches.append([])
        batches[-1].append(place)
    return [batch for batch in batches if batch]
