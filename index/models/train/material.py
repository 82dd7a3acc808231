"""What the encoder and the judge are trained on, gathered once and kept in the folder of the work.

Training reads nothing else: the file can be taken to a machine with a GPU and torch that has neither corpus nor parsers.
"""

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a text that answers it."""

    question: str
    text: str
    group: str
    """Texts of one group stand side by side; "" for a pair that stands alone."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Documents whose questions are not trained on: how well these are answered is how well training does."""

    texts: Sequence[str]
    asked: Sequence[Pair]
    unanswered: Sequence[str]


@dataclass(frozen=True, slots=True)
class Material:
    """Questions with texts by their kinds, and questions that nothing answers."""

    pieces: Sequence[str]
    """The vocabulary."""
    statutes: Sequence[Pair]
    papers: Sequence[Pair]
    examples: Sequence[Pair]
    labels: Sequence[Pair]
    """Two labels of one concept."""
    general: Sequence[Pair]
    """Patients' questions with answers; halves of articles."""
    texts: Mapping[str, Sequence[str]]
    """All texts of each document that questions are about, by its group; of what ships by ``SHIPPED``."""
    unanswered: Mapping[str, Sequence[str]]
    """Questions that a document does not answer, by its group; of what ships by ``SHIPPED``."""
    outside: Sequence[str]
    """Questions that have nothing to do with what ships."""
    kept: Kept


SHIPPED = "shipped"
"""Group of all that ships, where it is taken as one document."""


def write(path: Path, material: Material) -> None:
    """Write ``material`` as gzipped JSON."""
    new = path.with_suffix(".new")
    with gzip.open(new, "wt", encoding="utf-8") as file:
        json.dump(asdict(material), file, ensure_ascii=False)
    new.replace(path)


def read(path: Path) -> Material:
    """What ``write`` wrote."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        found: dict[str, Any] = json.load(file)
    paired = ("statutes", "papers", "examples", "labels", "general")
    found |= {name: _pairs(found[name]) for name in paired}
    kept = found["kept"]
    found["kept"] = Kept(kept["texts"], _pairs(kept["asked"]), kept["unanswered"])
    return Material(**{field.name: found[field.name] for field in fields(Material)})


def _pairs(rows: Sequence[dict[str, str]]) -> list[Pair]:
    return [Pair(**row) for row in rows]
