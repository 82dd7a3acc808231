"""The judge: it reads a question and a text together and says how likely the text answers.

It is the encoder with low-rank additions to the matrices of its layers (LoRA, Hu et al. 2021) and a linear head over the mean
of the tokens. It learns to tell the text that answers from those nearest to the question beside it, and that none of the texts
nearest to a question without an answer answers it.
"""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel

from index.models.encoder import Model
from index.models.model_folder import JUDGE
from index.models.onnx_model import PASSAGE, QUERY
from index.models.train import graph, loop, pairs

RANK, SCALE = 8, 2.0
"""Rank of an addition, and by what it is multiplied."""
STEPS, BATCH, RATE, HEAD_RATE = 520, 32, 1e-3, 3e-3
"""Steps, readings of a step, and the highest learning rates of the additions and of the head."""
LONGEST = 144
"""Most tokens of a question and a text together in training."""
_RIGHT = 1.5
"""How much a text that answers counts beside one that does not."""
_NEAREST, _OTHERS = 4, 2
"""Texts near a question that are kept beside the right one, and of these drawn in a step."""
_EXAMPLES, _NONE = 1_500, 1_200
"""Examples drawn about what ships, and of what nothing is about."""
_FAR = slice(25, 200, 60)
"""Of the texts by their nearness, those read beside an example's: what is nearer may answer as well."""
_MATRICES = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A question, the text that answers it ("" where none does), and texts that do not."""

    question: str
    right: str
    others: tuple[str, ...]


def readings(shared: Path, encoder: Model, rng: random.Random) -> list[Reading]:
    """What the judge is trained on: questions about statutes, papers and what ships."""
    return [*_of_statutes(shared, encoder), *_of_papers(encoder), *_of_shipped(encoder, rng)]


def _of_statutes(shared: Path, encoder: Model) -> Iterator[Reading]:
    rows, articles = pairs.written(), pairs.statutes(shared)
    kept = pairs.for_fitting(rows)
    asked: dict[str, list[tuple[str, str]]] = {}
    for row in (*rows, *pairs.unanswered()):
        if row["title"] not in kept:
            right = articles[row["title"], row["article"]] if "article" in row else ""
            asked.setdefault(row["title"], []).append((row["query"], right))
    for title, questions in asked.items():
        yield from _beside(encoder, questions, [text for (of, _), text in articles.items() if of == title])


def _of_papers(encoder: Model) -> Iterator[Reading]:
    for paper in pairs.papers("train"):
        texts = [pairs.passage(paper["title"], heading, text) for heading, text in paper["clauses"]]
        asked = [(one["query"], texts[one["clause"]]) for one in paper["asked"]]
        yield from _beside(encoder, asked + [(one["query"], "") for one in paper["unanswered"]], texts)


def _of_shipped(encoder: Model, rng: random.Random) -> Iterator[Reading]:
    examples = [pair for pair in pairs.own() if pair.group]
    about, none = rng.sample(examples, _EXAMPLES), rng.sample(pairs.out_of_scope(), _NONE)
    texts = list(dict.fromkeys(pair.text for pair in examples))
    vectors = encoder.encode(texts)
    for pair, order in zip(about, _orders(encoder, [pair.question for pair in about], vectors), strict=True):
        yield Reading(pair.question, pair.text, tuple(texts[i] for i in order[_FAR]))
    for question, order in zip(none, _orders(encoder, none, vectors), strict=True):
        yield Reading(question, "", tuple(texts[i] for i in order[:_NEAREST]))


def _beside(encoder: Model, asked: Sequence[tuple[str, str]], texts: Sequence[str]) -> Iterator[Reading]:
    """Questions about a document, each with the texts nearest to it that do not answer."""
    orders = _orders(encoder, [question for question, _ in asked], encoder.encode(list(texts)))
    for (question, right), order in zip(asked, orders, strict=True):
        near = [texts[i] for i in order if texts[i] != right]
        yield Reading(question, right, tuple(near[:_NEAREST]))


def _orders(encoder: Model, questions: list[str], vectors: NDArray[np.float32]) -> NDArray[np.int64]:
    """``(questions, texts)``: rows of ``vectors``, the nearest first."""
    return np.argsort(-(encoder.encode_questions(questions) @ vectors.T), axis=1)


class Judge(nn.Module):
    """The encoder with additions and a head; only these are learnt."""

    def __init__(self, folder: Path) -> None:
        """The encoder in ``folder`` with additions of nothing, and a head that takes no text for an answer."""
        super().__init__()
        self.encoder = BertModel.from_pretrained(folder, add_pooling_layer=False, dtype=torch.float32).requires_grad_(False)
        for layer in self.encoder.encoder.layer:
            for name in _MATRICES:
                layer.set_submodule(name, _Added(layer.get_submodule(name)))  # type: ignore[arg-type]
        self.head = nn.Linear(self.encoder.config.hidden_size, 1)
        nn.init.zeros_(self.head.weight)
        nn.init.constant_(self.head.bias, -1.0)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """``(n,)`` log odds, of ``(n, length)`` token numbers and their mask."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).to(hidden.dtype)
        odds: torch.Tensor = self.head((hidden * weights).sum(1) / weights.sum(1))
        return odds.squeeze(1)


class _Added(nn.Module):
    """A linear layer with a low-rank addition."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear
        self.down = nn.Parameter(torch.randn(RANK, linear.in_features) / math.sqrt(linear.in_features))
        self.up = nn.Parameter(torch.zeros(linear.out_features, RANK))

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        total: torch.Tensor = self.linear(values) + SCALE * (values @ self.down.T) @ self.up.T
        return total


def train(judge: Judge, tokenizer: Tokenizer, found: Sequence[Reading], seed: int, checkpoint: Path) -> None:
    """Train the additions and the head in place, from the checkpoint where there is one."""
    drawn = _steps(found, random.Random(seed))
    tokenizer.enable_truncation(LONGEST, strategy="only_second")
    tokenizer.enable_padding(pad_id=1, pad_token="<pad>")

    def loss(step: int) -> torch.Tensor:
        encodings = tokenizer.encode_batch([(QUERY + question, PASSAGE + text) for question, text, _ in drawn[step]])
        ids, mask = (torch.tensor([getattr(e, name) for e in encodings]) for name in ("ids", "attention_mask"))
        answers = torch.tensor([float(right) for *_, right in drawn[step]])
        return nn.functional.binary_cross_entropy_with_logits(judge(ids, mask), answers, pos_weight=torch.tensor(_RIGHT))

    additions = [p for name, p in judge.named_parameters() if p.requires_grad and not name.startswith(graph.HEAD)]
    groups = [{"params": additions, "lr": RATE}, {"params": list(judge.head.parameters()), "lr": HEAD_RATE}]
    loop.descend(judge, groups, STEPS, checkpoint, loss)


def _steps(found: Sequence[Reading], rng: random.Random) -> list[list[tuple[str, str, bool]]]:
    """The batches of all steps: question, text, whether it answers."""
    steps: list[list[tuple[str, str, bool]]] = [[]]
    while len(steps) <= STEPS:
        for reading in rng.sample(found, len(found)):
            if len(steps[-1]) >= BATCH:
                steps.append([])
            others = rng.sample(reading.others, min(_OTHERS, len(reading.others)))
            steps[-1] += [(reading.question, reading.right, True)] if reading.right else []
            steps[-1] += [(reading.question, other, False) for other in others]
    return steps[:STEPS]


def save(folder: Path, judge: Judge) -> None:
    """Write the judge into the folder of its encoder."""
    tensors: dict[str, torch.Tensor] = {}
    for name, module in judge.encoder.named_modules():
        if isinstance(module, _Added):
            tensors[f"{name}.{graph.DOWN}"] = module.down
            tensors[f"{name}.{graph.UP}"] = SCALE * module.up
    tensors |= {f"{graph.HEAD}.weight": judge.head.weight, f"{graph.HEAD}.bias": judge.head.bias}
    save_file({name: t.detach().half().contiguous() for name, t in tensors.items()}, folder / f"{JUDGE}.safetensors")
    config = judge.encoder.config
    graph.judge(
        folder / f"{JUDGE}.onnx",
        folder / "model.safetensors",
        folder / f"{JUDGE}.safetensors",
        config.num_attention_heads,
        config.layer_norm_eps,
    )
