"""A crosswalk between two documents A and B: which unit (task, target, article) of A corresponds to which unit of B.

The similarity of two units is the cosine of their idf-weighted words and bigrams, of titles and texts. A unit corresponds to
the most similar one of the other document, and to every other that is nearly as similar; some correspond to none. The relation
is a SKOS mapping property read from A to B: if several units of A correspond to one of B, that one is broader (broadMatch).
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kg.figures import Figure, same_thing

TITLE_WEIGHT = 0.45
"""Weight of the titles in the similarity of two units, 0 to 1; the texts have the rest."""
TEXT_ALONE = 0.8
"""Weight of the texts when the titles differ: similar texts under different titles have this share of their cosine."""
LEAST, NEAR_BEST, RELATED = 0.3, 0.8, 0.36
"""Similarities, 0 to 1: the least of a pair; the least share of a unit's best; below the third a pair is only related."""
SAME_UNIT = 0.5
"""Least similarity of a unit in one version of a document and the same unit in another version."""
SAME, CONTAINED, LONGER = 0.88, 0.7, 0.15
"""Shares of the words of a unit that the other unit contains too.

Both units at least ``SAME``: they say the same. One at least ``CONTAINED``, and by ``LONGER`` more than the other: the other
unit contains it.
"""

_YEAR = re.compile(r"20\d{2}-")
"""The year in the code of a target; a new edition of the targets has a new year, which is no change of the number."""

Cut = Callable[[str], list[str]]
"""Text → its tokens."""
Done = Callable[[float], None]
"""Is told what share of the work is done, 0 to 1."""


def _untold(share: float) -> None:
    """Nobody wants to know."""


class Unit(Protocol):
    """One of the parts of a document that are compared: a task, a target, an article or a clause."""

    @property
    def id(self) -> str:
        """Id of the clause or entity."""

    @property
    def number(self) -> str:
        """Its number as printed in the document."""

    @property
    def title(self) -> str:
        """Its title; "" when it has none."""

    @property
    def text(self) -> str:
        """Its whole text."""


@dataclass(frozen=True, slots=True)
class Part:
    """A target, an article or a clause as a ``Unit``."""

    id: str
    number: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A unit of A and a unit of B that correspond, with their similarity, 0 to 1."""

    a: Unit
    b: Unit
    score: float


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a crosswalk: units of A and the units of B that correspond to them; one side may be empty."""

    a: tuple[Unit, ...]
    b: tuple[Unit, ...]
    relation: str
    """SKOS mapping property from A to B without its prefix; "only_a" or "only_b" when one side is empty."""
    score: float
    """The highest similarity of a pair in the row, 0 to 1."""
    basis: str
    """The reason for the relation, in Chinese for the user."""
    figures: tuple[tuple[str, str, str], ...] = ()
    """(name, value in A, value in B) of each figure; "" for a side that does not set it."""
    differences: tuple[tuple[str, str], ...] = ()
    """(words of A, words of B in their place); only in a row of one unit on each side."""

    @property
    def changes(self) -> tuple[str, ...]:
        """What changed from A to B: added, removed, merged, split, or renumbered and reworded; empty when nothing did."""
        if not (self.a and self.b):
            return ("removed",) if self.a else ("added",)
        if len(self.a) > 1 or len(self.b) > 1:
            return ("merged",) if len(self.b) == 1 else ("split",)
        moved = _YEAR.sub("", self.a[0].number) != _YEAR.sub("", self.b[0].number)
        return (*(("renumbered",) if moved else ()), *(("reworded",) if self.differences else ()))


def pairs(a: Sequence[Unit], b: Sequence[Unit], cut: Cut, done: Done = _untold) -> list[Pair]:
    """All pairs of units that correspond, the most similar first."""
    if not a or not b:
        return []
    title, text = _similarities(a, b, cut, done)
    score = np.maximum(TITLE_WEIGHT * title + (1 - TITLE_WEIGHT) * text, TEXT_ALONE * text)
    best_a, best_b = score.max(axis=1), score.max(axis=0)
    found = []
    for i, task in enumerate(a):
        for j, other in enumerate(b):
            chosen = score[i, j] in (best_a[i], best_b[j]) or score[i, j] >= NEAR_BEST * min(best_a[i], best_b[j])
            if score[i, j] >= LEAST and chosen:
                found.append(Pair(task, other, float(score[i, j])))
    return sorted(found, key=lambda p: -p.score)


def crosswalk(
    a: Sequence[Unit],
    b: Sequence[Unit],
    cut: Cut,
    figures_a: Sequence[Figure] = (),
    figures_b: Sequence[Figure] = (),
    done: Done = _untold,
) -> list[Row]:
    """The rows of the crosswalk between two plans, in the order of A; then the units that only B has.

    ``figures_a`` and ``figures_b`` are all figures of each document; a row gets those of its own units.
    """
    found = pairs(a, b, cut, done)
    rows = []
    for task in a:
        own = [p for p in found if p.a is task]
        if not own:
            rows.append(Row((task,), (), "only_a", 0.0, "没有对应的任务"))
    rows += [_row(group, cut, figures_a, figures_b) for group in _groups(found)]
    rows += [Row((), (t,), "only_b", 0.0, "没有对应的任务") for t in b if all(p.b is not t for p in found)]
    return _in_order(rows, a, b)


def versions(a: Sequence[Unit], b: Sequence[Unit], cut: Cut, words: Cut, done: Done = _untold) -> list[Row]:
    """The rows between two versions of one document: a unit has at most one counterpart, or it was added or removed.

    The most similar units are paired first; of equally similar ones, those with the same number. ``cut`` gives the tokens for
    the similarity, ``words`` the words for the differences.
    """
    rows = [_pair(one, other, 1.0, cut, words) for one, other in _unchanged(a, b)]
    paired = {unit.id for row in rows for unit in row.a}, {unit.id for row in rows for unit in row.b}
    left, right = ([unit for unit in side if unit.id not in known] for side, known in zip((a, b), paired, strict=True))
    for i, j, score in _one_to_one(left, right, cut, _part(done, 0, _ALIKE)):
        rows.append(_pair(left[i], right[j], score, cut, words))
        done(_ALIKE + (1 - _ALIKE) * len(rows) / (len(rows) + min(len(left), len(right))))
    paired = {unit.id for row in rows for unit in row.a}, {unit.id for row in rows for unit in row.b}
    rows += [Row((unit,), (), "only_a", 0.0, "后一版没有") for unit in a if unit.id not in paired[0]]
    rows += [Row((), (unit,), "only_b", 0.0, "前一版没有") for unit in b if unit.id not in paired[1]]
    return _in_order(rows, a, b)


def _unchanged(a: Sequence[Unit], b: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Units with the same number and words; most units of two versions are such, and need not be compared with all others."""
    same: dict[tuple[str, str, str], list[Unit]] = {}
    for other in b:
        same.setdefault((other.number, other.title, other.text), []).append(other)
    for one in a:
        if others := same.get((one.number, one.title, one.text)):
            yield one, others.pop(0)


def _one_to_one(a: Sequence[Unit], b: Sequence[Unit], cut: Cut, done: Done) -> Iterator[tuple[int, int, float]]:
    """(index in ``a``, index in ``b``, similarity) of units that are at least ``SAME_UNIT`` alike, each in one pair at most."""
    if not a or not b:
        return
    score = np.maximum(*_similarities(a, b, cut, done))
    order = sorted(
        ((int(i), int(j)) for i, j in np.argwhere(score >= SAME_UNIT)),
        key=lambda ij: (-round(float(score[ij]), 6), a[ij[0]].number != b[ij[1]].number, ij),
    )
    left_a, left_b = set(range(len(a))), set(range(len(b)))
    for i, j in order:
        if i in left_a and j in left_b:
            left_a.remove(i)
            left_b.remove(j)
            yield i, j, float(score[i, j])


def _pair(a: Unit, b: Unit, score: float, cut: Cut, words: Cut) -> Row:
    """The row of one unit and its counterpart in the other version."""
    found = differences(f"{a.title} {a.text}", f"{b.title} {b.text}", words)
    relation = _relation(a, b, max(score, RELATED), cut) if found else "exactMatch"
    return Row((a,), (b,), relation, score, f"文字相近（{score:.2f}）" if found else "文字相同", (), found)


def _in_order(rows: list[Row], a: Sequence[Unit], b: Sequence[Unit]) -> list[Row]:
    """``rows`` in the order of A; rows without a unit of A come last, in the order of B."""
    place_a, place_b = ({t.id: i for i, t in enumerate(side)} for side in (a, b))
    return sorted(rows, key=lambda r: (place_a[r.a[0].id] if r.a else math.inf, place_b[r.b[0].id] if r.b else 0))


def _groups(found: list[Pair]) -> list[list[Pair]]:
    """``found`` in groups: pairs that share a unit, directly or through other pairs, are in one group."""
    groups: list[list[Pair]] = []
    for pair in found:
        touching = [g for g in groups if any(p.a is pair.a or p.b is pair.b for p in g)]
        groups = [g for g in groups if g not in touching]
        groups.append([p for g in touching for p in g] + [pair])
    return groups


def _row(group: list[Pair], cut: Cut, figures_a: Sequence[Figure], figures_b: Sequence[Figure]) -> Row:
    """The row of one group of pairs."""
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
    """The relation between two units: by what share of the words of each text the other text contains."""
    if score < RELATED:
        return "relatedMatch"
    words_a, words_b = Counter(cut(a.text)), Counter(cut(b.text))
    shared = (words_a & words_b).total()
    share_a, share_b = shared / max(words_a.total(), 1), shared / max(words_b.total(), 1)
    if min(share_a, share_b) >= SAME:
        return "exactMatch"
    if share_a >= CONTAINED and share_a - share_b >= LONGER:
        return "broadMatch"
    return "narrowMatch" if share_b >= CONTAINED and share_b - share_a >= LONGER else "closeMatch"


def _figures(
    a: Sequence[Unit], b: Sequence[Unit], figures_a: Sequence[Figure], figures_b: Sequence[Figure]
) -> tuple[tuple[str, str, str], ...]:
    """(name, value in A, value in B) of the figures that the units of a row set; figures about the same thing share one."""
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
    """(words of ``a``, words of ``b`` in their place) at each point where the texts differ; white space is ignored.

    ``words`` cuts a text into the units of comparison: single characters, unless another function is given.
    """
    left, right = (["".join(w.split()) for w in words(text) if w.strip()] for text in (a, b))
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return tuple(("".join(left[i:j]), "".join(right[k:m])) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal")


_ALIKE = 0.6
"""Share of the time of a comparison in which it is seen which units are alike; in the rest their words are compared."""
_TITLES = 0.2
"""Share of that time which the titles take."""


def _part(done: Done, start: float, end: float) -> Done:
    """Tells the shares of one part of the work, which goes from ``start`` to ``end``."""
    return lambda share: done(start + (end - start) * share)


def _similarities(
    a: Sequence[Unit], b: Sequence[Unit], cut: Cut, done: Done
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """``(len(a), len(b))`` twice: the similarities of the titles and those of the texts."""
    return (
        _similarity([t.title for t in a], [t.title for t in b], cut, _part(done, 0, _TITLES)),
        _similarity([t.text for t in a], [t.text for t in b], cut, _part(done, _TITLES, 1)),
    )


def _similarity(a: list[str], b: list[str], cut: Cut, done: Done) -> NDArray[np.float64]:
    """``(len(a), len(b))``: cosines between the idf-weighted token counts of two lists of texts; idf over all of them."""
    counted = []
    for text in (*a, *b):
        counted.append(Counter(cut(text)))
        done(len(counted) / (len(a) + len(b)))
    frequency = Counter(token for counts in counted for token in counts)
    rarity = {token: math.log(1 + len(counted) / count) for token, count in frequency.items()}
    left, right = (_postings(of, rarity) for of in (counted[: len(a)], counted[len(a) :]))
    score = np.zeros((len(a), len(b)))
    often = [token for token in left.keys() & right.keys() if len(left[token][0]) * len(right[token][0]) > _OFTEN * score.size]
    if often:
        score += _columns(left, often, len(a)) @ _columns(right, often, len(b)).T
    for token in sorted(left.keys() & right.keys() - set(often)):
        (rows, weights), (columns, others) = left[token], right[token]
        score[np.ix_(rows, columns)] += np.outer(weights, others)
    return score


_OFTEN = 0.02
"""Share of all pairs of units that share a token, from which it is multiplied with the others of its kind at once.

The matrix of all tokens would take gigabytes for two statutes of some thousand articles.
"""
_Postings = dict[str, tuple[list[int], list[float]]]
"""Token → the units that have it, and its share of the length 1 of each."""


def _postings(counted: list[Counter[str]], rarity: dict[str, float]) -> _Postings:
    found: _Postings = {}
    for row, counts in enumerate(counted):
        weights = {token: (1 + math.log(count)) * rarity[token] for token, count in counts.items()}
        length = max(math.hypot(*weights.values()), 1e-12)
        for token, weight in weights.items():
            rows, shares = found.setdefault(token, ([], []))
            rows.append(row)
            shares.append(weight / length)
    return found


def _columns(of: _Postings, tokens: list[str], units: int) -> NDArray[np.float64]:
    """``(units, len(tokens))``."""
    matrix = np.zeros((units, len(tokens)))
    for column, token in enumerate(tokens):
        rows, shares = of[token]
        matrix[rows, column] = shares
    return matrix
