"""Vectors of the sentences of a draft and of the parts of clauses: each text is encoded once, many at a time."""

from collections.abc import Callable, Iterable

import numpy as np

from index.engines.bm25 import Floats

_KEPT = 20_000
"""Texts whose vectors stay in memory: parts of clauses come up in every draft."""


class Vectors:
    """Text → its vector, as long as it is kept."""

    def __init__(self, encode: Callable[[list[str]], Floats]) -> None:
        """``encode``: texts → ``(len(texts), dim)`` float32, L2-normalised."""
        self._encode = encode
        self._known: dict[str, Floats] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Encode those that are not known, in one batch."""
        if len(self._known) > _KEPT:
            self._known.clear()
        if new := [text for text in dict.fromkeys(texts) if text not in self._known]:
            self._known |= dict(zip(new, self._encode(new), strict=True))

    def of(self, texts: list[str]) -> Floats:
        """``(len(texts), dim)``: their vectors."""
        self.learn(texts)
        return np.stack([self._known[text] for text in texts])
