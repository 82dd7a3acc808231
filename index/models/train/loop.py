"""Training in two courses: to find the text that answers, and to judge whether a text answers at all.

To find: the vector of a question moves toward that of its text, and away from those of the other texts of its batch (InfoNCE
with in-batch negatives, Oord et al. 2018, in both directions). That leaves open from which cosine on a text answers. To judge:
besides, each pair of a question and a text is told to lie above or below one cosine (Zhai et al. 2023, sigmoid loss), and
questions that no text of a document answers are among them.

A checkpoint is written every few minutes; a run that was stopped goes on from it and ends with the same weights as one that
was not.
"""

import json
import math
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer
from transformers import BertModel

from index.models.onnx_model import LONGEST
from index.models.train.material import Pair
from index.models.train.student import PROMPTS, vectors

WARM, TEMPERATURE, DECAY = 0.08, 0.02, 0.01
"""Share of the steps in which the learning rate rises, divisor of the cosines, weight decay."""
BORDER, SHARPNESS, JUDGING = 0.7, 25.0, 0.5
"""Cosine above which a text is to answer, how steep the probability is there, and how much judging counts beside finding."""
FROZEN = 3
"""Layers that stay as the teacher's, with the embeddings: what words mean is known, what answers a question is learnt."""
QUESTION, TEXT = 48, 128
"""Most tokens of a question and of a text in training."""
_UNANSWERED = 4
"""Questions without an answer added to a batch for each of its documents."""
_EVERY = 60.0
"""Seconds between two checkpoints."""
DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
"""Where all of it is computed."""
_HALF = DEVICE.type == "cuda" or torch.cpu.get_capabilities().get("amx_bf16", False)
"""Whether matrices are multiplied in bfloat16: on a GPU, and on a processor with AMX, where that is four times as fast."""
_TOGETHER = 128
"""Texts encoded at once when nothing is learnt."""


@dataclass(frozen=True, slots=True)
class Course:
    """What is trained on, batch by batch, and where the checkpoint lies."""

    batches: Sequence[Sequence[Pair]]
    rate: float
    """Highest learning rate."""
    checkpoint: Path
    unanswered: Mapping[str, Sequence[str]] | None = None
    """Where judging is trained: questions that no text of a group answers."""


def train(model: BertModel, tokenizer: Tokenizer, course: Course) -> None:
    """Train ``model`` in place, from the checkpoint where there is one."""
    model.embeddings.requires_grad_(False)
    for layer in model.encoder.layer[:FROZEN]:
        layer.requires_grad_(False)
    learnt = [{"params": [p for p in model.parameters() if p.requires_grad], "lr": course.rate}]
    descend(model, learnt, len(course.batches), course.checkpoint, lambda step: _loss(model, tokenizer, course, step))


def descend(
    model: torch.nn.Module,
    learnt: list[dict[str, Any]],
    steps: int,
    checkpoint: Path,
    loss: Callable[[int], torch.Tensor],
) -> None:
    """Train ``model`` in place, from the checkpoint where there is one; its log, a line of JSON a step, lies beside it.

    ``learnt`` are the groups of parameters, each with its highest learning rate; ``loss`` is that of a step, from 0.
    """
    model.train()
    kept = time.monotonic()
    optimiser = torch.optim.AdamW(learnt, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, steps))
    parameters = [p for group in learnt for p in group["params"]]
    for step in range(_resumed(model, optimiser, schedule, checkpoint), steps):
        began = time.monotonic()
        torch.manual_seed(step)
        with torch.autocast(DEVICE.type, torch.bfloat16, enabled=_HALF):
            value = loss(step)
        optimiser.zero_grad()
        value.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        row = {"step": step + 1, "of": steps, "loss": round(value.item(), 4), "s": round(time.monotonic() - began, 3)}
        with checkpoint.with_suffix(".jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")
        if time.monotonic() - kept >= _EVERY:
            _keep(model, optimiser, schedule, step + 1, checkpoint)
            kept = time.monotonic()
    _keep(model, optimiser, schedule, steps, checkpoint)
    model.eval()


def _rate(step: int, steps: int) -> float:
    """Share of the highest learning rate: rises in the first steps, then falls as a cosine."""
    done = step / max(steps, 1)
    return done / WARM if done < WARM else 0.5 * (1.0 + math.cos(math.pi * (done - WARM) / (1.0 - WARM)))


def _loss(model: BertModel, tokenizer: Tokenizer, course: Course, step: int) -> torch.Tensor:
    batch = course.batches[step]
    more = _unanswered(batch, course.unanswered or {}, random.Random(step))
    asked = [pair.question for pair in batch] + more
    questions = encoded(model, tokenizer, [PROMPTS["query"] + question for question in asked], QUESTION)
    texts = encoded(model, tokenizer, [PROMPTS["document"] + pair.text for pair in batch], TEXT)
    cosines = (questions @ texts.T).float()
    right = torch.arange(len(batch), device=cosines.device)
    alike = [[a.text == b.text or a.question == b.question for b in batch] for a in batch]
    same = torch.tensor(alike + [[False] * len(batch)] * len(more), device=cosines.device)
    twice = same.clone()
    twice[right, right] = False
    scores = (cosines / TEMPERATURE).masked_fill(twice, -torch.inf)
    entropy = torch.nn.functional.cross_entropy
    finding = 0.5 * (entropy(scores[: len(batch)], right) + entropy(scores.T, right))
    if course.unanswered is None:
        return finding
    far = torch.where(same, -1.0, 1.0) * SHARPNESS * (cosines - BORDER)
    return finding + JUDGING * torch.nn.functional.softplus(far).sum() / len(batch)


def _unanswered(batch: Sequence[Pair], unanswered: Mapping[str, Sequence[str]], rng: random.Random) -> list[str]:
    """Some questions that none of the texts of the batch answers."""
    groups = dict.fromkeys(pair.group for pair in batch)
    return [q for group in groups if (of := unanswered.get(group)) for q in rng.sample(of, min(_UNANSWERED, len(of)))]


def encoded(model: BertModel, tokenizer: Tokenizer, texts: Sequence[str], longest: int) -> torch.Tensor:
    """``(len(texts), width)``, L2-normalised: the vectors of ``texts``, cut to ``longest`` tokens."""
    tokenizer.enable_truncation(longest)
    tokenizer.enable_padding(pad_id=1, pad_token="<pad>")
    return vectors(model, *tokens(tokenizer.encode_batch(list(texts))))


def move(model: torch.nn.Module) -> None:
    """Put ``model`` where everything is computed."""
    model.to(DEVICE)


def tokens(found: Sequence[Encoding]) -> tuple[torch.Tensor, torch.Tensor]:
    """Numbers and mask of what was tokenized, each ``(len(found), length)``."""
    ids, mask = (torch.tensor([getattr(one, name) for one in found]) for name in ("ids", "attention_mask"))
    return ids.to(DEVICE), mask.to(DEVICE)


def questions_encoded(model: BertModel, tokenizer: Tokenizer, questions: Sequence[str]) -> NDArray[np.float32]:
    """``(len(questions), width)``, L2-normalised: their vectors, while nothing is learnt."""
    return _still(model, tokenizer, [PROMPTS["query"] + question for question in questions], QUESTION)


def texts_encoded(model: BertModel, tokenizer: Tokenizer, texts: Sequence[str]) -> NDArray[np.float32]:
    """As ``questions_encoded``, of texts."""
    return _still(model, tokenizer, [PROMPTS["document"] + text for text in texts], LONGEST)


@torch.no_grad()
def _still(model: BertModel, tokenizer: Tokenizer, texts: list[str], longest: int) -> NDArray[np.float32]:
    model.eval()  # type: ignore[no-untyped-call]
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    out = np.zeros((len(texts), model.config.hidden_size), np.float32)
    for start in range(0, len(order), _TOGETHER):
        part = order[start : start + _TOGETHER]
        with torch.autocast(DEVICE.type, torch.bfloat16, enabled=_HALF):
            out[part] = encoded(model, tokenizer, [texts[place] for place in part], longest).float().cpu().numpy()
    return out


def _resumed(
    model: torch.nn.Module,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    checkpoint: Path,
) -> int:
    """Load the checkpoint, if any; the number of steps done."""
    if not checkpoint.exists():
        return 0
    kept = torch.load(checkpoint, map_location=DEVICE, weights_only=True)
    model.load_state_dict(kept["model"])
    optimiser.load_state_dict(kept["optimiser"])
    schedule.load_state_dict(kept["schedule"])
    return int(kept["step"])


def _keep(
    model: torch.nn.Module,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    step: int,
    path: Path,
) -> None:
    """Write a checkpoint; a run killed meanwhile keeps the one before."""
    new = path.with_suffix(".new")
    state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict(), "step": step}
    torch.save(state, new)
    new.replace(path)
