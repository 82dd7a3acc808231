"""Lost power while a snapshot is published: ``python -m benchmarks.power``.

The page cache is simulated: what a file holds is on the disk once it was flushed, and which names a folder holds once the
folder was. At every flush, rename, removal and new folder of ``add``, ``remove`` and ``build`` the power fails, and the disk is
made as it could be then, in three ways: nothing is there that was not flushed; all names are there, and files that were not
flushed are empty; each name and each file that was not flushed is there or not by chance. Then the base must open as it was
before or after, and hold what was said to be done. ``people.sqlite`` is left out: SQLite flushes it by itself.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.base.knowledge import Knowledge
from app.build import publish
from app.build.verify import verify
from app.people import database, seal
from benchmarks.kills import ONE, PREPARED, THREE, TWO, make_cheap
from ingest.errors import DuibiaoError

EVENTS = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir"})
SEED, CHANCES = 18, 3
SQLITES_OWN = (database.FILE, f"{database.FILE}-journal", database.MARKER, seal.FILE)

Files = dict[int, bytes]
"""Number of a file → what it holds on the disk."""
Folders = dict[int, dict[str, int]]
"""Number of a folder → the names in it on the disk, each with the number of its file or folder."""


class Disk:
    """What of a folder is on the disk, while a process works on it."""

    def __init__(self, root: Path) -> None:
        """All that is there now is."""
        self.root, self.files, self.folders = root, Files(), Folders()
        for path in (root, *root.rglob("*")):
            self._flushed(path)

    def _flushed(self, path: Path) -> None:
        number = path.stat().st_ino
        if path.is_dir():
            self.folders[number] = {inner.name: inner.stat().st_ino for inner in path.iterdir()}
        else:
            self.files[number] = path.read_bytes()

    def flush(self, path: Path) -> None:
        """A file or folder inside was flushed."""
        if path == self.root or self.root in path.parents:
            self._flushed(path)

    def after(self, kept: Callable[[], bool], names: bool) -> "Tree":
        """The disk after power was lost: what was flushed, and what else ``kept`` says; ``names``: all names are there."""
        real = {path.stat().st_ino: path for path in (self.root, *self.root.rglob("*"))}
        return _tree(self, real, self.root.stat().st_ino, kept, names)


Tree = dict[str, "Tree | bytes"]


def _tree(disk: Disk, real: dict[int, Path], number: int, kept: Callable[[], bool], names: bool) -> Tree:
    there = dict(disk.folders.get(number, {}))
    if number in real:
        now = {path.name: path.stat().st_ino for path in real[number].iterdir()}
        if names:
            there = now
        else:
            there |= {name: inner for name, inner in now.items() if there.get(name) != inner and kept()}
    tree: Tree = {}
    for name, inner in there.items():
        path = real.get(inner)
        if inner in disk.folders or (path and path.is_dir()):
            tree[name] = _tree(disk, real, inner, kept, names)
        elif inner in disk.files:
            tree[name] = path.read_bytes() if path and kept() else disk.files[inner]
        else:
            tree[name] = path.read_bytes() if path and kept() else b""
    return tree


def written(tree: Tree, folder: Path) -> None:
    """Make a folder of it."""
    folder.mkdir()
    for name, inner in tree.items():
        if isinstance(inner, bytes):
            (folder / name).write_bytes(inner)
        else:
            written(inner, folder / name)


@contextmanager
def watched(disk: Disk, failing: Callable[[], None]) -> Iterator[None]:
    """Tell the disk what is flushed, and let the power fail before and after that, and before each change of a name."""
    on, fsync = [True], os.fsync

    def flushed(handle: int) -> None:
        failing()
        fsync(handle)
        disk.flush(Path(os.readlink(f"/proc/self/fd/{handle}")))
        failing()

    os.fsync = flushed  # type: ignore[assignment]
    sys.addaudithook(lambda name, _args: failing() if on[0] and name in EVENTS else None)
    try:
        yield
    finally:
        on[0], os.fsync = False, fsync


def trees(disk: Disk, rng: random.Random) -> Iterator[Tree]:
    """The disk as it could be when power is lost now."""
    yield disk.after(lambda: False, names=False)
    yield disk.after(lambda: False, names=True)
    for _ in range(CHANCES):
        yield disk.after(lambda: rng.random() < 1 / 2, names=False)


ACTIONS: dict[str, tuple[Callable[[Path], object], frozenset[str]]] = {
    "add": (lambda kb: publish.add(kb, [kb.parent / "三.txt"]), frozenset({ONE, TWO, THREE})),
    "remove": (lambda kb: publish.remove(kb, TWO), frozenset({ONE, THREE})),
    "build": (lambda kb: publish.build(kb, [kb.parent / "一.txt"]), frozenset({ONE})),
}
"""What is done, and which documents the base holds then."""


def wrong(kb: Path, tree: Tree, allowed: set[frozenset[str]]) -> str:
    """What is wrong with a disk after power was lost; "" when nothing is."""
    with tempfile.TemporaryDirectory() as folder:
        after = Path(folder) / "kb"
        written(tree, after)
        for name in SQLITES_OWN:
            if (kb / name).exists():
                shutil.copyfile(kb / name, after / name)
        try:
            opened = Knowledge.open(after)
            documents = frozenset(opened.documents)
            opened.store.close()
        except DuibiaoError as exc:
            return str(exc)
        if documents not in allowed:
            return f"holds {sorted(documents)}"
        return "；".join(f"{x.where} {x.what}" for part in verify(after)[:2] for x in part.damages if ".new-" not in x.where)


def main() -> None:
    """Fail, judge, and print the table."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    rng = random.Random(SEED)
    with tempfile.TemporaryDirectory(prefix="power-") as folder:
        make_cheap(Path(folder))
        for name, text in PREPARED.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        kb = Path(folder) / "kb"
        publish.build(kb, [Path(folder) / "一.txt", Path(folder) / "二.txt"])
        before = frozenset({ONE, TWO})
        print("| what | moments | disks | base before or after, whole |")
        print("|---|---:|---:|---:|")
        for action, (act, after) in ACTIONS.items():
            states: list[tuple[Tree, set[frozenset[str]]]] = []
            moments, disk = [0], Disk(kb)

            def failing(moments: list[int] = moments, disk: Disk = disk, before: frozenset[str] = before) -> None:
                moments[0] += 1
                states.extend((tree, {before, after}) for tree in trees(disk, rng))  # noqa: B023 - called within this turn

            with watched(disk, failing):
                act(kb)
            states += [(tree, {after}) for tree in trees(disk, rng)]
            told = [line for tree, allowed in states if (line := wrong(kb, tree, allowed))]
            for line in told[:5]:
                print(f"WRONG after {action}: {line}")
            print(f"| {action} | {moments[0]} | {len(states)} | {len(states) - len(told)} |")
            before = after


if __name__ == "__main__":
    main()
