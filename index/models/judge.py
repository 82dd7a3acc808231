"""Whether a text answers a question, judged by reading the two together: a cross-encoder, run by onnxruntime.

It is the shipped encoder with small additions to its matrices (``index.models.train.judging``), and lies in the same folder. It
takes some 15 ms a text on two cores, so it reads only what decides a doubtful question.
"""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.models import model_folder
from index.models.encoder import SHIPPED, SHIPPED_SUMS
from index.models.onnx_model import PASSAGE, QUERY, Graph

LONGEST = 112
"""Most tokens of a question and a text together; the text is cut."""


class Judge:
    """Reads a question and a text together."""

    def __init__(self, folder: Path) -> None:
        """Load the judge in ``folder``; ModelError when that fails."""
        self._graph = Graph(folder, f"{model_folder.JUDGE}.onnx")
        self._graph.tokenizer.enable_truncation(LONGEST, strategy="only_second")

    def log_odds(self, question: str, texts: list[str]) -> NDArray[np.float32]:
        """``(len(texts),)`` float32: the log odds that a text answers the question."""
        read = [(QUERY + _plain(question), PASSAGE + _plain(text)) for text in texts]
        found = self._graph.tokenizer.encode_batch(read)
        return self._graph.run("answers", found) if found else np.zeros(0, np.float32)


def _plain(text: str) -> str:
    """Without lone surrogates, which are no text to the tokenizer."""
    return text.encode("utf-8", "ignore").decode()


@cache
def shipped() -> Judge:
    """The shipped judge, loaded once."""
    model_folder.check_listed(SHIPPED, SHIPPED_SUMS, judge=True)
    return Judge(SHIPPED)
