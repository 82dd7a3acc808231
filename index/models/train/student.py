"""The student: the teacher with a smaller vocabulary, as a torch model, and the folder that it ships in.

The folder is a sentence-transformers model whose weights are float8 (E4M3, three bits of fraction): torch widens them when it
loads them, so that the model can be trained further. ``model.onnx`` beside them is the same computation for onnxruntime, in
whole numbers of 8 bits (``quantise``); it has no weights of its own and points into ``model.safetensors``.
"""

import json
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from index.models.onnx_model import LONGEST, PASSAGE, QUERY
from index.models.train import graph, vocabulary
from index.models.train.material import Pair
from index.models.train.quantise import Level
from index.models.train.teacher import Teacher

PROMPTS = {"query": QUERY, "document": PASSAGE}
"""What the teacher was trained to read before a question, and before any other text."""
_SAMPLE = 300
"""Pairs from which it is learnt how large the values are that the encoder computes."""
_WORDS = "embeddings.word_embeddings.weight"


def student(teacher: Teacher, numbers: Sequence[int], layers: Sequence[int] | None = None) -> tuple[BertModel, Tokenizer]:
    """The teacher with the pieces ``numbers`` of its vocabulary and the ``layers`` given (default: all), and its tokenizer."""
    chosen = list(range(teacher.layers)) if layers is None else list(layers)
    config = BertConfig(
        vocab_size=len(numbers),
        hidden_size=teacher.width,
        num_hidden_layers=len(chosen),
        num_attention_heads=teacher.heads,
        intermediate_size=teacher.inner,
        max_position_embeddings=teacher.positions,
        layer_norm_eps=teacher.epsilon,
        pad_token_id=1,
    )
    weights = {}
    for name, tensor in teacher.weights.items():
        if name.startswith("encoder.layer."):
            number, rest = name.removeprefix("encoder.layer.").split(".", 1)
            if int(number) in chosen:
                weights[f"encoder.layer.{chosen.index(int(number))}.{rest}"] = torch.tensor(tensor)
        else:
            weights[name] = torch.tensor(tensor[list(numbers)] if name == _WORDS else tensor)
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict(weights)
    pieces = [teacher.pieces[number] for number in numbers]
    return model, vocabulary.tokenizer(pieces, [teacher.scores[number] for number in numbers])


def sample_of(pairs: Sequence[Pair], seed: int) -> list[str]:
    """Texts and questions with their prompts, as ``save`` needs them, of ``pairs``."""
    chosen = random.Random(seed).sample(list(pairs), min(_SAMPLE, len(pairs)))
    return [PASSAGE + pair.text for pair in chosen] + [QUERY + pair.question for pair in chosen]


def vectors(model: BertModel, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """``(n, width)``, L2-normalised: the mean of the tokens' vectors, of ``(n, length)`` token numbers and their mask."""
    hidden = model(input_ids=ids, attention_mask=mask).last_hidden_state
    weights = mask.unsqueeze(-1).to(hidden.dtype)
    return torch.nn.functional.normalize((hidden * weights).sum(1) / weights.sum(1), dim=1)


def save(folder: Path, model: BertModel, tokenizer: Tokenizer, sample: Sequence[str]) -> None:
    """Write the model into ``folder``; ``sample``: texts with their prompts, to learn how large its values are."""
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {
        name: (tensor.to(torch.float8_e4m3fn) if tensor.dim() > 1 else tensor.half()).contiguous()
        for name, tensor in model.state_dict().items()
    }
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    write_graph(folder, model.config, tokenizer, sample)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    shutil.copyfile(Path(__file__).with_name("NOTICE"), folder / "NOTICE")
    model.config.architectures, model.config.dtype = ["BertModel"], "float32"
    _write(folder / "config.json", model.config.to_dict())
    library = "sentence_transformers.models"
    modules = [("Transformer", ""), ("Pooling", "1_Pooling"), ("Normalize", "2_Normalize")]
    rows = [{"idx": i, "name": str(i), "path": path, "type": f"{library}.{name}"} for i, (name, path) in enumerate(modules)]
    _write(folder / "modules.json", rows)
    _write(folder / "sentence_bert_config.json", {"max_seq_length": LONGEST, "do_lower_case": False})
    _write(
        folder / "1_Pooling" / "config.json",
        {"word_embedding_dimension": model.config.hidden_size, "pooling_mode_mean_tokens": True},
    )
    _write(folder / "config_sentence_transformers.json", {"prompts": PROMPTS, "similarity_fn_name": "cosine"})
    special = {
        "bos_token": "<s>",
        "cls_token": "<s>",
        "eos_token": "</s>",
        "sep_token": "</s>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
    }
    _write(
        folder / "tokenizer_config.json", special | {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": LONGEST}
    )


def write_graph(folder: Path, config: BertConfig, tokenizer: Tokenizer, sample: Sequence[str]) -> None:
    """Write ``model.onnx`` beside the weights that lie in ``folder``; ``sample`` as in ``save``."""
    path, weights = folder / "model.onnx", folder / "model.safetensors"
    names = graph.encoder(path, weights, config.num_attention_heads, config.layer_norm_eps)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    levels: dict[str, Level] = {}
    for text in sample:
        ids = np.array([tokenizer.encode(text).ids])
        for name, values in zip(names, session.run(names, {"ids": ids, "mask": np.ones_like(ids)}), strict=True):
            level = Level.of(values[0].astype(np.float64))
            levels[name] = levels[name].with_more(level) if name in levels else level
    matrices = {name: tensor.double().numpy() for name, tensor in load_file(weights).items() if tensor.dim() > 1}
    graph.encoder(path, weights, config.num_attention_heads, config.layer_norm_eps, graph.Rounding(levels, matrices))


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")
