"""Can the tests fail? ``python -m benchmarks.mutants [--count 320] [--seed 1] [--workers 2] [--report FILE]``.

One small change at a time (a comparison turned, a number moved, a condition negated, a call left out) is made to the modules
in ``MODULES``, in a copy of the project, and the tests that run the changed line are run, the fastest first. A mutant that
no test notices survives and is listed. Needs the extra ``dev``. The lines that each test runs are measured once, by coverage.
"""

import argparse
import ast
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path

import pytest
from coverage.numbits import numbits_to_nums

ROOT = Path(__file__).parents[1]
MODULES = (
    "app/answer/*.py",
    "app/build/merge.py",
    "app/build/publish.py",
    "app/app_pages/*.py",
    "index/search.py",
    "index/question.py",
    "index/coverage.py",
    "index/fuse.py",
    "index/intent.py",
    "index/examples.py",
    "kg/rules/*.py",
    "ingest/clauses/*.py",
)
"""Globs of what is mutated: answering, search, rules, clauses, merging, publishing and the pages."""
TESTS = ("tests/app", "tests/kg", "tests/index", "tests/ingest", "tests/test_corpus.py")
LIBRARIES = ("networkx", "pydantic", "lxml.html")
"""Imported once for all trials; not those that start threads, which a forked process lacks."""
FIRST = 15
"""Tests tried before the rest is even collected: most mutants are noticed by one of the quick ones."""
LIMIT = 300
"""Seconds that the tests of one mutant may take; a mutant that makes them run longer is noticed."""
_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
_BODIES = (ast.FunctionDef, ast.ClassDef)
_CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the file, the line, what was changed, and the whole changed source."""

    path: str
    line: int
    what: str
    source: str


def _turned(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Mutations that replace a comparison or an operator by its opposite, or negate a condition."""
    match node:
        case ast.Compare(left, [op], right) if type(op) in _COMPARISONS:
            turned = _COMPARISONS[type(op)]
            yield ast.Compare(left, [turned()], right), f"{type(op).__name__} → {turned.__name__}"
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values), "and ↔ or"
        case ast.UnaryOp(ast.Not(), operand):
            yield operand, "not left out"
        case ast.BinOp(left, op, right) if type(op) in _OPERATORS:
            other = _OPERATORS[type(op)]
            yield ast.BinOp(left, other(), right), f"{type(op).__name__} → {other.__name__}"


def _moved(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Mutations that change a constant."""
    match node:
        case ast.Constant(bool(value)):
            yield ast.Constant(not value), f"{value} → {not value}"
        case ast.Constant(int(value)):
            yield ast.Constant(value + 1), f"{value} → {value + 1}"
        case ast.Constant(float(value)):
            yield ast.Constant(value * 2 + 0.5), f"{value} → {value * 2 + 0.5}"


def _left_out(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Mutations that remove a call, a condition or a filter, or put ``min`` in place of ``max`` and the like."""
    match node:
        case ast.Call(ast.Name(name, ctx), args, keywords) if name in _CALLS:
            yield ast.Call(ast.Name(_CALLS[name], ctx), args, keywords), f"{name} → {_CALLS[name]}"
        case ast.Expr(ast.Call()):
            yield ast.Pass(), "call left out"
        case ast.IfExp(_, body, _):
            yield body, "condition always true"
        case ast.comprehension(target, iterated, [_, *_], is_async):
            yield ast.comprehension(target, iterated, [], is_async), "filter left out"


def changes(node: ast.AST) -> list[tuple[ast.AST, str]]:
    """All replacements for ``node``, each with its name."""
    return [*_turned(node), *_moved(node), *_left_out(node)]


class _Replace(ast.NodeTransformer):
    """Puts ``new`` in the place of ``old``, found by identity."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        if node is self._old:
            return ast.copy_location(self._new, node) if hasattr(node, "lineno") else self._new
        return super().generic_visit(node)


def mutants(path: Path) -> Iterator[Mutant]:
    """Every mutant of one file; annotations and decorators are left alone: a change there means nothing at run time."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    skipped, inside = _declared(tree), _within(tree)
    for number, node in enumerate(ast.walk(tree)):
        if node in skipped:
            continue
        line = getattr(node, "lineno", 0) or getattr(getattr(node, "target", None), "lineno", 0)
        for choice, (_, what) in enumerate(changes(node)):
            text = _changed(source, number, choice)
            yield Mutant(str(path.relative_to(ROOT)), line if node in inside else 0, what, text)


def _changed(source: str, number: int, choice: int) -> str:
    """``source`` with the node of this number, in order of walking, replaced by its change of this number."""
    tree = ast.parse(source)
    node = next(islice(ast.walk(tree), number, None))
    return ast.unparse(ast.fix_missing_locations(_Replace(node, changes(node)[choice][0]).visit(tree)))


def _within(tree: ast.Module) -> set[ast.AST]:
    """What stands in functions and classes; lines at module level run at import, before any test."""
    return {inner for owner in tree.body if isinstance(owner, _BODIES) for inner in ast.walk(owner)}


def _declared(tree: ast.Module) -> set[ast.AST]:
    """What stands in decorators and annotations."""
    found: set[ast.AST] = set()
    for owner in ast.walk(tree):
        places = [*getattr(owner, "decorator_list", []), getattr(owner, "annotation", None), getattr(owner, "returns", None)]
        found |= {inner for place in places if place is not None for inner in ast.walk(place)}
    return found


def coverage(folder: Path, workers: int) -> tuple[dict[tuple[str, int], set[str]], dict[str, int]]:
    """Which tests run each line of each file, and how many lines each test runs (quick ones go first).

    Measured in the copy ``folder``; tests that fail as it is are left out.
    """
    config = folder / ".coveragerc"
    config.write_text("[run]\nsource = app,index,kg,ingest\n", encoding="utf-8")
    options = ["-q", "-p", "no:cacheprovider", "-n", str(workers), "--cov", "--cov-context=test", "--cov-report="]
    command = [sys.executable, "-m", "pytest", *options, "--cov-config=.coveragerc", *TESTS]
    done = subprocess.run(command, cwd=folder, env=_environment(folder), check=False, stdout=subprocess.PIPE, text=True)
    failing = set(re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE))
    print("tests that fail without a mutant, left out:", *(failing or ["none"]), flush=True)
    listed = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-o", "addopts=--import-mode=importlib", *TESTS],
        cwd=folder, env=_environment(folder), check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    sound = set(listed.stdout.splitlines()) - failing
    times: dict[str, int] = {}
    lines: dict[tuple[str, int], set[str]] = {}
    with sqlite3.connect(folder / ".coverage") as db:
        rows = db.execute(
            "SELECT f.path, c.context, b.numbits FROM line_bits b JOIN file f ON f.id = b.file_id "
            "JOIN context c ON c.id = b.context_id WHERE c.context != ''"
        )
        for path, context, numbits in rows:
            test = context.rpartition("|")[0]
            if test not in sound:
                continue
            times[test] = times.get(test, 0) + len(numbits_to_nums(numbits))
            for line in numbits_to_nums(numbits):
                lines.setdefault((str(Path(path).relative_to(folder)), line), set()).add(test)
    return lines, times


def _environment(folder: Path) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(folder), "HF_HUB_OFFLINE": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def copy_of_the_project(folder: Path) -> Path:
    """A copy of the files that git knows of, with what lies beside the project where the tests look for it."""
    target = folder / "project"
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)
    shared = ROOT.parent / "shared"
    if shared.is_dir():
        (folder / "shared").symlink_to(shared.resolve())
    return target


def preload() -> None:
    """Import what the tests need of other people's, so that each mutant's process has it from the start."""
    for name in LIBRARIES:
        import_module(name)


@dataclass(frozen=True, slots=True)
class Trial:
    """A mutant under trial in a process of its own."""

    mutant: Mutant
    folder: Path
    before: str
    """The file as it was."""
    deadline: float


def begin(mutant: Mutant, folder: Path, tests: list[str]) -> tuple[int, Trial]:
    """Put the mutant into the copy ``folder`` and run its tests, the quickest first; the process and the trial."""
    path = folder / mutant.path
    trial = Trial(mutant, folder, path.read_text(encoding="utf-8"), time.monotonic() + LIMIT)
    path.write_text(mutant.source, encoding="utf-8")
    pid = os.fork()
    if not pid:
        os._exit(_tried(folder, tests))
    return pid, trial


def _tried(folder: Path, tests: list[str]) -> int:
    """In the new process: 0 when all tests pass, else the code of pytest."""
    os.setsid()
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    os.chdir(folder)
    os.environ.update(_environment(folder))
    sys.path[:] = [str(folder), *(place for place in sys.path if place not in ("", str(ROOT)))]
    for name in [name for name in sys.modules if name.partition(".")[0] == "benchmarks"]:
        del sys.modules[name]
    sys.dont_write_bytecode = True
    for part in filter(None, (tests[:FIRST], tests[FIRST:])):
        if code := int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *part])):
            return code
    return 0


def end(trial: Trial) -> None:
    """Put the file of a trial back as it was."""
    (trial.folder / trial.mutant.path).write_text(trial.before, encoding="utf-8")


def judged(
    mutants: Iterable[Mutant], folders: list[Path], tests_of: Callable[[Mutant], list[str]]
) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant with whether a test fails, or runs for too long, with it; as many at a time as there are ``folders``."""
    waiting, running = deque(mutants), dict[int, Trial]()
    while waiting or running:
        while waiting and folders:
            mutant = waiting.popleft()
            if tests := tests_of(mutant):
                pid, trial = begin(mutant, folders.pop(), tests)
                running[pid] = trial
            else:
                yield mutant, False
        for pid, trial in list(running.items()):
            done, status = os.waitpid(pid, os.WNOHANG)
            late = not done and time.monotonic() > trial.deadline
            if late:
                os.killpg(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            if done or late:
                end(running.pop(pid))
                folders.append(trial.folder)
                yield trial.mutant, late or status != 0
        time.sleep(0.05)


def main() -> None:
    """Print the share of mutants that the tests notice, a row a module, and the survivors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=320)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--report", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folders = []
        for number in range(args.workers):
            (Path(place) / str(number)).mkdir()
            folders.append(copy_of_the_project(Path(place) / str(number)))
        lines, times = coverage(folders[0], args.workers)
        preload()
        chosen, told = _chosen(args.count, random.Random(args.seed)), []
        for mutant, found in judged(chosen, folders, lambda m: sorted(_tests_of(m, lines), key=lambda t: times[t])):
            print("killed  " if found else "SURVIVED", mutant.path, mutant.line, mutant.what, flush=True)
            told.append((mutant, found))
    _print(told)
    if args.report:
        survivors = [{"path": m.path, "line": m.line, "what": m.what} for m, found in told if not found]
        args.report.write_text(json.dumps(survivors, ensure_ascii=False, indent=1), encoding="utf-8")


def _chosen(count: int, dice: random.Random) -> list[Mutant]:
    """``count`` mutants, as many of each module as its size allows."""
    everything = [m for glob in MODULES for path in sorted(ROOT.glob(glob)) for m in mutants(path)]
    return dice.sample(everything, min(count, len(everything)))


def _tests_of(mutant: Mutant, lines: dict[tuple[str, int], set[str]]) -> set[str]:
    """Tests that run the changed line; for a line at module level, those that run anything of the file."""
    if mutant.line:
        return lines.get((mutant.path, mutant.line), set())
    return {test for (path, _), tests in lines.items() if path == mutant.path for test in tests}


def _print(told: list[tuple[Mutant, bool]]) -> None:
    print("\n| module | mutants | noticed |\n|---|---:|---:|")
    for path in sorted({m.path for m, _ in told}):
        found = [seen for m, seen in told if m.path == path]
        print(f"| `{path}` | {len(found)} | {sum(found)} |")
    print(f"| all | {len(told)} | {sum(seen for _, seen in told) / max(len(told), 1):.1%} |")


if __name__ == "__main__":
    main()
