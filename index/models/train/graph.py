"""The computation of a BERT encoder as an ONNX graph that reads its weights from a safetensors file.

The graph of the encoder rounds its matrices to 8 bits when it is loaded (``quantise``); that of the judge computes in float32.

Inputs: ``ids`` and ``mask``, both ``(texts, tokens)`` int64. Outputs, float32, of the encoder: ``vectors``, ``(texts, width)``
L2-normalised means of the tokens' vectors; ``tokens``, ``(texts, tokens, width)``, which is computed only when asked for. Of
the judge: ``answers``, ``(texts,)`` log odds. The judge is the encoder with low-rank additions to its matrices (LoRA, Hu et al.
2021), which lie in a file of their own, and a linear head.
"""

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import ArrayLike
from onnx import TensorProto, helper, numpy_helper

from index.models.train.quantise import Doubles, Level, Rounded, rounded

_TYPES = {"F8_E4M3": TensorProto.FLOAT8E4M3FN, "F16": TensorProto.FLOAT16, "F32": TensorProto.FLOAT}
_FUSED = "com.microsoft"
"""Domain of the operators of onnxruntime that compute attention and layer norms in one piece."""
DOWN, UP, HEAD = "down", "up", "head"
"""Names of what the judge adds: a matrix W gets UP · DOWN added to it; the head is ``(1, width)``."""


def _float8() -> Doubles:
    """``(256,)``: the number that each byte of E4M3 stands for; the two that stand for none are in no file."""
    byte = np.arange(256)
    exponent, fraction = (byte >> 3) & 15, (byte & 7) / 8
    size = np.where(exponent, (1 + fraction) * 2.0 ** (exponent - 7), fraction * 2.0**-6)
    return np.asarray(np.where(byte < 128, size, -size))  # noqa: PLR2004 - the first bit is the sign


@dataclass(frozen=True, slots=True)
class _Stored:
    """Where a tensor lies."""

    file: str
    kind: str
    """As safetensors names it."""
    shape: list[int]
    begin: int
    end: int
    """Bytes from the beginning of the file."""


def _stored(path: Path) -> dict[str, _Stored]:
    """The tensors of a safetensors file by their names."""
    with path.open("rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        entries = json.loads(file.read(length))
    start = 8 + length
    return {
        name: _Stored(path.name, entry["dtype"], entry["shape"], *(start + offset for offset in entry["data_offsets"]))
        for name, entry in entries.items()
        if name != "__metadata__"
    }


@dataclass(frozen=True, slots=True)
class Rounding:
    """What is needed to compute in whole numbers."""

    levels: Mapping[str, Level]
    """By the names of the values."""
    matrices: Mapping[str, Doubles]
    """By their names in the file, ``(out, in)``."""


class _Graph:
    """Nodes and tensors while they are collected."""

    def __init__(self, stored: Mapping[str, _Stored], heads: int, epsilon: float, rounding: Rounding | None = None) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: list[onnx.TensorProto] = []
        self.multiplied: list[str] = []
        """Names of the values that matrices are multiplied with."""
        self.stored, self.heads, self.epsilon, self.rounding = stored, heads, epsilon, rounding

    def add(self, operator: str, inputs: Sequence[str], output: str, domain: str = "", **attributes: Any) -> str:  # noqa: ANN401 - as onnx has them
        """Add a node with one output; the output's name."""
        self.nodes.append(helper.make_node(operator, list(inputs), [output], domain=domain, **attributes))
        return output

    def constant(self, name: str, value: ArrayLike, kind: type[np.generic] = np.int64) -> str:
        """Add a constant; its name."""
        self.tensors.append(numpy_helper.from_array(np.array(value, kind), name))
        return name

    def weight(self, name: str) -> str:
        """The tensor ``name``, widened to float32 when the graph is loaded."""
        return self.add("Cast", [self._as_stored(name, _TYPES[self.stored[name].kind])], name, to=TensorProto.FLOAT)

    def rows(self, name: str, numbers: str, output: str) -> str:
        """Rows of the float8 tensor ``name``: they alone are widened, as a text has few of all words."""
        found = self.add("Gather", [self._as_stored(name, TensorProto.UINT8), numbers], f"{output}.stored")
        places = self.add("Cast", [found], f"{output}.places", to=TensorProto.INT32)
        return self.add("Gather", ["float8", places], output)

    def _as_stored(self, name: str, kind: int) -> str:
        """The tensor ``name`` with its bytes read as ``kind``."""
        at = self.stored[name]
        tensor = TensorProto(name=f"{name}.stored", data_type=kind, dims=at.shape)
        tensor.data_location = TensorProto.EXTERNAL
        for key, value in (("location", at.file), ("offset", at.begin), ("length", at.end - at.begin)):
            tensor.external_data.add(key=key, value=str(value))
        self.tensors.append(tensor)
        return f"{name}.stored"

    def times(self, values: str, *names: str) -> list[str]:
        """``values`` times each of the matrices ``names``, ``(out, in)`` in the file, with its addition; without its bias."""
        self.multiplied.append(values)
        if self.rounding:
            matrices = [self.rounding.matrices[f"{name}.weight"] for name in names]
            return self._rounded(values, names, rounded(self.rounding.levels[values], matrices))
        products = []
        for name in names:
            product = self._product(values, f"{name}.weight")
            if f"{name}.{DOWN}" in self.stored:
                added = self._product(self._product(values, f"{name}.{DOWN}"), f"{name}.{UP}")
                product = self.add("Add", [product, added], f"{name}.total")
            products.append(product)
        return products

    def _rounded(self, values: str, names: Sequence[str], how: Rounded) -> list[str]:
        """The products in whole numbers. onnxruntime rounds the matrices once, when it loads the graph."""
        factors = self.constant(f"{values}.factors", how.factors, np.float32)
        step = self.constant(f"{values}.step", how.step, np.float32)
        zero = self.constant(f"{values}.zero", how.zero, np.uint8)
        whole = self.add(
            "QuantizeLinear", [self.add("Div", [values, factors], f"{values}.even"), step, zero], f"{values}.whole"
        )
        products = []
        for name, steps, offsets in zip(names, how.steps, how.offsets, strict=True):
            own = self.constant(f"{name}.steps", steps, np.float32)
            nought = self.constant(f"{name}.nought", np.zeros(len(steps)), np.int8)
            even = self.add("Mul", [self.weight(f"{name}.weight"), factors], f"{name}.even")
            matrix = self.add("QuantizeLinear", [even, own, nought], f"{name}.whole", axis=0)
            matrix = self.add("Transpose", [matrix], f"{name}.turned")
            read = [whole, matrix, step, own, zero, "", self.constant(f"{name}.offsets", offsets, np.float32)]
            products.append(self.add("MatMulIntegerToFloat", read, f"{name}.product", _FUSED))
        return products

    def _product(self, values: str, matrix: str) -> str:
        return self.add("FusedMatMul", [values, self.weight(matrix)], f"{matrix}.product", _FUSED, transB=1)

    def norm(self, values: str, beside: str, layer_norm: str, bias: str, output: str) -> str:
        """The layer norm of ``values`` + ``beside`` + ``bias``."""
        parts = [values, beside, self.weight(f"{layer_norm}.weight"), self.weight(f"{layer_norm}.bias"), self.weight(bias)]
        return self.add("SkipLayerNormalization", parts, output, _FUSED, epsilon=self.epsilon)

    def embedded(self) -> str:
        """Words and their positions."""
        self.add("Shape", ["ids"], "shape")
        self.add("Gather", ["shape", self.constant("one", 1)], "length")
        self.add("Range", [self.constant("zero", 0), "length", "one"], "places")
        self.constant("float8", _float8(), np.float32)
        words = self.rows("embeddings.word_embeddings.weight", "ids", "words")
        places = self.rows("embeddings.position_embeddings.weight", "places", "positions")
        kind = self.add("Gather", [self.weight("embeddings.token_type_embeddings.weight"), "zero"], "type")
        total = self.add("Add", [self.add("Add", [words, places], "placed"), kind], "embedded")
        norm = [total, *(self.weight(f"embeddings.LayerNorm.{part}") for part in ("weight", "bias"))]
        return self.add("LayerNormalization", norm, "layer", axis=-1, epsilon=self.epsilon)

    def layer(self, number: int, values: str) -> str:
        """One layer over the tokens' vectors."""
        at = f"encoder.layer.{number}"
        parts = [f"{at}.attention.self.{part}" for part in ("query", "key", "value")]
        products = self.times(values, *parts)
        heads = [self.add("Add", [one, self.weight(f"{p}.bias")], f"{p}.heads") for one, p in zip(products, parts, strict=True)]
        seen = self.add("MultiHeadAttention", [*heads, "", "short_mask"], f"{at}.seen", _FUSED, num_heads=self.heads)
        out = f"{at}.attention.output"
        (seen,) = self.times(seen, f"{out}.dense")
        values = self.norm(values, seen, f"{out}.LayerNorm", f"{out}.dense.bias", f"{at}.attended")
        (inner,) = self.times(values, f"{at}.intermediate.dense")
        inner = self.add("BiasGelu", [inner, self.weight(f"{at}.intermediate.dense.bias")], f"{at}.inner", _FUSED)
        (outer,) = self.times(inner, f"{at}.output.dense")
        return self.norm(values, outer, f"{at}.output.LayerNorm", f"{at}.output.dense.bias", f"{at}.out")

    def pooled(self, values: str) -> None:
        """The mean of the tokens' vectors, of length 1."""
        self.add("Identity", [values], "tokens")
        self.add("LpNormalization", [self._sum(values)], "vectors", axis=-1, p=2)

    def judged(self, values: str) -> None:
        """The log odds that the second of the two texts that were read answers the first."""
        count = self.add("ReduceSum", ["weights", "first"], "count", keepdims=0)
        mean = self.add("Div", [self._sum(values), count], "mean")
        odds = self.add("Add", [self._product(mean, f"{HEAD}.weight"), self.weight(f"{HEAD}.bias")], "odds")
        self.add("Squeeze", [odds, "last"], "answers")

    def _sum(self, values: str) -> str:
        """The sum of the tokens' vectors."""
        return self.add("ReduceSum", [self.add("Mul", [values, "weights"], "masked"), "first"], "sum", keepdims=0)

    def counted(self) -> None:
        """The mask as weights of the tokens."""
        mask = self.add("Cast", ["mask"], "counted", to=TensorProto.FLOAT)
        self.add("Unsqueeze", [mask, self.constant("last", [-1])], "weights")
        self.constant("first", [1])


def encoder(path: Path, weights: Path, heads: int, epsilon: float, rounding: Rounding | None = None) -> list[str]:
    """Write the graph of the encoder whose tensors are in ``weights``, a file in the same folder, to ``path``.

    Without ``rounding`` it computes in float32, and its outputs are the values, ``(texts, tokens, width)``, that matrices are
    multiplied with: their names.
    """
    graph = _Graph(_stored(weights), heads, epsilon, rounding)
    graph.pooled(_layers(graph))
    width = graph.stored["embeddings.LayerNorm.weight"].shape[0]
    shapes: dict[str, Sequence[str | int]] = {"vectors": ["texts", width], "tokens": ["texts", "tokens", width]}
    _write(path, graph, shapes if rounding else {name: ["texts", "tokens", "channels"] for name in graph.multiplied})
    return graph.multiplied


def judge(path: Path, weights: Path, additions: Path, heads: int, epsilon: float) -> None:
    """Write the graph of the judge, the encoder in ``weights`` with ``additions``, files in the same folder, to ``path``."""
    graph = _Graph(_stored(weights) | _stored(additions), heads, epsilon)
    graph.judged(_layers(graph))
    _write(path, graph, {"answers": ["texts"]})


def _layers(graph: _Graph) -> str:
    """All layers over what is read."""
    graph.add("Cast", ["mask"], "short_mask", to=TensorProto.INT32)
    graph.counted()
    values = graph.embedded()
    for number in range(len({name.split(".")[2] for name in graph.stored if name.startswith("encoder.layer.")})):
        values = graph.layer(number, values)
    return values


def _write(path: Path, graph: _Graph, shapes: Mapping[str, Sequence[str | int]]) -> None:
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"]) for name in ("ids", "mask")]
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()]
    made = helper.make_graph(graph.nodes, path.stem, inputs, outputs, graph.tensors)
    versions = [helper.make_opsetid("", 19), helper.make_opsetid(_FUSED, 1)]
    path.write_bytes(helper.make_model(made, opset_imports=versions, ir_version=9, producer_name="duibiao").SerializeToString())
