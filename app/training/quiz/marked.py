"""Words of a rule that an editor asks for, with others that would be wrong: ``corpus/training/marked.csv`` comes in.

A sentence of a document or of the gist of a core system that has a row's words: where they stand goes out. One word marked is
asked for; several are things that the sentence counts up.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus import CORPUS
from ingest.errors import DataError
from ingest.shipped.datafiles import lines

COLUMNS = ("sentence", "wrong", "choice_only")
_WORDS = re.compile("【([^【】]+)】")
_BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class Mark:
    """Part of a sentence, with the words of it that are marked."""

    part: str
    spans: tuple[tuple[int, int], ...]
    """Start and end of the words in the part."""
    wrong: tuple[str, ...]
    """What would be wrong in their place, the likeliest mistake first."""
    choice_only: bool = False
    """Whether they are asked for among four only: the sentence with the first mistake in it is sensible practice, too."""

    def found(self, text: str) -> tuple[tuple[int, int], ...]:
        """Start and end of the words in a text; empty where it has not the whole part."""
        at = text.find(self.part)
        return () if at < 0 else tuple((at + start, at + end) for start, end in self.spans)


@cache
def marks(path: Path = CORPUS / "training" / "marked.csv") -> tuple[Mark, ...]:
    """All of them, in the order of the file; DataError for the first line that cannot be read or marks nothing."""
    problems: list[DataError] = []
    found: list[Mark] = []
    for place, row in lines(path, COLUMNS, problems):
        # The n-th mark stands 2n characters farther left once the brackets are gone.
        words = list(_WORDS.finditer(row["sentence"]))
        spans = tuple((w.start() - 2 * n, w.end() - 2 * (n + 1)) for n, w in enumerate(words))
        found.append(
            Mark(_WORDS.sub(r"\1", row["sentence"]), spans, tuple(row["wrong"].split(_BETWEEN)), bool(row["choice_only"]))
        )
        if not spans:
            problems.append(DataError("没有用【】标出要问的词", place, "写成：应当在【2小时】内送达"))
    if problems:
        raise problems[0]
    return tuple(found)


def marked(text: str) -> Iterator[tuple[tuple[tuple[int, int], ...], Mark]]:
    """Every mark that a text has, after start and end of its words."""
    return ((spans, mark) for mark in marks() if (spans := mark.found(text)))
