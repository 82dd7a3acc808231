"""The computation of a BERT encoder as an ONNX graph that reads its weights from a safetensors file.

Inputs: ``ids`` and ``mask``, both ``(texts, tokens)`` int64. Outputs, float32: ``vectors``, ``(texts, width)`` L2-normalised
means of the tokens' vectors; ``tokens``, ``(texts, tokens, width)``, which is computed only when asked for.
"""

import json
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

_TYPES = {"F8_E4M3": TensorProto.FLOAT8E4M3FN, "F16": TensorProto.FLOAT16, "F32": TensorProto.FLOAT}
_FUSED = "com.microsoft"
"""Domain of the operators of onnxruntime that compute attention and layer norms in one piece."""


class _Graph:
    """Nodes and tensors while they are collected."""

    def __init__(self, weights: Path, heads: int, epsilon: float) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: list[onnx.TensorProto] = []
        self._file, self.heads, self.epsilon = weights, heads, epsilon
        with weights.open("rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            self.stored = json.loads(file.read(length))
        self._start = 8 + length

    def add(self, operator: str, inputs: Sequence[str], output: str, domain: str = "", **attributes: Any) -> str:  # noqa: ANN401 - as onnx has them
        """Add a node with one output; the output's name."""
        self.nodes.append(helper.make_node(operator, list(inputs), [output], domain=domain, **attributes))
        return output

    def constant(self, name: str, value: int | list[int]) -> str:
        """Add a constant; its name."""
        self.tensors.append(numpy_helper.from_array(np.array(value), name))
        return name

    def weight(self, name: str) -> str:
        """The tensor ``name`` of the file, widened to float32."""
        entry = self.stored[name]
        tensor = TensorProto(name=f"{name}.stored", data_type=_TYPES[entry["dtype"]], dims=entry["shape"])
        tensor.data_location = TensorProto.EXTERNAL
        begin, end = entry["data_offsets"]
        for key, value in (("location", self._file.name), ("offset", self._start + begin), ("length", end - begin)):
            tensor.external_data.add(key=key, value=str(value))
        self.tensors.append(tensor)
        return self.add("Cast", [tensor.name], name, to=TensorProto.FLOAT)

    def times(self, values: str, name: str) -> str:
        """``values`` times the matrix ``name``, which is ``(out, in)`` in the file, without its bias."""
        return self.add("FusedMatMul", [values, self.weight(f"{name}.weight")], f"{name}.product", _FUSED, transB=1)

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
        mask = self.add("Cast", ["mask"], "counted", to=TensorProto.FLOAT)
        weights = self.add("Unsqueeze", [mask, self.constant("last", [-1])], "weights")
        total = self.add(
            "ReduceSum", [self.add("Mul", [values, weights], "masked"), self.constant("first", [1])], "sum", keepdims=0
        )
        self.add("LpNormalization", [total], "vectors", axis=-1, p=2)


def write(path: Path, weights: Path, heads: int, epsilon: float) -> None:
    """Write the graph of the encoder whose tensors are in ``weights``, a file in the same folder, to ``path``."""
    graph = _Graph(weights, heads, epsilon)
    layers = len({name.split(".")[2] for name in graph.stored if name.startswith("encoder.layer.")})
    graph.add("Cast", ["mask"], "short_mask", to=TensorProto.INT32)
    values = graph.embedded()
    for number in range(layers):
        values = graph.layer(number, values)
    graph.pooled(values)
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"]) for name in ("ids", "mask")]
    width = graph.stored["embeddings.LayerNorm.weight"]["shape"][0]
    shapes = {"vectors": ["texts", width], "tokens": ["texts", "tokens", width]}
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()]
    made = helper.make_graph(graph.nodes, "encoder", inputs, outputs, graph.tensors)
    versions = [helper.make_opsetid("", 19), helper.make_opsetid(_FUSED, 1)]
    path.write_bytes(helper.make_model(made, opset_imports=versions, ir_version=9, producer_name="duibiao").SerializeToString())
