"""A model's folder: what it must and may not hold, and its hash. Nothing of it is run here."""

import hashlib
import json
from pathlib import Path
from typing import Any

from ingest.errors import ModelError

_PICKLES = frozenset({".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".joblib"})
"""Formats that run code when they are opened."""
_OURS = "sentence_transformers."


def check(folder: Path, *wanted: str) -> None:
    """ModelError unless ``folder`` holds one of the files ``wanted``, no pickle and no code."""
    if not folder.is_dir():
        raise ModelError("模型文件夹不存在", str(folder), "请检查 DUIBIAO_MODEL、DUIBIAO_RERANKER 写的路径")
    if not any((folder / name).is_file() for name in wanted):
        raise ModelError(
            f"不是模型文件夹（没有 {' 或 '.join(wanted)}）", str(folder), "请写 sentence-transformers 模型所在的文件夹"
        )
    for path in files(folder):
        if path.suffix.lower() in _PICKLES:
            raise ModelError(f"只接受 safetensors，不读 {path.name}", str(folder), "请换成 *.safetensors 权重，并删去这类文件")
        if path.suffix == ".py":
            raise ModelError(f"不运行模型自带的代码（{path.name}）", str(folder), "请换一个不带代码的模型")
    for config in (path for path in files(folder) if path.name == "config.json"):
        if "auto_map" in _json(config, {}):
            raise ModelError("模型要求运行它自带的代码（auto_map），不接受", str(folder), "请换一个不带代码的模型")
    modules(folder)


def modules(folder: Path) -> list[tuple[str, str]]:
    """(class, part of the folder) of each module of a sentence-transformers model; empty without modules.json."""
    rows = _json(folder / "modules.json", [])
    try:
        types = [(str(row["type"]), str(row["path"])) for row in rows]
    except (KeyError, TypeError) as exc:
        raise ModelError("modules.json 写得不对", str(folder), "请重新拷贝模型文件夹") from exc
    for name, _ in types:
        if not name.startswith(_OURS):
            raise ModelError(f"模型要求运行它自带的代码（{name}），不接受", str(folder), "请换一个不带代码的模型")
    return [(name.rpartition(".")[2], part) for name, part in types]


def files(folder: Path) -> list[Path]:
    """Every file below ``folder``, in one order everywhere, hidden ones left out."""
    found = [p for p in folder.rglob("*") if p.is_file()]
    names = {p: p.relative_to(folder).as_posix() for p in found}
    return sorted((p for p in found if not any(part.startswith(".") for part in names[p].split("/"))), key=names.__getitem__)


def sha256(folder: Path) -> str:
    """One hash over the names and contents of all files of ``folder``."""
    digest = hashlib.sha256()
    for path in files(folder):
        with path.open("rb") as file:
            own = hashlib.file_digest(file, "sha256").hexdigest()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{own}\n".encode())
    return digest.hexdigest()


def _json(path: Path, default: Any) -> Any:  # noqa: ANN401 - any JSON value
    """The JSON in ``path``, of the type of ``default``, which stands for a file that is not there."""
    if not path.is_file():
        return default
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as exc:
        raise ModelError(f"{path.name} 读不出来", str(path.parent), "请重新拷贝模型文件夹") from exc
    if not isinstance(value, type(default)):
        raise ModelError(f"{path.name} 写得不对", str(path.parent), "请重新拷贝模型文件夹")
    return value
