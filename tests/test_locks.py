"""The locks: everything that is installed is named with its version and hashes, and satisfies what pyproject.toml asks for."""

import re
import tomllib
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
def test_both_commands_run_with_the_same_versions(platform):
    run, test = locked("run.txt", platform), locked("test.txt", platform)
    assert {name: test.get(name) for name in run} == run


def test_no_registry_is_named():
    assert not [path for path in (ROOT / "locks").iterdir() if re.search(r"https?://|--(extra-)?index-url", path.read_text())]
