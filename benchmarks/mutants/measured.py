"""Which tests run a line, and how long each takes: measured once by coverage, without a mutant."""

import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from coverage.numbits import numbits_to_nums

from benchmarks.mutants.changes import Mutant, mentioning
from benchmarks.mutants.process import forked

TESTS = (
    "tests/app/answer",
    "tests/app/build",
    "tests/app/base",
    "tests/app/pages",
    "tests/app/present",
    "tests/app/relations",
    "tests/kg",
    "tests/index/engines",
    "tests/index/words",
    "tests/index/test_details.py",
    "tests/index/test_examples.py",
    "tests/index/test_fuse.py",
    "tests/index/test_index.py",
    "tests/index/test_question.py",
    "tests/ingest/clauses",
    "tests/ingest/blocks",
    "tests/ingest/numbering",
    "tests/ingest/heads",
    "tests/ingest/tables",
    "tests/ingest/shipped",
    "tests/ingest/test_finding_kinds.py",
    "tests/ingest/test_identifiers.py",
    "tests/ingest/test_originals.py",
    "tests/ingest/test_places.py",
    "tests/ingest/test_numerals.py",
    "tests/ingest/test_real_structure.py",
    "tests/app/test_kinds.py",
    "tests/test_corpus.py",
)
"""Tests near to what is mutated; what only others would notice counts as not noticed."""
BROWSER = ("web", "library_web", "cases_page", "search_page", "training_page")
"""Tests of pages in a real browser, which may fail by itself on a busy machine: left out."""
OPTIONS = (
    *("-q", "-s", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "addopts=--import-mode=importlib"),
    *(f"--ignore=tests/app/pages/test_{name}.py" for name in BROWSER),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)
"""Of pytest, for every run here."""
_TRACED = "app/answer/*,app/app_pages/*,app/build/*,index/*,kg/*,ingest/clauses/*"
SLOW = 20
"""Tests that take more seconds are left out."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run without a mutant showed."""

    tests: dict[tuple[str, int], set[str]]
    """Path and line → the tests that run it."""
    seconds: dict[str, float]
    """Each test that passed → how long it took."""

    def tests_of(self, mutant: Mutant, project: Path) -> list[str]:
        """Tests that run the changed line: those of the file named after the module, then the others, the fastest first.

        For what is run at import, those of the functions that use it, in whatever file, else of anything in the file.
        """
        found = self.tests.get((mutant.path, mutant.line), set())
        if not (found and mutant.function):
            found = found | self._users(mutant, project)
        found = found or {test for (path, _), tests in self.tests.items() if path == mutant.path for test in tests}
        own = f"/test_{Path(mutant.path).stem}.py::"
        quick = (test for test in found if self.seconds.get(test, SLOW) < SLOW)
        return sorted(quick, key=lambda test: (own not in test, self.seconds[test]))

    def _users(self, mutant: Mutant, project: Path) -> set[str]:
        """Tests of the functions that mention what the changed statement binds, or the function of the changed line."""
        names = frozenset((mutant.function.rpartition(".")[2],)) if mutant.function else mutant.names
        found: set[str] = set()
        for path in {path for path, _ in self.tests}:
            text = (project / path).read_text(encoding="utf-8")
            if path == mutant.path or (Path(mutant.path).stem in text and any(name in text for name in names)):
                found.update(*(self.tests.get((path, line), ()) for line in mentioning(text, names)))
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Recorder:
    """A plugin of pytest that keeps how long each test took; those that fail or are skipped are dropped."""

    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    dropped: set[str] = field(default_factory=set)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add the setup, the call or the teardown of a test."""
        self.seconds[report.nodeid] += report.duration
        if not report.passed:
            self.dropped.add(report.nodeid)


def measure(project: Path) -> Measured:
    """Run all tests once under coverage, unless this has been done."""
    kept = project.parent / "seconds.json"
    if not kept.exists():
        forked(lambda: _measure(project, kept))
    with sqlite3.connect(project / ".coverage") as db:
        rows = db.execute(
            "SELECT f.path, c.context, b.numbits FROM line_bits b JOIN file f ON f.id = b.file_id "
            "JOIN context c ON c.id = b.context_id WHERE c.context != ''"
        ).fetchall()
    tests: dict[tuple[str, int], set[str]] = defaultdict(set)
    for path, context, numbits in rows:
        for line in numbits_to_nums(numbits):
            tests[str(Path(path).relative_to(project)), line].add(context.rpartition("|")[0])
    return Measured(dict(tests), json.loads(kept.read_text(encoding="utf-8")))


def _measure(project: Path, kept: Path) -> int:
    (project / ".coveragerc").write_text(f"[run]\ninclude = {_TRACED}\n", encoding="utf-8")
    recorder = Recorder()
    covered = ("--cov", "--cov-context=test", "--cov-report=", "--cov-config=.coveragerc")
    pytest.main([*OPTIONS, *covered, *TESTS], plugins=[recorder])
    passed = {test: seconds for test, seconds in recorder.seconds.items() if test not in recorder.dropped}
    kept.write_text(json.dumps(passed, ensure_ascii=False), encoding="utf-8")
    return 0
