"""Text → words with jieba's dictionary: the most probable segmentation, without jieba's model (HMM) for unknown words.

rjieba does the cutting: ``cut(text, hmm=False)`` returns the same as ``jieba.cut(text, HMM=False)``, ten times faster. Word
frequencies are read from the dictionary file of jieba, because rjieba gives no access to them.
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
    """Cuts text into words, with jieba's dictionary and the words added to it."""

    def __init__(self) -> None:
        """Start with a copy of jieba's dictionary."""
        self._jieba = _jieba()()
        self._added: dict[str, int] = {}
        self._of_added = 0

    def suggest(self, word: str) -> int:
        """The lowest frequency (occurrences) at which ``cut`` does not split ``word``."""
        return self._jieba.suggest_freq(word)

    def add(self, word: str, frequency: int) -> None:
        """Add ``word`` to the dictionary with ``frequency`` occurrences."""
        self._jieba.add_word(word, frequency, None)
        self._added[word] = frequency
        self._of_added += frequency

    def cut(self, text: str) -> list[str]:
        """The words of ``text`` in order; joined together they are ``text`` again."""
        return self._jieba.cut(text, False)

    def knows(self, word: str) -> bool:
        """Whether ``word`` is in the dictionary."""
        return self._jieba.has_word(word)

    def log_rarity(self, word: str) -> float:
        """Natural logarithm of 1 / relative frequency of ``word`` in everyday Chinese; infinite for an unknown word."""
        words, total = _frequencies()
        frequency = self._added.get(word) or int(words.get(word, 0))
        return math.log((total + self._of_added) / frequency) if frequency else math.inf


@cache
def _jieba() -> "type[Jieba]":
    """The class ``Jieba`` from rjieba's extension module. Importing the package itself would load a dictionary we never use.

    Raises ModuleNotFoundError when rjieba is not installed for this Python.
    """
    spec = PathFinder.find_spec("rjieba.rjieba", _folder("rjieba"))
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("rjieba has no extension module for this Python")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast("type[Jieba]", module.Jieba)


@cache
def _frequencies() -> tuple[dict[str, str], int]:
    """Jieba's dictionary: word → frequency as decimal digits, and the sum of all frequencies."""
    fields = Path(_folder("jieba")[0], "dict.txt").read_text(encoding="utf-8").split()
    return dict(zip(fields[::3], fields[1::3], strict=True)), sum(map(int, fields[1::3]))


def _folder(package: str) -> list[str]:
    """The folders of an installed package, found without importing it; ModuleNotFoundError when it is not installed."""
    spec = find_spec(package)
    if spec is None or spec.submodule_search_locations is None:
        raise ModuleNotFoundError(f"{package} is not installed")
    return list(spec.submodule_search_locations)


def borders(cut: list[str]) -> set[int]:
    """Positions in the text, in characters, at which one of the words in ``cut`` begins or ends."""
    return {0, *accumulate(map(len, cut))}
