"""Text → vectors: the protocol of a model, and ``open_model``, which opens the shipped one or a hospital's own."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.models import model_folder

SHIPPED = Path(__file__).parent / "shipped"
SHIPPED_SUMS = SHIPPED.with_suffix(".sha256")
"""What its files are, written by ``python -m app.build.vectors``."""


class Model(Protocol):
    """A model that turns texts into vectors. It may encode a question and a text that answers it differently."""

    name: str
    sha256: str
    """Hash over the names and contents of the files that its vectors depend on, in hexadecimal."""
    dim: int
    """Length of every vector."""

    def encode(self, texts: list[str], done: Callable[[int], None] = ...) -> NDArray[np.float32]:
        """``(len(texts), dim)`` float32, L2-normalised: the vectors of texts from documents.

        The model calls ``done`` with the number of texts encoded so far, once or more often.
        """

    def encode_questions(self, texts: list[str], done: Callable[[int], None] = ...) -> NDArray[np.float32]:
        """As ``encode``, of questions."""


class WithoutVectors:
    """Stands in for a model that cannot be loaded: a question's vector is all zeros, so that it is found by its words alone."""

    name, sha256 = "", ""

    def __init__(self, dim: int) -> None:
        """``dim`` is that of the rows it is compared with."""
        self.dim = dim

    def encode(self, texts: list[str], done: Callable[[int], None] = lambda _: None) -> NDArray[np.float32]:
        """``(len(texts), dim)`` zeros."""
        done(len(texts))
        return np.zeros((len(texts), self.dim), np.float32)

    encode_questions = encode


def open_model(folder: Path) -> Model:
    """The model in ``folder``; ModelError when it has none, or one with pickled weights or code of its own."""
    if folder == SHIPPED:
        return _shipped(folder)
    model_folder.check(folder, "modules.json")
    from index.models.transformer import TransformerModel  # noqa: PLC0415 - imports torch, which only a transformer needs

    return TransformerModel(folder)


_loading = Lock()


def _shipped(folder: Path) -> Model:
    """The shipped model, loaded once: it is the same for every base."""
    with _loading:
        return _loaded(folder)


@cache
def _loaded(folder: Path) -> Model:
    from index.models.onnx_model import OnnxModel  # noqa: PLC0415 - imports onnxruntime, which only asking needs

    model_folder.check_listed(folder, SHIPPED_SUMS)
    return OnnxModel(folder)
