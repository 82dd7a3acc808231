"""Flipped bits over all files of a base: ``python -m benchmarks.flips``.

A base with everything that one can hold is built, then a bit somewhere is flipped, one at a time, as often in each file as its
share of the bytes but at least a few times in each. Found: ``verify`` names it. Not answered from silently: an opening of the
base that is not refused gives the answer of the undamaged base, or says on the terminal that something was not used.
"""

import argparse
import logging
import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.answer.answering import ask
from app.base import backup
from app.base.knowledge import Knowledge
from app.build import draft, own, publish, rollback
from app.build.verify import verify
from app.case_work import desk
from app.people import database, questions
from app.present.answers import answer
from ingest.errors import DuibiaoError
from ingest.shipped.examples import Example

TEXTS = {
    "换药.txt": "关于换药室管理的通知\n\n一、总体要求\n\n每月检查一次换药室，结果报护理部。\n",
    "轮椅.txt": "关于轮椅管理的通知\n\n一、总体要求\n\n轮椅每周清洁一次，由后勤部门负责。\n",
}
QUESTIONS = ("换药室多久检查一次", "轮椅谁来清洁", "换药室多久看一回")
SEED, FLIPS, EACH = 18, 200, 3


@dataclass(frozen=True, slots=True)
class Flip:
    """One bit."""

    path: Path
    byte: int
    bit: int


def made(folder: Path) -> Path:
    """A base of several versions with drafts, own tables, saved questions and an audit log."""
    kb = folder / "kb"
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    publish.build(kb, [folder / "换药.txt"])
    publish.add(kb, [folder / "轮椅.txt"])
    own.add_example(kb, Example("换药室管理#一", "换药室多久看一回"))
    rollback.rollback(kb, 2)
    with database.writing(kb) as db:
        questions.save(db, "王敏", "换药室检查")
    desk.keep(kb, "王敏", "陪护管理", "草稿.md", "# 陪护管理\n\n做法写在这里。".encode())
    draft.upload(kb, "关于平车的通知\n\n一、总则\n\n每日检查。\n".encode(), "平车.txt", "王敏")
    return kb


def restored(folder: Path) -> Path:
    """The same base, from its backup: one version, the rest whole."""
    backup.write(made(folder), folder / "b.zip")
    backup.restore(folder / "b.zip", folder / "restored")
    return folder / "restored"


def flips(kb: Path, count: int) -> list[Flip]:
    """So many bits: a few in each file, the others wherever the bytes are."""
    rng = random.Random(SEED)
    files = sorted(path for path in kb.rglob("*") if path.is_file() and path.stat().st_size)
    chosen = [path for path in files for _ in range(EACH)]
    sizes = [path.stat().st_size for path in files]
    chosen += rng.choices(files, sizes, k=max(count - len(chosen), 0))
    return [Flip(path, rng.randrange(path.stat().st_size), rng.randrange(8)) for path in chosen]


@contextmanager
def flipped(one: Flip) -> Iterator[None]:
    """The bit is the other way round meanwhile; a file is written anew each time, as a disk gives other bytes."""
    before, times = one.path.read_bytes(), one.path.stat()
    data = bytearray(before)
    data[one.byte] ^= 1 << one.bit
    one.path.write_bytes(data)
    try:
        yield
    finally:
        one.path.write_bytes(before)
        os.utime(one.path, ns=(times.st_atime_ns, times.st_mtime_ns))


class _Heard(logging.Handler):
    """Keeps what is told on the terminal."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.told.append(record.getMessage())


def answers(kb: Path) -> list[str]:
    """What the base answers, all of it."""
    opened = Knowledge.open(kb)
    return [answer(opened, ask(opened, question)).model_dump_json() for question in QUESTIONS]


def main() -> None:
    """Flip, verify, ask, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--flips", type=int, default=FLIPS)
    parser.add_argument("--restored", action="store_true", help="flip the bits of a base that was restored from a backup")
    args = parser.parse_args()
    heard = _Heard()
    logging.getLogger().addHandler(heard)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        kb = restored(Path(folder)) if args.restored else made(Path(folder))
        right, first = answers(kb), verify(kb)
        if any(one.damages for one in first):
            raise SystemExit(f"the undamaged base is not whole: {first}")
        chosen, found, refused, told, same, silent = flips(kb, args.flips), 0, 0, 0, 0, []
        for one in chosen:
            heard.told.clear()
            with flipped(one):
                hit = any(part.damages for part in verify(kb))
                found += hit
                try:
                    got = answers(kb)
                    told += got != right and bool(heard.told)
                    same += got == right
                    silent += [one] * (got != right and not heard.told)
                except DuibiaoError:
                    refused += 1
            if not hit or one in silent:
                print(f"{'NOT FOUND' if not hit else 'SILENT'} {one.path.relative_to(kb)} byte {one.byte} bit {one.bit}")
        shutil.rmtree(kb)
    print("| what | flips |")
    print("|---|---:|")
    print(f"| flipped | {len(chosen)} |")
    print(f"| found by `verify` | {found} |")
    print(f"| base refused to answer, in one line | {refused} |")
    print(f"| answered as before: the file takes no part in answers | {same} |")
    print(f"| answered without what was damaged, and said so | {told} |")
    print(f"| answered from silently | {len(silent)} |")


if __name__ == "__main__":
    main()
