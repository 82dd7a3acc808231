"""A small base of two documents, a copy for each test."""

import shutil

import pytest

from app.build import publish
from tests.app.build.librarian import ONE, TWO


@pytest.fixture(scope="session")
def _two(tmp_path_factory):
    folder = tmp_path_factory.mktemp("two")
    for name, text in (("一.txt", ONE), ("二.txt", TWO)):
        (folder / name).write_text(text, encoding="utf-8")
    publish.build(folder / "kb", [folder / "一.txt", folder / "二.txt"])
    return folder / "kb"


@pytest.fixture
def base(_two, tmp_path):
    return shutil.copytree(_two, tmp_path / "base")
