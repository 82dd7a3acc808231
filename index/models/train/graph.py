"""The computation of a BERT encoder as an ONNX graph that reads its weights from a safetensors file.

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
from onnx import TensorProto, helper, numpy_helper

_TYPES = {"F8_E4M3": TensorProto.FLOAT8E4M3FN, "F16": TensorProto.FLOAT16, "F32": TensorProto.FLOAT}
_FUSED = "com.microsoft"
"""Domain of the operators of onnxruntime that compute attention and layer norms in one piece."""
DOWN, UP, HEAD = "down", "up", "head"
"""Names of what the judge adds: a matrix W gets UP · DOWN added to it; the head is ``(1, width)``."""


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


class _Graph:
    """Nodes and tensors while they are collected."""

    def __init__(self, stored: Mapping[str, _Stored], heads: int, epsilon: float) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: list[onnx.TensorProto] = []
        self.stored, self.heads, self.epsilon = stored, heads, epsilon

    def add(self, operator: str, inputs: Sequence[str], output: str, domain: str = "", **attributes: Any) -> str:  # noqa: ANN401 - as onnx has them
        """Add a node with one output; the output's name."""
        self.nodes.append(helper.make_node(operator, list(inputs), [output], domain=domain, **attributes))
        return output

    def constant(self, name: str, value: int | list[int]) -> str:
        """Add a constant; its name."""
        self.tensors.append(numpy_helper.from_array(np.array(value), name))
        return name

    def weight(self, name: str) -> str:
        """The tensor ``name``, widened to float32."""
        at = self.stored[name]
        tensor = TensorProto(name=f"{name}.stored", data_type=_TYPES[at.kind], dims=at.shape)
        tensor.data_location = TensorProto.EXTERNAL
        for key, value in (("location", at.file), ("offset", at.begin), ("length", at.end - at.begin)):
            tensor.external_data.add(key=key, value=str(value))
        self.tensors.append(tensor)
        return self.add("Cast", [tensor.name], name, to=TensorProto.FLOAT)

    def times(self, values: str, name: str) -> str:
        """``values`` times the matrix ``name``, which is ``(out, in)`` in the file, and its addition; without its bias."""
        product = self._product(values, f"{name}.weight")
        if f"{name}.{DOWN}" not in self.stored:
            return product
        added = self._product(self._product(values, f"{name}.{DOWN}"), f"{name}.{UP}")
        return self.add("Add", [product, added], f"{name}.total")

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
        words = self.add("Gather", [self.weight("embeddings.word_embeddings.weight"), "ids"], "words")
        table = self.weight("embeddings.position_embeddings.weight")
        places = self.add("Gather", [table, "places"], "positions")
        kind = self.add("Gather", [self.weight("embeddings.token_type_embeddings.weight"), "zero"], "type")
        total = self.add("Add", [self.add("Add", [words, places], "placed"), kind], "embedded")
        norm = [total, *(self.weight(f"embeddings.LayerNorm.{part}") for part in ("weight", "bias"))]
        return self.add("LayerNormalization", norm, "layer", axis=-1, epsilon=self.epsilon)

    def layer(self, number: int, values: str) -> str:
        """One layer over the tokens' vectors."""
        at = f"encoder.layer.{number}"
        parts = [f"{at}.attention.self.{part}" for part in ("query", "key", "value")]
        heads = [self.add("Add", [self.times(values, p), self.weight(f"{p}.bias")], f"{p}.heads") for p in parts]
        seen = self.add("MultiHeadAttention", [*heads, "", "short_mask"], f"{at}.seen", _FUSED, num_heads=self.heads)
        out = f"{at}.attention.output"
        values = self.norm(values, self.times(seen, f"{out}.dense"), f"{out}.LayerNorm", f"{out}.dense.bias", f"{at}.attended")
        inner = self.times(values, f"{at}.intermediate.dense")
        inner = self.add("BiasGelu", [inner, self.weight(f"{at}.intermediate.dense.bias")], f"{at}.inner", _FUSED)
        outer = self.times(inner, f"{at}.output.dense")
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


def encoder(path: Path, weights: Path, heads: int, epsilon: float) -> None:
    """Write the graph of the encoder whose tensors are in ``weights``, a file in the same folder, to ``path``."""
    graph = _Graph(_stored(weights), heads, epsilon)
    graph.pooled(_layers(graph))
    width = graph.stored["embeddings.LayerNorm.weight"].shape[0]
    _write(path, graph, {"vectors": ["texts", width], "tokens": ["texts", "tokens", width]})


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
