"""Text → vectors: the protocol of a model, the static model, and ``open_model``, which opens either kind from its folder.

A static model is a sentence-transformers folder with one StaticEmbedding module: a tokenizer, and one embedding for each
token. The vector of a text is the mean of the embeddings of its tokens, so numpy computes it and torch is not needed.
"""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from index.models import model_folder
from index.words.normal import normalise
from ingest.errors import ModelError

SHIPPED = Path(__file__).parent / "shipped"
_BATCH = 1_000
"""Texts tokenized at once. It bounds the memory: while it is processed, a token takes more of it than its embedding."""


class Model(Protocol):
    """A model that turns texts into vectors."""

    name: str
    sha256: str
    """Hash over the names and contents of all files in the model's folder, in hexadecimal."""
    dim: int
    """Length of every vector."""

    def encode(self, texts: list[str], done: Callable[[int], None] = ...) -> NDArray[np.float32]:
        """``(len(texts), dim)`` float32, L2-normalised: the vectors of texts from documents.

        The model calls ``done`` with the number of texts encoded so far, once or more often.
        """

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """``(dim,)`` float32, L2-normalised: the vector of a question."""


def open_model(folder: Path) -> Model:
    """The model in ``folder``, static or a transformer.

    Raises ModelError when ``folder`` has no model, or one with pickled weights or code of its own.
    """
    if static := _static_part(folder):
        return StaticModel(static, folder)
    model_folder.check(folder, "modules.json")
    from index.models.transformer import TransformerModel  # noqa: PLC0415 - imports torch, which only a transformer needs

    return TransformerModel(folder)


def _static_part(folder: Path) -> Path | None:
    """The folder with tokenizer and embeddings, ``folder`` or one in it, when the model is static; otherwise None."""
    if folder == SHIPPED:
        return folder
    model_folder.check(folder, "model.safetensors", "modules.json")
    modules = model_folder.modules(folder)
    if not modules:
        return folder if (folder / "tokenizer.json").exists() else None
    (first, part), *rest = modules
    return folder / part if first == "StaticEmbedding" and {name for name, _ in rest} <= {"Normalize"} else None


class StaticModel:
    """A static sentence-transformers model: numpy and a tokenizer, no torch."""

    def __init__(self, part: Path = SHIPPED, folder: Path | None = None) -> None:
        """Load tokenizer and embeddings from ``part``, a folder in ``folder`` or that itself; ModelError when it fails."""
        folder = folder or part
        try:
            self._weights = load_file(part / "model.safetensors")["embedding.weight"].astype(np.float32)
            self._tokenizer = Tokenizer.from_file(str(part / "tokenizer.json"))
        except Exception as exc:  # the tokenizers library raises plain exceptions
            if not isinstance(exc, (OSError, KeyError, SafetensorError)) and type(exc) is not Exception:
                raise
            todo = "请重新安装 duibiao" if part == SHIPPED else "应有 model.safetensors（embedding.weight）和 tokenizer.json"
            raise ModelError("语义模型缺失或损坏", str(folder), todo) from exc
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.dim = int(self._weights.shape[1])
        self.name = "duibiao-static" if folder == SHIPPED else folder.name
        self.sha256 = model_folder.sha256(folder)

    def encode(self, texts: list[str], done: Callable[[int], None] = lambda _: None) -> NDArray[np.float32]:
        """As ``Model.encode``; the vector of a text without tokens is all zeros."""
        out = np.zeros((len(texts), self.dim), np.float32)
        for start in range(0, len(texts), _BATCH):
            plain = [normalise(t) for t in texts[start : start + _BATCH]]
            for row, item in enumerate(self._tokenizer.encode_batch_fast(plain, add_special_tokens=False), start):
                if item.ids:
                    out[row] = self._weights[item.ids].mean(axis=0)
        norms = np.linalg.norm(out, axis=1, keepdims=True)
        np.divide(out, norms, out=out, where=norms > 0)
        done(len(texts))
        return out

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """As ``Model.encode_query``: this model encodes a question like any other text."""
        ids = self._tokenizer.encode(normalise(text), add_special_tokens=False).ids
        total = self._weights[ids].sum(axis=0) if ids else np.zeros(self.dim, np.float32)
        return np.asarray(total / (math.sqrt(total @ total) or 1.0), np.float32)
