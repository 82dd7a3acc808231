"""The direction of imports, read from the code: between the five packages, and between the rooms inside each."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "ingest", "index", "kg", "app")
LAYERS = {
    "ingest": (
        ("errors", "numerals", "finding_kinds"),
        ("model",),
        ("identifiers", "processes", "cluster", "kinds"),
        ("findings",),
        ("numbering",),
        ("text",),
        ("tables", "heads", "packages", "shipped"),
        ("draft",),
        ("blocks", "layout", "clauses"),
        ("formats",),
        ("pipeline", "rendering"),
        ("worker",),
    ),
    "index": (
        ("details", "entry", "intent", "meaning", "query", "words"),
        ("engines",),
        ("fuse", "models"),
        ("question",),
        ("coverage",),
        ("search",),
        ("examples", "rerank"),
    ),
    "kg": (("predicates", "figures", "checks", "pages"), ("graph", "crosswalk"), ("rules", "queries", "export")),
    "app": (
        ("people",),
        ("base",),
        ("build", "answer"),
        ("relations", "evaluate", "mapping", "training"),
        ("case_form",),
        ("case_work",),
        ("present",),
        ("api",),
        ("mcp",),
        ("server",),
        ("cli", "app_pages"),
        ("streamlit_app",),
    ),
}
"""Rooms of each package, lowest first: a room imports only from rows above its own, here, and from packages before its own."""
HEAVY = {"torch", "sentence_transformers", "transformers", "datasets"}


def modules(package):
    return sorted((ROOT / package).rglob("*.py"))


def imports(path):
    """Dotted names that a file imports, wherever in the file it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(path):
    """The room of a module: the second part of its dotted name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return "" if parts[1] == "__init__" else parts[1]


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_imports_only_those_before_it(package):
    allowed = set(PACKAGES[: PACKAGES.index(package) + 1])
    for path in modules(package):
        assert {name.split(".")[0] for name in imports(path)} & set(PACKAGES) <= allowed, path


@pytest.mark.parametrize("package", LAYERS)
def test_a_room_imports_only_rooms_below_it(package):
    floor = {name: number for number, row in enumerate(LAYERS[package]) for name in row}
    for path in modules(package):
        own = room(path)
        for name in imports(path):
            top, _, rest = name.partition(".")
            other = rest.split(".")[0]
            if top == package and own and other != own:
                assert other in floor, f"{path}: no layer names {package}.{other}"
                assert floor[other] < floor[own], f"{path} imports {name}, which is not below it"


@pytest.mark.parametrize("package", LAYERS)
def test_every_module_has_a_room_that_a_layer_names(package):
    assert {room(path) for path in modules(package)} - {""} == {name for row in LAYERS[package] for name in row}


@pytest.mark.parametrize("package", ["ingest", "index", "kg"])
def test_tests_of_a_package_import_no_package_above_it(package):
    above = set(PACKAGES[PACKAGES.index(package) + 1 :])
    for path in (ROOT / "tests" / package).rglob("*.py"):
        assert not {name.split(".")[0] for name in imports(path)} & above, path


def test_only_training_and_a_hospitals_own_models_import_torch():
    users = {p.name for package in PACKAGES for p in modules(package) if HEAVY & {n.split(".")[0] for n in imports(p)}}
    assert users == {"checks.py", "judging.py", "loop.py", "mean.py", "student.py", "transformer.py"}


def test_no_page_shadows_the_package():
    assert not (ROOT / "app" / "app.py").exists()
    assert not (ROOT / "app" / "pages").exists()
