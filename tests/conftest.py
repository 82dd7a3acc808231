"""Bases built once a run, and the originals where they lie beside the project."""

import os
import tempfile
from pathlib import Path

import pytest

from app.base.knowledge import Knowledge
from app.build import publish

os.environ.setdefault("HF_HUB_OFFLINE", "1")
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
def kb(tmp_path_factory):
    """The base as shipped: digests, catalogues, thesaurus, links."""
    folder = tmp_path_factory.mktemp("shipped") / "kb"
    publish.build(folder)
    return folder


@pytest.fixture(scope="session")
def opened(kb) -> Knowledge:
    return Knowledge.open(kb)


@pytest.fixture(scope="session")
def originals(tmp_path_factory, seeds) -> Knowledge:
    """A base of the five originals alone."""
    folder = tmp_path_factory.mktemp("originals") / "kb"
    publish.build(folder, [seeds])
    return Knowledge.open(folder)


@pytest.fixture
def write(tmp_path):
    """Write a file into a fresh folder and give its path."""

    def _write(name: str, text: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    return _write
