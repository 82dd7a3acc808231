"""Text → words by jieba's dictionary: the most probable path, without its model for unknown words.

The path is jieba's own (``cut(text, HMM=False)`` gives the same words); walking it from the end and looking each
stretch up once takes a third of the time, which is what a large base spends most of its building on.
"""

import contextlib
import marshal
import math
import re
import tempfile
from functools import cache
from itertools import accumulate
from pathlib import Path

import jieba
import platformdirs

_BLOCK = re.compile(r"([\u4e00-\u9fd5a-z0-9+#&._%\-]+)", re.IGNORECASE)
_SPACE = re.compile(r"(\r\n|\s)")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


class Cutter:
    """Jieba's dictionary with words of ours; ``frequencies`` holds 0 for what only begins a word."""

    def __init__(self) -> None:
        """Take a copy of jieba's dictionary."""
        words, total = _dictionary()
        self.frequencies = dict(words)
        self.total = total
        """Sum of all frequencies."""
        self._gains: dict[int, float] = {}

    def suggest(self, word: str) -> int:
        """The least frequency at which ``word`` stays whole."""
        share = math.prod(self.frequencies.get(part, 1) / self.total for part in self.cut(word))
        return max(int(share * self.total) + 1, self.frequencies.get(word, 1))

    def add(self, word: str, frequency: int) -> None:
        """Take ``word`` into the dictionary."""
        self.total += frequency
        for end in range(1, len(word)):
            self.frequencies.setdefault(word[:end], 0)
        self.frequencies[word] = frequency
        self._gains = {}

    def cut(self, text: str) -> list[str]:
        """``text`` in words one after the other, nothing dropped."""
        words: list[str] = []
        for i, block in enumerate(_BLOCK.split(text)):
            if i % 2:
                words += self._words(block)
            else:
                words += [x for part in _SPACE.split(block) for x in ([part] if _SPACE.match(part) else part)]
        return words

    def _words(self, block: str) -> list[str]:
        """The words of a block; single Latin letters and digits side by side are one word."""
        ends = self._path(block)
        words, start, run = [], 0, 0
        while start < len(block):
            end = ends[start]
            single = end - start == 1 and block[start] in _LATIN
            if not single and run < start:
                words.append(block[run:start])
            if not single:
                words.append(block[start:end])
                run = end
            start = end
        return [*words, block[run:]] if run < len(block) else words

    def _path(self, block: str) -> list[int]:
        """Where the word ends that begins at each place, on the most probable way from there to the end."""
        find, gains, size = self.frequencies.get, self._gains, len(block)
        unknown = self._gain(1)
        best, ends = [0.0] * (size + 1), list(range(1, size + 1))
        for start in range(size - 1, -1, -1):
            end, most = start + 1, -math.inf
            frequency = find(block[start])
            while frequency is not None:
                if frequency:
                    chance = (gains.get(frequency) or self._gain(frequency)) + best[end]
                    if chance >= most:
                        most, ends[start] = chance, end
                if end == size:
                    break
                end += 1
                frequency = find(block[start:end])
            best[start] = most if most > -math.inf else unknown + best[start + 1]
        return ends

    def _gain(self, frequency: int) -> float:
        """Logarithm of a word's share."""
        return self._gains.setdefault(frequency, math.log(frequency) - math.log(self.total))


@cache
def _dictionary() -> tuple[dict[str, int], int]:
    """Jieba's words with their frequencies, and the sum of these.

    Kept in the user's cache folder, where nobody else can write, in one piece: jieba's own cache is read bit by bit,
    which takes three times as long.
    """
    folder = platformdirs.user_cache_path("duibiao")
    path = folder / f"words-{jieba.__version__}.marshal"
    with contextlib.suppress(OSError, EOFError, ValueError, TypeError):
        words, total = marshal.loads(path.read_bytes())
        if isinstance(words, dict) and isinstance(total, int):
            return words, total
    known = jieba.Tokenizer()
    words, total = known.gen_pfdict(known.get_dict_file())
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(marshal.dumps((words, int(total))))
        Path(file.name).replace(path)
    return words, int(total)


def borders(cut: list[str]) -> set[int]:
    """Places at which a word begins or ends."""
    return {0, *accumulate(map(len, cut))}
