"""Mutants of functions, constants and pages, tried in forks of one pytest session that has collected everything."""

import ast
import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import pytest

from benchmarks.mutants.changes import Mutant, constant, imported
from benchmarks.mutants.measured import Measured
from benchmarks.mutants.process import forked, quiet
from benchmarks.mutants.trials import UNCHANGED, Trials, Unchanged

BUILDING = ("ingest/", "kg/", "app/build/")
"""Modules that build bases: their mutants are tried before a base has been built."""
BASES = ("opened", "originals", "small")
"""Fixtures whose bases are built once for the mutants of all other modules."""


@dataclass(frozen=True, slots=True, eq=False)
class Session:
    """A plugin of pytest that tries mutants of functions in forks of its session instead of running the tests."""

    trials: Trials
    measured: Measured
    chosen: Sequence[Mutant]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try all mutants, those of modules that build bases first."""
        if session.testsfailed:
            raise pytest.UsageError("tests cannot be collected; do they pass without a mutant?")
        items = {item.nodeid: item for item in session.items}
        for building in (True, False):
            if not building:
                self._build(session)
            for mutant in self.chosen:
                if mutant.path.startswith(BUILDING) is building:
                    self._try(session, items, mutant)
        return True

    def _build(self, session: pytest.Session) -> None:
        """Build the bases by a test of each; what is not of the whole session is torn down again."""
        last = next(item for item in session.items if item.path.parent.name == "tests")
        for name in BASES:
            first = next((item for item in session.items if name in getattr(item, "fixturenames", ())), None)
            if first:
                session.config.hook.pytest_runtest_protocol(item=first, nextitem=last)
        if session.testsfailed:
            raise pytest.UsageError("no base could be built; do the tests pass without a mutant?")

    def _try(self, session: pytest.Session, items: dict[str, pytest.Item], mutant: Mutant) -> None:
        def run(change: tuple[Mutant, str] | None, tests: list[str]) -> int:
            return forked(lambda: self._run(session, [items[test] for test in tests], change))

        tests = [test for test in self.measured.tests_of(mutant, self.trials.project) if test in items]
        with suppress(Unchanged):
            self.trials.record(mutant, self.trials.noticed(mutant, tests, run))

    def _run(self, session: pytest.Session, items: list[pytest.Item], change: tuple[Mutant, str] | None) -> int:
        """In the fork: 0 when all tests pass."""
        quiet()
        if change and not swapped(self.trials.project, *change):
            return UNCHANGED
        for item, following in zip(items, [*items[1:], items[0]], strict=True):
            if not self.trials.begins(item.nodeid):
                break
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                return 1
        return 0


def swapped(project: Path, mutant: Mutant, source: str) -> bool:
    """Give a function its changed code or a constant its changed value; what is not imported yet will be read as changed.

    False where that is not possible: other things that ran at import, such as classes and what is made of a constant.
    """
    module = sys.modules.get(mutant.path[:-3].replace("/", "."))
    if module is None:
        return True
    return _recoded(project / mutant.path, mutant, source) if mutant.function else _rebound(module, mutant, source)


def _recoded(path: Path, mutant: Mutant, source: str) -> bool:
    """Put the changed code into all functions made of the same definition, of those with one name in order of definition."""
    functions: dict[int, list[FunctionType]] = {}
    for thing in gc.get_objects():
        if type(thing) is FunctionType and thing.__qualname__ == mutant.function:
            if thing.__code__.co_filename == str(path):
                functions.setdefault(thing.__code__.co_firstlineno, []).append(thing)
    codes = [code for code in _codes(compile(source, str(path), "exec")) if code.co_qualname == mutant.function]
    if len(codes) != len(functions):
        return False
    for (_, same), code in zip(sorted(functions.items()), codes, strict=True):
        for function in same:
            if len(function.__code__.co_freevars) != len(code.co_freevars):
                return False
            function.__code__ = code
    return bool(codes)


def _rebound(module: ModuleType, mutant: Mutant, source: str) -> bool:
    """Put the changed value of a constant into its module and into those that import it by name."""
    found = constant(source, mutant.names)
    if found is None:
        return False
    name, statement = found
    old, values = vars(module)[name], dict(vars(module))
    exec(compile(ast.Module([statement], []), mutant.path, "exec"), values)
    for other in list(sys.modules.values()):
        if getattr(other, name, None) is old and (other is module or _imports(other, module.__name__, name)):
            setattr(other, name, values[name])
    return True


def _imports(other: ModuleType, module: str, name: str) -> bool:
    path = getattr(other, "__file__", None)
    return bool(path and path.endswith(".py") and name in imported(Path(path).read_text(encoding="utf-8"), module))


def _codes(code: CodeType) -> Iterator[CodeType]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from _codes(inner)
