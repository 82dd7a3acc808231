"""Two documents side by side: which task, target or article of one answers to which of the other.

Units are compared by the words of their titles and texts (cosine of idf-weighted words and bigrams). A task
takes its best counterpart and every other that is nearly as near; what is left without one stands alone.
Relations are SKOS mapping properties read from A to B: with several tasks of A in one of B, B is broader.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kg.figures import Figure, same_thing

TITLE_WEIGHT = 0.45
"""Share of the title in a pair's similarity; the rest is the text's."""
RETOLD = 0.8
"""A text that repeats much of another counts this much even under another title."""
LEAST, NEAR_BEST, RELATED = 0.3, 0.8, 0.36
SAME_UNIT = 0.5
"""Least similarity of a unit and its counterpart in another version of the document."""
MOSTLY, HELD, MORE = 0.88, 0.7, 0.15
"""Shares of a text's words that the other holds: of both, of the one contained, and by how much the other is longer."""

_YEAR = re.compile(r"20\d{2}-")
"""The year in the code of a target, which every edition has its own of."""

Cut = Callable[[str], list[str]]


class Unit(Protocol):
    """What is compared: a task, a target, an article."""

    @property
    def id(self) -> str:
        """Its clause or entity."""

    @property
    def number(self) -> str:
        """How the document numbers it."""

    @property
    def title(self) -> str:
        """Its title, "" where it has none."""

    @property
    def text(self) -> str:
        """All of its text."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A unit of A and one of B that answer to each other."""

    a: Unit
    b: Unit
    score: float


@dataclass(frozen=True, slots=True)
class Row:
    """Units that belong together, the relation read from A to B, and the figures that each side sets."""

    a: tuple[Unit, ...]
    b: tuple[Unit, ...]
    relation: str
    score: float
    basis: str
    figures: tuple[tuple[str, str, str], ...] = ()
    """(what it is about, A's value, B's value)"""
    differences: tuple[tuple[str, str], ...] = ()
    """Words of A and the words of B in their place, for one unit against one."""

    @property
    def changes(self) -> tuple[str, ...]:
        """What became of A in B: added, removed, merged, split, or renumbered and reworded; empty where nothing did."""
        if not (self.a and self.b):
            return ("removed",) if self.a else ("added",)
        if len(self.a) > 1 or len(self.b) > 1:
            return ("merged",) if len(self.b) == 1 else ("split",)
        moved = _YEAR.sub("", self.a[0].number) != _YEAR.sub("", self.b[0].number)
        return (*(("renumbered",) if moved else ()), *(("reworded",) if self.differences else ()))


def pairs(a: Sequence[Unit], b: Sequence[Unit], cut: Cut) -> list[Pair]:
    """Every pair of tasks that answer to each other, best first."""
    if not a or not b:
        return []
    title = _similarity([t.title for t in a], [t.title for t in b], cut)
    text = _similarity([t.text for t in a], [t.text for t in b], cut)
    score = np.maximum(TITLE_WEIGHT * title + (1 - TITLE_WEIGHT) * text, RETOLD * text)
    best_a, best_b = score.max(axis=1), score.max(axis=0)
    found = []
    for i, task in enumerate(a):
        for j, other in enumerate(b):
            chosen = score[i, j] in (best_a[i], best_b[j]) or score[i, j] >= NEAR_BEST * min(best_a[i], best_b[j])
            if score[i, j] >= LEAST and chosen:
                found.append(Pair(task, other, float(score[i, j])))
    return sorted(found, key=lambda p: -p.score)


def crosswalk(
    a: Sequence[Unit], b: Sequence[Unit], cut: Cut, figures_a: Sequence[Figure] = (), figures_b: Sequence[Figure] = ()
) -> list[Row]:
    """Rows in the order of A, then what only B has."""
    found = pairs(a, b, cut)
    rows = []
    for task in a:
        own = [p for p in found if p.a is task]
        if not own:
            rows.append(Row((task,), (), "only_a", 0.0, "没有对应的任务"))
    rows += [_row(group, cut, figures_a, figures_b) for group in _groups(found)]
    rows += [Row((), (t,), "only_b", 0.0, "没有对应的任务") for t in b if all(p.b is not t for p in found)]
    return _in_order(rows, a, b)


def versions(a: Sequence[Unit], b: Sequence[Unit], cut: Cut, words: Cut) -> list[Row]:
    """Two versions of one document: each unit has one counterpart at most; what has none was added or removed.

    Like goes to like, the likest first; of equally like ones those of the same number.
    """
    if not a or not b:
        score = np.zeros((len(a), len(b)))
    else:
        title = _similarity([t.title for t in a], [t.title for t in b], cut)
        score = np.maximum(title, _similarity([t.text for t in a], [t.text for t in b], cut))
    order = sorted(
        ((i, j) for i in range(len(a)) for j in range(len(b)) if score[i, j] >= SAME_UNIT),
        key=lambda ij: (-round(float(score[ij]), 6), a[ij[0]].number != b[ij[1]].number, ij),
    )
    rows: list[Row] = []
    left_a, left_b = set(range(len(a))), set(range(len(b)))
    for i, j in order:
        if i in left_a and j in left_b:
            left_a.remove(i)
            left_b.remove(j)
            rows.append(_pair(a[i], b[j], float(score[i, j]), cut, words))
    rows += [Row((a[i],), (), "only_a", 0.0, "后一版没有") for i in left_a]
    rows += [Row((), (b[j],), "only_b", 0.0, "前一版没有") for j in left_b]
    return _in_order(rows, a, b)


def _pair(a: Unit, b: Unit, score: float, cut: Cut, words: Cut) -> Row:
    found = differences(f"{a.title} {a.text}", f"{b.title} {b.text}", words)
    relation = _relation(a, b, max(score, RELATED), cut) if found else "exactMatch"
    return Row((a,), (b,), relation, score, f"文字相近（{score:.2f}）" if found else "文字相同", (), found)


def _in_order(rows: list[Row], a: Sequence[Unit], b: Sequence[Unit]) -> list[Row]:
    """Rows in the order of A, then what only B has."""
    place_a, place_b = ({t.id: i for i, t in enumerate(side)} for side in (a, b))
    return sorted(rows, key=lambda r: (place_a[r.a[0].id] if r.a else math.inf, place_b[r.b[0].id] if r.b else 0))


def _groups(found: list[Pair]) -> list[list[Pair]]:
    """Pairs that share a task, together."""
    groups: list[list[Pair]] = []
    for pair in found:
        touching = [g for g in groups if any(p.a is pair.a or p.b is pair.b for p in g)]
        groups = [g for g in groups if g not in touching]
        groups.append([p for g in touching for p in g] + [pair])
    return groups


def _row(group: list[Pair], cut: Cut, figures_a: Sequence[Figure], figures_b: Sequence[Figure]) -> Row:
    a = tuple(sorted({p.a.id: p.a for p in group}.values(), key=lambda t: (len(t.number), t.number)))
    b = tuple(sorted({p.b.id: p.b for p in group}.values(), key=lambda t: (len(t.number), t.number)))
    score = max(p.score for p in group)
    both = _figures(a, b, figures_a, figures_b)
    if len(a) == len(b) == 1:
        relation = _relation(a[0], b[0], score, cut)
        return Row(a, b, relation, score, f"标题和内容相近（{score:.2f}）", both, differences(a[0].text, b[0].text))
    if len(a) > 1 and len(b) > 1:
        return Row(a, b, "relatedMatch", score, "任务相互交叉", both)
    relation, basis = ("broadMatch", "几项任务并为一项") if len(a) > 1 else ("narrowMatch", "一项任务分为几项")
    return Row(a, b, relation, score, basis, both)


def _relation(a: Unit, b: Unit, score: float, cut: Cut) -> str:
    """By how much of each text the other holds: nearly all of both, all of one and more, or the core."""
    if score < RELATED:
        return "relatedMatch"
    words_a, words_b = Counter(cut(a.text)), Counter(cut(b.text))
    shared = (words_a & words_b).total()
    held_a, held_b = shared / max(words_a.total(), 1), shared / max(words_b.total(), 1)
    if min(held_a, held_b) >= MOSTLY:
        return "exactMatch"
    if held_a >= HELD and held_a - held_b >= MORE:
        return "broadMatch"
    return "narrowMatch" if held_b >= HELD and held_b - held_a >= MORE else "closeMatch"


def _figures(
    a: Sequence[Unit], b: Sequence[Unit], figures_a: Sequence[Figure], figures_b: Sequence[Figure]
) -> tuple[tuple[str, str, str], ...]:
    """Figures of the row's tasks, those about one thing side by side."""
    ids_a, ids_b = {t.id for t in a}, {t.id for t in b}
    left = [f for f in figures_a if f.clause in ids_a]
    right = [f for f in figures_b if f.clause in ids_b]
    rows = []
    for figure in left:
        match = next((f for f in right if same_thing(figure, f)), None)
        if match:
            right.remove(match)
        rows.append((figure.name, figure.value, match.value if match else ""))
    return (*rows, *((f.name, "", f.value) for f in right))


def differences(a: str, b: str, words: Cut = list) -> tuple[tuple[str, str], ...]:
    """Where two texts differ: the words of one and what the other has in their place; spaces do not count."""
    left, right = (["".join(w.split()) for w in words(text) if w.strip()] for text in (a, b))
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return tuple(("".join(left[i:j]), "".join(right[k:m])) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal")


def _similarity(a: list[str], b: list[str], cut: Cut) -> NDArray[np.float64]:
    """``(len(a), len(b))``: cosines of idf-weighted token counts, idf over both sides."""
    counted = [Counter(cut(text)) for text in (*a, *b)]
    frequency = Counter(token for counts in counted for token in counts)
    index = {token: i for i, token in enumerate(frequency)}
    matrix = np.zeros((len(counted), max(len(index), 1)))
    for row, counts in enumerate(counted):
        for token, count in counts.items():
            matrix[row, index[token]] = (1 + math.log(count)) * math.log(1 + len(counted) / frequency[token])
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-12)
    return np.asarray(matrix[: len(a)] @ matrix[len(a) :].T)
