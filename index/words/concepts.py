"""Finds the labels of the thesaurus in running text: from left to right, at each place the longest label."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from index.words.normal import squeezed_each
from ingest.model import Concept

_LONG = 5
"""Characters. A label this long is found even where it does not begin and end at the borders of words."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in a text that names a concept."""

    concept: str
    """Id of the concept."""
    matched: str
    """The label found, in the squeezed form of ``normal.squeezed``."""
    start: int
    end: int
    """Positions in the normalised text, in characters; ``end`` is after the last one."""


class ConceptFinder:
    """Finds concepts by any of their labels. A Latin label must be a whole word: ICU is not found in CICU."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        """Index every label of ``concepts`` by its first two characters. Of concepts that share a label, the first gets it."""
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
        """Mentions in the normalised text ``normal``, from left to right; they do not overlap. White space is ignored.

        ``borders`` are the positions at which words begin and end. If given, a short label must begin and end there:
        手术部 is not found in 手术部位.
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
        """Concepts named by a part of a mention's words, at any depth: id → whether the words are about that concept.

        The last part of a Chinese compound is what it is a kind of, the parts before it are what it is about: 胸壁畸形手术
        is a kind of 手术 (False), about 胸壁畸形 (True).
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
        """Ids of the broader concepts (SKOS broader, transitive), the nearest first."""
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
        """Ids of the concepts that the thesaurus gives as related (SKOS related)."""
        return [i for name in self.by_id[concept].related if (i := f"术语/{name}") in self.by_id]

    def _fits(self, plain: str, places: Sequence[int], i: int, n: int, borders: Set[int] | None) -> bool:
        """Whether the ``n`` characters of ``plain`` from ``i`` on are a label that may be found there."""
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
    """``text`` without white space, and for each character left its position in ``text``."""
    if not any(map(str.isspace, text)):
        return text, range(len(text))
    places = [i for i, ch in enumerate(text) if not ch.isspace()]
    return "".join(text[i] for i in places), places
