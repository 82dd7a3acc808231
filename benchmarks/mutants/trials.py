"""A copy of a commit in which mutants are tried, and what came out."""

import json
import subprocess
import tarfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.mutants.changes import Mutant, changed

FIRST = 15
"""Tests that a new session tries before the rest is even collected: most mutants are noticed by one of the quick ones."""
BUDGET = 20
"""Seconds of computing after which no further test is begun on a mutant; what has not been noticed by then survives."""
UNCHANGED = 42
"""Exit status of a trial whose mutant could not be put into the running session."""
Run = Callable[[tuple[Mutant, str] | None, list[str]], int]
"""Runs tests with a mutant, given with the changed source, or without one; the exit status, 0 when all pass."""


class Unchanged(Exception):
    """A mutant could not be put into the running session."""


@dataclass(frozen=True, slots=True)
class Trials:
    """Where mutants are tried: a folder with a copy of the project, what was measured there, and the results."""

    folder: Path
    reliable: set[str] = field(default_factory=set)
    """Tests that were seen to pass in a trial without a mutant."""

    @property
    def project(self) -> Path:
        """The copy."""
        return self.folder / "project"

    def copy(self, root: Path) -> None:
        """Lay out the last commit, with what lies beside the project where the tests look for it."""
        archive = self.folder / "commit.tar"
        if not archive.exists():
            subprocess.run(["git", "archive", "-o", archive, "HEAD"], cwd=root, check=True)
        with tarfile.open(archive) as tar:
            tar.extractall(self.project, filter="data")
        shared = self.folder / "shared"
        if (root.parent / "shared").is_dir() and not shared.is_symlink():
            shared.symlink_to((root.parent / "shared").resolve())

    def results(self) -> dict[str, str | None]:
        """Mutants tried so far, each with the test that noticed it; None for one that survived."""
        path = self.folder / "results.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return dict(json.loads(line) for line in lines)

    def record(self, mutant: Mutant, noticed_by: str | None) -> None:
        """Keep and print one result."""
        with (self.folder / "results.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps([str(mutant), noticed_by], ensure_ascii=False) + "\n")
        print(f"killed   {mutant} by {noticed_by}" if noticed_by else f"SURVIVED {mutant}", flush=True)

    def begins(self, test: str) -> bool:
        """Whether there is time for another test; its name is kept, since the trial may end in it."""
        if time.process_time() > BUDGET:
            return False
        (self.folder / "current.txt").write_text(test, encoding="utf-8")
        return True

    def noticed(self, mutant: Mutant, tests: list[str], run: Run) -> str | None:
        """The test that notices a mutant, or ``import``; None when none does.

        A test that fails without the mutant too, in the same kind of trial, says nothing: it is left out.
        Raises ``Unchanged`` when ``run`` cannot try the mutant.
        """
        while tests and (status := self._changed(mutant, tests, run)):
            if status == UNCHANGED:
                raise Unchanged
            test = (self.folder / "current.txt").read_text(encoding="utf-8")
            suspects = [test] if test in tests else tests[:FIRST]
            if test in self.reliable or run(None, suspects) == 0:
                self.reliable.update({test} & set(tests))
                return test
            tests = [other for other in tests if other not in suspects]
        return None

    def _changed(self, mutant: Mutant, tests: list[str], run: Run) -> int:
        """The exit status of ``tests`` with the file of the mutant changed."""
        path = self.project / mutant.path
        before = path.read_text(encoding="utf-8")
        (self.folder / "current.txt").write_text("import", encoding="utf-8")
        path.write_text(source := changed(before, mutant), encoding="utf-8")
        try:
            return run((mutant, source), tests)
        finally:
            path.write_text(before, encoding="utf-8")
