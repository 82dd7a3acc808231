"""The folder of a model: which files it must have, which it must not have, and its hash. No code in it is run."""

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from ingest.errors import ModelError

_PICKLES = frozenset({".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".joblib"})
"""File name endings of pickled weights: opening such a file can run any code in it."""
JUDGE = "judge"
"""Name of the files of the judge (``index.models.judge``), which lie beside the encoder and have no part in vectors."""
_LIBRARY = "sentence_transformers."
"""Modules of this library are safe to run; any other class name asks for code from the folder."""


def check(folder: Path, *required: str) -> None:
    """Raise ModelError unless ``folder`` has at least one of the files ``required``, no pickle and no code."""
    if not folder.is_dir():
        raise ModelError("模型文件夹不存在", str(folder), "请检查 DUIBIAO_MODEL、DUIBIAO_RERANKER 写的路径")
    if not any((folder / name).is_file() for name in required):
        raise ModelError(
            f"不是模型文件夹（没有 {' 或 '.join(required)}）", str(folder), "请写 sentence-transformers 模型所在的文件夹"
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
    """(class name, subfolder) of each module that modules.json lists, in order; empty when there is no modules.json.

    Raises ModelError when the file is broken, or names a class that is not from sentence-transformers.
    """
    rows = _json(folder / "modules.json", [])
    try:
        types = [(str(row["type"]), str(row["path"])) for row in rows]
    except (KeyError, TypeError) as exc:
        raise ModelError("modules.json 写得不对", str(folder), "请重新拷贝模型文件夹") from exc
    for name, _ in types:
        if not name.startswith(_LIBRARY):
            raise ModelError(f"模型要求运行它自带的代码（{name}），不接受", str(folder), "请换一个不带代码的模型")
    return [(name.rpartition(".")[2], part) for name, part in types]


def files(folder: Path) -> list[Path]:
    """All files in ``folder`` and its subfolders except hidden ones, in an order that is the same on every system."""
    found = [p for p in folder.rglob("*") if p.is_file()]
    names = {p: p.relative_to(folder).as_posix() for p in found}
    return sorted((p for p in found if not any(part.startswith(".") for part in names[p].split("/"))), key=names.__getitem__)


def sha256(folder: Path) -> str:
    """Hash over the names and contents of the files in ``folder`` that vectors depend on, in hexadecimal."""
    digest = hashlib.sha256()
    for name, own in _sums(folder):
        if Path(name).stem != JUDGE:
            digest.update(f"{name}\0{own}\n".encode())
    return digest.hexdigest()


def listed(folder: Path) -> str:
    """The files of a model and the sha256 of each, as ``sha256sum`` writes them."""
    return "".join(f"{own}  {name}\n" for name, own in _sums(folder))


def check_listed(folder: Path, sums: Path, *, judge: bool = False) -> None:
    """ModelError unless the files in ``folder`` are those of the list ``sums``: one bit more or less gives other vectors.

    Compared are those of the encoder, or those of the judge.
    """
    told = (line.split("  ", 1) for line in sums.read_text(encoding="utf-8").splitlines())
    found = dict(_sums(folder))
    if wrong := next((name for own, name in told if (Path(name).stem == JUDGE) == judge and found.get(name) != own), ""):
        raise ModelError(f"语义模型的文件 {wrong} 缺失或损坏，没有使用", str(folder), "请重新安装 duibiao")


def _sums(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and sha256 of each file."""
    for path in files(folder):
        state = path.stat()
        yield path.relative_to(folder).as_posix(), _sum(path, state.st_size, state.st_mtime_ns)


@lru_cache
def _sum(path: Path, _size: int, _changed: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _json(path: Path, default: Any) -> Any:  # noqa: ANN401 - any JSON value
    """The JSON value in ``path``; ``default`` when there is no such file.

    Raises ModelError when the file is not JSON, or its value is not of the type of ``default``.
    """
    if not path.is_file():
        return default
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as exc:
        raise ModelError(f"{path.name} 读不出来", str(path.parent), "请重新拷贝模型文件夹") from exc
    if not isinstance(value, type(default)):
        raise ModelError(f"{path.name} 写得不对", str(path.parent), "请重新拷贝模型文件夹")
    return value
