"""Judged questions against a base: recall at 5 for each kind of thing, and refusals.

A line of a questions file is JSON: ``id``, ``kind``, ``query``, ``gold``: a list of ``{"type", "id"}`` or
``{"type": "clause", "contains": [alternatives]}``; an empty gold means that the base must refuse.
"""

import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.answer import Answer, ask
from app.knowledge import Knowledge
from ingest.errors import DataError

CUTOFF = 5


@dataclass(slots=True)
class Score:
    """Recall at 5 by type of gold (each question's mean over its gold), and what was missed or wrongly refused."""

    recalls: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    missed: list[str] = field(default_factory=list)
    refused_wrongly: list[str] = field(default_factory=list)
    answered_wrongly: list[str] = field(default_factory=list)

    def mean(self, kind: str) -> float:
        """Mean recall at 5 of one type; 1 when nothing of it was asked."""
        values = self.recalls.get(kind, [])
        return sum(values) / len(values) if values else 1.0


def read(path: Path) -> list[dict[str, Any]]:
    """The questions in ``path``; DataError naming the line that is none."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            rows.append(
                {
                    "id": row["id"],
                    "kind": row["kind"],
                    "query": row["query"],
                    "gold": row["gold"],
                    "split": row.get("split", ""),
                }
            )
        except (ValueError, KeyError, TypeError) as exc:
            raise DataError("这一行不是题目", f"{path} 第 {number} 行", "应有 id、kind、query、gold") from exc
    return rows


def evaluate(kb: Knowledge, questions: Iterable[dict[str, Any]]) -> Score:
    """Ask every question and compare."""
    score = Score()
    for question in questions:
        answer = ask(kb, question["query"])
        label = f"{question['id']} {question['query']}"
        if not question["gold"]:
            if answer.answered:
                score.answered_wrongly.append(label)
            continue
        if not answer.answered:
            score.refused_wrongly.append(label)
        by_type: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for gold in question["gold"]:
            by_type[gold["type"]].append(gold)
        for kind, golds in by_type.items():
            hits = [g for g in golds if _found(kb, answer, kind, g)]
            score.recalls[kind].append(len(hits) / len(golds))
            score.missed += [f"{label} → {g.get('id') or g.get('contains')}" for g in golds if g not in hits]
    return score


def _found(kb: Knowledge, answer: Answer, kind: str, gold: dict[str, Any]) -> bool:
    top = answer.results.get(kind, [])[:CUTOFF]
    if "id" in gold:
        return any(r.id == gold["id"] for r in top)
    texts = [_squeeze(c.text) for r in top if (c := kb.clause(r.id))]
    return any(_squeeze(part) in text for part in gold["contains"] for text in texts)


def _squeeze(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
