"""Can the tests fail? ``python -m benchmarks.mutants [--count 320] [--seed 1] [--folder FOLDER]``.

One small change at a time (a comparison turned, a number moved, a condition negated, a call left out) is made to the modules
in ``MODULES``, in a copy of the last commit, and the tests that run the changed line are run, the fastest first. A mutant
that no test notices survives and is listed. Needs the extra ``dev``, and Linux or macOS. With ``--folder`` the copy, what was
measured and the results stay there, and a run that was stopped goes on where it was.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import pytest

from benchmarks.mutants.changes import Mutant, mutants
from benchmarks.mutants.fresh import Fresh
from benchmarks.mutants.measured import OPTIONS, TESTS, Measured, measure
from benchmarks.mutants.process import forked
from benchmarks.mutants.session import Session
from benchmarks.mutants.trials import Trials

ROOT = Path(__file__).parents[2]
MODULES = (
    "app/answer/*.py",
    "app/build/merge.py",
    "app/build/publish.py",
    "app/app_pages/**/*.py",
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
LIBRARIES = ("networkx", "pydantic", "lxml.html", "numpy", "faiss", "pdfplumber", "docx", "openpyxl", "streamlit.testing.v1")
"""Imported once for all trials."""


def enter(project: Path) -> None:
    """Make this process one that imports the copy; libraries start no threads, which a forked process would lack."""
    os.chdir(project)
    os.environ |= {"PYTHONPATH": str(project), "HF_HUB_OFFLINE": "1", "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1"}
    setattr(os, "cpu_count", lambda: 1)  # noqa: B010  (mypy lets no function be assigned)
    sys.dont_write_bytecode = True
    sys.path[:] = [str(project), *(place for place in sys.path if place not in ("", str(ROOT)))]
    for name in [name for name in sys.modules if name.partition(".")[0] == "benchmarks"]:
        del sys.modules[name]
    for name in LIBRARIES:
        import_module(name)


def main() -> None:
    """Print the share of mutants that the tests notice, a row a module, and the survivors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=320)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    args = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))
    with tempfile.TemporaryDirectory() as fresh:
        trials = Trials((args.folder or Path(fresh)).resolve())
        trials.folder.mkdir(parents=True, exist_ok=True)
        trials.copy(ROOT)
        chosen = drawn(trials.project, args.count, random.Random(args.seed))
        enter(trials.project)
        try_all(trials, measure(trials.project), chosen)
        report(chosen, trials.results())


def drawn(project: Path, count: int, dice: random.Random) -> list[Mutant]:
    """``count`` of all mutants, each as likely as any other."""
    paths = [path for glob in MODULES for path in sorted(project.glob(glob))]
    everything = [m for path in paths for m in mutants(str(path.relative_to(project)), path.read_text(encoding="utf-8"))]
    return dice.sample(everything, min(count, len(everything)))


def try_all(trials: Trials, measured: Measured, chosen: Sequence[Mutant]) -> None:
    """Try what has no result yet: in one session what can be put into it, then the rest in a session each."""
    waiting = [mutant for mutant in chosen if str(mutant) not in trials.results()]
    plugin = Session(trials, measured, waiting)
    if waiting:
        forked(lambda: int(pytest.main([*OPTIONS, *TESTS], plugins=[plugin])))
    for mutant in chosen:
        if str(mutant) not in trials.results():
            trials.record(mutant, trials.noticed(mutant, measured.tests_of(mutant, trials.project), Fresh(trials).run))


def report(chosen: Sequence[Mutant], results: dict[str, str | None]) -> None:
    """Print the table and the survivors."""
    print("\n| module | mutants | noticed |\n|---|---:|---:|")
    for path in sorted({mutant.path for mutant in chosen}):
        found = [results[str(mutant)] is not None for mutant in chosen if mutant.path == path]
        print(f"| `{path}` | {len(found)} | {sum(found)} |")
    survivors = [mutant for mutant in chosen if results[str(mutant)] is None]
    print(f"| all | {len(chosen)} | {1 - len(survivors) / max(len(chosen), 1):.1%} |\n", *survivors, sep="\n")


if __name__ == "__main__":
    main()
