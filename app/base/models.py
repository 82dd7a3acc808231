"""The models that a hospital names in its settings, else the shipped ones."""

import logging
import os
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from app.base.snapshots import Snapshot
from index.models.encoder import SHIPPED, Model, open_model
from index.models.transformer import Reranker
from ingest.errors import BaseError, ModelError

if TYPE_CHECKING:
    from index.models.judge import Judge

_log = logging.getLogger(__name__)


def named() -> str:
    """The folder of a hospital's own model, "" where the settings name none."""
    return os.environ.get("DUIBIAO_MODEL", "").strip()


def embedder() -> Model:
    """The model in ``DUIBIAO_MODEL``, else the shipped one."""
    return open_model(Path(named()).expanduser() if named() else SHIPPED)


def load_ahead() -> None:
    """Begin to load the shipped model, if it is to be used, while a base is read; its errors come when it is used."""

    def load() -> None:
        with suppress(ModelError):
            open_model(SHIPPED)

    if not named():
        Thread(target=load).start()  # a command that fails waits for it: onnxruntime does not bear being cut off


def embedder_of(snapshot: Snapshot) -> Model:
    """The model that ``snapshot`` was built with; BaseError when the settings name another one."""
    model, built = embedder(), snapshot.manifest.model
    if built["sha256"] == model.sha256:
        return model
    same = "，同名但内容不同" if built["name"] == model.name else ""
    raise BaseError(
        f"知识库是用语义模型“{built['name']}”建的，现在用的是“{model.name}”{same}",
        str(snapshot.folder),
        "请把 DUIBIAO_MODEL 设为建库时的模型文件夹（随系统的模型则不设）；"
        "要换模型，请用 duibiao add 再加入任意一份文件，全库即重算",
    )


def judge() -> "Judge | None":
    """The shipped judge; None beside a hospital's own models, on whose scores it was not fitted, and where it is damaged."""
    if named() or reranker():
        return None
    from index.models.judge import shipped  # noqa: PLC0415 - imports tokenizers, which only asking needs

    try:
        return shipped()
    except ModelError as exc:
        _log.warning("注意：%s；拿不准的问题现在不再细看一遍", exc)
        return None


def reranker() -> Reranker | None:
    """The cross-encoder in ``DUIBIAO_RERANKER``, if one is named."""
    folder = os.environ.get("DUIBIAO_RERANKER", "").strip()
    return Reranker(Path(folder).expanduser()) if folder else None
