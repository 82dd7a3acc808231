"""A hospital's own models, loaded by sentence-transformers: a transformer for vectors, a cross-encoder for re-ranking.

Besides training, only this module imports torch, and only when the settings name such a folder. It loads nothing from the
network, and runs no code from the folder.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.models import model_folder
from ingest.errors import ModelError, reason

_BATCH, _REPORTED = 32, 256
"""Texts in one batch, and texts after which ``encode`` reports its progress."""
_DOCUMENT_PROMPTS = ("document", "passage", "corpus")
"""Names that models give to the prompt for documents. An empty prompt counts as none."""


class TransformerModel:
    """A ``Model`` from any sentence-transformers folder.

    If the model defines prompts, ``query`` is put before questions and ``document`` (or a synonym) before other texts.
    """

    def __init__(self, folder: Path) -> None:
        """Load the model in ``folder``; ModelError when that fails."""
        self._folder = folder
        with _model_errors(folder):
            self._model = _library().SentenceTransformer(str(folder), **_LOCAL)
        self.name, self.sha256 = folder.name, model_folder.sha256(folder)
        self.dim = int(self._encoded(self._model.encode_query, ["维"], "query").shape[1])

    def encode(self, texts: list[str], done: Callable[[int], None] = lambda _: None) -> NDArray[np.float32]:
        """As ``Model.encode``; ModelError when the library fails or a vector is not finite."""
        return self._in_parts(self._model.encode_document, texts, done, *_DOCUMENT_PROMPTS)

    def encode_questions(self, texts: list[str], done: Callable[[int], None] = lambda _: None) -> NDArray[np.float32]:
        """As ``Model.encode_questions``; ModelError when the library fails or a vector is not finite."""
        return self._in_parts(self._model.encode_query, texts, done, "query")

    def _in_parts(
        self, encode: Callable[..., Any], texts: list[str], done: Callable[[int], None], *prompts: str
    ) -> NDArray[np.float32]:
        parts = [np.zeros((0, self.dim), np.float32)]
        for start in range(0, len(texts), _REPORTED):
            parts.append(self._encoded(encode, texts[start : start + _REPORTED], *prompts))
            done(min(start + _REPORTED, len(texts)))
        return np.concatenate(parts)

    def _encoded(self, encode: Callable[..., Any], texts: list[str], *prompts: str) -> NDArray[np.float32]:
        """``(len(texts), dim)`` float32, L2-normalised, with the first of the named ``prompts`` that the model defines."""
        prompt = next((p for name in prompts if (p := self._model.prompts.get(name))), None)
        with _model_errors(self._folder):
            vectors = encode(texts, prompt=prompt, batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False)
        out = np.asarray(vectors, np.float32)
        if not np.isfinite(out).all():
            raise ModelError("模型给出的向量不是数字", str(self._folder), "请重新拷贝模型文件夹")
        return out


class Reranker:
    """A cross-encoder from a sentence-transformers CrossEncoder folder: it reads question and text together."""

    def __init__(self, folder: Path) -> None:
        """Load the model in ``folder``; ModelError when that fails, or the model gives more than one number for a pair."""
        model_folder.check(folder, "config.json")
        self._folder = folder
        with _model_errors(folder):
            self._model = _library().CrossEncoder(str(folder), **_LOCAL)
        if self._model.num_labels != 1:
            raise ModelError(
                f"不是重排模型（给出 {self._model.num_labels} 类，应为 1 个分数）", str(folder), "请检查 DUIBIAO_RERANKER"
            )

    def scores(self, question: str, texts: list[str]) -> NDArray[np.float32]:
        """``(len(texts),)`` float32, 0 (not at all) to 1: how well each text answers the question."""
        if not texts:
            return np.zeros(0, np.float32)
        import torch  # noqa: PLC0415 - the library is loaded by now

        with _model_errors(self._folder):
            pairs = [(question, text) for text in texts]
            out = self._model.predict(pairs, batch_size=_BATCH, activation_fn=torch.nn.Sigmoid(), show_progress_bar=False)
        return np.nan_to_num(np.asarray(out, np.float32))


_LOCAL: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False, "model_kwargs": {"use_safetensors": True}}


def _library() -> Any:  # noqa: ANN401 - a module
    """The module ``sentence_transformers``, set to work without the network; ModelError when it is not installed."""
    os.environ |= {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1"}
    try:
        import sentence_transformers  # noqa: PLC0415 - slow and large
        from transformers.utils import logging  # noqa: PLC0415
    except ImportError as exc:
        raise ModelError(
            "使用自己的模型需要 sentence-transformers，没有安装", todo="请运行 pip install 'duibiao[models]'"
        ) from exc
    log: Any = logging
    log.set_verbosity_error()
    log.disable_progress_bar()
    return sentence_transformers


@contextmanager
def _model_errors(folder: Path) -> Iterator[None]:
    """Raise a ModelError of one line that names ``folder`` in place of any exception of the library."""
    try:
        yield
    except ModelError:
        raise
    except Exception as exc:
        raise ModelError(f"模型用不了（{reason(exc)}）", str(folder), "请检查模型文件是否完整、内存是否足够") from exc
