"""The locks: everything that is installed is named with its version and hashes, and satisfies what pyproject.toml asks for."""

import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bundle.platforms import PLATFORMS, needed

ROOT = Path(__file__).parents[1]


def locked(name, platform):
    """Name → version of what a lock installs on a platform."""
    found = list(needed((ROOT / "locks" / name).read_text(encoding="utf-8"), PLATFORMS[platform]))
    assert all(one.hashes and all(re.fullmatch(r"[0-9a-f]{64}", sha) for sha in one.hashes) for one in found)
    versions = {one.name: one.version for one in found}
    assert len(versions) == len(found), "a package twice"
    return versions


def wanted(*extras):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["dependencies"] + [one for extra in extras for one in project["optional-dependencies"][extra]]
    return [one for one in map(Requirement, lines) if one.name not in ("duibiao", "torch")]


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize(("name", "extras"), [("run.txt", ()), ("test.txt", ("models", "dev", "eval", "bundle"))])
def test_what_the_project_asks_for_is_locked_for_every_platform(name, extras, platform):
    versions = locked(name, platform)
    for requirement in wanted(*extras):
        version = versions.get(canonicalize_name(requirement.name))
        assert version and requirement.specifier.contains(version, prereleases=True), f"run make lock: {requirement}, {version}"


@pytest.mark.parametrize("platform", PLATFORMS)
def test_what_torch_asks_for_and_what_builds_the_project_is_locked(platform):
    """torch is the one thing that is installed without a hash, and nothing may come along with it."""
    asked = [Requirement(line) for line in distribution("torch").requires if "extra ==" not in line]
    built = [Requirement(line) for line in tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]]
    for name, requirements in (("test.txt", asked + built), ("build.txt", built)):
        versions = locked(name, platform)
        for one in requirements:
            assert one.specifier.contains(versions.get(canonicalize_name(one.name), "0")), f"{name}: {one}, see locks/*.in"


def test_make_installs_nothing_else_without_a_hash():
    lines = [line for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines() if "pip install" in line]
    free = [line.split("pip install -q ")[1] for line in lines if "--require-hashes" not in line]
    assert [line for line in free if "[bundle]" not in line] == [
        "--no-deps --no-build-isolation -e .",
        "--no-deps --no-build-isolation -e .",
        "$(SMALL) $(TORCH)",
    ]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_both_commands_run_with_the_same_versions(platform):
    run, test = locked("run.txt", platform), locked("test.txt", platform)
    assert {name: test.get(name) for name in run} == run


def test_no_registry_is_named():
    assert not [path for path in (ROOT / "locks").iterdir() if re.search(r"https?://|--(extra-)?index-url", path.read_text())]
