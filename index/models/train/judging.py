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
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel

from index.models.model_folder import JUDGE
from index.models.onnx_model import PASSAGE, QUERY
from index.models.train import graph, loop
from index.models.train.material import SHIPPED, Material

RANK, SCALE = 8, 2.0
"""Rank of an addition, and by what it is multiplied."""
STEPS, BATCH, RATE, HEAD_RATE = 340, 96, 1e-3, 3e-3
"""Steps of a round, readings of a step, and the highest learning rates of the additions and of the head."""
LONGEST = 144
"""Most tokens of a question and a text together in training."""
_RIGHT = 1.5
"""How much a text that answers counts beside one that does not."""
_NEAR, _FAR = slice(0, 5), slice(25, 200, 60)
"""Of the texts by their nearness, those read beside the right one; beside an example's, where what is nearer may answer too."""
_OTHERS = 2
"""How many of these are drawn in a step."""
_EXAMPLES, _NONE = 1_500, 1_200
"""Examples drawn about what ships, and of what nothing is about."""
_TOGETHER = 128
"""Readings at once when nothing is learnt."""
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


def readings(material: Material, encoder: BertModel, tokenizer: Tokenizer, rng: random.Random) -> list[Reading]:
    """What the judge is trained on: questions about statutes, papers and what ships."""
    asked: dict[str, list[tuple[str, str]]] = {group: [] for group in material.texts}
    for pair in (*material.statutes, *material.papers):
        asked[pair.group].append((pair.question, pair.text))
    for group, questions in material.unanswered.items():
        asked[group] += [(question, "") for question in questions]
    outside = rng.sample(material.outside, min(_NONE, len(material.outside)))
    asked[SHIPPED] += [(question, "") for question in outside]
    found = [one for group, texts in material.texts.items() for one in _beside(encoder, tokenizer, asked[group], texts, _NEAR)]
    about = [(pair.question, pair.text) for pair in rng.sample(material.examples, min(_EXAMPLES, len(material.examples)))]
    return found + list(_beside(encoder, tokenizer, about, material.texts[SHIPPED], _FAR))


def _beside(
    encoder: BertModel, tokenizer: Tokenizer, asked: Sequence[tuple[str, str]], texts: Sequence[str], which: slice
) -> Iterator[Reading]:
    """Questions about a document, each with those of the other texts that lie in the places ``which`` by their nearness."""
    questions = loop.questions_encoded(encoder, tokenizer, [question for question, _ in asked])
    orders = np.argsort(-(questions @ loop.texts_encoded(encoder, tokenizer, texts).T), axis=1)
    for (question, right), order in zip(asked, orders, strict=True):
        others = [texts[i] for i in order if texts[i] != right]
        yield Reading(question, right, tuple(others[which]))


class Judge(nn.Module):
    """The encoder with additions and a head; only these are learnt."""

    def __init__(self, folder: Path) -> None:
        """The encoder in ``folder`` with additions of nothing, and a head that takes no text for an answer."""
        super().__init__()
        self.folder = folder
        self.encoder = self.plain().requires_grad_(False)
        for layer in self.encoder.encoder.layer:
            for name in _MATRICES:
                layer.set_submodule(name, _Added(layer.get_submodule(name)))  # type: ignore[arg-type]
        self.head = nn.Linear(self.encoder.config.hidden_size, 1)
        nn.init.zeros_(self.head.weight)
        nn.init.constant_(self.head.bias, -1.0)

    def plain(self) -> BertModel:
        """The encoder without the additions."""
        options: Any = {"attention_probs_dropout_prob": 0.0, "attn_implementation": "eager"}  # quickest on a CPU
        encoder: BertModel = BertModel.from_pretrained(self.folder, add_pooling_layer=False, dtype=torch.float32, **options)
        loop.move(encoder)
        return encoder

    @torch.no_grad()
    def log_odds(self, tokenizer: Tokenizer, read: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """``(len(read),)``: those of questions and texts, while nothing is learnt."""
        self.eval()
        _cut(tokenizer)
        parts = [
            self(*loop.tokens(tokenizer.encode_batch([(QUERY + q, PASSAGE + t) for q, t in read[i : i + _TOGETHER]])))
            for i in range(0, len(read), _TOGETHER)
        ]
        return np.asarray(torch.cat(parts).cpu())

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


def train(judge: Judge, tokenizer: Tokenizer, found: Sequence[Reading], rounds: int, seed: int, checkpoint: Path) -> None:
    """Train the additions and the head in place, from the checkpoint where there is one."""
    drawn = _steps(found, STEPS * rounds, random.Random(seed))
    _cut(tokenizer)
    weight = torch.tensor(_RIGHT, device=loop.DEVICE)

    def loss(step: int) -> torch.Tensor:
        encodings = tokenizer.encode_batch([(QUERY + question, PASSAGE + text) for question, text, _ in drawn[step]])
        answers = torch.tensor([float(right) for *_, right in drawn[step]], device=loop.DEVICE)
        odds = judge(*loop.tokens(encodings)).float()
        return nn.functional.binary_cross_entropy_with_logits(odds, answers, pos_weight=weight)

    additions = [p for name, p in judge.named_parameters() if p.requires_grad and not name.startswith(graph.HEAD)]
    groups = [{"params": additions, "lr": RATE}, {"params": list(judge.head.parameters()), "lr": HEAD_RATE}]
    loop.descend(judge, groups, STEPS * rounds, checkpoint, loss)


def _cut(tokenizer: Tokenizer) -> None:
    tokenizer.enable_truncation(LONGEST, strategy="only_second")
    tokenizer.enable_padding(pad_id=1, pad_token="<pad>")


def _steps(found: Sequence[Reading], count: int, rng: random.Random) -> list[list[tuple[str, str, bool]]]:
    """The batches of all steps: question, text, whether it answers."""
    steps: list[list[tuple[str, str, bool]]] = [[]]
    while len(steps) <= count:
        for reading in rng.sample(found, len(found)):
            if len(steps[-1]) >= BATCH:
                steps.append([])
            others = rng.sample(reading.others, min(_OTHERS, len(reading.others)))
            steps[-1] += [(reading.question, reading.right, True)] if reading.right else []
            steps[-1] += [(reading.question, other, False) for other in others]
    return steps[:count]


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
