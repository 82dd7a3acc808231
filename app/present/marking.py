"""A question and a text come in; out goes where in the text the words stand that the question met."""

from collections.abc import Sequence

from app.base.knowledge import Knowledge
from index.question import Unit
from index.words.normal import normalise

Spans = tuple[tuple[int, int], ...]
"""Character offsets [start, end) into a text, in order, apart from each other."""


def spans(kb: Knowledge, units: Sequence[Unit], text: str) -> Spans:
    """Where ``text`` has the words of ``units`` or other names of their concepts, narrower ones included.

    Nothing where the normal form of the text is of another length: the offsets would not fit it.
    """
    normal = normalise(text)
    if len(normal) != len(text):
        return ()
    found = [*_verbatim(units, normal), *_by_concept(kb, units, text)]
    apart: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return tuple(apart)


def _verbatim(units: Sequence[Unit], normal: str) -> list[tuple[int, int]]:
    found = []
    for words in {normalise(unit.text) for unit in units if unit.weight > 0} - {""}:
        at = normal.find(words)
        while at >= 0:
            found.append((at, at + len(words)))
            at = normal.find(words, at + len(words))
    return found


def _by_concept(kb: Knowledge, units: Sequence[Unit], text: str) -> list[tuple[int, int]]:
    wanted = {unit.concept for unit in units} - {""}
    if not wanted:
        return []
    return [
        (mention.start, mention.end)
        for mention in kb.searcher.mentions(text)
        if mention.concept in wanted or wanted & set(kb.thesaurus.ancestors(mention.concept))
    ]
