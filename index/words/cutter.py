"""Text → words by jieba's dictionary: the most probable path, without its model for unknown words.

rjieba cuts (``cut(text, hmm=False)`` gives what ``jieba.cut(text, HMM=False)`` gives, ten times faster); how often a
word occurs in everyday Chinese is read from jieba's own dictionary, because rjieba does not tell it.
"""

import math
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from rjieba import Jieba


class Cutter:
    """Jieba's dictionary with words of ours."""

    def __init__(self) -> None:
        """Take a copy of jieba's dictionary."""
        self._jieba = _jieba()()
        self._added: dict[str, int] = {}
        self._of_added = 0

    def suggest(self, word: str) -> int:
        """The least frequency at which ``word`` stays whole."""
        return self._jieba.suggest_freq(word)

    def add(self, word: str, frequency: int) -> None:
        """Take ``word`` into the dictionary, with how often it counts as occurring."""
        self._jieba.add_word(word, frequency, None)
        self._added[word] = frequency
        self._of_added += frequency

    def cut(self, text: str) -> list[str]:
        """``text`` in words one after the other, nothing dropped."""
        return self._jieba.cut(text, False)

    def knows(self, word: str) -> bool:
        """Whether ``word`` is in the dictionary."""
        return self._jieba.has_word(word)

    def log_rarity(self, word: str) -> float:
        """Natural logarithm of one in how many words is ``word``; infinite when it is not in the dictionary."""
        words, total = _frequencies()
        frequency = self._added.get(word) or int(words.get(word, 0))
        return math.log((total + self._of_added) / frequency) if frequency else math.inf


@cache
def _jieba() -> "type[Jieba]":
    """The class of rjieba, from its extension module alone: importing the package loads a dictionary that stays unused."""
    spec = PathFinder.find_spec("rjieba.rjieba", _folder("rjieba"))
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("rjieba has no extension module for this Python")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast("type[Jieba]", module.Jieba)


@cache
def _frequencies() -> tuple[dict[str, str], int]:
    """Jieba's words, each with its frequency in figures, and the sum of the frequencies."""
    fields = Path(_folder("jieba")[0], "dict.txt").read_text(encoding="utf-8").split()
    return dict(zip(fields[::3], fields[1::3], strict=True)), sum(map(int, fields[1::3]))


def _folder(package: str) -> list[str]:
    """Where an installed package lies, found without importing it; ModuleNotFoundError when it is not there."""
    spec = find_spec(package)
    if spec is None or spec.submodule_search_locations is None:
        raise ModuleNotFoundError(f"{package} is not installed")
    return list(spec.submodule_search_locations)


def borders(cut: list[str]) -> set[int]:
    """Places at which a word begins or ends."""
    return {0, *accumulate(map(len, cut))}
