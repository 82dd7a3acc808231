"""The locks: everything that is installed is named with its version and hashes, and satisfies what pyproject.toml asks for."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PLATFORMS = {
    "Windows": {"sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64", "os_name": "nt"},
    "Linux x86-64": {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": "x86_64", "os_name": "posix"},
    "Linux arm64": {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": "aarch64", "os_name": "posix"},
}
PYTHON = {"python_version": "3.11", "python_full_version": "3.11.9", "implementation_name": "cpython"}


def locked(name, platform):
    """Name → version of what a lock installs on a platform."""
    text = (ROOT / "locks" / name).read_text(encoding="utf-8").replace("\\\n", " ")
    environment = {**default_environment(), **PYTHON, **PLATFORMS[platform]}
    found = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        written, *hashes = line.split("--hash=sha256:")
        requirement = Requirement(written.strip())
        assert hashes and all(re.fullmatch(r"[0-9a-f]{64}", one.strip()) for one in hashes), line[:80]
        if requirement.marker is None or requirement.marker.evaluate(environment):
            (version,) = (one.version for one in requirement.specifier if one.operator == "==")
            assert requirement.name not in found, f"{requirement.name} twice"
            found[requirement.name] = version
    return found


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
