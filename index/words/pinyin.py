"""Reads questions typed in pinyin: shuye anquan → 输液安全."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import product
from math import prod

from index.words.confusable import readings

_LEAST, _LONGEST = 2, 12
"""Characters of the shortest and the longest Chinese word that pinyin can stand for."""
_LETTERS = 5
"""Fewer letters than this are read as an abbreviation, not as pinyin."""
_MANY = 8
"""A Chinese word with more possible spellings than this (characters with several readings) cannot be typed in pinyin."""
_RUN = re.compile(r"(?<![a-z0-9/.-])[a-z]+(?: +[a-z]+)*(?![a-z0-9/.-])")
_WORD = re.compile(r"[a-z]+")


class Pinyin:
    """Finds the Chinese words that a run of pinyin without tones stands for."""

    def __init__(self, words: Iterable[str], says: Callable[[str], bool], foreign: Callable[[str], bool]) -> None:
        """``words`` are the Chinese words that pinyin may stand for.

        ``says(word)``: whether the base contains a Chinese word; of homophones, only such words count. ``foreign(word)``:
        whether a Latin word is one of the base (VTE, SOP) and therefore not pinyin.
        """
        self._words, self._says, self._foreign = words, says, foreign

    def read(self, plain: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, Chinese words) of each part of the normalised text ``plain`` that is pinyin.

        A run of Latin words is read only when all of it is pinyin or foreign words.
        """
        for run in _RUN.finditer(plain):
            places = [(run.start() + word.start(), run.start() + word.end()) for word in _WORD.finditer(run[0])]
            found = list(self._read(plain, places))
            if sum(end - start - plain[start:end].count(" ") for start, end, _ in found) == sum(j - i for i, j in places):
                yield from ((start, end, words) for start, end, words in found if words != plain[start:end])

    def _read(self, plain: str, places: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
        """The same for one run, whose Latin words are at ``places``: at each word the longest part that is pinyin.

        Foreign words are yielded unchanged, words that are neither are not.
        """
        while places:
            known = [self._foreign(plain[start:end]) for start, end in places]
            if known[0]:
                yield *places[0], plain[slice(*places[0])]
                places = places[1:]
                continue
            size = known.index(True) if True in known else len(places)
            for last in range(size, 0, -1):
                start, end = places[0][0], places[last - 1][1]
                if words := self._fewest(plain[start:end].replace(" ", "")):
                    yield start, end, words
                    break
            places = places[last:]

    def _fewest(self, letters: str) -> str:
        """The fewest Chinese words that together are spelt ``letters``, joined; "" when there are none."""
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
        """The Chinese word spelt ``letters``, of homophones the one that the base contains; "" when none or several remain."""
        words = self._spelt.get(letters, ())
        said = [word for word in words if self._says(word)] or words
        return said[0] if len(said) == 1 else ""

    @cached_property
    def _spelt(self) -> dict[str, list[str]]:
        """Pinyin without tones and spaces → the Chinese words with this spelling."""
        of: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            for letters in _spellings(word):
                of[letters].append(word)
        return dict(of)


def _spellings(word: str) -> set[str]:
    """All spellings of a Chinese word in pinyin; empty when it is too short or too long, or has too many."""
    sounds = [readings(char) for char in word] if _LEAST <= len(word) <= _LONGEST else []
    return {"".join(way) for way in product(*sounds)} if sounds and prod(map(len, sounds)) <= _MANY else set()
