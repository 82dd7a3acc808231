"""Text → vectors with a static model, without torch; which model a folder holds.

A static folder is a sentence-transformers one (StaticEmbedding): a tokenizer and one embedding a token. The vector of
a text is the mean of its tokens' embeddings, so numpy is enough to compute it.
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
"""Texts tokenized at once; a token takes more memory meanwhile than its embedding."""


class Model(Protocol):
    """What turns texts into vectors."""

    name: str
    sha256: str
    """Of all files of its folder."""
    dim: int

    def encode(self, texts: list[str], done: Callable[[int], None] = ...) -> NDArray[np.float32]:
        """``(n, dim)`` float32, L2-normalised, for texts of documents; ``done`` is told how many are ready."""

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """``(dim,)`` float32, L2-normalised, for a question."""


def open_model(folder: Path) -> Model:
    """The model in ``folder``, static or a transformer; ModelError for a folder that holds none or may not be used."""
    if static := _static_part(folder):
        return StaticModel(static, folder)
    model_folder.check(folder, "modules.json")
    from index.models.transformer import TransformerModel  # noqa: PLC0415 - imports torch, which only a transformer needs

    return TransformerModel(folder)


def _static_part(folder: Path) -> Path | None:
    """The part of ``folder`` with tokenizer and embeddings, where the whole model is no more than that."""
    if folder == SHIPPED:
        return folder
    model_folder.check(folder, "model.safetensors", "modules.json")
    modules = model_folder.modules(folder)
    if not modules:
        return folder if (folder / "tokenizer.json").exists() else None
    (first, part), *rest = modules
    return folder / part if first == "StaticEmbedding" and {name for name, _ in rest} <= {"Normalize"} else None


class StaticModel:
    """A static sentence-transformers model."""

    def __init__(self, part: Path = SHIPPED, folder: Path | None = None) -> None:
        """Load the embeddings in ``part`` of the model ``folder``; ModelError when there are none."""
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
        """``(n, dim)`` float32, L2-normalised; a text without tokens is all zeros."""
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
        """``(dim,)``: a question is encoded like any text."""
        ids = self._tokenizer.encode(normalise(text), add_special_tokens=False).ids
        total = self._weights[ids].sum(axis=0) if ids else np.zeros(self.dim, np.float32)
        return np.asarray(total / (math.sqrt(total @ total) or 1.0), np.float32)
