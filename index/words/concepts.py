"""Thesaurus labels in running text: leftmost longest match."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from index.words.normal import squeezed_each
from ingest.model import Concept

_LONG = 5
"""A label of this many characters is telling wherever it stands."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept found in text, with the words that named it and their place in the normalised text."""

    concept: str
    matched: str
    start: int
    end: int


class ConceptFinder:
    """Finds concepts by any of their labels; Latin labels only as whole words."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        """Index every label of ``concepts`` by its first two characters."""
        self.by_id = {c.id: c for c in concepts}
        self._labels: dict[str, str] = {}
        self._inside: dict[str, dict[str, bool]] = {}
        self._above: dict[str, list[str]] = {}
        labels = [(label, concept.id) for concept in self.by_id.values() for label in concept.labels]
        for key, (_, identity) in zip(squeezed_each(label for label, _ in labels), labels, strict=True):
            self._labels.setdefault(key, identity)
        lengths: dict[str, set[int]] = {}
        for label in self._labels:
            lengths.setdefault(label[:2], set()).add(len(label))
        self._lengths = {head: sorted(sizes, reverse=True) for head, sizes in lengths.items()}

    def find(self, normal: str, borders: Set[int] | None = None) -> list[Mention]:
        """Mentions in normalised text from left to right, none inside another; its spaces do not count.

        Where ``borders`` gives the places at which words begin and end, a short Chinese label must keep to them:
        手术部 is not named in 手术部位.
        """
        plain, places = _without_spaces(normal)
        found = []
        i = 0
        while i < len(plain):
            sizes = self._lengths.get(plain[i : i + 2])
            if sizes is None:
                i += 1
                continue
            length = next((n for n in sizes if self._fits(plain, places, i, n, borders)), 0)
            if length:
                concept = self._labels[plain[i : i + length]]
                found.append(Mention(concept, plain[i : i + length], places[i], places[i + length - 1] + 1))
            i += length or 1
        return found

    def inside(self, mention: Mention) -> dict[str, bool]:
        """Concepts named by proper parts of a mention's words, and by parts of these; True for what the words are about.

        胸壁畸形手术 is about 胸壁畸形, and a kind of 手术.
        """
        words = mention.matched
        if words not in self._inside:
            cuts = (words[cut:] if cut > 1 else words[:-1] for cut in range(1, len(words)))
            parts = {part.matched: part for rest in cuts for part in self.find(rest)}
            found: dict[str, bool] = {}
            for part in parts.values():
                about = not words.endswith(part.matched)
                for concept, within in ((part.concept, True), *self.inside(part).items()):
                    found[concept] = found.get(concept, False) or (about and within)
            self._inside[words] = found
        return self._inside[words]

    def ancestors(self, concept: str) -> list[str]:
        """Broader concepts, nearest first."""
        if concept in self._above:
            return self._above[concept]
        seen: list[str] = []
        queue = [f"术语/{name}" for name in self.by_id[concept].broader]
        while queue:
            above = queue.pop(0)
            if above not in seen and above in self.by_id:
                seen.append(above)
                queue += [f"术语/{name}" for name in self.by_id[above].broader]
        self._above[concept] = seen
        return seen

    def related(self, concept: str) -> list[str]:
        """Concepts that the thesaurus relates to one."""
        return [i for name in self.by_id[concept].related if (i := f"术语/{name}") in self.by_id]

    def _fits(self, plain: str, places: Sequence[int], i: int, n: int, borders: Set[int] | None) -> bool:
        label = plain[i : i + n]
        if len(label) < n or label not in self._labels:
            return False
        if borders is not None and n < _LONG and not {places[i], places[i + n - 1] + 1} <= borders:
            return False
        before = i > 0 and places[i - 1] == places[i] - 1 and _latin(plain[i - 1])
        after = i + n < len(plain) and places[i + n] == places[i + n - 1] + 1 and _latin(plain[i + n])
        return not (_latin(label[0]) and before) and not (_latin(label[-1]) and after)


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _without_spaces(text: str) -> tuple[str, Sequence[int]]:
    """``text`` without white space, and where each character stood."""
    if not any(map(str.isspace, text)):
        return text, range(len(text))
    places = [i for i, ch in enumerate(text) if not ch.isspace()]
    return "".join(text[i] for i in places), places
