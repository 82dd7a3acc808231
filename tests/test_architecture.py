"""The direction of imports, read from the code."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ORDER = ("corpus", "ingest", "index", "kg", "app")
HEAVY = {"torch", "sentence_transformers", "transformers", "datasets"}


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("package", ORDER)
def test_a_package_imports_only_those_before_it(package):
    allowed = set(ORDER[: ORDER.index(package) + 1])
    for path in (ROOT / package).rglob("*.py"):
        assert set(imports(path)) & set(ORDER) <= allowed, path


def test_only_training_and_a_hospitals_own_models_import_torch():
    users = {p.name for package in ORDER for p in (ROOT / package).rglob("*.py") if HEAVY & set(imports(p))}
    assert users == {"train.py", "transformer.py"}


def test_no_page_shadows_the_package():
    assert not (ROOT / "app" / "app.py").exists()
    assert not (ROOT / "app" / "pages").exists()
