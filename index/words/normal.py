"""One normal form for documents and questions: width, case, traditional → simplified."""

import unicodedata
from collections.abc import Iterable
from functools import cache

import opencc


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def simplify(text: str) -> str:
    """Traditional characters as simplified ones (OpenCC t2s); everything else stays."""
    return str(_converter().convert(text))


def normalise(text: str) -> str:
    """NFKC, lower case, simplified characters (OpenCC t2s)."""
    return simplify(unicodedata.normalize("NFKC", text).lower())


def squeezed(text: str) -> str:
    """The normal form without white space: what two writings of one name have in common."""
    return "".join(normalise(text).split())


def squeezed_each(texts: Iterable[str]) -> list[str]:
    """``squeezed`` of every text, at one go: thousands of labels are read whenever a base is opened."""
    lines = ["".join(text.split()) for text in texts]
    return ["".join(line.split()) for line in normalise("\n".join(lines)).split("\n")] if lines else []
