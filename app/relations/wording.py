"""Two wordings side by side: which words of each the other has not."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from index.words.normal import normalise

Cut = Callable[[str], list[str]]
"""Text → its words in order; joined they are the text."""
_ALIKE = 0.25
"""Least share of common words of two texts whose differences are marked: beyond that, nearly everything would be."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words."""

    text: str
    differs: bool = False


Wording = tuple[Piece, ...]
"""A whole text in pieces."""


def worded(one: str, other: str, cut: Cut) -> tuple[Wording, Wording]:
    """Both texts whole, in pieces that the other one has too and pieces that it has not; white space and width do not count."""
    first, second = cut(one), cut(other)
    forms, others = ([normalise(word).strip() for word in words] for words in (first, second))
    steps = Indel.opcodes(forms, others)
    common = 2 * sum(step.src_end - step.src_start for step in steps if step.tag == "equal")
    if common < _ALIKE * (len(first) + len(second)):
        return (Piece(one),), (Piece(other),)
    left = [(first[step.src_start : step.src_end], step.tag != "equal") for step in steps]
    right = [(second[step.dest_start : step.dest_end], step.tag != "equal") for step in steps]
    return tuple(_pieces(left)), tuple(_pieces(right))


def _pieces(runs: Sequence[tuple[list[str], bool]]) -> Iterator[Piece]:
    """Runs with text in them; neighbours of one sort are one piece, and blank differences none."""
    text, differs = "", False
    for words, other in runs:
        said = "".join(words)
        apart = other and bool(said.strip())
        if said.strip() and apart != differs and text:
            yield Piece(text, differs)
            text = ""
        differs = apart if said.strip() else differs
        text += said
    if text:
        yield Piece(text, differs)
