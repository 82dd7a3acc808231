"""The normal form of text, the same for documents and questions: full width → half, upper case → lower, 繁體 → 简体."""

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

import opencc


@cache
def _converter() -> opencc.OpenCC:
    """OpenCC's converter from traditional to simplified characters, loaded once."""
    return opencc.OpenCC("t2s")


def simplify(text: str) -> str:
    """``text`` with traditional characters as simplified ones (OpenCC t2s), a lone surrogate as "?"; all others stay."""
    return str(_converter().convert(text.encode("utf-8", "replace").decode("utf-8")))


def normalise(text: str) -> str:
    """``text`` in Unicode form NFKC, lower case and simplified characters."""
    return _short(text) if len(text) <= _SHORT else _normalised(text)


def _normalised(text: str) -> str:
    return simplify(unicodedata.normalize("NFKC", text).lower())


_SHORT = 100
"""Characters. Names and words of questions, which come again and again, are no longer, and are normalised once."""
_short = lru_cache(maxsize=20_000)(_normalised)


def squeezed(text: str) -> str:
    """``normalise(text)`` without white space. Two spellings of one name have the same squeezed form."""
    return "".join(normalise(text).split())


def squeezed_each(texts: Iterable[str]) -> list[str]:
    """``squeezed`` of each text, in order. One call for all is much faster: opening a base squeezes thousands of labels."""
    lines = ["".join(text.split()) for text in texts]
    return ["".join(line.split()) for line in normalise("\n".join(lines)).split("\n")] if lines else []
