"""One normal form for documents and questions: width, case, traditional → simplified."""

import unicodedata
from functools import cache

import opencc


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def normalise(text: str) -> str:
    """NFKC, lower case, simplified characters (OpenCC t2s)."""
    return str(_converter().convert(unicodedata.normalize("NFKC", text).lower()))
