"""Whether two options could both be right: the same figure, one inside the other, synonyms, or nearly the same words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from app.base.things import Things
from index.words.normal import normalise
from ingest.model import Concept

_SHORT = 4
"""Characters of a name whose first character already says much: 质控 and 质管, 药学 and 药剂."""
_SHARED = 0.34
"""Share of the pairs of characters of the shorter text from which two texts say the same."""


@lru_cache(50_000)
def bigrams(text: str) -> frozenset[str]:
    """Neighbouring characters of a text."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def overlap(one: str, other: str) -> float:
    """Share of the pairs of characters of the shorter text that the other has too; 0 to 1."""
    a, b = bigrams(one), bigrams(other)
    return len(a & b) / min(len(a), len(b)) if a and b else float(one in other or other in one)


def inside(short: str, long: str) -> bool:
    """Whether the characters of ``short`` stand in ``long`` in the same order, as those of 神内 do in 神经内科."""
    rest = iter(long)
    return all(char in rest for char in short)


@dataclass(frozen=True)
class Likeness:
    """Compares words, with the thesaurus of a base for synonyms."""

    things: Things

    @cached_property
    def _meanings(self) -> dict[str, frozenset[str]]:
        """Label → the concepts that it may stand for, and those next to them."""
        found: dict[str, set[str]] = {}
        for concept in self.things.of_kind("concept"):
            if isinstance(concept, Concept):
                near = {normalise(name) for name in (concept.label, *concept.related)}
                for label in concept.labels:
                    found.setdefault(normalise(label), set()).update(near)
        return {label: frozenset(near) for label, near in found.items()}

    @cached_property
    def _siblings(self) -> dict[str, list[str]]:
        """Label → the labels of concepts under the same heading of the same vocabulary."""
        groups: dict[tuple[str, ...], list[str]] = {}
        for concept in self.things.of_kind("concept"):
            if isinstance(concept, Concept) and concept.broader:
                groups.setdefault((concept.scheme, *concept.broader), []).append(concept.label)
        return {label: labels for labels in groups.values() for label in labels}

    def siblings(self, label: str) -> list[str]:
        """Preferred labels beside a preferred label; none for what the thesaurus does not have."""
        return [other for other in self._siblings.get(label, ()) if other != label]

    def terms_in(self, text: str) -> list[tuple[str, int, int]]:
        """Preferred labels that a text names, with their places."""
        finder = self.things.thesaurus
        found = finder.find(normalise(text))
        named = [(finder.by_id[m.concept].label, m.start, m.end) for m in found]
        return [(label, start, end) for label, start, end in named if text[start:end] == label]

    def synonyms(self, one: str, other: str) -> bool:
        """Whether the thesaurus has both for one concept, or as related."""
        a, b = normalise(one), normalise(other)
        return bool({a, *self._meanings.get(a, ())} & {b, *self._meanings.get(b, ())})

    def terms(self, one: str, other: str) -> bool:
        """Whether two short terms (departments, actors, things of a list) could mean the same or one the other."""
        short, long = sorted((one, other), key=len)
        same_start = len(short) <= _SHORT and short[:1] == long[:1]
        return same_start or inside(short, long) or overlap(one, other) > 0 or self.synonyms(one, other)

    def sentences(self, one: str, other: str) -> bool:
        """Whether two longer texts say nearly the same."""
        return overlap(one, other) >= _SHARED


def apart(key: Iterable[str], candidates: Iterable[str], alike: Callable[[str, str], bool], most: int) -> tuple[str, ...]:
    """The first ``most`` candidates that are like none of the key and like none taken before."""
    right, taken = tuple(key), list[str]()
    for candidate in candidates:
        if len(taken) == most:
            break
        if not any(alike(candidate, other) for other in (*right, *taken)):
            taken.append(candidate)
    return tuple(taken)
