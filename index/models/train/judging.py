"""The judge: it reads a question and a text together and says how likely the text answers.

It is the encoder with low-rank additions to the matrices of its layers (LoRA, Hu et al. 2021) and a linear head over the mean
of the tokens. It learns to tell the text that answers from those nearest to the question beside it, and that none of the texts
nearest to a question without an answer answers it.
"""

import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel

from index import details
from index.meaning import LONGEST as MEANING
from index.models.encoder import Model
from index.models.judge import LONGEST
from index.models.model_folder import JUDGE
from index.models.onnx_model import PASSAGE, QUERY
from index.models.train import graph, loop, pairs
from index.windows import windows

RANK, SCALE = 8, 2.0
"""Rank of an addition, and by what it is multiplied."""
STEPS, BATCH, RATE, HEAD_RATE = 1_170, 32, 1e-3, 3e-3
"""Steps, texts read in a step, and the highest learning rates of the additions and of the head."""
_NEAREST = slice(4)
"""Of the texts by their nearness, those kept beside the right one."""
_EXAMPLES, _NONE = 1_500, 1_200
"""Examples drawn about what ships, and of what nothing is about."""
_FAR = slice(25, 200, 60)
"""Of the texts by their nearness, those read beside an example's: what is nearer may answer as well."""
_PARTS = re.compile("[^，,。；;]+[，,。；;]*")
_LEFT = 15
"""Least characters of a text that is left without the detail."""
_FEW, _MOST = 5, 6.0
"""Texts of each kind that are taken to be there before any is counted; the highest ratio of two weights."""
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
    """A question, the text that answers it ("" where none does), and texts that do not; of long texts, windows."""

    question: str
    right: str
    others: tuple[str, ...]
    without: str = ""
    """The right text without the detail that is asked for; "" where it keeps nothing, or none is asked for."""


def readings(shared: Path, encoder: Model, rng: random.Random) -> list[Reading]:
    """What the judge is trained on: questions about statutes, papers and what ships."""
    found = (*_of_statutes(shared, encoder), *_of_papers(encoder), *_of_shipped(encoder, rng))
    return [replace(reading, without=_without(reading)) for reading in found]


def _of_statutes(shared: Path, encoder: Model) -> Iterator[Reading]:
    rows, articles = pairs.written(), pairs.statutes(shared, MEANING)
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
    yield from _beside(encoder, [(pair.question, pair.text) for pair in about], texts, _FAR)
    yield from _beside(encoder, [(question, "") for question in none], texts)


def _beside(
    encoder: Model, asked: Sequence[tuple[str, str]], texts: Sequence[str], others: slice = _NEAREST
) -> Iterator[Reading]:
    """Questions, each with the text that answers it and, of the others by their nearness, those at ``others``.

    Of each text the window nearest to the question is read.
    """
    parts = [(text, window) for text in texts for window in windows(text)]
    vectors = encoder.encode([window for _, window in parts])
    for (question, right), near in zip(asked, encoder.encode_questions([q for q, _ in asked]) @ vectors.T, strict=True):
        nearest: dict[str, str] = {}
        for place in np.argsort(-near):
            nearest.setdefault(*parts[place])
        answer = nearest.pop(right, "")
        yield Reading(question, answer, tuple([*nearest.values()][others]))


def _without(reading: Reading) -> str:
    """The right text without the parts of its sentences in which the detail stands that is asked for."""
    detail = details.asked(reading.question)
    if detail is None or not detail.is_in(reading.right):
        return ""
    titles, _, said = reading.right.rpartition(" ")
    left = "".join(part for part in _PARTS.findall(said) if not detail.is_in(part))
    return f"{titles} {left}".strip() if len(left) >= _LEFT and not detail.is_in(left) else ""


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
    counts = _weights(text for step in drawn for text in step)
    tokenizer.enable_truncation(LONGEST, strategy="only_second")
    tokenizer.enable_padding(pad_id=1, pad_token="<pad>")

    def loss(step: int) -> torch.Tensor:
        encodings = tokenizer.encode_batch([(QUERY + one.question, PASSAGE + one.text) for one in drawn[step]])
        ids, mask = (torch.tensor([getattr(e, name) for e in encodings]) for name in ("ids", "attention_mask"))
        answers = torch.tensor([float(one.answers) for one in drawn[step]])
        weights = torch.tensor([counts[_kind(one.question), one.answers] for one in drawn[step]])
        return nn.functional.binary_cross_entropy_with_logits(judge(ids, mask), answers, weights)

    additions = [p for name, p in judge.named_parameters() if p.requires_grad and not name.startswith(graph.HEAD)]
    groups = [{"params": additions, "lr": RATE}, {"params": list(judge.head.parameters()), "lr": HEAD_RATE}]
    loop.descend(judge, groups, STEPS, checkpoint, loss)


class _Text(NamedTuple):
    """A text read with a question, and whether it answers."""

    question: str
    text: str
    answers: bool


def _steps(found: Sequence[Reading], rng: random.Random) -> list[list[_Text]]:
    """The batches of all steps."""
    steps: list[list[_Text]] = [[]]
    while len(steps) <= STEPS:
        for reading in rng.sample(found, len(found)):
            if len(steps[-1]) >= BATCH:
                steps.append([])
            steps[-1] += _drawn(reading, rng)
    return steps[:STEPS]


def _drawn(reading: Reading, rng: random.Random) -> Iterator[_Text]:
    """The right text, its like without the detail, and one that does not answer; where none answers, two that do not."""
    if reading.right:
        yield _Text(reading.question, reading.right, answers=True)
    if reading.without:
        yield _Text(reading.question, reading.without, answers=False)
    for other in rng.sample(reading.others, min(1 if reading.right else 2, len(reading.others))):
        yield _Text(reading.question, other, answers=False)


def _kind(question: str) -> str:
    """The detail that is asked for, "" for none."""
    detail = details.asked(question)
    return detail.name if detail else ""


def _weights(texts: Iterable[_Text]) -> dict[tuple[str, bool], float]:
    """How much a text counts by the kind of its question and by whether it answers.

    In each kind those that answer count as much as those that do not: that a question asks for money says nothing of whether a
    text answers it. No text counts more than ``_MOST`` times another of its kind.
    """
    counts = Counter((_kind(one.question), one.answers) for one in texts)
    weights: dict[tuple[str, bool], float] = {}
    for kind in {kind for kind, _ in counts}:
        ratio = min(max((counts[kind, False] + _FEW) / (counts[kind, True] + _FEW), 1 / _MOST), _MOST)
        weights |= {(kind, True): 2 * ratio / (1 + ratio), (kind, False): 2 / (1 + ratio)}
    return weights


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
