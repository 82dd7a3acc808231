"""How well the questions are answered that were not trained on: lines of JSON, one a part of the training."""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score
from tokenizers import Tokenizer
from transformers import BertModel

from index.models.train import judging as judges
from index.models.train import loop
from index.models.train.material import Kept

_READ = 6
"""Texts nearest to a question that the judge reads."""


def finding(log: Path, part: str, model: BertModel, tokenizer: Tokenizer, kept: Kept) -> None:
    """Of the encoder: share of questions whose text is the first, among five and ten; area under the curve of the best cosine.

    The area is that between questions with and without an answer.
    """
    cosines = _cosines(model, tokenizer, kept)
    asked = len(kept.asked)
    places = {text: place for place, text in enumerate(kept.texts)}
    right = np.array([places[pair.text] for pair in kept.asked])
    better = (cosines[:asked] > cosines[np.arange(asked), right][:, None]).sum(1)
    shares = {f"R@{k}": round(float((better < k).mean()), 3) for k in (1, 5, 10)}
    _add(log, {"part": part} | shares | {"AUC": _area(cosines.max(1), asked)})


def judging(log: Path, judge: "judges.Judge", tokenizer: Tokenizer, kept: Kept) -> None:
    """Of the judge, reading the nearest texts: share of questions whose text is the first; area as above, of its best odds."""
    cosines = _cosines(judge.plain(), tokenizer, kept)
    asked, questions = len(kept.asked), [pair.question for pair in kept.asked] + list(kept.unanswered)
    order = np.argsort(-cosines, axis=1)[:, :_READ]
    read = [(questions[row], kept.texts[place]) for row in range(len(questions)) for place in order[row]]
    odds = judge.log_odds(tokenizer, read).reshape(order.shape)
    first = [kept.texts[places[best]] for places, best in zip(order, odds.argmax(1), strict=True)]
    right = np.mean([pair.text == text for pair, text in zip(kept.asked, first, strict=False)])
    _add(log, {"part": "judge", "R@1": round(float(right), 3), "AUC": _area(odds.max(1), asked)})


def _cosines(model: BertModel, tokenizer: Tokenizer, kept: Kept) -> NDArray[np.float32]:
    """``(questions, texts)``: those with an answer first."""
    questions = [pair.question for pair in kept.asked] + list(kept.unanswered)
    return loop.questions_encoded(model, tokenizer, questions) @ loop.texts_encoded(model, tokenizer, kept.texts).T


def _area(values: NDArray[np.float32], asked: int) -> float:
    return round(float(roc_auc_score(np.arange(len(values)) < asked, values)), 3)


def _add(log: Path, row: Mapping[str, object]) -> None:
    with log.open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")
