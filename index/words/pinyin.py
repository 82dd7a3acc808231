"""Questions typed in Latin letters by their sound: shuye anquan → 输液安全."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import product
from math import prod

from index.words.confusable import readings

_LEAST, _LONGEST = 2, 12
"""Characters of a word that is read."""
_LETTERS = 5
"""Fewer letters are an abbreviation."""
_MANY = 8
"""A word that could be read in more ways is not read at all."""
_RUN = re.compile(r"(?<![a-z0-9/.-])[a-z]+(?: +[a-z]+)*(?![a-z0-9/.-])")
_WORD = re.compile(r"[a-z]+")


class Pinyin:
    """Words by their sound, without tones."""

    def __init__(self, words: Iterable[str], says: Callable[[str], bool], foreign: Callable[[str], bool]) -> None:
        """Know ``words``, of those that sound alike only what the base ``says``; a ``foreign`` word is never read."""
        self._known, self._says, self._foreign = words, says, foreign

    def read(self, plain: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and reading of words in ``plain``, where all that stands together can be read or is foreign."""
        for run in _RUN.finditer(plain):
            places = [(run.start() + word.start(), run.start() + word.end()) for word in _WORD.finditer(run[0])]
            found = list(self._read(plain, places))
            if sum(end - start - plain[start:end].count(" ") for start, end, _ in found) == sum(j - i for i, j in places):
                yield from ((start, end, words) for start, end, words in found if words != plain[start:end])

    def _read(self, plain: str, places: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
        """The longest readings from left to right, foreign words as they are; what cannot be read is left out."""
        while places:
            known = [self._foreign(plain[start:end]) for start, end in places]
            if known[0]:
                yield *places[0], plain[slice(*places[0])]
                places = places[1:]
                continue
            size = known.index(True) if True in known else len(places)
            for last in range(size, 0, -1):
                start, end = places[0][0], places[last - 1][1]
                if words := self._words(plain[start:end].replace(" ", "")):
                    yield start, end, words
                    break
            places = places[last:]

    def _words(self, letters: str) -> str:
        """The fewest words that ``letters`` spell from end to end; "" when there are none."""
        best: list[tuple[int, str] | None] = [(0, "")]
        for end in range(1, len(letters) + 1 if len(letters) >= _LETTERS else 1):
            ways = [
                (before[0] + 1, before[1] + word)
                for start in range(end)
                if (before := best[start]) and (word := self._word(letters[start:end]))
            ]
            best.append(min(ways, default=None))
        return best[-1][1] if best[-1] else ""

    def _word(self, letters: str) -> str:
        words = self._spelt.get(letters, ())
        said = [word for word in words if self._says(word)] or words
        return said[0] if len(said) == 1 else ""

    @cached_property
    def _spelt(self) -> dict[str, list[str]]:
        of: dict[str, list[str]] = defaultdict(list)
        for word in self._known:
            for letters in _spellings(word):
                of[letters].append(word)
        return dict(of)


def _spellings(word: str) -> set[str]:
    sounds = [readings(char) for char in word] if _LEAST <= len(word) <= _LONGEST else []
    return {"".join(way) for way in product(*sounds)} if sounds and prod(map(len, sounds)) <= _MANY else set()
