"""Mutants of what runs at import, each tried in a pytest session of its own that reads the changed file."""

from dataclasses import dataclass

import pytest

from benchmarks.mutants.changes import Mutant
from benchmarks.mutants.measured import OPTIONS
from benchmarks.mutants.process import forked, quiet
from benchmarks.mutants.trials import FIRST, Trials


@dataclass(frozen=True, slots=True, eq=False)
class Fresh:
    """A plugin of pytest that tries one mutant: it names the test that begins and skips the rest when the time is spent."""

    trials: Trials

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> bool | None:
        """True, for "has been run", when there is no time left."""
        return None if self.trials.begins(item.nodeid) else True

    def run(self, change: tuple[Mutant, str] | None, tests: list[str]) -> int:
        """Run ``tests`` in a new session; the changed file is there to be read."""
        del change
        return forked(lambda: self._run(tests))

    def _run(self, tests: list[str]) -> int:
        quiet()
        parts = filter(None, (tests[:FIRST], tests[FIRST:]))
        return next((int(code) for part in parts if (code := pytest.main([*OPTIONS, "-x", *part], plugins=[self]))), 0)
