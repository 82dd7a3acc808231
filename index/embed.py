"""Text → vectors with the shipped static model, without torch.

The model folder is a sentence-transformers one (StaticEmbedding): a tokenizer and one embedding a token. The
vector of a text is the mean of its tokens' embeddings, so numpy is enough to compute it.
"""

import hashlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from index.normal import normalise
from ingest.errors import ModelError

SHIPPED = Path(__file__).parent / "model"
_BATCH = 1_000
"""Texts tokenized at once; a token takes more memory meanwhile than its embedding."""


class StaticModel:
    """A static sentence-transformers model."""

    def __init__(self, folder: Path = SHIPPED) -> None:
        """Load the model in ``folder``; ModelError when there is none."""
        weights = folder / "model.safetensors"
        try:
            self._weights = load_file(weights)["embedding.weight"].astype(np.float32)
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except (OSError, KeyError, SafetensorError) as exc:
            raise ModelError("语义模型缺失或损坏", str(folder), "请重新安装 duibiao") from exc
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.dim = int(self._weights.shape[1])
        self.name = folder.name
        self.sha256 = hashlib.sha256(weights.read_bytes()).hexdigest()

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """``(n, dim)`` float32, L2-normalised; a text without tokens is all zeros."""
        out = np.zeros((len(texts), self.dim), np.float32)
        for start in range(0, len(texts), _BATCH):
            plain = [normalise(t) for t in texts[start : start + _BATCH]]
            for row, item in enumerate(self._tokenizer.encode_batch_fast(plain, add_special_tokens=False), start):
                if item.ids:
                    out[row] = self._weights[item.ids].mean(axis=0)
        norms = np.linalg.norm(out, axis=1, keepdims=True)
        np.divide(out, norms, out=out, where=norms > 0)
        return out
