"""What each course of training reads, batch by batch."""

import random
from collections.abc import Iterable, Sequence

from index.models.train.material import SHIPPED, Material, Pair

BATCH, PART = 96, 8
"""Pairs in a batch; of them side by side in one document."""
EXAMPLES, LABELS, GENERAL = 5_000, 2_880, 1_600
"""Pairs drawn at random for a round, beside all questions about statutes and papers, which come twice."""
JUDGED = 1_600
"""Examples of questions about what ships, in a round of the second course."""


def finding(material: Material, rounds: int, rng: random.Random) -> list[list[Pair]]:
    """The batches of the first course, in order."""
    found: list[list[Pair]] = []
    for _ in range(rounds):
        for _ in range(2):
            found += batches([*material.statutes, *material.papers], BATCH, PART, rng)
        found += batches(_some(material.examples, EXAMPLES, rng), BATCH, PART, rng)
        found += batches(_some(material.labels, LABELS, rng), BATCH, 1, rng)
        found += batches(_some(material.general, GENERAL, rng), BATCH, 1, rng)
    rng.shuffle(found)
    return found


def judging(material: Material, rounds: int, rng: random.Random) -> list[list[Pair]]:
    """The batches of the second course, in order: of documents with questions that they do not answer."""
    asked = [*material.statutes, *material.papers, *material.papers]
    found: list[list[Pair]] = []
    for _ in range(rounds):
        found += batches([*asked, *_some(material.examples, JUDGED, rng)], BATCH, PART, rng)
    return found


def unanswered(material: Material) -> dict[str, Sequence[str]]:
    """Questions that nothing of a group of pairs answers."""
    nothing = [*material.outside, *material.unanswered.get(SHIPPED, ())]
    return {**material.unanswered, **{pair.group: nothing for pair in material.examples}}


def _some(pairs: Sequence[Pair], count: int, rng: random.Random) -> list[Pair]:
    return rng.sample(pairs, min(count, len(pairs)))


def batches(pairs: Iterable[Pair], size: int, part: int, rng: random.Random) -> list[list[Pair]]:
    """``pairs`` in batches of ``size``, each of stretches of ``part`` pairs of one group, in a new order."""
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(pair.group, []).append(pair)
    stretches = []
    for members in groups.values():
        rng.shuffle(members)
        stretches += [members[i : i + part] for i in range(0, len(members), part)]
    rng.shuffle(stretches)
    flat = [pair for stretch in stretches for pair in stretch]
    out = [flat[i : i + size] for i in range(0, len(flat) - size + 1, size)]
    rng.shuffle(out)
    return out
