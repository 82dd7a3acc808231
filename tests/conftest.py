"""Bases built once a run, and the originals where they lie beside the project."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from filelock import FileLock

from app.base.knowledge import Knowledge
from app.build import publish
from tests import models

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ["DUIBIAO_VERSIONS"] = "3"
os.environ["XDG_CACHE_HOME"] = str(Path(tempfile.gettempdir()) / "duibiao-tests")
SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def seeds() -> Path:
    if not (SHARED / "seeds").is_dir():
        pytest.skip("the original documents are not beside the project (../shared/seeds)")
    return SHARED / "seeds"


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the shared folder is not beside the project (../shared)")
    return SHARED


@pytest.fixture(scope="session")
def built_once(tmp_path_factory):
    """A base of the worker's own: the worker that wants it first builds it (``build`` gets its folder), the others copy it."""
    common = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        common = common.parent

    def _built(name, build) -> Path:
        kept = common / f"{name}-built"
        with FileLock(kept.with_suffix(".lock")):
            if not (kept / "done").exists():
                build(kept / "kb")
                (kept / "done").touch()
        return shutil.copytree(kept / "kb", tmp_path_factory.mktemp(name) / "kb")

    return _built


@pytest.fixture(scope="session")
def kb(built_once):
    """The base as shipped: digests, catalogues, thesaurus, links."""
    return built_once("shipped", publish.build)


@pytest.fixture(scope="session")
def opened(kb) -> Knowledge:
    return Knowledge.open(kb)


@pytest.fixture(scope="session")
def originals(built_once, seeds) -> Knowledge:
    """A base of the five originals alone."""
    return Knowledge.open(built_once("originals", lambda folder: publish.build(folder, [seeds])))


@pytest.fixture
def write(tmp_path):
    """Write a file into a fresh folder and give its path."""

    def _write(name: str, text: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    return _write


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Where tiny models lie."""
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="session")
def bert(folder):
    """A hospital's own transformer, tiny."""
    return models.transformer(folder / "院内模型", {"query": "查输液：", "passage": "标准："})


@pytest.fixture(scope="session")
def cross(folder):
    """A hospital's own cross-encoder, tiny."""
    return models.cross_encoder(folder / "重排")


@pytest.fixture
def own(bert, tmp_path):
    """A copy of that transformer which a test may spoil."""
    return shutil.copytree(bert, tmp_path / "模型")
